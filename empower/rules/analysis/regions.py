"""Regions: where something is so, merged into few large ones that a person can read.

`noise, minor, not platinum` is a region: on each axis some pieces, together with the roles and remedies it holds for. What was
found leaf by leaf is first drawn together where the axes do not matter, then each region is grown as far as it stays true, and
regions that lie within others are dropped. Regions may overlap; together they hold all of what was found and nothing else.
"""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.analysis.walk import NOWHERE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeVar

    from empower.domain.conditions import Spans
    from empower.rules.analysis.levels import Level
    from empower.rules.analysis.walk import Walk

    Part = tuple[tuple[int, ...], int]
    """The pieces of each level, and the roles, as bits."""

    _What = TypeVar("_What")

__all__ = ["Region", "Within", "joined", "regions"]

_MOST = 2_000


class Within(Value):
    """What a region asks of one axis."""

    axis: str  # a fact, `FACT#days` for an age, `day`, `weekday`, `hour`
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # the names left out, where there are names
    spans: Spans = ()
    absent: bool = False  # also where the fact is not given


class Region(Value):
    """Where something is so: these remedies by these roles, within these parts of the axes."""

    remedies: tuple[str, ...]
    roles: tuple[str, ...] = ()  # all, unless named
    within: tuple[Within, ...] = ()


def regions(walk: Walk, marks: Sequence[int], roles: Sequence[str]) -> list[tuple[Region, int]]:
    """The regions of the marked leaves, largest first, each with a leaf inside; `marks` has for each leaf the roles as bits."""
    diagram = _Diagram(walk, marks)
    parts = _grown(diagram, diagram.parts())
    every = (1 << len(roles)) - 1
    found = []
    for pieces, held in parts:
        within = tuple(
            [_within(level, bits) for level, bits in zip(walk.levels, pieces, strict=True) if bits != _all(level)]
        )
        named = () if held == every else tuple([role for number, role in enumerate(roles) if held >> number & 1])
        leaf = diagram.leaf_in(pieces)
        found.append((Region(remedies=(walk.sheets[0].remedy.id,), roles=named, within=within), leaf))
    return found


def joined(found: Sequence[tuple[Region, _What]]) -> list[tuple[Region, _What]]:
    """The regions that differ in the remedy alone drawn together, each with what came with the first of them."""
    alike: dict[Region, tuple[list[str], _What]] = {}
    for region, what in found:
        alike.setdefault(region.but(remedies=()), ([], what))[0].extend(region.remedies)
    return [(region.but(remedies=tuple(dict.fromkeys(remedies))), what) for region, (remedies, what) in alike.items()]


def _all(level: Level) -> int:
    return (1 << len(level.pieces)) - 1


def _within(level: Level, bits: int) -> Within:
    chosen = [piece for number, piece in enumerate(level.pieces) if bits >> number & 1]
    rest = [piece for number, piece in enumerate(level.pieces) if not bits >> number & 1]
    spans: list[tuple[int | None, int | None]] = []
    for piece in chosen:
        if piece.name or piece.absent:
            continue
        if spans and spans[-1][1] is not None and spans[-1][1] == piece.span[0]:
            spans[-1] = (spans[-1][0], piece.span[1])
        else:
            spans.append(piece.span)
    return Within(
        axis=level.axis,
        names=tuple([piece.name for piece in chosen if piece.name]),
        others=tuple([piece.name for piece in rest if piece.name]),
        spans=tuple(spans),
        absent=any([piece.absent for piece in chosen]),
    )


