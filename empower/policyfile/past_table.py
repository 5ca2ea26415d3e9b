"""A table of past gestures (CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path as FilePath

from empower.domain.problem import Path, PlacedProblem, Problem
from empower.policyfile.said.page import Page

__all__ = ["PastTable", "read_past"]

_DELIMITERS = (",", ";", "\t", "|")
_MOST_CELL = 100_000


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

    def called(self, path: Path) -> str:
        """What the cell at a path stands under."""
        return self.heads[int(path[1])]

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
