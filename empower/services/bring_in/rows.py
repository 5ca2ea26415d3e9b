"""One row of a table as a gesture that was given, or why it cannot be one."""

from __future__ import annotations

import hashlib
from datetime import datetime

from empower.domain.amounts import units
from empower.domain.calendar import read_date
from empower.domain.canonical import canonical
from empower.domain.errors import AbsentFactError
from empower.domain.facts import FactValue
from empower.domain.gesture import Gesture
from empower.domain.given import GivenPart
from empower.domain.kept_facts import kept_facts
from empower.domain.money import Misread, read_money
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.past_map import ColumnMap
from empower.policyfile.past_table import PastTable
from empower.policyfile.said.actors import person_of, role_alone
from empower.policyfile.said.asking import Figure, Wish, gesture
from empower.policyfile.said.stated import Facts, Statement, stated
from empower.policyfile.said.zone import instant_on, local, read_instant
from empower.rules.rulebook import IN_MONEY, Rulebook
from empower.services.bring_in.cells import Cells
from empower.services.house import House

__all__ = ["PastGesture", "facts_said", "past_gesture"]

_TEXTS = ("incident", "customer")
_FIRST_YEAR = 1900


class PastGesture(Value):
    """A gesture of the past."""

    line: int
    key: str  # the same for the same row, whatever file it stands in; of what the entry shows, and of nothing private
    part: GivenPart
    person: str
    role: str
    at: int
    day: int
    hour: int
    facts: Facts
    texts: tuple[tuple[str, str], ...] = ()  # those of the facts that are texts
    note: str = ""
    turn: int = 1  # among those with the same key

    @property
    def request_id(self) -> str:
        """Under this its entry is found, so that it comes in once."""
        return f"import:{self.key}-{self.turn}"


def past_gesture(
    house: House, table: PastTable, mapped: ColumnMap, row: int, now: int
) -> PastGesture | tuple[PlacedProblem, ...]:
    """The gesture in a row, or everything that is wrong with it."""
    rulebook = house.rulebook
    cells = Cells(table, mapped, row)
    misshapen = cells.misshapen()
    if misshapen is not None:
        return cells.placed([misshapen])
    at, who, asked = _instant(rulebook, mapped, cells, now), _who(house, cells), _gesture(rulebook, cells)
    facts, problems = facts_said(rulebook, mapped, cells)
    problems += cells.placed([one for one in (at, who) if isinstance(one, Problem)])
    problems += asked if isinstance(asked, tuple) else ()
    if problems or isinstance(at, Problem) or isinstance(who, Problem) or isinstance(asked, tuple):
        return problems
    here = local(at, rulebook.timezone, rulebook.day_starts)
    part = _part(rulebook, cells, asked, facts, here.day)
    if isinstance(part, Problem):
        return cells.placed([part])
    free = {fact.name for fact in rulebook.facts if fact.kind == "text"}
    return PastGesture(
        line=table.lines[row],
        key=_key(rulebook, cells, who[0], at, asked, [fact for fact in facts if fact[0] not in free], part.cost),
        part=part,
        person=who[0],
        role=who[1],
        at=at,
        day=here.day,
        hour=here.hour,
        facts=facts,
        texts=tuple([(name, str(value)) for name, value in facts if name in free]),
        note=cells.said("note") or "",
    )


def _key(
    rulebook: Rulebook,
    cells: Cells,
    person: str,
    at: int,
    asked: Gesture,
    facts: list[tuple[str, FactValue]],
    cost: int | None,
) -> str:
    """A digest of what the row says and its entry shows. The customer and texts, which may be erased, are compared instead.

    What the policy or the roster adds is left out, so that a row is known again when they have changed.
    """
    incident = dict(facts).get("incident")
    shown = kept_facts(rulebook.facts, [fact for fact in facts if fact[0] not in _TEXTS])
    says_cost = cells.said("cost") is not None
    of_table = [cells.said("role"), None if not says_cost else "not known" if cost is None else cost]
    found = [person, at, asked.plain(), incident, shown, of_table]
    return hashlib.sha256(canonical(found)).hexdigest()[:32]


def _instant(rulebook: Rulebook, mapped: ColumnMap, cells: Cells, now: int) -> int | Problem:
    text = cells.said("on")
    if text is None:
        message, hint = "it is not said when it was given", "say which column holds the date"
        return Problem(code="not-a-date", message=message, path=("on",), hint=hint)
    hint = 'write `2026-11-22`, or say in the map how dates are written (`dates: "%d/%m/%Y"`)'
    day = read_date(text)
    moment: int | Misread | None = None
    if mapped.dates:
        day = _day(text, mapped.dates)
        hint = f"the map says that dates are written `{mapped.dates}`"
    elif day is None:
        moment = read_instant(text)
    if day is None and not isinstance(moment, int):
        return Problem(code="not-a-date", message=f"`{text}` is no date", path=("on",), hint=hint)
    at = moment if isinstance(moment, int) else instant_on(day or 1, rulebook.timezone, rulebook.day_starts)
    if at > now:
        message, hint = f"`{text}` has not been yet", "what is imported was given before today"
        return Problem(code="not-earlier", message=message, path=("on",), hint=hint)
    return at


