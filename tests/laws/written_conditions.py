"""Conditions as an author writes them: every test of every kind of fact, in the directions that are lawful."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.laws.draws import Draws
from tests.laws.world import FactSpec, World, remedy_kinds, stepped

__all__ = ["FREE", "LOOSENS", "PLAIN", "TIGHTENS", "condition"]

Tree = dict[str, Any]

TIGHTENS = "tightens"  # more may match: a rule that takes away
LOOSENS = "loosens"  # more may no longer match: a grant, an exception
FREE = "free"  # any band: a rule that only asks, a promise
PLAIN = "plain"  # no amounts at all: an entitlement

DATES = ("2025-05-01", "2026-02-01", "2026-04-20", "2026-05-01")
MOMENTS = ("2026-04-20T12:00:00+00:00", "2026-05-01T00:00:00+01:00")
TIMES = ("08:00", "16:00", "23:30")
DAYS = ("monday", "friday", "saturday", "sunday")


def condition(d: Draws, world: World, way: str, *, remedy: bool = True, role: bool = False, always: int = 30) -> Tree:
    """`when` and `unless` of a line; `remedy` and `role` allow tests of those, `always` is the share without `when`."""
    tree: Tree = {}
    if not d.chance(always):
        boxes = [_box(d, world, way, remedy, role) for _ in range(2 if d.chance(25) else 1)]
        boxes = [box for box in boxes if box]
        if boxes:
            tree["when"] = boxes if len(boxes) > 1 or d.chance(10) else boxes[0]
    if d.chance(22):
        boxes = [_box(d, world, _turned(way), remedy, role) for _ in range(2 if d.chance(20) else 1)]
        boxes = [box for box in boxes if box]
        if boxes:
            tree["unless"] = boxes if len(boxes) > 1 else boxes[0]
    return tree


def _turned(way: str) -> str:
    return {TIGHTENS: LOOSENS, LOOSENS: TIGHTENS}.get(way, way)


def _box(d: Draws, world: World, way: str, remedy: bool, role: bool) -> Tree:
    makers: list[Callable[[Draws, World, str], Tree]] = [_of_fact, _of_fact, _of_fact, _of_clock]
    if way != PLAIN:
        makers.append(_of_amount)
    makers += [_of_remedy] * remedy + [_of_role] * role
    box: Tree = {}
    for _ in range(2 if d.chance(35) else 1):
        box.update(d.pick(makers)(d, world, way))
    return box


def _named(d: Draws, names: list[str], most: int) -> Any:
    """A name, a list of names, or all but some."""
    form = d.number(0, 5)
    some = d.some(names, 1, max(1, min(most, len(names) - 1)))
    if form <= 2:
        return some[0]
    if form == 3:
        return {"not": some[0]}
    if form == 4:
        return {"not": some}
    return some


def _of_fact(d: Draws, world: World, way: str) -> Tree:
    facts = world.kinds("one_of", "ordered", "number", "money", "yes_no", "date", "moment", "time")
    if not facts:
        return {}
    fact = d.pick(facts)
    if fact.optional and d.chance(40):
        return {fact.name: {"given": d.chance(60)}}
    if fact.kind == "yes_no":
        return {fact.name: d.chance(50)}
    if fact.kind == "one_of":
        return {fact.name: _named(d, list(fact.values), 2)}
    if fact.kind == "ordered":
        return {fact.name: _ordered(d, fact)}
    if fact.kind in ("number", "money"):
        return {fact.name: _number(d, world, fact)}
    return {fact.name: _time(d, fact)}


def _ordered(d: Draws, fact: FactSpec) -> Any:
    if d.chance(50):
        return _named(d, list(fact.values), 2)
    lowest, middle, highest = fact.values
    return d.pick(
        [
            {"at_least": middle},
            {"at_least": highest},
            {"at_most": middle},
            {"over": lowest},
            {"under": highest},
            {"at_least": lowest, "under": highest},
        ]
    )


def _number(d: Draws, world: World, fact: FactSpec) -> Any:
    def written(value: int) -> int | Decimal:
        return world.money(value) if fact.kind == "money" else stepped(value, fact.digits)

    low, high = max(0, fact.least), fact.most
    value = d.number(low, high)
    form = d.number(0, 7)
    if form == 0:
        return written(value)
    if form == 1:
        return [written(one) for one in sorted({value, d.number(low, high)})]
    if form == 2:
        return {"not": written(value)}
    if form == 3:
        return {"over": written(max(low, value - 1))} if low < high else written(value)
    if form == 4:
        return {"under": written(max(low + 1, value))}
    if form == 5:
        return {"at_most": written(value)}
    if form == 6:
        lower = d.number(low, value)
        return {"at_least": written(lower), "at_most": written(value)}
    return {"at_least": written(value)}


def _time(d: Draws, fact: FactSpec) -> Tree:
    points = {"date": DATES, "moment": MOMENTS, "time": TIMES}[fact.kind]
    if fact.kind != "time" and d.chance(55 if fact.kind == "date" else 80):
        hours = ["30 hours", "4 hours"] * 3 if fact.kind == "moment" else []
        units = ["7 days", "2 weeks", "3 months", "1 years", *hours]
        return {"age": {d.pick(["over", "under", "at_least", "at_most"]): d.pick(units)}}
    form = d.number(0, 6)
    start, end = points[0], points[-1]
    if form == 0:
        return {"from": d.pick(points)}
    if form == 1:
        return {"before": d.pick(points)}
    if form == 2:
        return {"from": start, "before": end}
    return {("at_least", "at_most", "over", "under")[form - 3]: d.pick(points)}


def _of_clock(d: Draws, world: World, way: str) -> Tree:
    if d.chance(50):
        return {"weekday": _named(d, list(DAYS), 2)}
    return {"hour": d.pick([{"at_least": 18}, {"under": 18}, {"over": 6, "at_most": 21}, 12, [12, 13], {"not": 12}])}


def _of_amount(d: Draws, world: World, way: str) -> Tree:
    name = d.pick(["amount", "quantity", "cost", "incident_goodwill", "incident_cost", "quantity"])
    if name == "quantity":
        if not world.figured("quantity"):
            return {}
        bound: Any = d.number(1, 3)
    else:
        bound = world.money(d.number(1, 250))
    up, down = d.pick(["over", "at_least"]), d.pick(["under", "at_most"])
    if way == TIGHTENS:
        return {name: {up: bound}}
    if way == LOOSENS:
        return {name: {down: bound}}
    if name != "quantity" and d.chance(40):
        return {name: {"over": bound, "at_most": bound + world.money(60)}}
    return {name: {d.pick([up, down]): bound}}


def _of_role(d: Draws, world: World, way: str) -> Tree:
    return {"role": _named(d, world.roles, 2)}


def _of_remedy(d: Draws, world: World, way: str) -> Tree:
    if d.chance(40):
        return {"remedy_kind": _named(d, remedy_kinds(world), 2)} if len(remedy_kinds(world)) > 1 else {}
    names = list(world.remedies)
    if world.groups and len(world.groups["touches"]) < len(names) and d.chance(30):
        return {"remedy": d.pick(["touches", {"not": "touches"}])}
    return {"remedy": _named(d, names, 2)} if len(names) > 1 else {}
