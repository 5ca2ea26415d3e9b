"""Which months were closed when: what comes later stands in the first month that is open."""

from __future__ import annotations

from empower.domain.report_results import Span
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of

__all__ = ["Closings"]


class Closings:
    """The months of a book that were closed for good."""

    def __init__(self, page: Page) -> None:
        entries = [entry_of(row) for row in page.rows.find("entries of a kind", "period")]
        self._closed = [
            (entry.seq, int(entry.data["until_day"])) for entry in entries if entry.data["state"] == "closed"
        ]

    def day(self, day: int, seq: int) -> int:
        """The day on which an entry stands: its own, or the first open one when its month was closed before it."""
        return max([day, *[until for closed, until in self._closed if closed < seq]])

    def late_after(self, span: Span) -> int | None:
        """After which entry some may stand in the span whose own day is before it; `None` where none can."""
        first, until = span.first or 0, span.until
        found = [closed for closed, day in self._closed if day >= first and (until is None or day < until)]
        return min(found, default=None)
