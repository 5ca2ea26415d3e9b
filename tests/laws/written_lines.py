"""The lines of a generated policy: grants, budgets, rules, exceptions and promises, in every form the language has."""

from __future__ import annotations

from typing import Any

from tests.laws.draws import Draws
from tests.laws.world import World
from tests.laws.written_amounts import money_amount, things_amount
from tests.laws.written_conditions import FREE, LOOSENS, PLAIN, TIGHTENS, condition

__all__ = ["asking", "budgets", "dressed", "exceptions", "grants", "limit", "promises", "rules"]

Tree = dict[str, Any]

EVERY = ("day", "week", "month", "quarter", "year", "1 days", "10 days", "2 months")
SAYINGS = ("I am sorry, let me see what I can do.", "that one is not mine to give: a colleague will call you")


def limit(d: Draws, world: World, *, figure: str = "money", dated: bool = True) -> Tree:
    """One limit in any of its forms."""
    form = d.number(0, 5)
    if form == 5 and figure == "money":
        tree: Tree = {"count": d.number(1, 3)}
    elif figure == "quantity":
        tree = {"amount": things_amount(d, world, dated=dated)}
    else:
        tree = {"under" if form == 4 else "amount": money_amount(d, world, dated=dated)}
    tree["per"] = _per(d, world)
    if tree["per"] != "gesture" and d.chance(55):
        tree["every"] = d.pick(EVERY)
    if d.chance(40):
        tree["counts"] = d.pick(["goodwill", "owed", "all"])
    return tree


def _per(d: Draws, world: World) -> Any:
    texts = [fact.name for fact in world.facts.values() if fact.kind == "text" and fact.sure]
    form = d.number(0, 7)
    if form == 6 and texts:
        return d.pick(texts)
    if form == 7:
        return d.some(["incident", "customer", "employee", *texts], 2, 2)
    return ("gesture", "incident", "incident", "customer", "employee", "all", "incident", "customer")[form]


def grants(d: Draws, world: World) -> list[Tree]:
    """What roles may give."""
    made = []
    for place in range(d.number(1, 4)):
        line: Tree = {"id": f"g{place}", "roles": _roles(d, world), "remedies": _remedies(d, world)}
        if line["remedies"] is None:
            del line["remedies"]
        line |= condition(d, world, LOOSENS, remedy=False, always=65)
        how = d.number(0, 9)
        if how <= 1:
            line["limit"] = "none"
        elif how <= 3:
            line["limit"] = [limit(d, world) for _ in range(2)]
        else:
            line["limit"] = limit(d, world)
        made.append(dressed(d, line))
    return made


def _roles(d: Draws, world: World) -> Any:
    form = d.number(0, 7)
    if form == 6:
        return "all"
    if form == 7:
        return d.some(world.roles, 2, 2)
    return world.roles[0] if form <= 2 else d.pick(world.roles)


def _remedies(d: Draws, world: World) -> Any:
    names = list(world.remedies)
    form = d.number(0, 9)
    if form <= 3:
        return None
    if form == 4:
        return "all"
    if form == 5 and world.groups:
        return "touches"
    if form == 6 and world.groups and len(world.groups["touches"]) < len(names):
        return {"not": "touches"}
    if form <= 7:
        return {"not": d.pick(names)}
    if form == 8:
        return d.pick(names)
    return d.some(names, 2)


def budgets(d: Draws, world: World) -> list[Tree]:
    """Pots of money."""
    made = []
    for place in range(d.number(0, 2)):
        line: Tree = {"id": f"b{place}", **limit(d, world)}
        if "count" in line:
            line["amount"] = world.money(d.number(100, 300))
            del line["count"]
        if d.chance(25) or line["per"] == "gesture":
            del line["per"]
        remedies = _remedies(d, world)
        if remedies is not None:
            line["remedies"] = remedies
        line |= condition(d, world, PLAIN, remedy=False, always=65)
        if d.chance(35):
            line["warn_at"] = d.pick(["80%", "50%"])
        if d.chance(70):
            line["beyond"] = _beyond(d, world)
        made.append(dressed(d, line))
    return made