def _day(text: str, dates: str) -> int | None:
    try:
        found = datetime.strptime(text, dates).date()  # noqa: DTZ007  # a day where the policy lives
    except ValueError:
        return None
    return found.toordinal() if found.year >= _FIRST_YEAR else None


def _who(house: House, cells: Cells) -> tuple[str, str] | Problem:
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


def facts_said(rulebook: Rulebook, mapped: ColumnMap, cells: Cells) -> tuple[Facts, tuple[PlacedProblem, ...]]:
    """What the row says of facts; what it does not say is simply not known."""
    kinds = {fact.name: fact.kind for fact in rulebook.facts}
    names = (*_TEXTS, *[name for name, _ in mapped.facts], *[name for name, _ in mapped.always])
    said: list[Statement] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        if name not in kinds and name not in _TEXTS:
            continue
        text = cells.figure(name) if kinds.get(name) in ("money", "number") else cells.said(name)
        if isinstance(text, Problem):
            problems.append(text)
        elif text is not None:
            said.append(Statement(name=name, text=text, page=cells, path=(name,)))
    facts, wrong = stated(rulebook, said)
    return facts, (*wrong, *cells.placed(problems))


def _gesture(rulebook: Rulebook, cells: Cells) -> Gesture | tuple[PlacedProblem, ...]:
    wish = Wish(remedy=cells.said("remedy"), page=cells, path=("remedy",))
    unknown = _amount_unknown(rulebook, cells)
    if unknown is not None:
        return cells.placed([unknown])
    for name in ("amount", "quantity"):
        text = cells.figure(name)
        if isinstance(text, Problem):
            return cells.placed([text])
        if text is not None:
            return gesture(rulebook, wish.but(figure=Figure(text=text, path=(name,), meant=name)))
    return gesture(rulebook, wish)


def _amount_unknown(rulebook: Rulebook, cells: Cells) -> Problem | None:
    """That nobody knows how much money was given: then it cannot come in, though what it cost need not be known."""
    remedy = next((one for one in rulebook.remedies if one.id == cells.said("remedy")), None)
    head = cells.head("amount")
    if remedy is None or remedy.kind not in IN_MONEY or not head or not cells.says_unknown("amount"):
        return None
    if cells.said("quantity") is not None:
        return None
    text = cells.said("amount")
    message = (
        f"nothing stands in `{head}` here"
        if text is None
        else f"`{text}` in `{head}` says that the amount is not known"
    )
    hint = f"for a {remedy.id} write the amount, or leave the row out"
    return Problem(code="missing-fact", message=message, path=("amount",), hint=hint)


def _part(rulebook: Rulebook, cells: Cells, asked: Gesture, facts: Facts, day: int) -> GivenPart | Problem:
    remedy = next(one for one in rulebook.remedies if one.id == asked.remedy)
    figure = asked.amount if asked.amount is not None else asked.quantity
    if figure is None and (remedy.kind in IN_MONEY or remedy.unit):
        hint = "say which column holds it: `amount`, or `quantity` for what is counted"
        message = f"how much `{remedy.id}` it was is not said"
        return Problem(code="missing-fact", message=message, path=("amount",), hint=hint)
    face = 1 if figure is None else figure
    part = GivenPart(remedy=remedy.id, amount=asked.amount, quantity=asked.quantity, face=face, cost=None)
    if cells.says_no_cost():
        return part
    text = cells.figure("cost")
    if isinstance(text, Problem):
        return text
    if text is not None:
        cost = read_money(text, rulebook.currency, rulebook.digits)
        if isinstance(cost, Misread):
            hint = "write digits, such as 25.00; what stands where it is not known says the map (`unknown_cost`)"
            return Problem(code="not-an-amount", message=f"`{text}` is no cost", path=("cost",), hint=hint)
    else:
        try:
            cost = units(remedy.cost, {**dict(facts), "amount": face, "quantity": face}, day) if face else 0
        except AbsentFactError as absent:
            hint = "say which column holds it, or which holds the cost itself (`cost`)"
            message = f"the cost hangs on `{absent.fact}`, which is not said"
            return Problem(code="missing-fact", message=message, path=("remedy",), hint=hint)
    return part.but(cost=cost)
