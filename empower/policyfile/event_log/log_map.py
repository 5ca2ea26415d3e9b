"""The map of an event log: under which names things are said, and which activities open an incident, give, and close it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.past_map import ColumnMap, columns_read, decimal_wrong, unknown_cost_wrong, values_read
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.words import nearest, one_of
from empower.policyfile.shape import Shape, several, shaped

__all__ = [
    "LOG_COLUMNS",
    "Giving",
    "LogMap",
    "activity_column",
    "case_column",
    "cost_name",
    "guessed_log_map",
    "is_log_map",
    "looks_like_a_log",
    "read_log_map",
]

LOG_COLUMNS = (
    *("case", "activity", "on", "by", "role", "lifecycle", "amount", "quantity", "cost", "currency", "customer"),
    *("note", "satisfied", "cause"),
)
_CALLED = {
    "case": ("case_concept_name", "case", "case_id", "caseid", "incident", "ticket", "trace"),
    "activity": ("concept_name", "activity", "activity_name", "event", "action", "task"),
    "on": ("time_timestamp", "timestamp", "time", "complete_timestamp", "on", "at", "date"),
    "by": ("org_resource", "resource", "by", "user", "agent", "employee", "person"),
    "role": ("org_role", "role"),
    "lifecycle": ("lifecycle_transition", "lifecycle", "transition"),
    "amount": ("amount",),
    "quantity": ("quantity",),
    "cost": ("cost_total", "cost"),
    "currency": ("cost_currency", "currency"),
    "customer": ("customer", "client", "guest", "account"),
    "note": ("note",),
    "satisfied": ("satisfied",),
    "cause": ("cause",),
}
_CLOSING = ("close", "closed", "case_closed", "close_case", "incident_closed", "close_incident", "resolved", "archive")
_GIVING = ("", "give_", "pay_", "send_", "issue_", "grant_")
_FIGURES = ("amount", "quantity", "cost")
_ACTIVITIES = ("opens", "closes", "not_by_staff", "handling")


class Giving(Value):
    """What an activity gives."""

    activity: str
    remedy: str
    columns: tuple[tuple[str, str], ...] = ()  # where its own figures stand, unless where those of all others do


class LogMap(Value):
    """What the names and activities of a log mean."""

    columns: ColumnMap
    opens: tuple[str, ...] = ()  # the first event of a case opens it where none is named
    gestures: tuple[Giving, ...] = ()
    closes: tuple[str, ...] = ()  # the last event of a case ends it where none is named
    not_by_staff: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()  # what gives nothing, whatever figures stand beside it
    guessed: bool = False

    def column(self, name: str) -> str:
        """Under which name something is said; "" where it is not."""
        return dict(self.columns.columns).get(name, "")

    def unread(self, heads: tuple[str, ...]) -> tuple[str, ...]:
        """The names that nothing is read from."""
        own = {head for one in self.gestures for _, head in one.columns}
        return tuple([head for head in self.columns.unread(heads) if head not in own])


class _LogMap(Shape):
    what: ClassVar[str] = "a map of an event log"
    example: ClassVar[str] = "gestures: {pay compensation: refund}"
    columns: dict[Any, Any] = {}  # noqa: RUF012  # pydantic copies it
    opens: Any = None
    gestures: dict[Any, Any] = {}  # noqa: RUF012
    closes: Any = None
    not_by_staff: Any = None
    handling: Any = None
    dates: str = ""
    decimal: str = "."
    values: dict[Any, Any] = {}  # noqa: RUF012
    always: dict[Any, Any] = {}  # noqa: RUF012
    unknown_cost: list[Any] = []  # noqa: RUF012


def is_log_map(data: Any) -> bool:
    """Whether a map speaks of activities, so that it is one of a log and not of a table of gestures."""
    if not isinstance(data, dict):
        return False
    columns = data.get("columns")
    return bool({*_ACTIVITIES, "gestures"} & data.keys()) or (isinstance(columns, dict) and "activity" in columns)


def looks_like_a_log(heads: tuple[str, ...]) -> bool:
    """Whether a table with these heads holds events: it has cases and activities, and no column of remedies."""
    return bool(_called("case", heads) and _called("activity", heads)) and not {"remedy", "gesture"} & set(
        _plain(heads)
    )


def case_column(data: Any, heads: tuple[str, ...]) -> str:
    """The column of a table that names the case; "" where nothing tells."""
    columns = data.get("columns") if isinstance(data, dict) else None
    said = columns.get("case") if isinstance(columns, dict) else None
    return str(said) if said is not None and str(said) in heads else _called("case", heads) if said is None else ""


def activity_column(data: Any, heads: tuple[str, ...]) -> str:
    """The name under which activities stand; "" where nothing tells."""
    columns = data.get("columns") if isinstance(data, dict) else None
    said = columns.get("activity") if isinstance(columns, dict) else None
    return _called("activity", heads) if said is None else str(said)


def cost_name(heads: tuple[str, ...]) -> str:
    """The name under which logs usually say what something cost; "" where there is none."""
    return _called("cost", heads)


def guessed_log_map(
    heads: tuple[str, ...],
    facts: Iterable[str],
    activities: Iterable[str],
    remedies: Iterable[str],
    in_money: Iterable[str],
) -> LogMap:
    """The map that names suggest. An activity gives a remedy where it is called so, or `give`, `pay` or `send` and so.

    Where nothing is called an amount, that of a remedy in money is what it cost.
    """
    columns = [(name, head) for name in LOG_COLUMNS if (head := _called(name, heads))]
    taken = {head for _, head in columns}
    plain = _plain(heads)
    known = [(fact, plain[one]) for fact in facts for one in (fact, f"case_{fact}") if one in plain]
    found = {one: plain_one for plain_one, one in _plain(activities).items()}
    costs = [("amount", head) for name, head in columns if name == "cost" and "amount" not in dict(columns)]
    own = {remedy: tuple(costs) for remedy in in_money}
    ways = {f"{before}{remedy}": remedy for remedy in remedies for before in _GIVING}
    return LogMap(
        columns=ColumnMap(
            columns=tuple(columns), facts=tuple([pair for pair in dict(known).items() if pair[1] not in taken])
        ),
        gestures=tuple(
            [
                Giving(activity=one, remedy=ways[name], columns=own.get(ways[name], ()))
                for one, name in found.items()
                if name in ways
            ]
        ),
        closes=tuple([one for one, name in found.items() if name in _CLOSING]),
        guessed=True,
    )


def read_log_map(
    page: FilePage, heads: tuple[str, ...], activities: dict[str, int]
) -> LogMap | tuple[PlacedProblem, ...]:
    """The map on a page for a log in which these names are used, and these activities; or what is wrong with it."""
    whole = shaped(_LogMap, page.data)
    if isinstance(whole, tuple):
        return page.placed(whole)
    columns, facts, problems = columns_read(page, whole.columns, LOG_COLUMNS, heads)
    named = {name for name, _ in columns}
    columns += [
        (name, head)
        for name in ("case", "activity", "on", "by", "lifecycle")
        if name not in whole.columns and (head := _called(name, heads))
    ]
    gestures = _gestures(page, whole.gestures, heads, problems)
    lists = {name: _activities(page, name, getattr(whole, name), problems) for name in _ACTIVITIES}
    named_here = [(activity, path, False) for said in lists.values() for activity, path in said.items()]
    named_here += [(one.activity, ("gestures", one.activity), True) for one in gestures]
    for activity, path, at_key in named_here:
        if activity not in activities:
            message = f"there is no activity `{activity}` in the log"
            hint = nearest(activity, activities, "activities")
            problems.append(Problem(code="unknown-value", message=message, path=path, hint=hint, at_key=at_key))
    problems += decimal_wrong(whole.decimal)
    has_costs = "cost" in named or any("cost" in dict(one.columns) for one in gestures)
    problems += unknown_cost_wrong(page, whole.unknown_cost, has_costs=has_costs)
    if problems:
        return page.placed(problems)
    return LogMap(
        columns=ColumnMap(
            columns=tuple(columns),
            facts=tuple(facts),
            dates=whole.dates,
            decimal=whole.decimal,
            values=values_read(whole.values),
            always=tuple([(str(name), str(value)) for name, value in whole.always.items()]),
            unknown_cost=tuple([page.text(("unknown_cost", one)) or "" for one in range(len(whole.unknown_cost))]),
        ),
        opens=tuple(lists["opens"]),
        gestures=tuple(gestures),
        closes=tuple(lists["closes"]),
        not_by_staff=tuple(lists["not_by_staff"]),
        handling=tuple(lists["handling"]),
    )


def _activities(page: FilePage, name: str, said: Any, problems: list[Problem]) -> dict[str, Path]:
    """The activities named, each with its place."""
    found: dict[str, Path] = {}
    for _, path in several(said, (name,)):
        text = page.text(path)
        if text is None:
            hint = f"write `{name}: [register, call]`"
            problems.append(Problem(code="wrong-kind", message="an activity is one text", path=path, hint=hint))
        else:
            found[text] = path
    return found


def _gestures(page: FilePage, said: dict[Any, Any], heads: tuple[str, ...], problems: list[Problem]) -> list[Giving]:
    found = []
    for activity, what in said.items():
        path: Path = ("gestures", activity)
        own: list[tuple[str, str]] = []
        remedy = page.text((*path, "remedy")) if isinstance(what, dict) and "remedy" in what else None
        if isinstance(what, dict) and remedy is not None:
            for name in [name for name in what if name != "remedy"]:
                head = page.text((*path, name))
                if name in _FIGURES and head in heads and head is not None:
                    own.append((str(name), head))
                    continue
                message = f"nothing is called `{head}` in the log" if name in _FIGURES else f"`{name}` is not read here"
                hint = nearest(head or "", heads, "names") if name in _FIGURES else f"it may have {one_of(_FIGURES)}"
                code = "unknown-column" if name in _FIGURES else "unknown-key"
                at_key = name not in _FIGURES
                problems.append(Problem(code=code, message=message, path=(*path, name), hint=hint, at_key=at_key))
        else:
            remedy = page.text(path)
        if remedy is None:
            hint = (
                "write `gestures: {pay compensation: refund}`, or `{pay compensation: {remedy: refund, amount: paid}}`"
            )
            problems.append(Problem(code="wrong-kind", message="this names no remedy", path=path, hint=hint))
            continue
        found.append(Giving(activity=str(activity), remedy=remedy, columns=tuple(own)))
    return found


def _called(name: str, heads: tuple[str, ...]) -> str:
    """The head that something usually goes by, of an event or of its case; "" where there is none."""
    plain = _plain(heads)
    return next((plain[one] for word in _CALLED[name] for one in (word, f"case_{word}") if one in plain), "")


def _plain(heads: Iterable[str]) -> dict[str, str]:
    """Names by what they come to in small letters and without signs; the first where two come to the same."""
    found: dict[str, str] = {}
    for head in heads:
        found.setdefault(re.sub(r"[^a-z0-9]+", "_", head.casefold()).strip("_"), head)
    return found
