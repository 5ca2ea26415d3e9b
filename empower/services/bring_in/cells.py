"""One row of a table by what its cells mean, as a page that problems can be placed on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from empower.domain.problem import Path, PlacedProblem, Problem
from empower.policyfile.past_map import ColumnMap
from empower.policyfile.past_table import PastTable
from empower.policyfile.said.page import Page

__all__ = ["Cells"]

_WITH_COMMA = re.compile(r"\D*(\d{1,3}(\.\d{3})+|\d+)(,\d+)?\D*")  # the currency may stand before or after
_HOW_WITH_COMMA = (
    "a comma stands before decimals, and a point before each three digits or nowhere: `1250,50`, `1.250,50`"
)
_OF_FIGURES = ("not-a-number", "not-an-amount", "too-precise", "too-large", "negative", "out-of-range")
_WITH_POINT = re.compile(r"(?<![\d.,])(\d+)\.(\d+)(?![\d.,])")
_COMMA_BEFORE_DECIMALS = re.compile(r"[^\d,]*\d+,\d{1,2}[^\d,]*")


class Cells(Page):
    """The cells of one row."""

    def __init__(self, table: PastTable, mapped: ColumnMap, row: int) -> None:
        self.name = table.name
        self._table = table
        self._row = row
        self._decimal = mapped.decimal
        self._columns = {name: table.heads.index(head) for name, head in (*mapped.columns, *mapped.facts)}
        self._values = {name: dict(known) for name, known in mapped.values}
        self._always = dict(mapped.always)
        self._unknown_cost = mapped.unknown_cost

    def said(self, name: str) -> str | None:
        """What the row says of it, in the words that are meant."""
        text = self._cell(name)
        if text is None:
            return self._always.get(name)
        return self._values.get(name, {}).get(text, text)

    def says_no_cost(self) -> bool:
        """Whether the row says that what it cost is not known, in a word that the map gives for it; nothing may be one."""
        return (self._cell("cost") or "") in self._unknown_cost

    def says_unknown(self, name: str) -> bool:
        """Whether nothing stands there, or a word that the map gives for what is not known."""
        text = self.said(name)
        return text is None or text in self._unknown_cost

    def head(self, name: str) -> str:
        """What the column is called where it was read; "" where there is none."""
        column = self._columns.get(name)
        return "" if column is None else self._table.called((self._row, column))

    def figure(self, name: str) -> str | Problem | None:
        """A figure with a point for decimals, as we read it.

        Where the map says that decimals have a comma, a point can only stand before each three digits: `12.50` would be
        twelve and a half to one reader and twelve hundred and fifty to another, so it is nothing.
        """
        text = self.said(name)
        if text is None or text != self._cell(name):  # what the map says itself is written our way
            return text
        if self._decimal == ".":
            if _COMMA_BEFORE_DECIMALS.fullmatch(text) is None:
                return text
            hint = 'say so in the map (`decimal: ","`, with `--map`), or write a point'
            return Problem(
                code="not-a-number", message=f"`{text}` has a comma before decimals", path=(name,), hint=hint
            )
        if _WITH_COMMA.fullmatch(text):
            return text.replace(".", "").replace(",", ".")
        if not any(sign in text for sign in ".,") and any(map(str.isdigit, text)):
            return text
        message = f'`{text}` is not written as the map says that figures are (`decimal: ","`)'
        return Problem(code="not-a-number", message=message, path=(name,), hint=_HOW_WITH_COMMA)

    def text(self, path: Path) -> str | None:
        return self.said(str(path[0]))

    def placed(self, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
        """The problems at the cells that their paths name, with figures as the table writes them."""
        if self._decimal == ",":
            problems = [_with_comma(one) for one in problems]
        return self._table.placed(
            [one.but(path=(self._row, self._columns.get(str(one.path[0]) if one.path else "", 0))) for one in problems]
        )

    def misshapen(self) -> Problem | None:
        """Why nothing in the row can be relied on: with a cell too many or too few, figures stand under other heads."""
        cells, heads = len(self._table.rows[self._row]), len(self._table.heads)
        if cells == heads:
            return None
        message = f"there are {cells} cells in this row, and {heads} columns"
        return Problem(code="not-a-table", message=message, hint="put quotes around text and figures that hold a comma")

    def _cell(self, name: str) -> str | None:
        column = self._columns.get(name)
        return None if column is None else self._table.text((self._row, column))


def _with_comma(one: Problem) -> Problem:
    """What is wrong with a figure that was read with a point, in words for whoever writes a comma."""
    if one.code not in _OF_FIGURES or one.hint == _HOW_WITH_COMMA:
        return one
    message, hint = (_WITH_POINT.sub(r"\1,\2", text) for text in (one.message, one.hint))
    return one.but(message=message, hint=hint.replace("with a point for decimals", "with a comma for decimals"))
