"""Who could have said yes and is not there: beyond the decision, but the first thing that somebody at a desk asks."""

from __future__ import annotations

from empower.domain.decision import Decision
from empower.policyfile.said.actors import why_absent
from empower.services.house import House

__all__ = ["absences"]


def absences(house: House, decision: Decision) -> tuple[str, ...]:
    """A line for each role above the asker that has people, none of whom is there; none unless nobody can say yes."""
    if house.people is None or "nobody-can" not in [reason.code for reason in decision.reasons]:
        return ()
    ask = decision.ask
    roles = {role.id: role for role in house.rulebook.roles}
    named = [role for reason in decision.reasons if reason.code == "needs-approval" for role in reason.roles]
    told = []
    for role in dict.fromkeys([*roles[ask.actor.role].above, *named]):
        held_by = [person for person in house.people if role in person.roles and person.id != ask.actor.id]
        if held_by and not any([person.in_service(ask.day) for person in held_by]):
            why = "; ".join([why_absent(person, ask.day) for person in held_by])
            told.append(f"nobody is there as {roles[role].title or role.replace('_', ' ')}: {why}")
    return tuple(told)
