"""The tree of RFC 6962 over the entries' hashes: one root speaks for all of them, and a short proof for one of them.

Nothing here keeps the leaves. A root is made from a book of any length in the memory of a few dozen hashes.
"""

from __future__ import annotations

import hashlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EMPTY_ROOT", "Frontier", "proof", "root", "verify_inclusion"]

EMPTY_ROOT = hashlib.sha256(b"").digest()
_HASH = 32


def _joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees that the leaves so far make, the largest first. It grows a leaf at a time."""

    __slots__ = ("_subtrees", "size")

    def __init__(self) -> None:
        self._subtrees: list[bytes] = []
        self.size = 0

    def add(self, leaf: bytes) -> None:
        """One leaf more."""
        full, node = self.size, leaf
        while full & 1:  # two subtrees of one size make one of twice the size, as a carry does
            node = _joined(self._subtrees.pop(), node)
            full >>= 1
        self._subtrees.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root of all leaves so far; more may be added after."""
        if not self._subtrees:
            return EMPTY_ROOT
        node = self._subtrees[-1]
        for larger in self._subtrees[-2::-1]:
            node = _joined(larger, node)
        return node


def root(leaves: Iterable[bytes]) -> bytes:
    """The root of these leaves, in order."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier.root()


def proof(leaves: Iterable[bytes], index: int, size: int | None = None) -> tuple[bytes, ...]:
    """The hashes that lead from the leaf at `index` (from 0) to the root of the first `size` leaves, the nearest first.

    With a `size` the leaves are read once, no further than that, and not kept. Raises `ValueError` when there is no such leaf.
    """
    if size is None:
        leaves = tuple(leaves)
        size = len(leaves)
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} among {size}")
    beside, coming = _beside(index, size), iter(leaves)
    roots = {}
    for start, end in sorted([*beside, (index, index + 1)]):  # from left to right they cover all leaves
        frontier = Frontier()
        for _, leaf in zip(range(start, end), coming, strict=False):
            frontier.add(leaf)
        if frontier.size < end - start:
            raise ValueError(f"there are fewer than {size} leaves")
        roots[start] = frontier.root()
    return tuple([roots[start] for start, _ in beside])


def _beside(index: int, size: int) -> list[tuple[int, int]]:
    """The ranges of leaves whose roots make the proof, the nearest first."""
    ranges, start, end = [], 0, size
    while end - start > 1:
        middle = start + (
            1 << (end - start - 1).bit_length() - 1
        )  # the largest power of two below the number of leaves
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: tuple[bytes, ...], root: bytes) -> bool:
    """Whether `proof` leads from this leaf, at `index` (from 0) of `size`, to `root`, with no hash too many or too few."""
    if not 0 <= index < size:
        return False
    beside = _beside(index, size)
    if len(beside) != len(proof) or {len(one) for one in (leaf, *proof)} != {_HASH}:
        return False
    node = leaf
    for (start, _), other in zip(beside, proof, strict=True):
        node = _joined(node, other) if index < start else _joined(other, node)
    return node == root
