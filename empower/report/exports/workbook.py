"""Entries as an XLSX workbook: figures to add up, and beside them exact amounts as text, for a spreadsheet's are floats."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from empower.domain.calendar import written_date, written_instant
from empower.domain.errors import EmpowerError
from empower.domain.money import written_number
from empower.report.exports.columns import HEADS
from empower.report.screen import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.report.exports.columns import Cells

__all__ = ["NoWorkbooksError", "write_workbook"]

MOST_ROWS = 1_048_576
"""A sheet has no more; what comes after stands on the next."""
_MONEY = ("amount", "cost")
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
    file: BinaryIO, entries: Iterable[Cells], *, currency: str, digits: int, made_at: int, most_rows: int = MOST_ROWS
) -> None:
    """Writes the entries, which have the columns `READ`; the same bytes for the same book, so `made_at` is the head's.

    Raises `NoWorkbooksError` where the extra is not installed.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  # the extra may be missing
    except ImportError:
        raise NoWorkbooksError from None
    book = Workbook(file, _INERT)
    book.set_properties({"created": datetime.fromtimestamp(made_at // 1_000_000, UTC).replace(tzinfo=None)})
    heads = [f"{head}_exact" if exact else head for head, exact in _columns()]
    sheet: Any = None
    row = most_rows
    for cells in entries:
        if row == most_rows:
            sheet, row = _begun(book, heads), 1
        _write(sheet, row, _named(cells, currency), digits)
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
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head)
    return sheet


def _write(sheet: Any, row: int, cells: dict[str, int | str | None], digits: int) -> None:
    for column, (head, exact) in enumerate(_columns()):
        value = cells[head]
        if value is None:
            continue
        if head in _NUMBERS:
            sheet.write_number(row, column, value)
        elif head in _MONEY and not exact:
            sheet.write_number(row, column, int(value) / 10**digits)
        else:
            sheet.write_string(row, column, _text(head, value, digits))


def _text(head: str, value: int | str, digits: int) -> str:
    if head in _MONEY:
        return written_number(int(value), digits)
    if head == "day":
        return written_date(int(value))
    return written_instant(int(value)) if head in ("recorded_at", "effective_at") else clean(str(value))


def _named(cells: Cells, currency: str) -> dict[str, int | str | None]:
    at = HEADS.index("currency")
    return dict(zip(HEADS, (*cells[:at], currency, *cells[at:]), strict=True))
