"""Drawn rosters, and for whom of them nobody is there to say yes, found by letting each of them ask for everything."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from empower.domain.balances import NOTHING_SPENT
from empower.domain.gesture import Actor
from empower.domain.people import Person
from empower.rules.answer import answered
from empower.rules.situation import Situation
from tests.brute.cells import Cell, cell_of
from tests.brute.oracle import Oracle

__all__ = ["acting", "drawn_roster", "stuck_with"]

Wanted = tuple[tuple[str, tuple[str, ...], int], ...]
"""Who is to say yes, where everybody is there."""


def drawn_roster(d: Random, oracle: Oracle) -> tuple[Person, ...]:
    """A few people as they are on one day: there or not, with deputies and with more than one role."""
    names = [f"p{number}" for number in range(d.randint(2, 6))]
    roles = list(oracle.tree["roles"])
    people = []
    for name in names:
        held = tuple(d.sample(roles, min(len(roles), d.choice([1, 1, 1, 2]))))
        there = (None, None) if d.random() < 0.85 else (0, 0)
        deputy = d.choice([other for other in names if other != name]) if d.random() < 0.2 else ""
        people.append(Person(id=name, roles=held, service=there, deputy=deputy))
    return tuple(people)


def stuck_with(
    oracle: Oracle, people: tuple[Person, ...], held: set[str], day: int
) -> dict[tuple[str, Wanted], set[Cell]]:
    """By the role that asks and who is wanted: where somebody of that role is refused what would only have to be asked for.

    What wants a role that nobody is in is left out.
    """
    found: dict[tuple[str, Wanted], set[Cell]] = {}
    for one in oracle.fresh:
        wanted = one.answer.approvers
        if one.answer.outcome != "escalate" or one.part.face < 1 or not all(role in held for role, _, _ in wanted):
            continue
        ask = oracle.put.ask(one.request)
        assert ask is not None
        role = one.request.role
        for person in people:
            if role in person.roles and person.in_service(day):
                own = ask.but(actor=Actor(role=role, id=person.id))
                if answered(Situation(oracle.put.rulebook, own, NOTHING_SPENT, people)).outcome == "deny":
                    found.setdefault((role, wanted), set()).add(cell_of(one.request))
                    break
    return found


def acting(tree: dict[str, Any], people: tuple[Person, ...], day: int) -> set[str]:
    """The roles in which anybody acts: who is there, whoever stands in for one who is not, and whoever covers for all."""
    return {role for role in tree["roles"] if any(_in(tree, people, role, day))}


def _in(tree: dict[str, Any], people: tuple[Person, ...], role: str, day: int) -> Iterator[bool]:
    there = {person.id: person.in_service(day) for person in people}
    holders = [person for person in people if role in person.roles]
    yield from [there[person.id] or there.get(person.deputy, False) for person in holders]
    cover = tree["roles"][role].get("covered_by", [])
    if holders and not any(there[person.id] for person in holders):
        covering = cover if isinstance(cover, list) else [cover]
        yield from [there[person.id] for person in people if set(covering) & set(person.roles)]
