"""A new book with its first entry. One that nothing could be written in is no book, and is not left behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from empower.domain.entries import Entry
from empower.domain.errors import EmpowerError
from empower.ledger.book import Book
from empower.ledger.create import BookThereError, create
from empower.ledger.opening import on_server, open_store, path_of
from empower.rules.rulebook import Rulebook

__all__ = ["begun_book"]

_BESIDE_A_BOOK = ("", "-wal", "-shm", "-turn", "-next")


def begun_book(target: str, compiled: Callable[[str, str], Rulebook], begin: Callable[[Book], Entry]) -> Entry:
    """The first entry of a new book at `target`. Where it fails, no book is left in a file.

    An empty one that somebody was kept from beginning is begun now. Raises an `EmpowerError` where there is a book already.
    """
    made = True
    try:
        create(target)
    except BookThereError:
        if not _is_empty(target):
            raise
        made = False
    try:
        book = Book(open_store(target), compiled)
        try:
            return begin(book)
        finally:
            book.close()
    except BaseException:
        if made and not on_server(target) and _is_empty(target):
            for ending in _BESIDE_A_BOOK:
                Path(f"{path_of(target)}{ending}").unlink(missing_ok=True)
        raise


def _is_empty(target: str) -> bool:
    """Whether there is a book that nothing was ever written in."""
    with suppress(EmpowerError):
        book = Book(open_store(target), _no_policy)
        try:
            with book.reading_whatever() as page:
                return page.head.size == 0
        finally:
            book.close()
    return False


def _no_policy(_text: str, name: str) -> Rulebook:
    raise LookupError(name)
