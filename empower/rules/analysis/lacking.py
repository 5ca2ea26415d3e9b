"""One policy beside itself without some of what it says, over one walk: whether any request is answered otherwise then.

The combinations of the policy are walked once, for every line that is taken out of it.
"""

from __future__ import annotations

from empower.domain.errors import ReachedCeilingError
from empower.rules.analysis.beside import Beside
from empower.rules.analysis.concrete import concrete
from empower.rules.analysis.counters_within import counters_within
from empower.rules.analysis.lesser import Idle
from empower.rules.analysis.search import Effort
from empower.rules.analysis.settling import settling_lines
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.walk import Walk
from empower.rules.rulebook import Grant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.beside import Askings, Place
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.rulebook import Line, Rulebook

__all__ = ["Lacking", "without"]

_GLANCE = 200
"""So many stretches of states are looked into at first sight, in each situation."""


class Lacking:
    """A policy, to be looked at without some of its lines; a situation is taken from a day near `today` where it may be."""

    def __init__(self, rulebook: Rulebook, today: int) -> None:
        self.rulebook = rulebook
        self._today = today
        self._within = counters_within(rulebook)
        self._sheets = {
            remedy.id: Sheet(rulebook, remedy, also=settling_lines(rulebook)) for remedy in rulebook.remedies
        }
        self._walks: dict[str, Walk | None] = {}
        self._idle: dict[tuple[str, str], Idle] = {}
        self._asked: Askings = {}

    def covered(self, line: Line) -> tuple[str, ...]:
        """The remedies that a line speaks of."""
        found = [name for name, sheet in self._sheets.items() if line in sheet.lines]
        return tuple([name for name in found if not isinstance(line, Grant) or name in line.remedies])

    def matters(self, line: Line, other: Line | None = None, gone: Line | None = None) -> bool | None:
        """Whether some request is answered otherwise where `other` stands in a line's place, or nothing does.

        `gone` is a line that is taken out of both, and then only what shows at first sight counts. `None` where it
        could not be settled.
        """
        old = self.rulebook if gone is None else without(self.rulebook, gone)
        new = _instead(old, line, other)
        looks = ((Effort(_GLANCE), None),) if gone else ((Effort(), _GLANCE), (Effort(), None))
        for effort, each in looks:  # what differs is mostly seen at first sight, and one difference is enough
            beside = Beside((old, new), self._within, effort, each, self._asked if gone is None else None)
            idle = Idle(beside)
            settled = True
            for name in self.covered(line):
                sheet = self._sheets[name] if gone is None else self._sheets[name].instead(old, gone, None)
                for ways in self._ways(beside, name, (sheet, sheet.instead(new, line, other)), line, idle):
                    if ways:
                        return True
                    settled = False
            if settled:
                self._idle[line.section, line.id] = idle
                return False
        return None

    def beside_idle(self, line: Line) -> set[str] | None:
        """Of an idle line, the others of which one may outweigh it; `None` where it may be any."""
        return self._idle[line.section, line.id].others(line.id)

    def _ways(
        self, beside: Beside, name: str, sheets: tuple[Sheet, Sheet], line: Line, idle: Idle
    ) -> Iterator[tuple[str, ...]]:
        """The ways in which the answers for a remedy differ where the line holds, as they are found; none where they may."""
        walk = self._walk(name)
        if walk is None:
            yield ()
            return
        bits = sheets[0].bits_of(line)
        holding = [(mask, leaf) for leaf, (mask,) in enumerate(walk.masks) if mask is not None and mask & bits]
        for mask, leaf in sorted(holding, key=lambda one: one[0].bit_count()):
            place = self._place(walk, leaf)
            if idle.holds(sheets[0], mask, place):
                continue
            known = True
            for seen in beside.seen(sheets, (mask, mask), place):
                known = False
                yield seen.ways
            if known:
                idle.found(sheets[0], mask, place)

    def _walk(self, name: str) -> Walk | None:
        if name not in self._walks:
            try:
                self._walks[name] = Walk((self._sheets[name],), self._today, (self.rulebook.effective,))
            except ReachedCeilingError:
                self._walks[name] = None
        return self._walks[name]

    def _place(self, walk: Walk, leaf: int) -> Place:
        known: dict[tuple[int, ...], Concrete | None] = {}

        def place(_side: int, weights: dict[str, int]) -> Concrete | None:
            key = tuple(weights.values())
            if key not in known:
                known[key] = concrete(self.rulebook, walk.chosen(leaf), 0, self._today, weights)
            return known[key]

        return place


def without(rulebook: Rulebook, line: Line) -> Rulebook:
    """The policy without a line; what counts stays counted."""
    return _instead(rulebook, line, None)


def _instead(rulebook: Rulebook, line: Line, other: Line | None) -> Rulebook:
    lines = [other if one is line else one for one in getattr(rulebook, line.section)]
    return rulebook.but(**{line.section: tuple([one for one in lines if one is not None])})
