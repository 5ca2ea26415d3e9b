"""Who may act as a role on a day: those in service, deputies of those away, and whoever covers where all are away."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.people import Person
    from empower.rules.rulebook import Role
    from empower.rules.situation import Situation

    Acting = tuple[Person, str, str]  # who says yes, whose authority counts (an employee), whom they stand in for

__all__ = ["acting", "serving"]


def acting(situation: Situation, role: str) -> tuple[Acting, ...]:
    """Who may say yes as `role` today, other than the asker.

    Somebody who stands in for several is here once for each. Those on shift come first. Without a roster nobody is known
    and nothing is returned.
    """
    found = serving(situation.people or (), situation.index.roles[role], situation.ask.day)
    hour, asker = situation.ask.hour * 60, situation.ask.actor.id
    others = [one for one in found if asker not in (one[0].id, one[1]) or not asker]
    return tuple(sorted(others, key=lambda one: (bool(one[2]), not one[0].on_shift(hour), one[0].id, one[1])))


def serving(people: tuple[Person, ...], role: Role, day: int) -> tuple[Acting, ...]:
    """Who acts as a role on a day: who is in service, deputies of those who are not, and whoever covers where all are away."""
    by_id = {person.id: person for person in people}
    holders = [person for person in people if role.id in person.roles]
    found: list[Acting] = [(person, person.id, "") for person in holders if person.in_service(day)]
    for person in holders:
        deputy = by_id.get(person.deputy)
        if not person.in_service(day) and deputy and deputy.in_service(day):
            found.append((deputy, person.id, person.id))
    for person in holders:
        named = [by_id[name] for name in person.delegates if name in by_id and name != person.id]
        found += [(one, person.id, person.id) for one in named if one.in_service(day)]
    if holders and not any([person.in_service(day) for person in holders]):
        for other in role.covered_by:
            found += [(one, one.id, role.id) for one in people if other in one.roles and one.in_service(day)]
    return tuple(dict.fromkeys(found))
