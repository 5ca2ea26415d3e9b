"""Whole small policies, drawn: as a plain tree, as YAML text, and compiled by the one path that every policy takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.laws.draws import Draws
from tests.laws.world import World, drawn_world
from tests.laws.written_amounts import cost_amount, money_amount, things_amount
from tests.laws.written_lines import budgets, exceptions, grants, limit, promises, rules
from tests.laws.written_owed import bars, entitlements
from tests.laws.written_vocabulary import facts_tree, roles_tree

__all__ = ["Policy", "drawn_policy"]

Tree = dict[str, Any]


@dataclass
class Policy:
    """A policy as its author would have written it, and the names it speaks of."""

    world: World
    tree: Tree


def drawn_policy(d: Draws) -> Policy:
    """A small policy with limits up to 300 minor units."""
    world = drawn_world(d)
    facts, derived = facts_tree(d, world)
    tree: Tree = {"empower": 1, "policy": "drawn", "title": "A drawn policy", "currency": world.currency}
    tree["timezone"] = d.pick(["UTC", "Europe/Lisbon", "America/New_York"])
    if d.chance(25):
        tree["day_starts"] = "04:00"
    if d.chance(25):
        tree["year_starts"] = "04-06"
    if d.chance(25):
        tree["effective"] = {"from": "2025-01-01"}
    tree["facts"] = facts
    if derived:
        tree["derive"] = derived
    if world.papers:
        tree["papers"] = {paper: f"The {paper}, signed" for paper in world.papers}
    if world.duties:
        tree["duties"] = {duty: _duty(d, duty) for duty in world.duties}
    tree["remedies"] = {name: _remedy(d, world, name) for name in world.remedies}
    if world.groups:
        tree["groups"] = world.groups
    tree["roles"] = roles_tree(d, world)
    owed, ruled = entitlements(d, world), rules(d, world)
    sections = {
        "grants": grants(d, world),
        "budgets": budgets(d, world),
        "rules": ruled,
        "owed": owed,
        "not_owed": bars(d, world, owed),
        "exceptions": exceptions(d, world, ruled),
        "promises": promises(d, world),
    }
    tree |= {name: lines for name, lines in sections.items() if lines}
    if d.chance(15):
        tree["requests"] = {"moves_up_after": "4 hours", "expires_after": "24 hours", "on_word": "24 hours"}
    if d.chance(15):
        tree["adopts"] = [world.roles[-1]]
    if d.chance(15):
        tree |= {"causes": {"thin_walls": "Thin walls"}, "clocks": {"first_response": "24 hours", "recovery": "7 days"}}
    return Policy(world, tree)


def _duty(d: Draws, duty: str) -> Tree:
    tree: Tree = {"title": f"Do the {duty}"}
    if d.chance(60):
        tree["within"] = d.pick(["24 hours", "7 days"])
    return tree


def _remedy(d: Draws, world: World, name: str) -> Tree:
    remedy = world.remedies[name]
    tree: Tree = {"kind": remedy.kind}
    if d.chance(15):
        tree["title"] = f"A {name}"
    if remedy.unit:
        tree["unit"] = remedy.unit
    must_say = remedy.kind in ("in_kind", "points")
    if must_say or (remedy.kind in ("service", "credit", "cash") and d.chance(50)):
        tree["cost"] = cost_amount(d, world, remedy.figure)
    if remedy.figure and d.chance(40):
        tree["most"] = _most(d, world, remedy.figure)
    elif d.chance(12):
        tree["most"] = {"count": d.number(1, 3), "per": d.pick(["incident", "customer"])}
    return tree


def _most(d: Draws, world: World, figure: str) -> Any:
    if d.chance(40):
        return limit(d, world, figure="money" if figure == "amount" else figure, dated=False)
    if figure == "quantity":
        return things_amount(d, world, dated=False)
    return money_amount(d, world, dated=False)
