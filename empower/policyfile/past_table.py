"""A table of past gestures (CSV), and the map that says which of its columns means what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any, ClassVar

from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.page import Page, read_page
from empower.policyfile.said.words import nearest
from empower.policyfile.shape import Shape, shaped

__all__ = ["COLUMNS", "ColumnMap", "PastTable", "guessed_map", "read_map", "read_past"]

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
_DELIMITERS = (",", ";", "\t", "|")
_MOST_CELL = 100_000


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


class PastTable(Page):
    """The rows of a file. A path is the number of a row and of a column, both from 0.

    A problem stands at its line and at the number of its column, as a spreadsheet counts. No frame is drawn under it: the
    mark would stand under a letter, and what is wrong with a cell says the cell.
    """

    def __init__(
        self, name: str, heads: tuple[str, ...], rows: list[list[str]], lines: list[int], source: bytes
    ) -> None:
        self.name = name
        self.heads = heads
        self.rows = rows
        self.lines = lines
        self.source = source

    def text(self, path: Path) -> str | None:
        """The cell at a path; `None` where there is nothing in it."""
        row, column = int(path[0]), int(path[1]) if len(path) > 1 else 0
        cells = self.rows[row]
        return cells[column].strip() or None if column < len(cells) else None

    def placed(self, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
        """The problems at their line and column of the table."""
        found = []
        for problem in problems:
            row = int(problem.path[0]) if problem.path else -1
            column = int(problem.path[1]) if len(problem.path) > 1 else 0
            found.append(
                PlacedProblem(
                    code=problem.code,
                    message=problem.message,
                    hint=problem.hint,
                    level=problem.level,
                    file=self.name,
                    line=self.lines[row] if row >= 0 else 1,
                    column=column + 1,
                    end_column=column + 1,
                    source="",
                )
            )
        return tuple(found)


def read_past(path: FilePath, data: bytes) -> PastTable | tuple[PlacedProblem, ...]:
    """The table in these bytes, or what stands in the way of reading it."""
    empty = PastTable(str(path), (), [], [], data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        message = f"line {line} is not written in UTF-8"
        problem = Problem(code="wrong-encoding", message=message, hint="save the file as CSV in UTF-8")
        return tuple([one.but(line=line) for one in empty.placed([problem])])
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    before = csv.field_size_limit(_MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(cells)
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as wrong:
        message = f"line {reader.line_num} cannot be read as a table: {wrong}"
        return empty.placed(
            [Problem(code="not-a-table", message=message, hint="save it as CSV, with quotes around commas")]
        )
    finally:
        csv.field_size_limit(before)
    if len(rows) < 2:
        hint = "the first line names the columns, each line after it is a gesture"
        return empty.placed([Problem(code="not-a-table", message="there is no gesture in this file", hint=hint)])
    heads = tuple([head.strip() for head in rows[0]])
    return PastTable(str(path), heads, rows[1:], lines[1:], data)


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
    problems: list[Problem] = []
    columns: list[tuple[str, str]] = []
    facts: list[tuple[str, str]] = []
    for name, head in whole.columns.items():
        if name == "facts" and isinstance(head, dict):
            for fact in head:
                _column(
                    problems, facts, str(fact), page.text(("columns", "facts", fact)), heads, ("columns", "facts", fact)
                )
        elif name not in COLUMNS:
            hint = nearest(str(name), (*COLUMNS, "facts"), "columns")
            if not hint.endswith("?"):
                hint += f"; a fact stands one step further in: `facts: {{{name}: {head}}}`"
            message = f"`{name}` is nothing that an import knows"
            problems.append(
                Problem(code="unknown-key", message=message, path=("columns", name), hint=hint, at_key=True)
            )
        else:
            _column(problems, columns, str(name), page.text(("columns", name)), heads, ("columns", name))
    if whole.decimal not in (".", ","):
        problems.append(
            Problem(
                code="unknown-value",
                message="the decimal sign is `.` or `,`",
                path=("decimal",),
                hint='write `decimal: ","`',
            )
        )
    if whole.unknown_cost and "cost" not in whole.columns:
        message = "there is no column of costs that could say that one is not known"
        hint = "say which it is: `columns: {cost: …}`"
        problems.append(Problem(code="missing-key", message=message, path=("unknown_cost",), hint=hint))
    for place, word in enumerate(whole.unknown_cost):
        if not isinstance(word, str) and page.text(("unknown_cost", place)) is None:
            hint = 'write `unknown_cost: ["", "?", n/k]`; `""` is a cell with nothing in it'
            message = "a word for a cost that is not known is one text"
            problems.append(Problem(code="wrong-kind", message=message, path=("unknown_cost", place), hint=hint))
    if problems:
        return page.placed(problems)
    return ColumnMap(
        columns=tuple(columns),
        facts=tuple(facts),
        dates=whole.dates,
        decimal=whole.decimal,
        values=tuple(
            [
                (str(name), tuple([(str(said), str(meant)) for said, meant in known.items()]))
                for name, known in whole.values.items()
                if isinstance(known, dict)
            ]
        ),
        always=tuple([(str(name), str(value)) for name, value in whole.always.items()]),
        unknown_cost=tuple([page.text(("unknown_cost", place)) or "" for place in range(len(whole.unknown_cost))]),
    )


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
