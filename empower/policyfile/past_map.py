"""The map that says which column of a table of past gestures means what, and how it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any, ClassVar

from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.page import FilePage, read_page
from empower.policyfile.said.words import nearest
from empower.policyfile.shape import Shape, shaped

__all__ = [
    "COLUMNS",
    "ColumnMap",
    "columns_read",
    "decimal_wrong",
    "guessed_map",
    "read_map",
    "unknown_cost_wrong",
    "values_read",
]

COLUMNS = ("remedy", "amount", "quantity", "cost", "on", "by", "role", "incident", "customer", "note")
_CALLED = {
    "on": ("date", "day", "given_on", "given"),
    "by": ("clerk", "employee", "person", "agent", "user"),
    "incident": ("case", "ticket", "complaint"),
    "customer": ("guest", "client", "account"),
    "amount": ("value", "sum", "total"),
    "note": ("comment", "remark", "reason"),
    "remedy": ("gesture", "type", "compensation"),
}


class ColumnMap(Value):
    """Which column holds what, and how it is written there."""

    columns: tuple[tuple[str, str], ...]  # what is meant, and the column's head
    facts: tuple[tuple[str, str], ...] = ()
    dates: str = ""  # as strptime has it; ISO dates and instants where nothing is said
    decimal: str = "."
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()  # of a column: as written, and what is meant
    always: tuple[tuple[str, str], ...] = ()  # where there is no column, or nothing in it
    unknown_cost: tuple[str, ...] = ()  # what the column of costs says where what a gesture cost is not known

    def unread(self, heads: tuple[str, ...]) -> tuple[str, ...]:
        """The columns of a table that nothing is read from."""
        read = {head for _, head in (*self.columns, *self.facts)}
        return tuple([head for head in heads if head and head not in read])


def guessed_map(heads: tuple[str, ...], facts: Iterable[str]) -> ColumnMap:
    """The map that the heads of a table suggest."""
    plain = {re.sub(r"[^a-z0-9]+", "_", head.casefold()).strip("_"): head for head in heads}
    columns = []
    for name in COLUMNS:
        called = next((plain[one] for one in (name, *_CALLED.get(name, ())) if one in plain), None)
        if called is not None:
            columns.append((name, called))
    taken = {head for _, head in columns}
    known = [(fact, plain[fact]) for fact in facts if fact in plain and plain[fact] not in taken]
    return ColumnMap(columns=tuple(columns), facts=tuple(known))


class _Map(Shape):
    what: ClassVar[str] = "a map of columns"
    example: ClassVar[str] = "columns: {remedy: Remedy, amount: Amount, on: Date}"
    columns: dict[Any, Any]
    dates: str = ""
    decimal: str = "."
    values: dict[Any, Any] = {}  # noqa: RUF012  # pydantic copies it
    always: dict[Any, Any] = {}  # noqa: RUF012
    unknown_cost: list[Any] = []  # noqa: RUF012


def read_map(path: FilePath, heads: tuple[str, ...]) -> ColumnMap | tuple[PlacedProblem, ...]:
    """The map in a file, for a table with these heads, or what is wrong with it."""
    page = read_page(path)
    if isinstance(page, tuple):
        return page
    whole = shaped(_Map, page.data)
    if isinstance(whole, tuple):
        return page.placed(whole)
    columns, facts, problems = columns_read(page, whole.columns, COLUMNS, heads)
    problems += decimal_wrong(whole.decimal)
    problems += unknown_cost_wrong(page, whole.unknown_cost, has_costs="cost" in whole.columns)
    if problems:
        return page.placed(problems)
    return ColumnMap(
        columns=tuple(columns),
        facts=tuple(facts),
        dates=whole.dates,
        decimal=whole.decimal,
        values=values_read(whole.values),
        always=tuple([(str(name), str(value)) for name, value in whole.always.items()]),
        unknown_cost=tuple([page.text(("unknown_cost", place)) or "" for place in range(len(whole.unknown_cost))]),
    )


def columns_read(
    page: FilePage, said: dict[Any, Any], known: tuple[str, ...], heads: tuple[str, ...]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[Problem]]:
    """What `columns` of a map says: the columns of what an import knows, those of facts, and what is wrong with it."""
    problems: list[Problem] = []
    columns: list[tuple[str, str]] = []
    facts: list[tuple[str, str]] = []
    for name, head in said.items():
        if name == "facts" and isinstance(head, dict):
            for fact in head:
                path: Path = ("columns", "facts", fact)
                _column(problems, facts, str(fact), page.text(path), heads, path)
        elif name not in known:
            hint = nearest(str(name), (*known, "facts"), "columns")
            if not hint.endswith("?"):
                hint += f"; a fact stands one step further in: `facts: {{{name}: {head}}}`"
            message = f"`{name}` is nothing that an import knows"
            problems.append(
                Problem(code="unknown-key", message=message, path=("columns", name), hint=hint, at_key=True)
            )
        else:
            _column(problems, columns, str(name), page.text(("columns", name)), heads, ("columns", name))
    return columns, facts, problems


def values_read(said: dict[Any, Any]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What `values` of a map says: by what is meant, each word as it is written and the word that is meant."""
    return tuple(
        [
            (str(name), tuple([(str(word), str(meant)) for word, meant in known.items()]))
            for name, known in said.items()
            if isinstance(known, dict)
        ]
    )


def decimal_wrong(decimal: str) -> list[Problem]:
    """The problem that a decimal sign is none; nothing where it is one."""
    if decimal in (".", ","):
        return []
    hint = 'write `decimal: ","`'
    return [Problem(code="unknown-value", message="the decimal sign is `.` or `,`", path=("decimal",), hint=hint)]


def unknown_cost_wrong(page: FilePage, words: list[Any], *, has_costs: bool) -> list[Problem]:
    """Why the words for a cost that is not known cannot mean it."""
    problems: list[Problem] = []
    if words and not has_costs:
        message = "there is no column of costs that could say that one is not known"
        hint = "say which it is: `columns: {cost: …}`"
        problems.append(Problem(code="missing-key", message=message, path=("unknown_cost",), hint=hint))
    for place, word in enumerate(words):
        if not isinstance(word, str) and page.text(("unknown_cost", place)) is None:
            hint = 'write `unknown_cost: ["", "?", n/k]`; `""` is a cell with nothing in it'
            message = "a word for a cost that is not known is one text"
            problems.append(Problem(code="wrong-kind", message=message, path=("unknown_cost", place), hint=hint))
    return problems


def _column(
    problems: list[Problem],
    found: list[tuple[str, str]],
    name: str,
    head: str | None,
    heads: tuple[str, ...],
    path: Path,
) -> None:
    if head in heads and head is not None:
        found.append((name, head))
        return
    message = f"the table has no column `{head}`"
    problems.append(
        Problem(code="unknown-column", message=message, path=path, hint=nearest(head or "", heads, "columns"))
    )
