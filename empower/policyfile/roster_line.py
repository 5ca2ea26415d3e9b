"""One line of the roster: a person, read word by word."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pydantic import Field

from empower.domain.calendar import read_date
from empower.domain.people import Person, Stretch
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.policyfile.said.fact_values import read_clock
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.stated import stated, statements_of
from empower.policyfile.said.words import nearest
from empower.policyfile.shape import Shape, several, shaped
from empower.rules.compile.wording import kind_of
from empower.rules.rulebook import Rulebook

__all__ = ["PersonReader"]

_ID = re.compile(r"[\w.@+-]+")


class _Stretch(Shape):
    what: ClassVar[str] = "a time away"
    example: ClassVar[str] = "{from: 2026-08-01, until: 2026-08-15}"
    start: Any = Field(alias="from")
    until: Any = None


class _Line(Shape):
    what: ClassVar[str] = "a person of the roster"
    example: ClassVar[str] = "{id: ana, name: Ana Reis, roles: [associate], contact: ext. 14}"
    id: Any
    roles: Any
    name: Any = None
    login: Any = None
    facts: dict[Any, Any] = {}  # noqa: RUF012  # pydantic copies it
    contact: Any = None
    hours: Any = None
    start: Any = Field(default=None, alias="from")
    until: Any = None
    away: Any = None
    deputy: Any = None


class PersonReader:
    """Reads people, and keeps what is wrong so far."""

    def __init__(self, page: FilePage, rulebook: Rulebook) -> None:
        self.page = page
        self.rulebook = rulebook
        self.roles = {role.id for role in rulebook.roles}
        self.unplaced: list[Problem] = []
        self.problems: list[PlacedProblem] = []

    def person(self, item: Any, path: Path) -> Person | None:
        """The person on one line; `None` when the line's shape or id is wrong."""
        line = shaped(_Line, item, path)
        if isinstance(line, tuple):
            self.unplaced += line
            return None
        name = self._word(line.id, (*path, "id"))
        if name is None and line.id is not None:
            return None
        if not name or not _ID.fullmatch(name):
            self.wrong(
                "name-form",
                f"`{name}` cannot be a person's id",
                (*path, "id"),
                "letters, digits and `_ - . @ +` make an id",
            )
            return None
        facts, problems = stated(self.rulebook, statements_of(line.facts, self.page, (*path, "facts")))
        self.problems += problems
        return Person(
            id=name,
            name=self._word(line.name, (*path, "name")) or "",
            roles=self._roles(line.roles, (*path, "roles")),
            login=self._word(line.login, (*path, "login")) or "",
            facts=facts,
            contact=self._word(line.contact, (*path, "contact")) or "",
            hours=self._hours(line.hours, (*path, "hours")),
            service=self._stretch(line.start, line.until, path),
            away=tuple([self._away(one, at) for one, at in several(line.away, (*path, "away"))]),
            deputy=self._word(line.deputy, (*path, "deputy")) or "",
        )

    def _roles(self, value: Any, path: Path) -> tuple[str, ...]:
        found = []
        if value == [] or value is None:
            self.wrong(
                "missing-key",
                "a person of the roster has at least one role",
                path,
                "write it like this: `roles: [associate]`",
            )
        for item, at in several(value, path):
            role = self._word(item, at)
            if role in self.roles:
                found.append(str(role))
            elif role is not None:
                hint = nearest(role, [one.id for one in self.rulebook.roles], "roles")
                self.wrong("unknown-role", f"`{role}` is not a role of this policy", at, hint)
        return tuple(dict.fromkeys(found))

    def _hours(self, value: Any, path: Path) -> tuple[int, int] | None:
        if value is None:
            return None
        text = self._word(value, path)
        if text is None:
            return None
        start, dash, end = text.partition("-")
        from_, to = (
            read_clock(start.strip()),
            read_clock(end.strip().replace("24:00", "00:00") if end.strip() != "24" else "0"),
        )
        if not dash or from_ is None or to is None:
            hint = "write from when to when, such as `22-06` or `22:30-06:15`"
            self.wrong("bad-hours", f"`{text}` are no hours of a day", path, hint)
            return None
        return from_, to

    def _away(self, item: Any, path: Path) -> Stretch:
        line = shaped(_Stretch, item, path)
        if isinstance(line, tuple):
            self.unplaced += line
            return None, None
        return self._stretch(line.start, line.until, path)

    def _stretch(self, start: Any, until: Any, path: Path) -> Stretch:
        first, end = self._day(start, (*path, "from")), self._day(until, (*path, "until"))
        if first is not None and end is not None and first >= end:
            hint = "`until` is the first day after; put a later one"
            self.wrong("empty-period", f"`{until}` is not after `{start}`", (*path, "until"), hint)
        return first, end

    def _day(self, value: Any, path: Path) -> int | None:
        text = self._word(value, path)
        if text is None:
            return None
        day = read_date(text)
        if day is None:
            self.wrong("not-a-date", f"`{text}` is no date", path, "write the date as `2026-11-22`")
        return day

    def _word(self, value: Any, path: Path) -> str | None:
        """A single value as text."""
        if value is None:
            return None
        text = self.page.text(path)
        if text is None:
            message = f"`{path[-1]}` is one word or sentence, not {kind_of(value)}"
            self.wrong("wrong-kind", message, path, f"write it like this: `{_Line.example}`")
        return text

    def wrong(self, code: str, message: str, path: Path, hint: str) -> None:
        """Keeps a problem."""
        self.unplaced.append(Problem(code=code, message=message, path=path, hint=hint))
