"""The book as it stood: as it was known at an instant, or with only what had effect by a day.

It is made again from its entries, in a file that is gone afterwards.

On the recorded axis entries count up to an instant, on the effective axis those whose own day is not later than a day. What a
text says, and who a customer is, is looked up in the book as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from empower.ledger.book import Page, WritingPage
from empower.ledger.cells import number
from empower.ledger.entry_rows import entry_of
from empower.ledger.head import Head
from empower.ledger.scratch_book import scratch_book
from empower.ledger.verifying.chain import rows_in_order
from empower.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from empower.ledger.rows import Rows

__all__ = ["as_it_stood"]

_REMEMBERED = 1_000
"""So many entries are followed before what was read on the way is forgotten."""


@contextmanager
def as_it_stood(
    page: Page,
    *,
    known_at: int | None = None,
    as_of: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Page]:
    """A page to read, while the block runs: what was recorded up to `known_at` (microseconds, UTC; that instant too) and
    had effect by `as_of` (the ordinal of a local day; that day too). Policies that were adopted by then are all there.
    """

    def rulebook_of(_: Rows, digest: str) -> Rulebook:
        return page.rulebook_of(digest)

    with scratch_book() as made:
        for row in page.rows.find("every policy"):
            made.add("policy", row)
        then = WritingPage(made, Head(book=page.head.book), rulebook_of)
        for row in rows_in_order(page.rows):
            if known_at is not None and number(row, "at") > known_at:
                break
            if as_of is None or number(row, "day") <= as_of or row["kind"] == "adoption":
                made.add("entry", row)
                then.follow(entry_of(row))
                if not number(row, "seq") % _REMEMBERED:
                    made.forget()
            if progress is not None:
                progress(number(row, "seq"))
        yield _PastPage(made, then.head, rulebook_of, page)


class _PastPage(Page):
    """A page whose texts lie beside another."""

    def __init__(self, rows: Rows, head: Head, rulebook_of: Callable[[Rows, str], Rulebook], now: Page) -> None:
        super().__init__(rows, head, rulebook_of)
        self._now = now

    def pseudonym(self, customer: str) -> str | None:
        return self._now.pseudonym(customer)

    def text(self, commitment: str | None) -> str | None:
        return self._now.text(commitment)
