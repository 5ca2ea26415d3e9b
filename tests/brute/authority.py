"""What nobody may give, what never holds, what a promise is worth, and what entitlements and exceptions come to."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.brute.asked import Asked
from tests.brute.oracle import Oracle
from tests.laws.reference_limits import listed

__all__ = [
    "breaks",
    "broken_promises",
    "carries",
    "dead_boxes",
    "exceptions_overlap",
    "lifts_something",
    "never_holds",
    "nobody_may",
    "prefer_possible",
    "promise_kept",
]

Situation = tuple[str, tuple[tuple[str, Any], ...], date, int]
"""A remedy, facts, a day and an hour."""


def situation_of(asked: Asked) -> Situation:
    """Where it was asked."""
    request = asked.request
    return request.remedy, request.facts, request.day, request.hour


def nobody_may(oracle: Oracle) -> set[Situation]:
    """Where no role gets a yes or a call for any figure above nothing, and no `deny`, `most` or limit of nothing says so.

    It is one of those that says so where, for every role that is granted it somewhere, the least that can be asked is met by
    one of them; for what is granted to no role, for every role.
    """
    denying = {line["id"] for line in oracle.tree.get("rules", []) if "deny" in line}
    open_: set[Situation] = set()
    least: dict[tuple[Situation, str], Asked] = {}
    granted = {name: oracle.matching.granted(name) for name in oracle.tree["remedies"]}
    for one in oracle.every:
        if one.part.face < 1:
            continue
        where = situation_of(one)
        if one.answer.outcome != "deny":
            open_.add(where)
        if not any(one.state.values()) and one.request.role in (granted[one.request.remedy] or oracle.space.roles):
            known = least.setdefault((where, one.request.role), one)
            if one.part.face < known.part.face:
                least[where, one.request.role] = one
    return {
        where
        for (where, _), one in least.items()
        if where not in open_
        and not one.used & denying
        and one.request.remedy not in one.used
        and "limit of nothing" not in one.why
    }


def never_holds(oracle: Oracle, section: str, name: str) -> bool:
    """Whether no request in any state matches the line."""
    line = oracle.line(section, name)
    return not any(oracle.matching.matches(section, line, one) for one in oracle.every)


def dead_boxes(oracle: Oracle, section: str, name: str) -> list[int]:
    """The mappings of a line's `when` list that no request matches, by place."""
    line = oracle.line(section, name)
    boxes = listed(line.get("when", {}))
    alone = [{**{key: part for key, part in line.items() if key != "unless"}, "when": box} for box in boxes]
    return [
        place
        for place, one in enumerate(alone)
        if not any(oracle.matching.matches(section, one, asked) for asked in oracle.every)
    ]


def broken_promises(oracle: Oracle) -> dict[str, Asked]:
    """The promises that are broken, each with a request that breaks it."""
    promises = oracle.tree.get("promises", [])
    found = {line["id"]: promise_kept(oracle, line["id"]) for line in promises}
    return {name: one for name, one in found.items() if one is not None}


def promise_kept(oracle: Oracle, name: str) -> Asked | None:
    """A request, in a state, that breaks the promise; `None` where it is kept."""
    line = oracle.line("promises", name)
    return next((one for one in oracle.every if breaks(oracle, line, one)), None)


def breaks(oracle: Oracle, line: dict[str, Any], one: Asked) -> bool:
    """Whether a request, in its state, breaks a promise.

    A promise is about what goes beyond what is owed, so a gesture that is wholly owed neither keeps nor breaks it; nor does one
    of which no amount is said where nothing is owed, for that asks for nothing.
    """
    if one.part.owed and one.part.owed == one.part.face:
        return False
    if one.request.face is None and not one.part.face:
        return False
    if "always" in line and one.answer.outcome == line["always"]:
        return False
    if "never" in line and one.answer.outcome != line["never"]:
        return False
    return oracle.matching.matches("promises", line, one)


def carries(oracle: Oracle, name: str) -> Asked | None:
    """A request with no amount and no history that gets no yes, where the line owes something and no remedy of its carries it.

    `None` where, wherever the entitlement owes something, one of its remedies asked so is approved.
    """
    line = oracle.line("owed", name)
    able: dict[object, bool] = {}
    seen: dict[object, Asked] = {}
    for one in oracle.fresh:
        request = one.request
        if request.face is not None or request.remedy not in listed(line["remedies"]):
            continue
        if name not in [owing for owing, _ in one.answer.owed]:
            continue
        where = request.role, request.facts, request.day, request.hour
        able[where] = able.get(where, False) or one.answer.outcome == "approve"
        seen.setdefault(where, one)
    return next((seen[where] for where, yes in able.items() if not yes), None)


def prefer_possible(oracle: Oracle, name: str, remedy: str) -> bool:
    """Whether, somewhere the rule is offered, the remedy it prefers is approved for somebody with nothing on the counters."""
    line = oracle.line("rules", name)
    offered = set()
    for one in oracle.every:
        where = one.request.facts, one.request.day, one.request.hour
        reading = oracle.matching.reading(one)
        if name not in oracle.matching.lifted(reading) and oracle.matching.matches("rules", line, one, reading):
            offered.add(where)
    return any(
        one.request.remedy == remedy
        and one.answer.outcome == "approve"
        and one.part.face
        and (one.request.facts, one.request.day, one.request.hour) in offered
        for one in oracle.fresh
    )


def lifts_something(oracle: Oracle, name: str) -> bool:
    """Whether the exception, somewhere it holds, lifts a rule that holds there."""
    line = oracle.line("exceptions", name)
    rules = [rule for rule in oracle.tree.get("rules", []) if rule["id"] in listed(line["lifts"])]
    for one in oracle.every:
        reading = oracle.matching.reading(one)
        if reading.holds(line) and any(
            reading.holds(rule) for rule in rules if rule["id"] in oracle.matching.lifted(reading)
        ):
            return True
    return False


def exceptions_overlap(oracle: Oracle, first: str, second: str) -> set[str]:
    """The rules that both exceptions lift at once somewhere."""
    lines = [oracle.line("exceptions", name) for name in (first, second)]
    common = set(listed(lines[0]["lifts"])) & set(listed(lines[1]["lifts"]))
    rules = [rule for rule in oracle.tree.get("rules", []) if rule["id"] in common]
    found = set()
    for one in oracle.every:
        reading = oracle.matching.reading(one)
        if all(reading.holds(line) for line in lines):
            found |= {rule["id"] for rule in rules if reading.holds(rule)}
    return found
