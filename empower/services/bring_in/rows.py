"""One row of a table as a gesture that was given, or why it cannot be one."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from empower.domain.amounts import units
from empower.domain.calendar import read_date
from empower.domain.canonical import canonical
from empower.domain.errors import AbsentFactError
from empower.domain.gesture import Gesture
from empower.domain.given import GivenPart
from empower.domain.money import Misread, read_money
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.past_table import ColumnMap, PastTable
from empower.policyfile.said.actors import person_of, role_alone
from empower.policyfile.said.asking import Figure, Wish, gesture
from empower.policyfile.said.page import Page
from empower.policyfile.said.stated import Facts, Statement, stated
from empower.policyfile.said.zone import instant_on, local, read_instant
from empower.rules.rulebook import IN_MONEY, Rulebook
from empower.services.house import House

__all__ = ["PastGesture", "past_gesture"]


class PastGesture(Value):
    """A gesture of the past."""

    line: int
    key: str  # the same for the same row, whatever file it stands in
    part: GivenPart
    person: str
    role: str
    at: int
    day: int
    hour: int
    facts: Facts
    note: str = ""


class _Cells(Page):
    """The cells of one row by what they mean, as a page that problems can be placed on."""

    def __init__(self, table: PastTable, mapped: ColumnMap, row: int) -> None:
        self.name = table.name
        self._table = table
        self._row = row
        self._columns = {name: table.heads.index(head) for name, head in (*mapped.columns, *mapped.facts)}
        self._values = {name: dict(known) for name, known in mapped.values}
        self._always = dict(mapped.always)

    def said(self, name: str) -> str | None:
        """What the row says of it, in the words that are meant."""
        column = self._columns.get(name)
        text = None if column is None else self._table.text((self._row, column))
        if text is None:
            return self._always.get(name)
        return self._values.get(name, {}).get(text, text)

    def text(self, path: Path) -> str | None:
        return self.said(str(path[0]))

    def placed(self, problems: Any) -> tuple[PlacedProblem, ...]:
        """The problems at the cells that their paths name."""
        return self._table.placed(
            [one.but(path=(self._row, self._columns.get(str(one.path[0]) if one.path else "", 0))) for one in problems]
        )


def past_gesture(
    house: House, table: PastTable, mapped: ColumnMap, row: int, now: int
) -> PastGesture | tuple[PlacedProblem, ...]:
    """The gesture in a row, or everything that is wrong with it."""
    rulebook = house.rulebook
    cells = _Cells(table, mapped, row)
    problems: list[PlacedProblem] = []
    at = _instant(rulebook, mapped, cells, now)
    who = _who(house, cells)
    asked = _gesture(rulebook, mapped, cells)
    names = ("incident", "customer", *[name for name, _ in mapped.facts], *[name for name, _ in mapped.always])
    known = {fact.name for fact in rulebook.facts}
    said = [
        Statement(name=name, text=_figures(mapped, rulebook, name, cells.said(name)), page=cells, path=(name,))
        for name in dict.fromkeys(names)
        if (name in known or name in ("incident", "customer")) and cells.said(name) is not None
    ]
    facts, wrong = stated(rulebook, said)
    problems += wrong
    problems += cells.placed([one for one in (at, who) if isinstance(one, Problem)])
    problems += asked if isinstance(asked, tuple) else ()
    if problems or isinstance(at, Problem) or isinstance(who, Problem) or isinstance(asked, tuple):
        return tuple(problems)
    here = local(at, rulebook.timezone, rulebook.day_starts)
    part = _part(rulebook, mapped, cells, asked, facts, here.day)
    if isinstance(part, Problem):
        return cells.placed([part])
    note = cells.said("note") or ""
    found = [who[0], who[1], at, asked.plain(), [list(fact) for fact in facts], note, part.cost]
    key = hashlib.sha256(canonical(found)).hexdigest()[:32]
    return PastGesture(
        line=table.lines[row],
        key=key,
        part=part,
        person=who[0],
        role=who[1],
        at=at,
        day=here.day,
        hour=here.hour,
        facts=facts,
        note=note,
    )


def _instant(rulebook: Rulebook, mapped: ColumnMap, cells: _Cells, now: int) -> int | Problem:
    text = cells.said("on")
    if text is None:
        return Problem(
            code="not-a-date",
            message="it is not said when it was given",
            path=("on",),
            hint="say which column holds the date",
        )
    day = read_date(text)
    moment: int | Misread | None = None
    if mapped.dates:
        try:
            day = datetime.strptime(text, mapped.dates).date().toordinal()  # noqa: DTZ007  # a day where the policy lives
        except ValueError:
            hint = f"the map says that dates are written `{mapped.dates}`"
            return Problem(code="not-a-date", message=f"`{text}` is no date", path=("on",), hint=hint)
    elif day is None:
        moment = read_instant(text)
        if isinstance(moment, Misread):
            hint = 'write `2026-11-22`, or say in the map how dates are written (`dates: "%d/%m/%Y"`)'
            return Problem(code="not-a-date", message=f"`{text}` is no date", path=("on",), hint=hint)
    at = moment if isinstance(moment, int) else instant_on(day or 1, rulebook.timezone, rulebook.day_starts)
    if at > now:
        message = f"`{text}` has not been yet"
        return Problem(
            code="not-earlier", message=message, path=("on",), hint="what is imported was given before today"
        )
    return at


def _who(house: House, cells: _Cells) -> tuple[str, str] | Problem:
    name, role = cells.said("by"), cells.said("role")
    if name is None:
        hint = "say which column holds the person, or who it always was (`always: {by: ana}`)"
        return Problem(code="nobody-asks", message="it is not said who gave it", path=("by",), hint=hint)
    found = person_of(house.people or (), name, ("by",))
    if isinstance(found, Problem):
        return found
    if role is not None:
        named = role_alone(house.rulebook, role, ("role",))
        return named if isinstance(named, Problem) else (found.id, role)
    return found.id, found.roles[0]


def _figures(mapped: ColumnMap, rulebook: Rulebook, name: str, text: str | None) -> str | None:
    """A figure as we write it, where the table writes decimals with a comma."""
    kinds = {fact.name: fact.kind for fact in rulebook.facts}
    if text is None or mapped.decimal == "." or (name in kinds and kinds[name] not in ("money", "number")):
        return text
    return text.replace(".", "").replace(",", ".") if name not in ("incident", "customer") else text


def _gesture(rulebook: Rulebook, mapped: ColumnMap, cells: _Cells) -> Gesture | tuple[PlacedProblem, ...]:
    remedy = cells.said("remedy")
    for name in ("amount", "quantity"):
        text = _figures(mapped, rulebook, name, cells.said(name))
        if text is not None:
            figure = Figure(text=text, path=(name,), meant=name)
            return gesture(rulebook, Wish(remedy=remedy, page=cells, path=("remedy",), figure=figure))
    return gesture(rulebook, Wish(remedy=remedy, page=cells, path=("remedy",)))


def _part(
    rulebook: Rulebook, mapped: ColumnMap, cells: _Cells, asked: Gesture, facts: Facts, day: int
) -> GivenPart | Problem:
    remedy = next(one for one in rulebook.remedies if one.id == asked.remedy)
    figure = asked.amount if asked.amount is not None else asked.quantity
    if figure is None and (remedy.kind in IN_MONEY or remedy.unit):
        hint = "say which column holds it: `amount`, or `quantity` for what is counted"
        message = f"how much `{remedy.id}` it was is not said"
        return Problem(code="missing-fact", message=message, path=("amount",), hint=hint)
    face = 1 if figure is None else figure
    text = _figures(mapped, rulebook, "cost", cells.said("cost"))
    if text is not None:
        cost = read_money(text, rulebook.currency, rulebook.digits)
        if isinstance(cost, Misread):
            hint = "write digits, such as 25.00"
            return Problem(code="not-an-amount", message=f"`{text}` is no cost", path=("cost",), hint=hint)
    else:
        try:
            cost = units(remedy.cost, {**dict(facts), "amount": face, "quantity": face}, day) if face else 0
        except AbsentFactError as absent:
            hint = "say which column holds it, or which holds the cost itself (`cost`)"
            message = f"the cost hangs on `{absent.fact}`, which is not said"
            return Problem(code="missing-fact", message=message, path=("remedy",), hint=hint)
    return GivenPart(remedy=remedy.id, amount=asked.amount, quantity=asked.quantity, face=face, cost=cost)
