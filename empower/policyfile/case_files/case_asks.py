"""The question of one case, put together from what it says and what holds for the whole file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.money import Misread
from empower.domain.people import Person
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.case_files.tables import Cell
from empower.policyfile.earlier import Around, figure_of
from empower.policyfile.said.actors import person_in_role, person_of, role_alone
from empower.policyfile.said.asking import Figure, Wish, ask_at, gesture, not_in_force, papers
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.stated import Facts, Statement, stated, statements_of
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local, read_instant
from empower.policyfile.shape import Shape, several, shaped
from empower.rules.rulebook import Rulebook

__all__ = ["NO_MOMENT", "Asking", "Setting"]

NO_MOMENT = "nothing says when this is asked"


class Setting(Value):
    """What holds for all cases of a file."""

    rulebook: Rulebook
    page: FilePage
    now: int | None
    people: tuple[Person, ...] | None
    roster_named: bool  # in the file; where `people` is `None` all the same, what is wrong with it is told once
    incidents: Mapping[str, Facts]


class _Ask(Shape):
    what: ClassVar[str] = "a question"
    example: ClassVar[str] = "{by: ana, incident: loud, remedy: refund, amount: 60}"
    by: Any = None
    role: Any = None
    incident: Any = None
    facts: dict[Any, Any] | None = None
    remedy: Any
    amount: Any = None
    quantity: Any = None
    also: Any = None
    at_hand: Any = Field(default=None, alias="with")
    at: Any = None


class _Also(Shape):
    what: ClassVar[str] = "a gesture of a bundle"
    example: ClassVar[str] = "{remedy: gift_card, amount: 20}"
    remedy: Any
    amount: Any = None
    quantity: Any = None


class Asking:
    """The `ask` of a case; in a table, with what the header and the row say."""

    def __init__(self, setting: Setting, data: dict[Any, Any], path: Path, cell: Cell | None = None) -> None:
        self.setting = setting
        self.data = data
        self.path = path
        self.cell = cell
        self.problems: list[PlacedProblem] = []
        self.facts: Facts = ()

    def varied(self, cell: Cell) -> Asking:
        """The question of one cell of the case's table."""
        return Asking(self.setting, self.data, self.path, cell)

    def around(self, ask: Ask) -> Around:
        """What its earlier gestures are understood by."""
        setting = self.setting
        return Around(actor=ask.actor, at=ask.at, facts=self.facts, people=setting.people, incidents=setting.incidents)

    def ask(self) -> Ask | tuple[PlacedProblem, ...]:
        """The whole question, or everything wrong with it."""
        rulebook, page = self.setting.rulebook, self.setting.page
        line = self._remedy_as_key() or shaped(_Ask, self.data, self.path)
        if isinstance(line, tuple):
            return page.placed(line)
        at = self._instant(line)
        outside = not_in_force(rulebook, at, (*self.path, "at") if line.at is not None else ("now",))
        if outside and at:
            self._wrong(
                outside.but(hint="write a day on which it is, in `now` at the top or in the question's own `at`")
            )
        actor, person = self._actor(line, at)
        self.facts = self._facts(line)
        known = dict(self.facts)
        own = [fact for fact in (person.facts if person else ()) if fact[0] not in known]
        for name, value in person.facts if person else ():
            if known.get(name, value) != value and "." not in name:  # the day of a moment differs when the moment does
                message = f"`{name}` is stated otherwise than the roster has it for `{actor.id if actor else ''}`"
                self._wrong(
                    Problem(
                        code="contradiction",
                        message=message,
                        path=self.path,
                        hint="leave it out, or let somebody else ask",
                    )
                )
        gestures = self._gestures(line)
        at_hand, wrong = papers(rulebook, self._words(line.at_hand, (*self.path, "with")), page)
        self.problems += wrong
        if self.problems or actor is None:
            return tuple(self.problems)
        return ask_at(rulebook, gestures, actor, self.facts + tuple(own), at, at_hand)

    def _remedy_as_key(self) -> tuple[Problem, ...]:
        """What is said where the remedy stands before the colon (`refund: 60`)."""
        names = [remedy.id for remedy in self.setting.rulebook.remedies if remedy.id in self.data]
        if not names or "remedy" in self.data:
            return ()
        message, hint = (
            f"`{names[0]}` is not a key of a question",
            f"write `remedy: {names[0]}`, and how much beside it",
        )
        path = (*self.path, names[0])
        return (Problem(code="unknown-key", message=message, path=path, hint=hint, at_key=True),)

    def _wrong(self, problem: Problem) -> None:
        self.problems += self.setting.page.placed([problem])

    def _words(self, value: Any, path: Path) -> list[tuple[str | None, Path]]:
        return [(self.setting.page.text(at), at) for _, at in several(value, path)]

    def _instant(self, line: _Ask) -> int:
        if line.at is None:
            if self.setting.now is None:
                hint = "write `now: 2026-05-01T22:15:00+01:00` at the top, or `at:` in the question"
                self._wrong(Problem(code="missing-key", message=NO_MOMENT, path=self.path, hint=hint))
            return self.setting.now or 0
        path = (*self.path, "at")
        found = read_instant(self.setting.page.text(path) or "")
        if isinstance(found, Misread):
            message = f"`{found.detail}` is no moment with its offset from UTC"
            hint = "write date, time and offset, such as `2026-05-01T22:15:00+01:00`"
            self._wrong(Problem(code=found.why, message=message, path=path, hint=hint))
            return 0
        return found

    def _actor(self, line: _Ask, at: int) -> tuple[Actor | None, Person | None]:
        by, by_path = self._varied("by", line.by)
        role, role_path = self._varied("role", line.role)
        rulebook, people = self.setting.rulebook, self.setting.people
        if by is None and role is None:
            hint = "name a person of the roster (`by: ana`) or a role (`role: associate`)"
            self._wrong(Problem(code="missing-key", message="nothing says who asks", path=self.path, hint=hint))
            return None, None
        if by is None:
            found = role_alone(rulebook, role or "", role_path)
        elif people is None and self.setting.roster_named:
            return None, None
        elif people is None:
            message, hint = f"there is no roster to find `{by}` in", "name it at the top: `people: roster.yaml`"
            found = Problem(code="no-roster", message=message, path=by_path, hint=hint)
        else:
            person = person_of(people, by, by_path)
            if isinstance(person, Person):
                if not at:  # it cannot be read, which was said
                    return Actor(role=role or person.roles[0], id=person.id), person
                day = local(at, rulebook.timezone, rulebook.day_starts).day
                acting = person_in_role(person, role or "", day, by_path, role_path)
                if isinstance(acting, Actor):
                    return acting, person
                found = acting
            else:
                found = person
        if isinstance(found, Actor):
            return found, None
        self._wrong(found)
        return None, None

    def _varied(self, name: str, value: Any) -> tuple[str | None, Path]:
        """A word of the question, or of the table's header."""
        path = (*self.path, name)
        if self.cell is not None and self.cell.header == name:
            if value is not None:
                hint = "leave it out of one of the two"
                message = f"`{name}` stands in the question and in the table"
                self._wrong(Problem(code="contradiction", message=message, path=path, hint=hint))
            return self.setting.page.text(self.cell.head_path) or "", self.cell.head_path
        return (None if value is None else self.setting.page.text(path) or ""), path

    def _facts(self, line: _Ask) -> Facts:
        page, rulebook = self.setting.page, self.setting.rulebook
        statements = list(statements_of(line.facts, page, (*self.path, "facts")))
        if self.cell is not None and self.cell.header not in ("by", "role"):
            path = self.cell.head_path
            statements.append(Statement(name=self.cell.header, text=page.text(path), page=page, path=path))
        own, problems = stated(rulebook, statements)
        self.problems += problems
        if line.incident is None:
            return tuple({"incident": "this", **dict(own)}.items())
        path = (*self.path, "incident")
        name = page.text(path) or ""
        incident = self.setting.incidents.get(name)
        if incident is None:
            hint = nearest(name, self.setting.incidents, "incidents")
            message = f"`{name}` is not one of the incidents of this file"
            self._wrong(Problem(code="unknown-incident", message=message, path=path, hint=hint))
            return own
        known = dict(incident)
        for fact, value in own:
            if known.get(fact, value) != value:
                message = f"`{fact}` is stated otherwise in incident `{name}`"
                hint = "state it in one of the two, or make another incident"
                self._wrong(Problem(code="contradiction", message=message, path=self.path, hint=hint))
        return tuple({**known, **dict(own)}.items())

    def _gestures(self, line: _Ask) -> tuple[Gesture, ...]:
        page = self.setting.page
        figure = self._figure(line, self.path)
        if self.cell is not None:
            if figure is not None:
                message, hint = "the table says how much", "leave it out of the question"
                self._wrong(Problem(code="contradiction", message=message, path=figure.path, hint=hint))
            figure = self.cell.figure
        wishes = [Wish(remedy=page.text((*self.path, "remedy")), page=page, path=(*self.path, "remedy"), figure=figure)]
        for item, path in several(line.also, (*self.path, "also")):
            if not isinstance(item, dict):
                wishes.append(Wish(remedy=page.text(path), page=page, path=path))
                continue
            more = shaped(_Also, item, path)
            if isinstance(more, tuple):
                self.problems += page.placed(more)
                continue
            figure = self._figure(more, path)
            wishes.append(Wish(remedy=page.text((*path, "remedy")), page=page, path=(*path, "remedy"), figure=figure))
        found: list[Gesture] = []
        for wish in wishes:
            asked = gesture(self.setting.rulebook, wish)
            if isinstance(asked, Gesture):
                found.append(asked)
            else:
                self.problems += asked
        return tuple(found)

    def _figure(self, line: Any, path: Path) -> Figure | None:
        figure = figure_of(line, self.setting.page, path)
        if isinstance(figure, Problem):
            self._wrong(figure)
            return None
        return figure
