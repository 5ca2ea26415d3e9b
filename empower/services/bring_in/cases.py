"""One case of a log as an incident of the past with the gestures made for it, or why it cannot be one.

Its clocks are the log's. It opens at the first event that opens one; the response is the next thing done by somebody of
staff, the recovery the first gesture. Its hands are the roles that did something up to the first gesture, or the persons
where no roles are said. What is done after it was closed opens it again.
"""

from __future__ import annotations

import hashlib

from empower.domain.canonical import canonical
from empower.domain.kept_facts import kept_facts
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.event_log.log import EventLog
from empower.policyfile.event_log.log_map import LogMap
from empower.policyfile.event_log.spool import Event
from empower.policyfile.said.actors import person_of
from empower.policyfile.said.stated import Facts
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local
from empower.services.bring_in.case_rows import CaseRows, case_rows
from empower.services.bring_in.cells import Cells
from empower.services.bring_in.rows import PastGesture, facts_said, past_gesture
from empower.services.house import House
from empower.services.incidents import SATISFIED

__all__ = ["PastCase", "past_case"]


class PastCase(Value):
    """An incident of the past."""

    id: str
    line: int
    key: str  # the same for the same case; of what the entry shows, and of nothing private
    events: int
    day: int
    hour: int
    opened_at: int
    opened_by: str  # a person of the roster; "" for anybody else
    responded_at: int | None
    recovered_at: int | None
    closed_at: int | None
    reopened: int
    satisfied: str
    cause: str
    hands: int
    facts: Facts
    gestures: tuple[PastGesture, ...]

    @property
    def request_id(self) -> str:
        """Under this its entry is found, so that it comes in once."""
        return f"import:case-{self.key}"


def past_case(
    house: House, log: EventLog, mapped: LogMap, case: str, events: tuple[Event, ...], now: int
) -> PastCase | tuple[PlacedProblem, ...] | None:
    """The case, everything that is wrong with it, or `None` where nothing in it opens an incident."""
    found = case_rows(log, mapped, house.rulebook, case, events, now)
    if isinstance(found, tuple):
        return found
    wrong = _facts_wrong(house, found)
    if wrong:
        return wrong
    problems: list[PlacedProblem] = []
    gestures: list[PastGesture] = []
    first = _opening(found, mapped)
    for number, step in enumerate(found.steps):
        if step.giving is None:
            continue
        if first is None or number < first:
            message = f"`{step.activity}` gives something before anything opened an incident"
            hint = "say in the map which activities open one (`opens`), or leave the case out of the log"
            problems.append(log.problem("missing-fact", message, hint, step.line))
            continue
        found_here = _gesture(house, found, number, now)
        if isinstance(found_here, tuple):
            problems += found_here
        else:
            gestures.append(found_here)
    if first is None:
        return tuple(problems) or None
    return _whole(house, found, mapped, first, gestures, problems)


def _facts_wrong(house: House, found: CaseRows) -> tuple[PlacedProblem, ...]:
    """What is wrong with the facts, where they are first said so; each gesture of the case would say it again."""
    if not facts_said(house.rulebook, found.columns, found.cells(len(found.steps) - 1))[1]:
        return ()
    each = (facts_said(house.rulebook, found.columns, found.cells(number))[1] for number in range(len(found.steps)))
    return next((wrong for wrong in each if wrong), ())


def _opening(found: CaseRows, mapped: LogMap) -> int | None:
    """The number of the event that opens the incident."""
    if not mapped.opens:
        return 0
    return next((number for number, step in enumerate(found.steps) if step.activity in mapped.opens), None)


def _gesture(house: House, found: CaseRows, number: int, now: int) -> PastGesture | tuple[PlacedProblem, ...]:
    cells = found.cells(number)
    currency = cells.said("currency")
    if currency is not None and currency.upper() != house.rulebook.currency:
        message = f"this is in {currency[:20]}; the policy is in {house.rulebook.currency}"
        hint = "an import changes no money; leave these out, or write them in the currency of the policy"
        return cells.placed([Problem(code="other-currency", message=message, path=("currency",), hint=hint)])
    return past_gesture(house, found.table, found.columns_of(number), number, now)


