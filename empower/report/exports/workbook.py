"""Entries as an XLSX workbook: dates, times of the policy's zone, and figures to add up; beside these exact amounts as text.

A spreadsheet's figures are floats.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from empower.domain.calendar import written_date, written_instant
from empower.domain.errors import EmpowerError
from empower.domain.money import written_number
from empower.report.exports.columns import HEADS, READ
from empower.report.screen import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from empower.report.exports.columns import Cells

__all__ = ["NoWorkbooksError", "write_workbook"]

MOST_ROWS = 1_048_576
"""A sheet has no more; what comes after stands on the next."""
_MONEY = ("amount", "cost")
_DAY = "day"
_INSTANTS = ("recorded_at", "effective_at")
_FIRST_YEAR = 1901
"""Before it a spreadsheet has no dates, or counts them otherwise: what is of an earlier day is text."""
_NUMBERS = ("entry", "quantity", "refers_to")
_INERT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class NoWorkbooksError(EmpowerError):
    """The extra is not installed."""

    def __init__(self) -> None:
        super().__init__("XLSX needs an extra: `pip install 'empower-remedy[xlsx]'`; CSV needs none: `--format csv`")


def write_workbook(
    file: BinaryIO,
    entries: Iterable[Cells],
    *,
    currency: str,
    digits: int,
    made_at: int,
    clock: Callable[[int], datetime],
    facts: tuple[str, ...] = (),
    most_rows: int = MOST_ROWS,
) -> None:
    """Writes the entries, which have the columns `READ` and then `facts`; `clock` is that on the wall.

    The same bytes for the same book, so `made_at` is the head's. Raises `NoWorkbooksError` where the extra is not installed.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  # the extra may be missing
    except ImportError:
        raise NoWorkbooksError from None
    book = Workbook(file, _INERT)
    book.set_properties({"created": datetime.fromtimestamp(made_at // 1_000_000, UTC).replace(tzinfo=None)})
    heads = [*[f"{head}_exact" if exact else head for head, exact in _columns()], *facts]
    rows = _Rows(book, digits, clock)
    sheet: Any = None
    row = most_rows
    for cells in entries:
        if row == most_rows:
            sheet, row = _begun(book, heads), 1
        rows.write(sheet, row, _named(cells[: len(READ)], currency))
        for column, told in enumerate(cells[len(READ) :], len(_columns())):
            if told is not None:
                sheet.write_string(row, column, clean(str(told)))
        row += 1
    if sheet is None:
        _begun(book, heads)
    book.close()


def _columns() -> list[tuple[str, bool]]:
    """Each head, amounts twice: as a figure, and as text."""
    return [one for head in HEADS for one in ([(head, False), (head, True)] if head in _MONEY else [(head, False)])]


def _begun(book: Any, heads: list[str]) -> Any:
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet("entries" if number == 1 else f"entries {number}")
    sheet.freeze_panes(1, 0)
    for column, (head, exact) in enumerate(_columns()):
        if head == _DAY or head in _INSTANTS or (head in _MONEY and not exact):
            sheet.set_column(column, column, 18 if head in _INSTANTS else 12)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head)
    return sheet


class _Rows:
    """How the cells of one workbook are written."""

    def __init__(self, book: Any, digits: int, clock: Callable[[int], datetime]) -> None:
        self._digits, self._clock = digits, clock
        self._money = book.add_format({"num_format": f"0.{'0' * digits}" if digits else "0"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._time = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def write(self, sheet: Any, row: int, cells: dict[str, int | str | None]) -> None:
        for column, (head, exact) in enumerate(_columns()):
            value = cells[head]
            if value is None:
                continue
            if head in _NUMBERS:
                sheet.write_number(row, column, value)
            elif head in _MONEY and not exact:
                sheet.write_number(row, column, int(value) / 10**self._digits, self._money)
            elif head == _DAY or head in _INSTANTS:
                self._write_time(sheet, row, column, head, int(value))
            else:
                told = written_number(int(value), self._digits) if head in _MONEY else clean(str(value))
                sheet.write_string(row, column, told)

    def _write_time(self, sheet: Any, row: int, column: int, head: str, value: int) -> None:
        when = date.fromordinal(value) if head == _DAY else self._clock(value)
        if when.year < _FIRST_YEAR:
            sheet.write_string(row, column, written_date(value) if head == _DAY else written_instant(value))
        else:
            sheet.write_datetime(row, column, when, self._day if head == _DAY else self._time)


def _named(cells: Cells, currency: str) -> dict[str, int | str | None]:
    at = HEADS.index("currency")
    return dict(zip(HEADS, (*cells[:at], currency, *cells[at:]), strict=True))
