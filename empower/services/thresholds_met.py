"""Requests that may lie on one side of a threshold, for somebody to try."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from empower.domain.amounts import units
from empower.domain.errors import ReachedCeilingError
from empower.domain.facts import AMOUNT_FACTS
from empower.rules.analysis.asking import BARE, Asking
from empower.rules.analysis.combinations import Trial, usual_face, weighed
from empower.rules.analysis.concrete import AMPLE, Concrete, concrete, weighing_facts
from empower.rules.analysis.levels import Level, Piece
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.sight import LIMIT, Threshold, covering, limits_of
from empower.rules.analysis.walk import Walk
from empower.rules.rulebook import Line, Remedy, Rulebook

__all__ = ["Trials"]

_LEAVES = 6
_MOST_TRIED = 3_000


class Trials:
    """Requests worth trying for the thresholds of one policy."""

    def __init__(self, rulebook: Rulebook, today: int) -> None:
        self.rulebook = rulebook
        self.today = today
        self._walks: dict[str, Walk | None] = {}

    def of(self, threshold: Threshold, side: bool) -> Iterator[Trial]:
        """Those that may lie at or over it where `side`, else below."""
        found = self._of_amounts if threshold.axis in (*AMOUNT_FACTS, LIMIT) else self._of_facts
        yield from islice(found(threshold, side), _MOST_TRIED)

    def _of_facts(self, threshold: Threshold, side: bool) -> Iterator[Trial]:
        """Any situation, but for this one fact."""
        for remedy, _ in self._covered(threshold):
            walk = self._walk(remedy)
            for leaf in range(min(_LEAVES * 10, len(walk.masks) if walk else 0)):
                assert walk is not None
                for chosen in _turned(walk.chosen(leaf), threshold, side):
                    where = self._where(chosen, None)
                    if where is not None:
                        face = usual_face(self.rulebook, remedy)
                        yield Trial(remedy=remedy.id, role=self.rulebook.roles[0].id, face=face, where=where)

    def _of_amounts(self, threshold: Threshold, side: bool) -> Iterator[Trial]:
        """Situations in which the line may match, at every face value and after an earlier gesture."""
        for before in (False, True):
            for remedy, line in self._covered(threshold):
                walk = self._walk(remedy)
                for leaf, mask in self._leaves(walk, line) if walk else ():
                    for weight in (None, AMPLE):
                        where = self._where(walk.chosen(leaf), weight) if walk else None
                        if walk is None or where is None:
                            continue
                        asking = Asking(walk.sheets[0], mask, where)
                        yield from self._asked(asking, line, threshold, side, before=before)

    def _asked(
        self, asking: Asking, line: Line | Remedy, threshold: Threshold, side: bool, *, before: bool
    ) -> Iterator[Trial]:
        for role in self.rulebook.roles:
            marks = asking.faces([role.id])
            if not before:
                near = {mark - less for mark in marks for less in (0, 1) if mark - less > 0} | (marks & {BARE})
                for face in sorted(near):
                    yield Trial(remedy=asking.remedy.id, role=role.id, face=face, where=asking.where)
                continue
            face = usual_face(self.rulebook, asking.remedy)
            if threshold.axis == LIMIT:
                facts = asking.situation(role.id).facts
                total = units(limits_of(line)[threshold.at].most, facts, asking.where.day)
            else:
                total = threshold.at
            if side and total:
                yield Trial(
                    remedy=asking.remedy.id, role=role.id, face=face, where=asking.where, cost=total, goodwill=total
                )

    def _leaves(self, walk: Walk, line: Line | Remedy) -> Iterator[tuple[int, int]]:
        """Some of the combinations in which the line may match."""
        found = (
            (leaf, mask)
            for leaf, (mask,) in enumerate(walk.masks)
            if mask is not None
            and (isinstance(line, Remedy) or any([one is line for one, _, _ in walk.sheets[0].standing(mask)]))
        )
        yield from islice(found, _LEAVES)

    def _covered(self, threshold: Threshold) -> Iterator[tuple[Remedy, Line | Remedy]]:
        for remedy in self.rulebook.remedies:
            if remedy.id == threshold.line:
                yield remedy, remedy
            for line in covering(self.rulebook, remedy):
                if line.id == threshold.line:
                    yield remedy, line

    def _where(self, chosen: tuple[tuple[Level, Piece], ...], weight: int | None) -> Concrete | None:
        weights = {fact.name: weighed(fact, weight) for fact in weighing_facts(self.rulebook)}
        return concrete(self.rulebook, chosen, 0, self.today, weights)

    def _walk(self, remedy: Remedy) -> Walk | None:
        if remedy.id not in self._walks:
            book = self.rulebook
            try:
                self._walks[remedy.id] = Walk((Sheet(book, remedy),), self.today, (book.effective,))
            except ReachedCeilingError:
                self._walks[remedy.id] = None
        return self._walks[remedy.id]


def _turned(
    chosen: tuple[tuple[Level, Piece], ...], threshold: Threshold, side: bool
) -> Iterator[tuple[tuple[Level, Piece], ...]]:
    """The same situation with the fact on this side of the threshold."""
    for number, (level, _) in enumerate(chosen):
        if level.axis != threshold.axis:
            continue
        for piece in level.pieces:
            value = piece.values[0]
            if isinstance(value, int) and (value >= threshold.at) == side:
                yield (*chosen[:number], (level, piece), *chosen[number + 1 :])
