"""Faults in who and what a line names: a signature gone, a cycle, a call to the bottom, and a slip of the pen in each name."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.brute.space import named_values

__all__ = ["cycles", "misdirected", "mistyped", "unsigned"]

Tree = dict[str, Any]
Made = Iterator[tuple[str, Tree]]


def unsigned(tree: Tree) -> Made:
    """Each call without one of its signatures (or without all, if it asks for one), each step of the chain cut."""
    for path, call in _calls(tree):
        if isinstance(call, list) and len(call) > 1:
            for number in range(len(call)):
                yield (
                    f"{_told(path)}: {call[number]} need not sign",
                    _put(tree, path, call[:number] + call[number + 1 :]),
                )
        elif isinstance(call, dict) and "count" in call:
            yield f"{_told(path)}: one need sign, not {call['count']}", _put(tree, path, call["to"])
    for name, role in tree["roles"].items():
        if "reports_to" in role:
            changed = deepcopy(tree)
            del changed["roles"][name]["reports_to"]
            yield f"{name} reports to nobody", changed


def cycles(tree: Tree) -> Made:
    """The head of each chain reports to somebody below."""
    for name, role in tree["roles"].items():
        above = role.get("reports_to")
        if above:
            changed = deepcopy(tree)
            changed["roles"][above]["reports_to"] = name
            yield f"{above} reports to {name}", changed


def misdirected(tree: Tree) -> Made:
    """Each call goes to a role at the bottom."""
    above = {role.get("reports_to") for role in tree["roles"].values()}
    bottom = next(name for name in tree["roles"] if name not in above)
    for path, _ in _calls(tree):
        yield f"{_told(path)}: goes to {bottom}", _put(tree, path, bottom)


def mistyped(tree: Tree) -> Made:
    """Each name that a line speaks of, with a letter doubled."""
    values = {value for spec in tree.get("facts", {}).values() for value in named_values(spec)}
    lines = {line["id"] for section in ("rules", "owed") for line in tree.get(section, [])}
    known = {"value": values, "line": lines}
    for word, section in (("role", "roles"), ("remedy", "remedies"), ("fact", "facts"), ("paper", "papers"),
                          ("duty", "duties"), ("group", "groups")):  # fmt: skip
        known[word] = set(tree.get(section, {}))
    for word, names in known.items():
        for path, name, is_key in _names(tree, frozenset(names)):
            yield f"{word} {name} at {_told(path)}", _renamed(tree, path, is_key, f"{name}{name[-1]}x")


_SPEAKING = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")
_WORDS = ("id", "because", "say", "source", "title", "ticket", "group", "per", "never", "always")


def _names(
    written: Any, names: frozenset[str], path: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], str, bool]]:
    """Where lines speak of one of these names, as a key or as a value; once a line."""
    if not path:
        for section in _SPEAKING:
            for place, line in enumerate(written.get(section, [])):
                seen = set()
                for found in _names(line, names, (section, place)):
                    if found[1] not in seen:
                        seen.add(found[1])
                        yield found
    elif isinstance(written, str):
        if written in names:
            yield path, written, False
    elif isinstance(written, list):
        for place, inner in enumerate(written):
            yield from _names(inner, names, (*path, place))
    elif isinstance(written, dict):
        for key, inner in written.items():
            if key not in _WORDS:
                if key in names and len(path) > 2:
                    yield (*path, key), key, True
                yield from _names(inner, names, (*path, key))


def _renamed(tree: Tree, path: tuple[Any, ...], is_key: bool, name: str) -> Tree:
    if not is_key:
        return _put(tree, path, name)
    changed = deepcopy(tree)
    inside: Any = changed
    for step in path[:-1]:
        inside = inside[step]
    inside[name] = inside.pop(path[-1])
    return changed


def _calls(tree: Tree) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for section in ("rules", "budgets"):
        for place, line in enumerate(tree.get(section, [])):
            if "escalate" in line:
                yield (section, place, "escalate"), line["escalate"]
            beyond = line.get("beyond")
            if isinstance(beyond, dict) and "escalate" in beyond:
                yield (section, place, "beyond", "escalate"), beyond["escalate"]


def _put(tree: Tree, path: tuple[Any, ...], written: Any) -> Tree:
    changed = deepcopy(tree)
    inside: Any = changed
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = written
    return changed


def _told(path: tuple[Any, ...]) -> str:
    return ".".join(map(str, path))