class _Diagram:
    """The walk's graph, with nodes that say the same drawn together; a node is (level, children), an end the roles as bits."""

    def __init__(self, walk: Walk, marks: Sequence[int]) -> None:
        self.depth = len(walk.levels)
        self.roles = max(marks, default=0).bit_length()
        self.widths = [len(level.pieces) for level in walk.levels]
        self._walk = walk
        self._marks = marks
        self._nodes: list[tuple[int, tuple[int, ...]]] = []
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._reduced: dict[int, int] = {}
        self.root = self._reduce(0, walk.root)

    def parts(self) -> list[Part]:
        """The marked parts, apart from each other."""
        every = tuple([(1 << width) - 1 for width in self.widths])
        found: list[Part] = []
        waiting = [(self.root, every)]
        while waiting and len(found) < _MOST:
            node, pieces = waiting.pop()
            if node < 0:
                if node != NOWHERE and -2 - node:
                    found.append((pieces, -2 - node))
                continue
            level, children = self._nodes[node]
            by_child: dict[int, int] = {}
            for number, child in enumerate(children):
                by_child[child] = by_child.get(child, 0) | 1 << number
            for child, bits in by_child.items():
                waiting.append((child, (*pieces[:level], bits, *pieces[level + 1 :])))
        return found

    def holds(self, part: Part) -> bool:
        """Whether all of a part is marked."""
        pieces, roles = part
        seen: set[int] = set()
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            if node in seen or node == NOWHERE:
                continue
            seen.add(node)
            if node < 0:
                if roles & ~(-2 - node):
                    return False
                continue
            level, children = self._nodes[node]
            waiting += [child for number, child in enumerate(children) if pieces[level] >> number & 1]
        return True

    def leaf_in(self, pieces: tuple[int, ...]) -> int:
        """A leaf of the walk within some pieces; the one that comes first."""
        walk = self._walk

        def down(depth: int, node: int) -> int:
            if node == NOWHERE or depth == self.depth:
                return node
            for number, child in enumerate(walk.nodes[node]):
                if pieces[depth] >> number & 1:
                    found = down(depth + 1, child)
                    if found != NOWHERE:
                        return found
            return NOWHERE

        return down(0, walk.root)

    def _reduce(self, depth: int, node: int) -> int:
        if node == NOWHERE:
            return NOWHERE
        if depth == self.depth:
            return -2 - self._marks[node]
        known = self._reduced.get(node)
        if known is None:
            children = tuple([self._reduce(depth + 1, child) for child in self._walk.nodes[node]])
            real = {child for child in children if child != NOWHERE}
            if len(real) == 1:
                known = real.pop()
            else:
                key = depth, children
                known = self._known.get(key)
                if known is None:
                    known = self._known[key] = len(self._nodes)
                    self._nodes.append(key)
            self._reduced[node] = known
        return known


def _grown(diagram: _Diagram, parts: list[Part]) -> list[Part]:
    """The parts grown as far as they hold, without those that lie in others."""
    widths = diagram.widths
    waiting = sorted(parts, key=_volume, reverse=True)
    found: list[Part] = []
    for part in waiting:
        if any([_in(part, other) for other in found]):
            continue
        pieces, roles = part
        for level, width in enumerate(widths):
            every = (1 << width) - 1
            if pieces[level] == every:
                continue
            wider = (*pieces[:level], every, *pieces[level + 1 :])
            if diagram.holds((wider, roles)):
                pieces = wider
                continue
            for number in range(width):
                wider = (*pieces[:level], pieces[level] | 1 << number, *pieces[level + 1 :])
                if wider != pieces and diagram.holds((wider, roles)):
                    pieces = wider
        for number in range(diagram.roles):
            if diagram.holds((pieces, roles | 1 << number)):
                roles |= 1 << number
        found.append((pieces, roles))
    kept = sorted(set(found), key=_volume, reverse=True)
    return [part for number, part in enumerate(kept) if not any([_in(part, other) for other in kept[:number]])]


def _volume(part: Part) -> tuple[int, tuple[int, ...]]:
    size = part[1].bit_count()
    for bits in part[0]:
        size *= bits.bit_count()
    return size, tuple([-bits for bits in part[0]])


def _in(part: Part, other: Part) -> bool:
    return not part[1] & ~other[1] and all([not a & ~b for a, b in zip(part[0], other[0], strict=True)])
