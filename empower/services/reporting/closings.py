"""Which months were closed when: what comes later stands in the first month that is open."""

from __future__ import annotations

from empower.domain.entries import ENTRY_KINDS
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of

__all__ = ["Closings"]


class Closings:
    """The months of a book that were closed for good."""

    def __init__(self, page: Page) -> None:
        rows = page.rows.find("entries of a kind", "period") if "period" in ENTRY_KINDS else []
        entries = [entry_of(row) for row in rows]
        self._closed = [
            (entry.seq, int(entry.data["until_day"])) for entry in entries if entry.data.get("state") == "closed"
        ]

    def day(self, day: int, seq: int) -> int:
        """The day on which an entry stands: its own, or the first open one when its month was closed before it."""
        return max([day, *[until for closed, until in self._closed if closed < seq]])
