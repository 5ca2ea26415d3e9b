"""Entries for a spreadsheet and for other programs: RFC 4180, amounts exact, and no cell that would be taken for a formula."""

from __future__ import annotations

import re

from empower.domain.calendar import written_date, written_instant
from empower.domain.money import written_number
from empower.report.exports.columns import CURRENCY_AFTER, HEADS, READ
from empower.report.harmless import in_a_cell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empower.report.exports.columns import Cells

__all__ = ["csv_line", "csv_lines"]

_AT_ONCE = 1_000
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MONEY = ("amount", "cost")
_INSTANTS = ("at", "effective")
_WHOLE = ("seq", "quantity", "refers")
_OURS = ("kind", "vouched", "outcome")


def csv_lines(
    entries: Iterable[Cells | str], *, currency: str, digits: int, facts: tuple[str, ...] = ()
) -> Iterator[str]:
    """The heads and the entries, a thousand lines in one text.

    An entry is the cells of the columns `READ` and then of `facts`, or its line where that is made already.
    """
    lines = [",".join([*HEADS, *facts])]
    for entry in entries:
        lines.append(entry if isinstance(entry, str) else csv_line(entry, currency=currency, digits=digits))
        if len(lines) == _AT_ONCE:
            yield "\r\n".join(lines) + "\r\n"
            lines = []
    if lines:
        yield "\r\n".join(lines) + "\r\n"


def csv_line(cells: Cells, *, currency: str, digits: int) -> str:
    """One entry: texts between quotes, figures bare."""
    line = [_cell(name, value, digits) for name, value in zip(READ, cells[: len(READ)], strict=True)]
    at = READ.index(CURRENCY_AFTER) + 1
    return ",".join([*line[:at], currency, *line[at:], *[_fact(value) for value in cells[len(READ) :]]])


def _cell(name: str, value: int | str | None, digits: int) -> str:
    if name in _WHOLE or name in _OURS:
        return "" if value is None else str(value)
    if name in _MONEY:
        return "" if value is None else written_number(int(value), digits)
    if name in _INSTANTS:
        return written_instant(int(value or 0))
    if name == "day":
        return written_date(int(value or 0))
    return _quoted(value)


def _fact(value: int | str | None) -> str:
    if value is None:
        return ""
    return str(value) if _FIGURE.fullmatch(str(value)) else _quoted(value)


def _quoted(value: int | str | None) -> str:
    cell = in_a_cell(str(value or "")).replace('"', '""')
    return f'"{cell}"'
