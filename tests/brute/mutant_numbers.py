"""Faults in what a line says: a threshold turned round, a limit moved, a rule or its `unless` gone."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

from tests.brute.space import LINES
from tests.laws.reference_limits import listed

__all__ = ["dropped", "inverted", "moved_limits", "unlessless"]

Tree = dict[str, Any]
Made = Iterator[tuple[str, Tree]]

_TURNED = {"over": "at_most", "at_most": "over", "under": "at_least", "at_least": "under"}
_SHARPER = {"over": "at_least", "at_least": "over", "under": "at_most", "at_most": "under"}


def inverted(tree: Tree) -> Made:
    """Each threshold the other way round, and one step sharper or blunter; some are unlawful."""
    for section in LINES:
        for place, line in enumerate(tree.get(section, [])):
            for side in ("when", "unless"):
                for number, box in enumerate(listed(line.get(side, []))):
                    for fact, test in box.items():
                        for way in [way for way in (test if isinstance(test, dict) else ()) if way in _TURNED]:
                            for turned in (_TURNED[way], _SHARPER[way]):
                                if turned not in test:
                                    changed = deepcopy(tree)
                                    other = listed(changed[section][place][side])[number][fact]
                                    other[turned] = other.pop(way)
                                    yield f"{line['id']}: {fact} {way} became {turned}", changed


def moved_limits(tree: Tree) -> Made:
    """Each plain limit half as much again, and half as much."""
    for path, bound in _limits(tree):
        for word, moved in (("wider", bound * 2), ("narrower", bound // 2)):
            if moved not in (0, bound):
                changed = deepcopy(tree)
                inside: Any = changed
                for step in path[:-1]:
                    inside = inside[step]
                inside[path[-1]] = moved
                yield f"{'.'.join(map(str, path))}: {bound} became {moved}, {word}", changed


def dropped(tree: Tree) -> Made:
    """Each rule gone, with its name from what lifts it."""
    for place, line in enumerate(tree.get("rules", [])):
        changed = deepcopy(tree)
        del changed["rules"][place]
        for other in list(changed.get("exceptions", [])):
            other["lifts"] = [name for name in listed(other["lifts"]) if name != line["id"]]
            if not other["lifts"]:
                changed["exceptions"].remove(other)
        yield f"rule {line['id']} is gone", {key: part for key, part in changed.items() if part != []}


def unlessless(tree: Tree) -> Made:
    """Each `unless` gone."""
    for section in LINES:
        for place, line in enumerate(tree.get(section, [])):
            if "unless" in line:
                changed = deepcopy(tree)
                del changed[section][place]["unless"]
                yield f"{line['id']}: its `unless` is gone", changed


def _limits(tree: Tree) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The place and size of each limit, budget and most that is a plain number."""
    for name, remedy in tree["remedies"].items():
        yield from _numbers(("remedies", name, "most"), remedy.get("most"))
    for section in ("grants", "rules", "budgets"):
        for place, line in enumerate(tree.get(section, [])):
            inside = {key: line[key] for key in ("amount", "under") if key in line} if section == "budgets" else None
            path = (section, place) if section == "budgets" else (section, place, "limit")
            yield from _numbers(path, inside or line.get("limit"))


def _numbers(path: tuple[Any, ...], written: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(written, int | Decimal) and not isinstance(written, bool):
        yield path, written
    elif isinstance(written, list):
        for place, inner in enumerate(written):
            yield from _numbers((*path, place), inner)
    elif isinstance(written, dict):
        for key in ("amount", "under", "count"):
            if key in written:
                yield from _numbers((*path, key), written[key])
