"""What a generated policy owes by rule, and when it does not."""

from __future__ import annotations

from typing import Any

from tests.laws.draws import Draws
from tests.laws.world import World
from tests.laws.written_amounts import money_amount, things_amount
from tests.laws.written_conditions import PLAIN, condition
from tests.laws.written_lines import asking, dressed

__all__ = ["bars", "entitlements"]

Tree = dict[str, Any]


def entitlements(d: Draws, world: World) -> list[Tree]:
    """What is owed by rule."""
    moneys, things = world.figured("amount"), world.figured("quantity")
    per = d.pick(["incident", "customer", ["incident", "customer"], "incident"])
    grouped = d.chance(45)
    made = []
    for place in range(d.number(0, 3)):
        of_things = bool(things) and d.chance(25)
        line: Tree = {"id": f"o{place}"} | condition(d, world, PLAIN, remedy=False, always=45)
        if of_things:
            line |= {"remedies": d.pick(things), "quantity": things_amount(d, world, 3)}
        else:
            remedies = d.some(moneys, 1, 2)
            line |= {"remedies": remedies[0] if len(remedies) == 1 else remedies, "amount": money_amount(d, world)}
            if grouped:
                line["group"] = d.pick(["delay", "care"])
            if d.chance(50):
                line["settles_from"] = _settles_from(d, world)
            others = [name for name in moneys if name not in remedies]
            if others and d.chance(70):
                line["instead"] = _instead(d, world, d.pick(others))
        if per != "incident" or d.chance(20):
            line["per"] = per
        if d.chance(25):
            line["roles"] = d.pick([world.roles[1], world.roles[:2], "all"])
        if d.chance(30):
            line |= asking(d, world)
        if d.chance(20):
            line["source"] = "Guest guarantee, section 4"
        made.append(dressed(d, line))
    return made


def _settles_from(d: Draws, world: World) -> Any:
    def one() -> Tree:
        share = {"share": d.pick(["50%", "3/4"]), "of": "owed"}
        tree: Tree = {"amount": share if d.chance(80) else world.money(d.number(10, 60))}
        return tree | ({} if d.chance(60) else condition(d, world, PLAIN, remedy=False, always=0))

    return [one(), one()] if d.chance(45) else one()


def _instead(d: Draws, world: World, remedy: str) -> Tree:
    tree: Tree = {"remedy": remedy, "at_least": {"share": d.pick(["150%", "100%", "120%"]), "of": "owed"}}
    if d.chance(75):
        tree["at_most"] = {"share": "200%", "of": "owed"}
    if d.chance(45):
        tree["needs"] = d.some([*world.papers, "note"], 1, 1)
    return tree | (condition(d, world, PLAIN, remedy=False, always=0) if d.chance(20) else {})


def bars(d: Draws, world: World, owed: list[Tree]) -> list[Tree]:
    """When nothing is owed."""
    if not owed or not d.chance(50):
        return []
    line: Tree = {"id": "n0"} | condition(d, world, PLAIN, remedy=False, always=0)
    if d.chance(50):
        line["of"] = d.some([entitlement["id"] for entitlement in owed], 1, 2)
    return [dressed(d, line)] if "when" in line else []
