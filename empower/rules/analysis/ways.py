"""The ways that lead to one combination of a walk, where not every one of them is a situation that somebody may be in.

Axes that hang on one fact, such as how many hours ago it was and on which day, are cut apart. The walk rules out
most of what cannot be had together, and keeps one way to each combination; where that one cannot be had, another may.
"""

from __future__ import annotations

from itertools import chain, islice

from empower.rules.analysis.concrete import concrete

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.levels import Level
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.analysis.walk import Walk

__all__ = ["MOST", "Ways", "tied"]

MOST = 2_000
"""So many ways are tried before it is given up to find a situation."""


def tied(levels: tuple[Level, ...], sheets: tuple[Sheet, ...]) -> bool:
    """Whether several axes hang on one fact, so that not all of their pieces can be had together."""
    read = [level.base for level in levels]
    derived = {fact.name: fact.derived[1] for sheet in sheets for fact in sheet.rulebook.facts if fact.derived}
    read += [part for name, parts in derived.items() if name in read for part in parts]
    return len(set(read)) < len(read)


class Ways:
    """The ways through one walk."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._below: dict[int, int] = {}

    def possible(self, leaf: int) -> tuple[int, ...]:
        """The first way to a leaf whose pieces can be had together; the one it was found by where none is found."""
        walk = self._walk
        known = walk.paths[leaf]
        for path in chain((known,), islice(self._to(leaf, walk.root, ()), MOST)):
            if self._can_be(leaf, path):
                return path
        return known

    def _can_be(self, leaf: int, path: tuple[int, ...]) -> bool:
        walk = self._walk
        pieces = [(level, level.pieces[at]) for level, at in zip(walk.levels, path, strict=True)]
        return all(
            [
                mask is None or concrete(sheet.rulebook, pieces, side, walk.today, {}) is not None
                for side, (sheet, mask) in enumerate(zip(walk.sheets, walk.masks[leaf], strict=True))
            ]
        )

    def _to(self, leaf: int, node: int, taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(taken) == len(self._walk.levels):
            yield taken
            return
        for number, child in enumerate(self._walk.nodes[node]):
            if self._leaves_below(child, len(taken) + 1) >> leaf & 1:
                yield from self._to(leaf, child, (*taken, number))

    def _leaves_below(self, node: int, depth: int) -> int:
        """The leaves to which there is a way from a node, as bits."""
        if node < 0:
            return 0
        if depth == len(self._walk.levels):
            return 1 << node
        found = self._below.get(node)
        if found is None:
            found = 0
            for child in self._walk.nodes[node]:
                found |= self._leaves_below(child, depth + 1)
            self._below[node] = found
        return found
