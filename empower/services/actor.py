"""Who: the person or role a question comes from."""

from __future__ import annotations

from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.domain.people import Person
from empower.domain.problem import Problem
from empower.policyfile.said.actors import person_in_role, person_of, role_alone
from empower.policyfile.said.zone import local
from empower.services.house import House
from empower.services.question import Question

__all__ = ["actor_of"]


def actor_of(house: House, question: Question, at: int) -> tuple[Actor, Person | None]:
    """Who asks, and their line of the roster where there is one. Raises `CannotAskError` when that is nobody."""
    rulebook, who = house.rulebook, question.who
    as_path, role_path = question.place_of("--as"), question.place_of("--role")
    found: Actor | Person | Problem
    if who.login:
        found = _logged_in(house, who.login)
    elif who.person:
        found = _named(house, who.person, as_path)
    elif who.role:
        found = role_alone(rulebook, who.role, role_path)
        if isinstance(found, Problem) and who.role in [person.id for person in house.people or ()]:
            found = found.but(hint=f"a person of the roster is named with `--as {who.role}`")
    else:
        found = _nobody(house)
    person = found if isinstance(found, Person) else None
    if isinstance(found, Person):
        day = local(at, rulebook.timezone, rulebook.day_starts).day
        found = person_in_role(found, who.role, day, as_path, role_path, "login" if who.login else "claimed")
    if isinstance(found, Problem):
        raise CannotAskError(question.page.placed([found]))
    return found, person


def _named(house: House, name: str, path: tuple[int, ...]) -> Person | Problem:
    if house.people is not None:
        return person_of(house.people, name, path)
    beside = house.example_roster
    hint = f"name a roster with `--roster`{f', such as `{beside}`' if beside else ''}, or ask in a role with `--role`"
    return Problem(code="no-roster", message=f"there is no roster to find `{name}` in", path=path, hint=hint)


def _logged_in(house: House, login: str) -> Person | Problem:
    for person in house.people or ():
        if person.login == login:
            return person
    return Problem(
        code="unknown-person",
        message=f"nobody on the roster logs in as `{login}`",
        hint=f"write `login: {login}` on that person's line of the roster",
    )


def _nobody(house: House) -> Problem:
    example = house.rulebook.roles[0].id
    if house.people is None:
        hint = (
            f"say in which role, such as `--role {example}`; or name a roster (`--roster`) and a person of it (`--as`)"
        )
    else:
        hint = (
            f"name a person of the roster, such as `--as {house.people[0].id}`"
            if house.people
            else f"say in which role, such as `--role {example}`; or add people to `{house.roster}`"
        )
    return Problem(code="nobody-asks", message="nothing says who asks", hint=hint)
