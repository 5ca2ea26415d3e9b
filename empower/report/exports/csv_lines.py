"""Entries for a spreadsheet and for other programs: RFC 4180, amounts exact, and no cell that would be taken for a formula."""

from __future__ import annotations

import re

from empower.domain.calendar import written_date, written_instant
from empower.domain.money import written_number
from empower.report.exports.columns import HEADS
from empower.report.screen import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empower.report.exports.columns import Cells

__all__ = ["csv_lines", "harmless"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_QUOTED = re.compile(r'[",\r\n]')
_AT_ONCE = 1_000
_MOST_REMEMBERED = 20_000


def csv_lines(entries: Iterable[Cells], *, currency: str, digits: int) -> Iterator[str]:
    """The heads and the entries, a thousand lines in one text. `entries` have the columns `READ`."""
    text, day_of, money, instant = _Texts(), _Days(), _Money(digits), _Instants()
    lines = [",".join(HEADS)]
    for cells in entries:
        seq, kind, at, effective, day, person, role, vouched, asker, authority, incident, customer = cells[:12]
        remedy, amount, quantity, cost, outcome, refers, request, policy, made = cells[12:]
        lines.append(
            f"{seq},{text[kind]},{instant[at]},{instant[effective]},{day_of[day]},{text[person]},{text[role]},"
            f"{text[vouched]},{text[asker]},{text[authority]},{text[incident]},{text[customer]},{text[remedy]},"
            f"{money[amount]},{'' if quantity is None else quantity},{money[cost]},{currency},{text[outcome]},"
            f"{'' if refers is None else refers},{text[request]},{text[policy]},{text[made]}"
        )
        if len(lines) == _AT_ONCE:
            yield "\r\n".join(lines) + "\r\n"
            lines = []
    if lines:
        yield "\r\n".join(lines) + "\r\n"


def harmless(text: str) -> str:
    """The text on one line, with a mark before it where a spreadsheet would compute it."""
    shown = clean(text)
    return f"'{shown}" if text.startswith(_FORMULA) or shown.lstrip().startswith(_FORMULA) else shown


class _Remembered(dict[int | str | None, str]):
    """Cells by what they say; most say what one before them said. It forgets rather than grow with the book."""

    def __missing__(self, value: int | str | None) -> str:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        cell = self[value] = "" if value is None else self.written(value)
        return cell

    def written(self, value: int | str) -> str:
        """The cell of a value that is known."""
        raise NotImplementedError


class _Texts(_Remembered):
    def written(self, value: int | str) -> str:
        cell = harmless(str(value))
        return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


class _Days(_Remembered):
    def written(self, value: int | str) -> str:
        return written_date(int(value))


class _Instants(_Remembered):
    def written(self, value: int | str) -> str:
        return written_instant(int(value))


class _Money(_Remembered):
    def __init__(self, digits: int) -> None:
        super().__init__()
        self._digits = digits

    def written(self, value: int | str) -> str:
        return written_number(int(value), self._digits)
