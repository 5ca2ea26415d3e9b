"""A tree with its mappings and lists in another order, and where each thing stood before, so that places travel with lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.laws.draws import Draws

__all__ = ["Origins", "shuffled"]

Path = tuple[Any, ...]

IN_ORDER = ("ordered", "difference", "days_between", "listed")
"""Lists whose order is their meaning. The page names the first two; from which day to which, and which text against which list,
are of the same sort."""


class Origins:
    """Where each path of a shuffled tree stood before."""

    def __init__(self) -> None:
        self.before: dict[Path, Path] = {}

    def place_of(self, places: Callable[[Path], tuple[int, int]]) -> Callable[[Path], tuple[int, int]]:
        """The places of the shuffled tree: each that of the same thing before."""

        def place(path: Path) -> tuple[int, int]:
            known = tuple(path)
            while known not in self.before:
                known = known[:-1]
            return places(self.before[known] + tuple(path)[len(known) :])

        return place


def shuffled(d: Draws, tree: Any) -> tuple[Any, Origins]:
    """The same tree in another order, but for the lists whose order has a meaning."""
    origins = Origins()
    return _shuffled(d, tree, (), (), origins, in_order=False), origins


def _shuffled(d: Draws, part: Any, now: Path, before: Path, origins: Origins, *, in_order: bool) -> Any:
    origins.before[now] = before
    if isinstance(part, dict):
        keys = _mixed(d, list(part))
        return {
            key: _shuffled(d, part[key], (*now, key), (*before, key), origins, in_order=key in IN_ORDER) for key in keys
        }
    if isinstance(part, list):
        order = list(range(len(part)))
        order = order if in_order else _mixed(d, order)
        return [
            _shuffled(d, part[was], (*now, place), (*before, was), origins, in_order=False)
            for place, was in enumerate(order)
        ]
    return part


def _mixed(d: Draws, items: list[Any]) -> list[Any]:
    left = list(items)
    return [left.pop(d.number(0, len(left) - 1)) for _ in items]
