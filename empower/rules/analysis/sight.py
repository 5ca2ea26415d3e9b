"""What one request sees of a policy: the lines that match it, and on which side of each threshold it stands.

A *threshold* is a constant in a test of a line (of an ordered fact, a number, an amount, a date, an age, a total), or a limit.
A request stands below such a constant, or at or over it; it fits a limit, or goes beyond it. Only lines that speak of its
remedy count, and of limits only those of lines that match it, and only where it adds something to them. The clock is no
threshold: when a line is in force shows in which lines match.
"""

from __future__ import annotations

from empower.domain.facts import AMOUNT_FACTS
from empower.domain.value import Value
from empower.rules.analysis.levels import base_of
from empower.rules.index import admits, index_of
from empower.rules.missing import asked_facts
from empower.rules.rulebook import Budget, Grant, Line, Rule
from empower.rules.situation import Situation
from empower.rules.steps.owed import shared_out
from empower.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.balances import Balances
    from empower.domain.gesture import Ask
    from empower.domain.people import Person
    from empower.rules.index import Matched
    from empower.rules.rulebook import Limit, Remedy, Rulebook

    Side = tuple["Threshold", bool]
    """A threshold, and whether it is reached: at or over the constant, beyond the limit."""

__all__ = ["LIMIT", "Sight", "Sights", "Threshold", "covering", "limits_of", "lines_seen", "thresholds_of"]

LIMIT = "limit"
_SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions")
_IN_ORDER = ("ordered", "number", "money", "date", "moment", "time")


class Threshold(Value):
    """A constant of a line on an axis; with the axis `LIMIT`, one of its limits by number."""

    line: str
    axis: str
    at: int


class Sight(Value):
    """What one request sees."""

    combinations: tuple[frozenset[str], ...]  # one for each gesture of it: the lines that match
    sides: frozenset[Side]

    @property
    def lines(self) -> frozenset[str]:
        """Every line that matches one of its gestures."""
        return frozenset().union(*self.combinations)


def lines_seen(rulebook: Rulebook) -> tuple[Line, ...]:
    """The lines that a request may see, in the order of the file's sections. Promises are no part of a decision."""
    return tuple([line for section in _SECTIONS for line in getattr(rulebook, section)])


def covering(rulebook: Rulebook, remedy: Remedy) -> list[Line]:
    """The lines that speak of a remedy."""
    return [line for line in lines_seen(rulebook) if any([admits(box, line, remedy) for box in line.condition.when])]


def limits_of(line: Line | Remedy) -> tuple[Limit, ...]:
    """The limits of a line, or of a remedy; what a rule only advises is none."""
    if isinstance(line, Grant):
        return line.limits
    if isinstance(line, Budget):
        return (line.limit,)
    if isinstance(line, Rule):
        return (line.limit,) if line.limit else ()
    return () if isinstance(line, Line) else line.most


def thresholds_of(rulebook: Rulebook) -> tuple[Threshold, ...]:
    """Every threshold of a policy, line by line, then those of the remedies."""
    found = [one for line in lines_seen(rulebook) for one in _tested(rulebook, line)]
    owners: tuple[Line | Remedy, ...] = (*lines_seen(rulebook), *rulebook.remedies)
    for line in owners:
        found += [Threshold(line=line.id, axis=LIMIT, at=number) for number in range(len(limits_of(line)))]
    return tuple(found)


class Sights:
    """What requests see of one policy."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._tested = {
            remedy.id: [one for line in covering(rulebook, remedy) for one in _tested(rulebook, line)]
            for remedy in rulebook.remedies
        }

    def of(self, ask: Ask, balances: Balances, people: tuple[Person, ...] | None = None) -> Sight | None:
        """What a request sees; `None` where it is not decided for want of a fact."""
        stated = Situation(self.rulebook, ask, balances, people).acted_on_by(ask.actor.id)
        asks, supposed = asked_facts(stated)
        if asks:
            return None
        situation = stated.supposing(supposed) if supposed else stated
        role, employee = ask.actor.role, ask.actor.id
        shares = shared_out(situation, ask.gestures, role)
        combinations: list[frozenset[str]] = []
        sides: set[Side] = set()
        for share in shares:
            view = View(situation, role, employee, share, shares, situation.so_far())
            combinations.append(_matching(view))
            for one in self._tested[view.remedy.id]:
                value = view.values[one.axis] if one.axis in view.values else stated.reading(one.axis)
                if value is not None:
                    sides.add((one, value >= one.at))
            sides.update(_limited(view))
        return Sight(combinations=tuple(combinations), sides=frozenset(sides))


def _matching(view: View) -> frozenset[str]:
    """The ids of the lines that match: of grants those that the role may use, of rules those that nothing lifts."""
    matched = view.matched
    others: tuple[tuple[Line, ...], ...] = (
        matched.budgets,
        matched.rules,
        matched.entitlements,
        matched.bars,
        matched.exemptions,
    )
    return frozenset([line.id for lines in (_usable(view, matched), *others) for line in lines])


def _usable(view: View, matched: Matched) -> tuple[Grant, ...]:
    holds = view.situation.index.holds
    return tuple([grant for grant in matched.grants if any([holds(view.role, role) for role in grant.roles])])


def _limited(view: View) -> Iterator[Side]:
    matched = view.matched
    lines: tuple[tuple[Line | Remedy, str], ...] = (
        (view.remedy, "remedies"),
        *[(grant, "grants") for grant in _usable(view, matched)],
        *[(budget, "budgets") for budget in matched.budgets],
        *[(rule, "rules") for rule in matched.rules],
    )
    for line, section in lines:
        for number, limit in enumerate(limits_of(line)):
            if section == "remedies":
                reading, fits = view.fits_face(limit)
            else:
                reading, fits = view.read(limit, line, section)
            if reading.asked or not fits:
                yield Threshold(line=line.id, axis=LIMIT, at=number), not fits


def _tested(rulebook: Rulebook, line: Line) -> tuple[Threshold, ...]:
    """The constants of a line's tests that have something on both sides."""
    found = {
        Threshold(line=line.id, axis=test.axis, at=end)
        for box in line.condition.when + line.condition.unless
        for test in box
        for span in test.spans
        for end in span
        if end is not None and _inside(rulebook, test.axis, end)
    }
    return tuple(sorted(found, key=lambda one: (one.axis, one.at)))


def _inside(rulebook: Rulebook, axis: str, cut: int) -> bool:
    """Whether a constant lies on an axis that has an order, with values below it and from it on."""
    if axis in AMOUNT_FACTS:
        return cut > 0
    fact = index_of(rulebook).facts.get(base_of(axis))
    if fact is None or fact.kind not in _IN_ORDER:
        return False
    if "#" in axis or fact.kind in ("date", "moment"):
        return True
    if fact.values:
        return 0 < cut < len(fact.values)
    least = fact.least if fact.least is not None or fact.derived else 0
    most = 24 * 60 - 1 if fact.kind == "time" else fact.most
    return (least is None or cut > least) and (most is None or cut <= most)
