"""My authority on one card."""

from __future__ import annotations

from empower.domain.balances import NOTHING_SPENT
from empower.domain.decision import Approver, Contact
from empower.domain.gesture import Ask
from empower.domain.results import CardResult
from empower.policyfile.said.asking import ask_at
from empower.rules.acting import acting
from empower.rules.situation import Situation
from empower.services.actor import actor_of
from empower.services.house import House
from empower.services.moment import instant
from empower.services.question import Question

__all__ = ["card"]


def card(house: House, question: Question) -> CardResult:
    """What a role may give of its own, and whom it asks, nearest first. Raises `CannotAskError` when nobody is named."""
    rulebook = house.rulebook
    at = instant(rulebook, question)
    actor, person = actor_of(house, question, at)
    ask = ask_at(rulebook, (), actor, (), at)
    role = next(role for role in rulebook.roles if role.id == actor.role)
    below = {actor.role, *[other.id for other in rulebook.roles if actor.role in other.above]}
    return CardResult(
        role=actor.role,
        day=ask.day,
        grants=tuple([grant.id for grant in rulebook.grants if below & set(grant.roles)]),
        asks=tuple([_reached(house, ask, above) for above in role.above]),
        person=actor.id,
        name=person.name if person else "",
    )


def _reached(house: House, ask: Ask, role: str) -> Approver:
    """A role up the chain, with who may be asked for it today."""
    situation = Situation(house.rulebook, ask, NOTHING_SPENT, house.people)
    people: dict[str, Contact] = {}
    for person, _, stands_in_for in acting(situation, role):
        found = Contact(
            id=person.id,
            name=person.name,
            contact=person.contact,
            in_service=person.in_service(ask.day),
            stands_in_for=stands_in_for,
        )
        people.setdefault(person.id, found)
    return Approver(role=role, people=tuple(people.values()))