def _signatures(d: Draws, world: World) -> Any:
    form = d.number(0, 8)
    if form in (3, 6):
        return d.some(world.roles[1:], 2, 2) if len(world.roles) > 2 else world.roles[-1]
    if form in (4, 7) and len(world.roles) > 2:
        return {"any_of": d.some(world.roles[1:], 2, 3)}
    if form in (5, 8):
        return {"to": d.pick(world.roles[1:]), "count": 2}
    return d.pick(world.roles[1:])


def _beyond(d: Draws, world: World) -> Any:
    form = d.number(0, 8)
    if form in (2, 4, 5):
        return "warn"
    if form >= 6 and world.duties:
        return {"must": d.some(world.duties)}
    return {"escalate": _signatures(d, world)} if form <= 2 else "deny"


def rules(d: Draws, world: World) -> list[Tree]:
    """What takes away, or asks for something."""
    made = []
    for place in range(d.number(0, 5)):
        line: Tree = {"id": f"r{place}"}
        form = d.number(0, 9)
        asks = asking(d, world)
        if form <= 2:
            line |= condition(d, world, TIGHTENS, role=True, always=10) | {"escalate": _signatures(d, world)}
        elif form == 3:
            line |= condition(d, world, TIGHTENS, role=True, always=3) | {"deny": True}
        elif form <= 7:
            line |= condition(d, world, TIGHTENS, role=True, always=40) | {"limit": limit(d, world)}
            if d.chance(65):
                line["beyond"] = _beyond(d, world)
            if d.chance(35):
                line["warn_at"] = d.pick(["75%", "50%"])
        elif form == 8 and asks:
            line |= condition(d, world, FREE, role=True, always=15)
        else:
            line |= condition(d, world, PLAIN, role=True, always=40)
            line["at_least"] = {"amount": world.money(d.number(5, 120)), "per": d.pick(["gesture", "incident"])}
        if form == 8 or d.chance(25):
            line |= asks
        if d.chance(20):
            line["prefer"] = d.some(list(world.remedies), 1, 2)
        if d.chance(15):
            line["may_be_lifted"] = d.chance(50)
        made.append(dressed(d, line))
    return made


def asking(d: Draws, world: World) -> Tree:
    """What a line asks for: papers, duties, words."""
    tree: Tree = {}
    if d.chance(55):
        tree["needs"] = d.some([*world.papers, "note"], 1, 2)
    if d.chance(50) and world.duties:
        tree["must"] = d.some(world.duties, 1, 2)
    if d.chance(45):
        tree["say"] = d.pick(SAYINGS)
    return tree


def exceptions(d: Draws, world: World, rules: list[Tree]) -> list[Tree]:
    """Labelled, dated liftings of rules."""
    lifted = [rule["id"] for rule in rules if rule.get("may_be_lifted", True)]
    if not lifted or not d.chance(50):
        return []
    line: Tree = {"id": "x0", "lifts": d.some(lifted, 1, 2)} | condition(d, world, LOOSENS, always=50)
    until = d.pick(["2026-06-01", "2026-05-01"])
    line |= {"effective": {"from": "2026-03-02", "until": until}, "approved_by": world.roles[-1], "ticket": "OPS-311"}
    return [line]


def promises(d: Draws, world: World) -> list[Tree]:
    """What must hold for every request; no part of a decision."""
    if not d.chance(40):
        return []
    outcome = d.pick([{"never": "approve"}, {"always": "approve"}, {"never": "deny"}, {"always": "escalate"}])
    return [{"id": "p0"} | condition(d, world, FREE, role=True, always=0) | outcome]


def dressed(d: Draws, line: Tree) -> Tree:
    """The line with a reason, and now and then with dates of its own."""
    if d.chance(50):
        line["because"] = "that is how we do it, and have done"
    if d.chance(12):
        line["effective"] = d.pick(
            [{"from": "2026-04-25"}, {"until": "2026-05-06"}, {"from": "2026-01-01", "until": "2026-12-01"}]
        )
    return line