def _whole(
    house: House,
    found: CaseRows,
    mapped: LogMap,
    first: int,
    gestures: list[PastGesture],
    problems: list[PlacedProblem],
) -> PastCase | tuple[PlacedProblem, ...]:
    rulebook = house.rulebook
    opening, last = found.steps[first], found.cells(len(found.steps) - 1)
    facts, _ = facts_said(rulebook, found.columns, last)
    closed_at, reopened, end = _ends(found, mapped, first)
    satisfied, cause = _said_at_the_end(house, found.cells(end), closed=closed_at is not None)
    problems += found.cells(end).placed([one for one in (satisfied, cause) if isinstance(one, Problem)])
    if problems or isinstance(satisfied, Problem) or isinstance(cause, Problem):
        return tuple(problems)
    here = local(opening.at, rulebook.timezone, rulebook.day_starts)
    recovered_at = min([one.at for one in gestures], default=None)
    shown = PastCase(
        id=str(dict(facts)["incident"]),
        line=opening.line,
        key="",
        events=len(found.steps),
        day=here.day,
        hour=here.hour,
        opened_at=opening.at,
        opened_by=_opened_by(house, found.cells(first)),
        responded_at=next((one.at for one in found.steps[first + 1 :] if one.staff), None),
        recovered_at=recovered_at,
        closed_at=closed_at,
        reopened=reopened,
        satisfied=satisfied,
        cause=cause,
        hands=_hands(found, first, recovered_at),
        facts=facts,
        gestures=tuple(gestures),
    )
    return shown.but(key=_key(house, shown))


def _ends(found: CaseRows, mapped: LogMap, first: int) -> tuple[int | None, int, int]:
    """When it was closed, how often it was opened again, and the number of the event that ended it."""
    if not mapped.closes:
        return found.steps[-1].at, 0, len(found.steps) - 1
    closed: int | None = None
    reopened = 0
    for number, step in enumerate(found.steps[first:], start=first):
        if step.activity in mapped.closes and step.complete:
            closed = number
        elif closed is not None and step.staff:
            closed, reopened = None, reopened + 1
    end = len(found.steps) - 1 if closed is None else closed
    return None if closed is None else found.steps[closed].at, reopened, end


def _said_at_the_end(house: House, cells: Cells, *, closed: bool) -> tuple[str | Problem, str | Problem]:
    """Whether they were satisfied, and why it had happened, as the event that closed the incident says."""
    satisfied, cause = (cells.said(name) or "" for name in ("satisfied", "cause"))
    if not closed:
        return "", ""
    causes = [one for one, _ in house.rulebook.causes]
    wrong = []
    for name, said, known, code in (
        ("satisfied", satisfied, SATISFIED, "unknown-answer"),
        ("cause", cause, causes, "unknown-cause"),
    ):
        message = (
            f"`{said[:100]}` does not say whether they are satisfied"
            if name == "satisfied"
            else f"`{said[:100]}` is not a cause of this policy"
        )
        hint = nearest(said, known, "answers" if name == "satisfied" else "causes")
        bad = said and said not in known
        wrong.append(Problem(code=code, message=message, path=(name,), hint=hint) if bad else said)
    return wrong[0], wrong[1]


def _opened_by(house: House, cells: Cells) -> str:
    person = person_of(house.people or (), cells.said("by") or "", ())
    return "" if isinstance(person, Problem) else person.id


def _hands(found: CaseRows, first: int, recovered_at: int | None) -> int:
    """How many roles, or persons where none are said, had a hand in it up to the first gesture; in all of it without one."""
    until = found.steps[-1].at if recovered_at is None else recovered_at
    busy = [
        found.cells(number)
        for number, one in enumerate(found.steps)
        if number >= first and one.staff and one.at <= until
    ]
    roles = {role for cells in busy if (role := cells.said("role"))}
    return len(roles or {person for cells in busy if (person := cells.said("by"))})


def _key(house: House, one: PastCase) -> str:
    """A digest of what its entries show. Customers and texts, which may be erased, are left out."""
    free = {fact.name for fact in house.rulebook.facts if fact.kind == "text"} | {"customer", "incident"}
    facts = kept_facts(house.rulebook.facts, [fact for fact in one.facts if fact[0] not in free])
    clocks = [one.opened_at, one.responded_at, one.recovered_at, one.closed_at, one.reopened]
    gestures = [gesture.key for gesture in one.gestures]
    shown = [one.id, clocks, one.satisfied, one.cause, one.hands, facts, gestures]
    return hashlib.sha256(canonical(shown)).hexdigest()[:32]
