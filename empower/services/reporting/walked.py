"""What was given, added up from the entries themselves: for days that are no whole months, and for things that are crossed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from empower.domain.entries import Entry
from empower.domain.report_results import NOTHING, Figures, Span
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.ledger.shapes import Row
from empower.services.reporting.axes import Place
from empower.services.reporting.cells import COUNTED, figures_of
from empower.services.reporting.closings import Closings
from empower.services.reporting.span import month_of

__all__ = ["Sums", "walked"]

Sums = dict[tuple[str, ...], dict[int, Figures]]
"""By the names of a cell, and by month."""
_MOST_DAYS = 400


def walked(
    page: Page,
    span: Span,
    size: int,
    places: tuple[tuple[Place, ...], ...],
    told: Callable[[int], None] | None = None,
) -> tuple[Sums, ...]:
    """A table of sums for each tuple of places, from the first `size` entries.

    Memory grows with the cells of the tables, never with the entries.
    """
    found: tuple[Sums, ...] = tuple([{} for _ in places])
    for entry, day in _entries(page, span, size, told):
        for of, part, more in _parts(page, entry):
            for sums, table in zip(found, places, strict=True):
                key = tuple([place(of, part, day) for place in table])
                by_month = sums.setdefault(key, {})
                month = month_of(day)
                by_month[month] = by_month.get(month, NOTHING).plus(more)
    return found


def _parts(page: Page, entry: Entry) -> Iterator[tuple[Entry, dict[str, Any], Figures]]:
    """Each gesture of an entry, with the entry that says what it was: what is undone goes by what was given."""
    found = figures_of(entry)
    of = entry
    if entry.kind == "reversal":
        given = page.entry(int(entry.data["refers"]))
        assert given is not None
        of = given
    for part, more in found:
        yield of, part, more


def _entries(page: Page, span: Span, size: int, told: Callable[[int], None] | None) -> Iterator[tuple[Entry, int]]:
    """The entries with the day on which each stands, if that is one of the span."""
    closings = Closings(page)
    for number, row in enumerate(_rows(page, span, size, closings), start=1):
        seq = int(row["seq"] or 0)
        day = closings.day(int(row["day"] or 0), seq)
        if seq <= size and row["kind"] in COUNTED and _within(day, span):
            yield entry_of(row), day
        if told is not None:
            told(number)


def _rows(page: Page, span: Span, size: int, closings: Closings) -> Iterator[Row]:
    """The rows that may stand in the span, a thousand at a time: by their days where these are few, else all of them."""
    if span.first is None or span.until is None or span.until - span.first > _MOST_DAYS:
        yield from _after(page, 0, size)
        return
    for day in range(span.first, span.until):
        seen = 0
        while rows := page.rows.find("entries of a day", day, seen):
            yield from rows
            seen = int(rows[-1]["seq"] or 0)
    late = closings.late_after(span)
    if late is not None:
        for row in _after(page, late, size):
            if int(row["day"] or 0) < span.first:
                yield row


def _after(page: Page, seen: int, size: int) -> Iterator[Row]:
    while seen < size and (rows := page.rows.find("entries after", seen)):
        yield from rows
        seen = int(rows[-1]["seq"] or 0)


def _within(day: int, span: Span) -> bool:
    return (span.first is None or day >= span.first) and (span.until is None or day < span.until)
