"""Where each thing that the lint tells of is so, found by putting every request: cells, to be set beside the regions told."""

from __future__ import annotations

from typing import Any

from tests.brute.asked import Asked
from tests.brute.authority import breaks, nobody_may
from tests.brute.cells import Cell, cell_of
from tests.brute.matching import stands_above
from tests.brute.oracle import Oracle
from tests.laws.reference_limits import listed

__all__ = ["breaking", "not_carried", "overlapping", "preferred_in_vain", "refused_to_all", "stuck"]

Tree = dict[str, Any]
Cells = set[Cell]


def refused_to_all(oracle: Oracle) -> Cells:
    """Where nobody may give a remedy, though no line says so.

    Of what no grant covers it is said in one word, or it is given only as what is owed.
    """
    found = {where for where in nobody_may(oracle) if oracle.matching.granted(where[0])}
    return {cell for cell in map(cell_of, oracle.space.requests()) if (cell.remedy, *cell.situation) in found}


def preferred_in_vain(oracle: Oracle, name: str, remedy: str) -> Cells:
    """Where a rule holds, if the remedy that it prefers is approved for nobody whom it speaks to there; else nowhere."""
    rule = oracle.line("rules", name)
    offered = {cell_of(one.request) for one in oracle.every if oracle.matching.matches("rules", rule, one)}
    told = {(cell.role, *cell.situation) for cell in offered}
    given = [cell_of(one.request) for one in oracle.fresh if one.answer.outcome == "approve" and one.part.face]
    in_vain = not any(cell.remedy == remedy and (cell.role, *cell.situation) in told for cell in given)
    return offered if in_vain else set()


def not_carried(oracle: Oracle, name: str) -> set[tuple[object, ...]]:
    """The situations in which the line owes something that whoever may give it cannot give whole in any of its remedies."""
    line = oracle.line("owed", name)
    roles = listed(line.get("roles", list(oracle.tree["roles"])))
    may = {role for role in oracle.tree["roles"] if any(stands_above(oracle.tree, role, one) for one in roles)}
    carried: dict[tuple[object, ...], bool] = {}
    for one in oracle.fresh:
        owing = dict(one.answer.owed)
        if name not in owing or one.request.role not in may or one.request.face != owing[name]:
            continue  # what may be given instead is worth as much in every drawn policy
        where = one.request.role, *cell_of(one.request).situation
        carried[where] = carried.get(where, False) or one.answer.outcome == "approve"
    return {where[1:] for where, yes in carried.items() if not yes}


def breaking(oracle: Oracle, name: str, *, at_once: bool = False) -> Cells:
    """Where a promise is broken, in some state of the counters, or `at_once`, with nothing given before."""
    line = oracle.line("promises", name)
    asked = oracle.fresh if at_once else oracle.every
    return {cell_of(one.request) for one in asked if one.request.face != 0 and breaks(oracle, line, one)}


def overlapping(oracle: Oracle, first: str, second: str, rule: str) -> Cells:
    """Where both exceptions lift a rule that holds."""
    lines = [oracle.line("exceptions", name) for name in (first, second)]
    lifted = oracle.line("rules", rule)
    if not lifted.get("may_be_lifted", True) or not all(rule in listed(line["lifts"]) for line in lines):
        return set()
    return {
        cell_of(one.request)
        for one in oracle.every
        if all(oracle.matching.reading(one).holds(line) for line in (*lines, lifted))
    }


def stuck(oracle: Oracle, role: str) -> Cells:
    """Where a role that may give something is refused, for want of anybody to ask, what another role would give at once."""
    tree = oracle.tree
    granted = {name for line in tree["grants"] for name in _named(tree, line.get("roles", "all"))}
    asked = tree["roles"][role] or {}
    if not ({"reports_to", "final"} & set(asked)) and role not in granted:
        return set()
    giving = {_gesture(one) for one in oracle.fresh if one.answer.outcome == "approve"}
    return {
        cell_of(one.request)
        for one in oracle.fresh
        if one.request.role == role
        and one.answer.outcome == "deny"
        and "nobody-can" in one.why
        and not one.why & {"forbidden", "remedy-maximum"}
        and _gesture(one) in giving
        and one.request.face != 0
    }


def _named(tree: Tree, roles: Any) -> list[str]:
    return list(tree["roles"]) if roles == "all" else listed(roles)


def _gesture(one: Asked) -> tuple[object, ...]:
    return one.request.remedy, one.request.face, one.request.facts, one.request.day, one.request.hour
