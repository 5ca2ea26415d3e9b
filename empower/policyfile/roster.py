"""The roster: who works here, in which roles, until when, and how to reach them."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, ClassVar

from empower.domain.people import Person
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.roster_line import PersonReader
from empower.policyfile.said.page import FilePage, page_of, read_page
from empower.policyfile.said.words import nearest
from empower.policyfile.shape import Shape, shaped
from empower.rules.rulebook import Rulebook

__all__ = ["Roster", "load_roster", "read_roster", "roster_of"]


class Roster(Value):
    """The people of one file."""

    people: tuple[Person, ...]
    page: FilePage
    problems: tuple[PlacedProblem, ...] = ()


class _Roster(Shape):
    what: ClassVar[str] = "a roster"
    example: ClassVar[str] = "people: [{id: ana, roles: [associate]}]"
    people: list[Any]


def load_roster(path: FilePath, rulebook: Rulebook) -> Roster | tuple[PlacedProblem, ...]:
    """The roster in a file, checked against the policy's roles and facts, or what is wrong with it."""
    page = read_page(path)
    if isinstance(page, tuple):
        return page
    roster = read_roster(page, rulebook)
    return roster.problems or roster


def roster_of(source: bytes, name: str, rulebook: Rulebook) -> tuple[Person, ...]:
    """The people of a roster's text that was found good before; those it has in roles that are no more are left out."""
    page = page_of(source, name)
    return () if isinstance(page, tuple) else read_roster(page, rulebook).people


def read_roster(page: FilePage, rulebook: Rulebook) -> Roster:
    """The people of a page, and every mistake in it."""
    whole = shaped(_Roster, page.data)
    if isinstance(whole, tuple):
        return Roster(people=(), page=page, problems=page.placed(whole))
    reading = PersonReader(page, rulebook)
    people = [reading.person(item, ("people", number)) for number, item in enumerate(whole.people)]
    found = [person for person in people if person is not None]
    if len(found) == len(people):
        reading.unplaced += _each_once(found, page)
    reading.problems += page.placed(reading.unplaced)
    return Roster(
        people=tuple(found), page=page, problems=tuple(sorted(reading.problems, key=lambda one: (one.line, one.column)))
    )


def _each_once(people: list[Person], page: FilePage) -> list[Problem]:
    """No two people share an id or a login, and every deputy is somebody else of the roster."""
    lines: dict[tuple[str, str], int] = {}
    ids = {person.id for person in people}
    found: list[Problem] = []

    def wrong(number: int, key: str, code: str, message: str, hint: str) -> None:
        found.append(Problem(code=code, message=message, path=("people", number, key), hint=hint))

    for number, person in enumerate(people):
        for key, value in (("id", person.id), ("login", person.login)):
            first = lines.setdefault((key, value), number) if value else number
            if first != number:
                hint = f"it is taken on line {page.line_of(('people', first, key))}"
                hint += "" if key == "id" else "; a login belongs to one person"
                wrong(number, key, f"duplicate-{key}", f"`{value}` is the {key} of two people", hint)
        if person.deputy == person.id:
            hint = "name somebody else, or leave it out"
            wrong(number, "deputy", "own-deputy", f"`{person.id}` is their own deputy", hint)
        elif person.deputy and person.deputy not in ids:
            message = f"`{person.deputy}` is not a person of this roster"
            wrong(number, "deputy", "unknown-person", message, nearest(person.deputy, ids - {person.id}, "people"))
    return found
