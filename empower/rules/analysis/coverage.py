"""How much of a policy its cases reach: lines, both sides of each threshold, and distinct combinations of lines.

* A *line* (grant, budget, rule, entitlement, bar, exception; a promise is no part of a decision) is reached when it matches a
  case: a grant when the asker's role may use it too, a rule when no exception lifts it.
* A *threshold* is reached when some cases lie below it and some at or over it; a limit, when some fit it and some do not
  (`sight` says which cases count).
* A *combination* (`combinations`) is reached when the lines that match a case are exactly these.

A case that is not decided for want of a fact reaches nothing. The share of the whole is what is reached of all three together.
"""

from __future__ import annotations

from empower.domain.calendar import EPOCH
from empower.domain.value import Value
from empower.rules.analysis.combinations import Combinations, walked
from empower.rules.analysis.sight import Sights, Threshold, lines_seen, thresholds_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.domain.balances import Balances
    from empower.domain.decision import Decision
    from empower.domain.gesture import Ask
    from empower.domain.people import Person
    from empower.rules.analysis.sight import Side, Sight
    from empower.rules.rulebook import Rulebook

    Asked = tuple[Ask, Balances, tuple[Person, ...] | None]
    """A request with what was given before, and the people of its house."""

__all__ = ["Coverage", "SuggestedCase", "Suggestion", "coverage_from", "coverage_of"]


class Coverage(Value):
    """What there is, and what of it is reached."""

    lines: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    combinations: tuple[frozenset[str], ...]
    lines_reached: frozenset[str]
    sides_reached: frozenset[Side]
    combinations_reached: frozenset[frozenset[str]]
    left_out: tuple[str, ...] = ()  # remedies whose combinations are too many to be counted

    @property
    def thresholds_reached(self) -> tuple[Threshold, ...]:
        """Those of which both sides are."""
        return tuple([one for one in self.thresholds if not self.missing_sides(one)])

    @property
    def lines_missed(self) -> tuple[str, ...]:
        """Those that no case reaches, in the order of the file."""
        return tuple([line for line in self.lines if line not in self.lines_reached])

    @property
    def combinations_missed(self) -> tuple[frozenset[str], ...]:
        """Those that no case reaches."""
        return tuple([one for one in self.combinations if one not in self.combinations_reached])

    def missing_sides(self, threshold: Threshold) -> tuple[bool, ...]:
        """The sides that no case lies on: `False` below, `True` at or over."""
        return tuple([side for side in (False, True) if (threshold, side) not in self.sides_reached])

    @property
    def reached(self) -> int:
        """How many lines, thresholds and combinations are reached."""
        return len(self.lines_reached) + len(self.thresholds_reached) + len(self.combinations_reached)

    @property
    def all(self) -> int:
        """How many there are."""
        return len(self.lines) + len(self.thresholds) + len(self.combinations)


class SuggestedCase(Value):
    """A question for a policy's tests, what was given before it, and the answer as it is now."""

    ask: Ask
    given: tuple[Ask, ...]
    decision: Decision


class Suggestion(Value):
    """Cases for what none reaches, and what none was found for: lines that match together, and sides of thresholds."""

    cases: tuple[SuggestedCase, ...]
    combinations: tuple[frozenset[str], ...] = ()
    sides: tuple[Side, ...] = ()
    roster: str = ""  # as the first file of cases names it


def coverage_of(rulebook: Rulebook, asked: Iterable[Asked], today: int | None = None) -> Coverage:
    """What these requests reach of the policy, looked at from `today`, else from the first day on which it is in force."""
    sights = Sights(rulebook)
    day = rulebook.effective[0] or EPOCH if today is None else today
    return coverage_from(rulebook, [sights.of(*one) for one in asked], walked(rulebook, day))


def coverage_from(rulebook: Rulebook, seen: Iterable[Sight | None], every: Combinations) -> Coverage:
    """What is reached by requests that saw this, of the combinations that there are."""
    sights = [sight for sight in seen if sight is not None]
    combinations = frozenset([one for sight in sights for one in sight.combinations])
    known = dict.fromkeys([lines for lines, _ in every.found])
    return Coverage(
        lines=tuple([line.id for line in lines_seen(rulebook)]),
        thresholds=thresholds_of(rulebook),
        combinations=tuple(known | dict.fromkeys(sorted(combinations - known.keys(), key=sorted))),
        lines_reached=frozenset().union(*combinations),
        sides_reached=frozenset([side for sight in sights for side in sight.sides]),
        combinations_reached=combinations,
        left_out=every.left_out,
    )
