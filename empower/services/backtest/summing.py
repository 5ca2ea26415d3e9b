"""The sums of a backtest: counts, costs, and a few decisions that moved most; never the decisions themselves."""

from __future__ import annotations

from collections import Counter
from heapq import heappush, heappushpop
from typing import TypeVar

from empower.domain.backtest_results import WAYS, Answer, Backtest, Cost, LineCount, Reckoned, Share, Tried

__all__ = ["Sums"]

Key = TypeVar("Key")
_DEAREST = 5


class _Side:
    """One reading."""

    def __init__(self) -> None:
        self.ways: Counter[str] = Counter()
        self.changes: Counter[tuple[str, str]] = Counter()
        self.differs: Counter[str] = Counter()
        self.costs: Counter[str] = Counter()

    def take(self, was: str, answer: Answer) -> None:
        self.ways[answer.way] += 1
        if answer.outcome != was:
            self.changes[was, answer.outcome] += 1
        self.differs.update(answer.differs)
        self.costs[answer.outcome] += answer.cost

    @property
    def reckoned(self) -> Reckoned:
        return Reckoned(
            ways=tuple([(way, self.ways[way]) for way in WAYS]),
            changes=tuple([(*change, count) for change, count in _most_first(self.changes)]),
            differs=tuple(_most_first(self.differs)),
            cost=Cost(alone=self.costs["approve"], by_others=self.costs["escalate"]),
        )


class Sums:
    """Takes one decision after another."""

    def __init__(self) -> None:
        self.imported = 0
        self._decisions = self._unverified = self._unverified_given = 0
        self._given: Counter[str] = Counter()
        self._sides = _Side(), _Side()
        self._lacks: Counter[tuple[str, str]] = Counter()
        self._shares: dict[tuple[str, str], list[int]] = {}
        self._lines: Counter[tuple[str, str, str, tuple[int, int]]] = Counter()
        self._dearest: list[tuple[tuple[int, int, int], Tried]] = []

    def take(self, one: Tried) -> None:
        """Adds a decision."""
        self._decisions += 1
        if one.were is None or one.become is None:
            self._unverified += 1
            self._unverified_given += one.given
            self._lacks.update(one.lacks)
            return
        self._given[one.was] += one.given
        for side, answer in zip(self._sides, (one.were, one.become), strict=True):
            side.take(one.was, answer)
        share = self._shares.setdefault((one.role, one.remedy), [0] * 5)
        for place, more in enumerate((1, int(one.changed), one.given, one.were.cost, one.become.cost)):
            share[place] += more
        if one.changed:
            self._lines.update((one.were if one.were.way != "same" else one.become).lines)
            self._keep(one)

    def _keep(self, one: Tried) -> None:
        rank = (one.moved, one.asked, -one.seq)
        if len(self._dearest) < _DEAREST:
            heappush(self._dearest, (rank, one))
        else:
            heappushpop(self._dearest, (rank, one))

    def found(self, roles_nobody_held: set[str]) -> Backtest:
        """Everything so far."""
        return Backtest(
            decisions=self._decisions,
            imported=self.imported,
            unverified=self._unverified,
            unverified_given=self._unverified_given,
            lacks=tuple([(*lack, count) for lack, count in _most_first(self._lacks)]),
            given=Cost(alone=self._given["approve"], by_others=self._given["escalate"]),
            were=self._sides[0].reckoned,
            become=self._sides[1].reckoned,
            shares=tuple(
                [
                    Share(role=role, remedy=remedy, decisions=a, changed=b, given=c, were=d, become=e)
                    for (role, remedy), (a, b, c, d, e) in sorted(self._shares.items())
                ]
            ),
            dearest=tuple([one for _, one in sorted(self._dearest, key=lambda ranked: ranked[0], reverse=True)]),
            lines=tuple(
                [
                    LineCount(code=code, line=line, section=section, place=place, count=count)
                    for (code, line, section, place), count in _most_first(self._lines)
                ]
            ),
            roles_nobody_held=tuple(sorted(roles_nobody_held)),
        )


def _most_first(counts: Counter[Key]) -> list[tuple[Key, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], repr(one[0])))
