"""Who asks: a person of the roster in one of their roles, or a role alone where there is no roster."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.gesture import Actor
from empower.domain.people import Person
from empower.domain.problem import Path, Problem
from empower.policyfile.said.words import nearest, one_of
from empower.rules.rulebook import Rulebook

__all__ = ["person_in_role", "person_of", "role_alone", "why_absent"]


def person_of(people: tuple[Person, ...], name: str, path: Path) -> Person | Problem:
    """The person of this id."""
    for person in people:
        if person.id == name:
            return person
    named = [person.id for person in people if _is_called(person, name)]
    hint = nearest(name, [person.id for person in people], "people")
    if named:
        hint = f"did you mean {' or '.join([f'`{one}`' for one in named])}?"
    return Problem(code="unknown-person", message=f"`{name}` is not a person of the roster", path=path, hint=hint)


def person_in_role(
    person: Person, role: str, day: int, path: Path, role_path: Path, vouched: str = "claimed"
) -> Actor | Problem:
    """The person, in service on `day`, acting in `role` (their first, unless it names another of theirs)."""
    if not person.in_service(day):
        return Problem(
            code="not-in-service",
            message=f"`{person.id}` is not in service on {written_date(day)}",
            path=path,
            hint=why_absent(person, day),
        )
    if role and role not in person.roles:
        message = f"`{person.id}` does not act as `{role}`"
        hint = f"{person.name or person.id} may act as {one_of(person.roles)}"
        return Problem(code="not-their-role", message=message, path=role_path, hint=hint)
    return Actor(role=role or person.roles[0], id=person.id, vouched=vouched)


def role_alone(rulebook: Rulebook, role: str, path: Path) -> Actor | Problem:
    """Somebody in a role, whoever it is."""
    known = [one.id for one in rulebook.roles]
    if role in known:
        return Actor(role=role)
    message = f"`{role}` is not a role of this policy"
    return Problem(code="unknown-role", message=message, path=path, hint=nearest(role, known, "roles"))


def why_absent(person: Person, day: int) -> str:
    """Until when, or from when, somebody is not there."""
    name = person.name or person.id
    for start, until in person.away:
        if (start is None or start <= day) and (until is None or day < until):
            back = f", back on {written_date(until)}" if until is not None else ""
            stands_in = f"; `{person.deputy}` stands in" if person.deputy else ""
            return f"{name} is away{back}{stands_in}"
    start, until = person.service
    if start is not None and day < start:
        return f"{name} begins on {written_date(start)}"
    return f"{name} left on {written_date(until)}" if until is not None else f"ask as somebody else than {name}"


def _is_called(person: Person, name: str) -> bool:
    """Whether a name, or a part of it, is meant where the id belongs."""
    said, whole = name.strip().casefold(), person.name.casefold()
    return bool(said) and (said == whole or said in whole.split())
