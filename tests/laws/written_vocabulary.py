"""The facts and roles of a generated policy as its author would write them."""

from __future__ import annotations

from typing import Any

from tests.laws.draws import Draws
from tests.laws.world import FactSpec, World, stepped

__all__ = ["facts_tree", "roles_tree"]

Tree = dict[str, Any]


def roles_tree(d: Draws, world: World) -> Tree:
    """The `roles:` section."""
    tree: Tree = {}
    for role in world.roles:
        spec: Tree = {}
        if d.chance(20):
            spec["title"] = f"The {role} of the house"
        if role in world.reports_to:
            spec["reports_to"] = world.reports_to[role]
        if role in world.final:
            spec["final"] = True
        others = [other for other in world.roles if other != role]
        if d.chance(12):
            covers = d.some(others, 1, 2)
            spec["covered_by"] = covers[0] if len(covers) == 1 else covers
        tree[role] = spec
    return tree


def facts_tree(d: Draws, world: World) -> tuple[Tree, Tree]:
    """The `facts:` and `derive:` sections."""
    stated: Tree = {}
    derived: Tree = {}
    for fact in world.facts.values():
        if fact.derived is not None:
            derived[fact.name] = fact.derived
            continue
        spec: Tree = {}
        if fact.values:
            titled = d.chance(28)
            spec[fact.kind] = [{value: f"The {value} one"} if titled else value for value in fact.values]
        elif fact.kind == "number":
            spec["number"] = {"at_least": stepped(fact.least, fact.digits), "at_most": stepped(fact.most, fact.digits)}
            if fact.digits:
                spec["number"]["decimals"] = fact.digits
        else:
            spec[fact.kind] = True
        if fact.optional:
            spec["optional"] = True
        if fact.default is not None:
            spec["default"] = _default(world, fact)
        if d.chance(12):
            spec["title"] = f"What about the {fact.name}"
        if d.chance(12):
            spec["help"] = "as it was told, not as it was heard"
        stated[fact.name] = spec
    return stated, derived


def _default(world: World, fact: FactSpec) -> Any:
    if fact.kind == "money":
        return world.money(fact.default)
    return stepped(fact.default, fact.digits) if fact.kind == "number" else fact.default
