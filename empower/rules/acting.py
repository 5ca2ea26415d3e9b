"""Who may act as a role on a day: those in service, deputies of those away, and whoever covers where all are away."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.people import Person
    from empower.rules.situation import Situation

    Acting = tuple[Person, str, str]  # who says yes, whose authority counts (an employee), whom they stand in for

__all__ = ["acting"]


def acting(situation: Situation, role: str) -> tuple[Acting, ...]:
    """Who may say yes as `role` today, other than the asker: who is in service, deputies, and whoever covers it.

    Somebody who stands in for several is here once for each. Those on shift come first. Without a roster nobody is known
    and nothing is returned.
    """
    day, asker = situation.ask.day, situation.ask.actor.id
    people = situation.people or ()
    by_id = {person.id: person for person in people}
    holders = [person for person in people if role in person.roles]
    found: list[Acting] = [(person, person.id, "") for person in holders if person.in_service(day)]
    for person in holders:
        deputy = by_id.get(person.deputy)
        if not person.in_service(day) and deputy and deputy.in_service(day):
            found.append((deputy, person.id, person.id))
    if holders and not any([person.in_service(day) for person in holders]):
        for other in situation.index.roles[role].covered_by:
            found += [(one, one.id, role) for one in people if other in one.roles and one.in_service(day)]
    hour = situation.ask.hour * 60
    others = [one for one in dict.fromkeys(found) if one[0].id != asker]
    return tuple(sorted(others, key=lambda one: (bool(one[2]), not one[0].on_shift(hour), one[0].id, one[1])))
