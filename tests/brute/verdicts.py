"""What an author is told of single lines, by what changes when they are taken away."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.brute.compare import Example, seen_differing
from tests.laws.reference_limits import listed

__all__ = ["limit_binds", "line_matters", "without", "without_limit"]

Tree = dict[str, Any]
_NAMED_BY = {"rules": ("exceptions", "lifts"), "owed": ("not_owed", "of")}


def line_matters(tree: Tree, section: str, name: str, *, words: bool = True) -> Example | None:
    """A request that is answered otherwise without the line; `None` where the line never matters."""
    return seen_differing(tree, without(tree, section, name), words=words)


def limit_binds(tree: Tree, section: str, name: str, number: int = 0) -> Example | None:
    """A request that is answered otherwise without that limit of the line, or of a remedy; `None` where it never binds."""
    return seen_differing(tree, without_limit(tree, section, name, number), words=False)


def without(tree: Tree, section: str, name: str) -> Tree:
    """The policy without a line; others no longer name it, and one that named it alone goes with it."""
    left = deepcopy(tree)
    left[section] = [line for line in left[section] if line["id"] != name]
    others, key = _NAMED_BY.get(section, ("", ""))
    for line in list(left.get(others, [])):
        if key in line and name in listed(line[key]):
            line[key] = [one for one in listed(line[key]) if one != name]
            if not line[key]:
                left[others].remove(line)
    return {key: part for key, part in left.items() if part != [] or key == "grants"}


def without_limit(tree: Tree, section: str, name: str, number: int = 0) -> Tree:
    """The policy without one limit: a grant's, a rule's, a budget (all of it), or a remedy's `most`."""
    if section == "budgets":
        return without(tree, section, name)
    left = deepcopy(tree)
    if section == "remedies":
        most = listed(left["remedies"][name].pop("most"))
        if most[:number] + most[number + 1 :]:
            left["remedies"][name]["most"] = most[:number] + most[number + 1 :]
        return left
    line = next(line for line in left[section] if line["id"] == name)
    rest = [one for place, one in enumerate(listed(line["limit"])) if place != number]
    if section == "grants":
        line["limit"] = rest or "none"
        return left
    del line["limit"]
    for beside in ("beyond", "warn_at"):
        line.pop(beside, None)
    speaks = {"deny", "escalate", "needs", "must", "say", "prefer", "at_least"} & set(line)
    return left if speaks else without(left, section, name)
