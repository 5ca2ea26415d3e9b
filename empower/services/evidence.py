"""Evidence: that a book is as it was written, a checkpoint to keep elsewhere, and receipts that can be checked without it."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.entries import Entry, Private
from empower.domain.errors import EmpowerError
from empower.domain.merkle import proof
from empower.ledger.book import Book, Page
from empower.ledger.cells import text, text_or_none
from empower.ledger.checkpoint import Checkpoint
from empower.ledger.receipt import Receipt, made_receipt
from empower.ledger.shapes import Row
from empower.ledger.verifying.chain import entry_in, rows_in_order
from empower.ledger.verifying.whole import Verified, verify
from empower.services.house import cannot
from empower.services.reporting.closing_checked import not_as_closed

__all__ = ["NotProvableError", "receipt_of", "verified"]


class NotProvableError(EmpowerError):
    """No receipt can be made of an entry."""

    def __init__(self, seq: int) -> None:
        super().__init__(
            f"nothing can be proven of entry {seq}: the book is not as it was written; "
            "`empower ledger verify` says what was changed"
        )


def verified(
    book: Book,
    schema: tuple[str, ...],
    *,
    rebuild: bool,
    against: Checkpoint | None,
    progress: Callable[[int], None] | None = None,
) -> Verified:
    """The verification of the whole book as of one moment."""
    with book.reading_whatever() as page:
        return verify(
            page.rows,
            page.policies,
            rebuild=rebuild,
            against=against,
            schema=schema,
            closing=not_as_closed,
            progress=progress,
        )


def receipt_of(page: Page, seq: int, *, with_texts: bool) -> Receipt:
    """The receipt of an entry, in its place among all there are.

    Raises `CannotAskError` where there is no such entry, `NotProvableError` where the book was changed.
    """
    row = page.rows.get("entry", seq)
    if row is None:
        raise cannot("unknown-entry", f"the book has no entry {seq}", f"its entries are 1 to {page.head.size}")
    found, entry = verify(page.rows, page.policies), entry_in(row)
    if found.count or entry is None:
        raise NotProvableError(seq)
    hashes = [bytes.fromhex(text(one, "hash")) for one in rows_in_order(page.rows)]
    leads = proof(hashes, seq - 1)
    texts = _texts_of(page, entry) if with_texts else []
    return made_receipt(entry, found.checkpoint, leads, [_private(row) for row in texts])


def _texts_of(page: Page, entry: Entry) -> list[Row]:
    """What lies beside the book for an entry, and whom it is about: a customer's id lies with their first entry."""
    found = page.rows.find("texts of an entry", entry.seq)
    customer = entry.data.get("customer")
    about = page.rows.get("private", customer) if customer else None
    return found if about is None or about in found else [*found, about]


def _private(row: Row) -> Private:
    salt = row["salt"]
    return Private(
        commitment=text(row, "commitment"),
        kind=text(row, "kind"),
        name=text(row, "name"),
        subject=text_or_none(row, "subject"),
        salt=salt if isinstance(salt, bytes) else b"",
        text=text(row, "text"),
    )
