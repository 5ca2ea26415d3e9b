"""A search through the states of the counters for one in which two policies answer a request otherwise.

More on a counter is never judged more kindly. So what a policy answers anywhere between two states lies between its answers in
those two, and where these leave no room for a difference the whole stretch is passed over; else it is halved.
"""

from __future__ import annotations

from empower.rules.analysis.compared import compared
from empower.rules.analysis.terms import LOOSER, TIGHTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empower.rules.analysis.asking import Asking, State
    from empower.rules.analysis.mattering import Mattering
    from empower.rules.analysis.quiet import Quiet
    from empower.rules.answer import Comes

    Stretch = tuple[tuple[int, int], ...]
    """For each counter the first and the last of its totals, by number."""

__all__ = ["CEILING", "EFFORT", "Effort", "Search"]

CEILING = 4_000
"""So many stretches of states are looked into for one request before the search is given up."""

EFFORT = 60_000
"""So many for a whole comparison."""


class Effort:
    """What is left of the stretches that may be looked into."""

    __slots__ = ("left",)

    def __init__(self, left: int = EFFORT) -> None:
        self.left = left


class Search:
    """Two askings of the same remedy by somebody in one role.

    `wanted` are the ways that are looked for; where the terms can lean in one way only, that is relied upon. `quiet` are the
    lines that differ, of both.
    """

    def __init__(
        self,
        old: Asking,
        new: Asking,
        role: str,
        within: tuple[tuple[str, str], ...],
        wanted: set[str],
        mattering: Mattering,
        effort: Effort,
        quiet: Sequence[Quiet],
    ) -> None:
        self._quiet = quiet
        self.given_up = False
        self._old, self._new = old, new
        self._role = role
        self._within = within
        self._wanted = wanted
        self._mattering = mattering
        self._effort = effort
        self._read: set[str] = set()
        self._above = {one.id: one.above for one in new.rulebook.roles}

    def at(self, face: int) -> Iterator[tuple[State, set[str]]]:
        """States in which the answers differ for a face value, each with the way they do."""
        totals: dict[str, set[int]] = {}
        for one in (self._old, self._new):
            for name, marks in one.states(self._role, face, self._within).items():
                if name in self._mattering.moved:
                    totals.setdefault(name, {0}).update(marks)
        for low, high in self._within:
            if low in totals and high in totals:
                totals[high] |= totals[low]
        names = sorted(totals)
        self._read = set(names)
        values = [sorted(totals[name]) for name in names]
        waiting: list[Stretch] = [tuple([(0, len(own) - 1) for own in values])]
        looked = 0
        while waiting:
            stretch = waiting.pop()
            looked += 1
            self._effort.left -= 1
            if looked > CEILING or self._effort.left < 0:
                self.given_up = True
                return
            ends = [
                tuple(
                    [
                        (name, own[part[end]])
                        for name, own, part in zip(names, values, stretch, strict=True)
                        if own[part[end]]
                    ]
                )
                for end in (0, 1)
            ]
            if all([one.at(face, ends[1]) for one in self._quiet]):
                continue
            for state in ends if ends[0] != ends[1] else ends[:1]:
                way = self._compared(face, state) if self._consistent(state) else set()
                if way:
                    yield state, way
            if all([first == last for first, last in stretch]) or self._no_room(face, ends[0], ends[1]):
                continue
            widest = max(range(len(stretch)), key=lambda number: stretch[number][1] - stretch[number][0])
            first, last = stretch[widest]
            middle = (first + last) // 2
            halves = (middle + 1, last), (first, middle)
            waiting += [(*stretch[:widest], half, *stretch[widest + 1 :]) for half in halves]

    def _compared(self, face: int, state: State) -> set[str]:
        return compared(*self._answers(face, state), above=self._above)

    def _answers(self, face: int, state: State) -> tuple[Comes, Comes]:
        return self._old.comes(self._role, face, state), self._new.comes(self._role, face, state)

    def _no_room(self, face: int, kindest: State, harshest: State) -> bool:
        """Whether the answers at both ends of a stretch leave no room for a difference within it."""
        if not self._mattering.plain:
            return False
        old_kind, new_kind = self._answers(face, kindest)
        old_harsh, new_harsh = self._answers(face, harshest)
        for way, kinder, harsher in ((LOOSER, old_harsh, new_kind), (TIGHTER, old_kind, new_harsh)):
            other = TIGHTER if way == LOOSER else LOOSER
            if way in self._wanted and compared(kinder, harsher, self._above, due=self._mattering.due, asked=False) - {
                other
            }:
                return False
        return True

    def _consistent(self, state: State) -> bool:
        """Whether no counter stands above one that counts all it counts."""
        at = dict(state)
        return all([at.get(low, 0) <= at.get(high, 0) for low, high in self._within if high in self._read])
