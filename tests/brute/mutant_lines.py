"""Faults between lines: a shadow, days that nothing covers, what is no longer granted, carried, kept or possible."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.laws.reference_limits import Limits, listed

__all__ = ["broken_promises", "carried", "dated_gaps", "lifted", "preferred", "shadowed", "ungranted"]

Tree = dict[str, Any]
Made = Iterator[tuple[str, Tree]]

_EFFECTS = ("deny", "escalate", "needs", "must")


def shadowed(tree: Tree) -> Made:
    """A broader line of the same effect beside each rule that only denies, calls or asks, so that it never matters."""
    for line in tree.get("rules", []):
        if "when" in line and set(line) & set(_EFFECTS) and not {"limit", "at_least", "say", "prefer"} & set(line):
            broader = {"id": f"{line['id']}-broader"} | {
                key: line[key] for key in (*_EFFECTS, "because") if key in line
            }
            boxes = [dict(list(box.items())[:1]) for box in listed(line["when"])]
            broader["when"] = boxes if len(boxes) > 1 else boxes[0]
            changed = deepcopy(tree)
            changed["rules"].append(broader)
            yield f"{line['id']} stands in the shadow of {broader['id']}", changed


def dated_gaps(tree: Tree) -> Made:
    """Each undated grant, rule and entitlement in two, one after the other, with a week between them that neither covers."""
    for section in ("grants", "rules", "owed"):
        for place, line in enumerate(tree.get(section, [])):
            if "effective" in line or "2026-" in str(line):
                continue
            changed = deepcopy(tree)
            before = line | {"effective": {"until": "2026-09-01"}}
            after = line | {"id": f"{line['id']}-later", "effective": {"from": "2026-09-08"}}
            changed[section][place : place + 1] = [before, after]
            for other in [*changed.get("exceptions", []), *changed.get("not_owed", [])]:
                for key in ("lifts", "of"):
                    if line["id"] in listed(other.get(key, [])):
                        other[key] = [*listed(other[key]), after["id"]]
            yield f"{line['id']} leaves a week out", changed


def ungranted(tree: Tree) -> Made:
    """Each remedy that some grant covers is granted to nobody any more."""
    limits = Limits(tree, [])
    for remedy in tree["remedies"]:
        changed = deepcopy(tree)
        for line in list(changed["grants"]):
            if not limits.covers(line, remedy):
                continue
            left = [name for name in tree["remedies"] if name != remedy and limits.covers(line, name)]
            if left:
                line["remedies"] = left
            else:
                changed["grants"].remove(line)
        if changed["grants"] and changed["grants"] != tree["grants"]:
            yield f"{remedy} is granted to nobody", changed


def lifted(tree: Tree) -> Made:
    """Each rule that may be lifted is lifted always."""
    head = next((name for name, role in tree["roles"].items() if "reports_to" not in role), "")
    for rule in tree.get("rules", []):
        if rule.get("may_be_lifted", True):
            line = {"id": "lifts-it-all", "lifts": [rule["id"]], "approved_by": head, "ticket": "OPS-1"}
            line |= {"effective": {"from": tree.get("effective", {}).get("from", "2000-01-01"), "until": "2099-01-01"}}
            changed = deepcopy(tree)
            changed["exceptions"] = [*changed.get("exceptions", []), line]
            yield f"{rule['id']} is lifted always", changed


def preferred(tree: Tree) -> Made:
    """Each rule that denies prefers a remedy that another line denies in the same situations."""
    for place, rule in enumerate(tree.get("rules", [])):
        if "deny" not in rule:
            continue
        for remedy in tree["remedies"]:
            changed = deepcopy(tree)
            changed["rules"][place]["prefer"] = [remedy]
            changed["rules"].append({"id": "no-to-that-too", "when": {"remedy": remedy}, "deny": True})
            yield f"{rule['id']} prefers {remedy}, which is denied", changed
            break


def carried(tree: Tree) -> Made:
    """Each entitlement in money whose remedies may each be no more than one unit."""
    for line in tree.get("owed", []):
        if "amount" in line:
            changed = deepcopy(tree)
            names = [one for name in listed(line["remedies"]) for one in tree.get("groups", {}).get(name, [name])]
            for remedy in names:
                changed["remedies"][remedy]["most"] = 1
            yield f"{line['id']} is owed in what may be no more than 1", changed


def broken_promises(tree: Tree) -> Made:
    """Each promise turned into its opposite."""
    for place, line in enumerate(tree.get("promises", [])):
        changed = deepcopy(tree)
        turned = changed["promises"][place]
        if "never" in line:
            turned["always"] = turned.pop("never")
        else:
            turned["never"] = turned.pop("always")
        yield f"{line['id']} says the opposite", changed
