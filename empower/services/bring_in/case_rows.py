"""The events of one case as rows of a table by what is meant, so that a gesture in a log is read as one in a table is."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.event_log.log import EventLog
from empower.policyfile.event_log.log_map import Giving, LogMap
from empower.policyfile.event_log.spool import Event
from empower.policyfile.past_map import ColumnMap
from empower.policyfile.past_table import PastTable
from empower.rules.rulebook import Rulebook
from empower.services.bring_in.cells import Cells
from empower.services.bring_in.moments import moment

__all__ = ["CaseRows", "Step", "case_rows", "in_order", "is_complete"]

_COMPLETE = ("", "complete", "completed")
_OF_AN_EVENT = ("by", "role", "quantity", "amount", "cost", "currency", "note", "satisfied", "cause")


class Step(Value):
    """One event of a case."""

    line: int
    at: int
    activity: str
    giving: Giving | None = None  # what it gives
    complete: bool = True  # and not the beginning of something, or its being handed on
    staff: bool = True  # whether somebody of staff did it


class CaseRows(Value):
    """The events of a case in the order of their times, with what they say as cells."""

    case: str
    steps: tuple[Step, ...]
    table: PastTable
    columns: ColumnMap
    costs: bool  # whether there is a name under which the costs of all gestures stand

    def columns_of(self, number: int) -> ColumnMap:
        """How one of them is read. Where no cost of it stands anywhere, none is missing: the policy says what it costs."""
        giving = self.steps[number].giving
        costs = self.costs or (giving is not None and "cost" in dict(giving.columns))
        return self.columns if costs else self.columns.but(unknown_cost=())

    def cells(self, number: int) -> Cells:
        """What one of them says."""
        return Cells(self.table, self.columns, number)


class _CaseTable(PastTable):
    """Cells by what is meant; a problem is placed at the line of the log, and at its column where it has columns."""

    places: tuple[int, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()  # by row, under which name the log says it

    def called(self, path: Path) -> str:
        return self.names[int(path[0])][int(path[1])]

    def placed(self, problems: object) -> tuple[PlacedProblem, ...]:
        found = list(problems)  # type: ignore[call-overload]
        return tuple(
            [
                one.but(column=self.places[one.column - 1], end_column=self.places[one.column - 1])
                for one in super().placed(found)
            ]
        )


def case_rows(
    log: EventLog, mapped: LogMap, rulebook: Rulebook, case: str, events: tuple[Event, ...], now: int
) -> CaseRows | tuple[PlacedProblem, ...]:
    """The case, or why its events cannot be put in order."""
    problems: list[PlacedProblem] = []
    gives = {one.activity: one for one in mapped.gestures}
    steps: list[tuple[Step, Event]] = []
    for event in events:
        activity = event.cells.get(mapped.column("activity"))
        text = event.cells.get(mapped.column("on"))
        if activity is None:
            hint = f"`{mapped.column('activity')}` says it of every event of a log"
            problems.append(log.problem("missing-fact", "this event says no activity", hint, event.line))
            continue
        at = _no_time(mapped) if text is None else moment(text, mapped.columns.dates, rulebook, now)
        if isinstance(at, Problem):
            problems.append(log.problem(at.code, at.message, at.hint, event.line))
            continue
        complete = is_complete(mapped, event)
        step = Step(
            line=event.line,
            at=at,
            activity=activity,
            giving=gives.get(activity) if complete else None,
            complete=complete,
            staff=activity not in mapped.not_by_staff,
        )
        steps.append((step, event))
    if problems:
        return tuple(problems)
    steps.sort(key=lambda pair: pair[0].at)
    return _rows(log, mapped, case, steps)


def is_complete(mapped: LogMap, event: Event) -> bool:
    """Whether something was done, and not only begun or handed on."""
    return event.cells.get(mapped.column("lifecycle"), "").casefold() in _COMPLETE


def in_order(log: EventLog, mapped: LogMap, rulebook: Rulebook, now: int) -> None:
    """Gives the cases of a log the order of their first events: what failed before is known before what fails again."""
    column, dates = mapped.column("on"), mapped.columns.dates

    def first(case: str, events: tuple[Event, ...]) -> tuple[int, str]:
        moments = [moment(event.cells[column], dates, rulebook, now) for event in events if column in event.cells]
        return min([at for at in moments if isinstance(at, int)], default=now), case

    log.sort(first)


def _no_time(mapped: LogMap) -> Problem:
    hint = f"`{mapped.column('on')}` says it of every event of a log"
    return Problem(code="not-a-moment", message="this event does not say when it was", path=(), hint=hint)


def _rows(log: EventLog, mapped: LogMap, case: str, steps: list[tuple[Step, Event]]) -> CaseRows:
    """What is said of the case stays said: facts and the customer stand in each row from where they were first said."""
    facts = tuple(dict.fromkeys(("customer", *[name for name, _ in mapped.columns.facts])))
    heads = ("on", "incident", "remedy", *_OF_AN_EVENT, *facts)
    where = {**dict(mapped.columns.columns), **dict(mapped.columns.facts)}
    kept: dict[str, str] = {}
    rows = []
    called = []
    for step, event in steps:
        own = _own(where, step.giving)
        said = {name: event.cells.get(own.get(name, ""), "") for name in (*_OF_AN_EVENT, *facts)}
        kept |= {name: said[name] for name in facts if said[name]}
        found = {**said, **kept, "on": written_instant(step.at), "incident": case}
        found["remedy"] = step.giving.remedy if step.giving else ""
        called.append(tuple([own.get(head, "") for head in heads]))
        rows.append([found.get(head, "") for head in heads])
    table = _CaseTable(log.name, heads, rows, [step.line for step, _ in steps], b"")
    names = {"on": "on", "incident": "case", "remedy": "activity"}
    places = {head: number for number, head in enumerate(log.heads, start=1)} if log.columns else {}
    table.places = tuple([places.get(where.get(names.get(head, head), ""), 1) for head in heads])
    table.names = tuple(called)
    own_facts = tuple([(name, name) for name in facts if name != "customer"])
    columns = mapped.columns.but(
        columns=tuple([(head, head) for head in heads if head not in dict(own_facts)]), facts=own_facts, dates=""
    )
    return CaseRows(
        case=case, steps=tuple([step for step, _ in steps]), table=table, columns=columns, costs="cost" in where
    )


def _own(where: dict[str, str], giving: Giving | None) -> dict[str, str]:
    """Under which names things stand of one event: what gives has names of its own for figures where the map says so.

    One that has its own number has no amount, and the other way round, unless it names both.
    """
    if giving is None:
        return where
    own = dict(giving.columns)
    figures = own.keys() & {"amount", "quantity"}
    return {**{name: head for name, head in where.items() if not figures or name not in ("amount", "quantity")}, **own}
