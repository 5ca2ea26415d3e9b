"""A few of many that together have everything that all of them have: the greedy choice."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from heapq import heapify, heappop, heappush

__all__ = ["fewest"]


def fewest(sets: Sequence[frozenset[Hashable]]) -> list[int]:
    """The numbers of the sets chosen, in their order: each was the one with most that no other had yet, and none is idle."""
    waiting = [(-len(one), number) for number, one in enumerate(sets)]
    heapify(waiting)
    have: set[Hashable] = set()
    chosen: list[int] = []
    while waiting:
        hoped, number = heappop(waiting)
        news = len(sets[number] - have)
        if not news:
            continue
        if news < -hoped:  # others chosen since have some of it
            heappush(waiting, (-news, number))
            continue
        chosen.append(number)
        have |= sets[number]
    return sorted(_needed(sets, chosen))


def _needed(sets: Sequence[frozenset[Hashable]], chosen: list[int]) -> list[int]:
    """Those without which something would be missing; the later chosen have more of what is rare."""
    times: dict[Hashable, int] = {}
    for number in chosen:
        for thing in sets[number]:
            times[thing] = times.get(thing, 0) + 1
    kept = []
    for number in reversed(chosen):
        if sets[number] and all([times[thing] > 1 for thing in sets[number]]):
            for thing in sets[number]:
                times[thing] -= 1
        else:
            kept.append(number)
    return kept
