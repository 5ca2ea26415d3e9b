"""A copy of a book in one file that needs nothing beside it: the same entries and texts, and the same tables made of them."""

from __future__ import annotations

import os
import sqlite3
from glob import escape
from pathlib import Path

from empower.ledger.create import BookThereError, NoFolderError, create, is_book, put_in_place
from empower.ledger.failures import sqlite_failure
from empower.ledger.opening import open_store
from empower.ledger.shapes import CHAINED, KEPT_BESIDE, PROJECTED
from empower.ledger.verifying.chain import rows_in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.ledger.rows import Rows

__all__ = ["archived"]


def archived(rows: Rows, file: str, progress: Callable[[int], None] | None = None) -> None:
    """The book as of one moment, copied into a new SQLite file. Raises an `EmpowerError`, and then leaves nothing behind."""
    place = Path(file)
    if place.exists():
        raise BookThereError(file, book=is_book(place))
    if not place.absolute().parent.is_dir():
        raise NoFolderError(str(place.parent))
    draft = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        create(str(draft))
        _copied(rows, str(draft), progress)
        _settled(draft)
        put_in_place(draft, place)
    except FileExistsError:
        raise BookThereError(file, book=True) from None
    except (sqlite3.Error, OSError) as error:
        raise sqlite_failure(error, file) from error
    finally:
        for left in place.parent.glob(f"{escape(draft.name)}*"):
            left.unlink(missing_ok=True)


def _copied(rows: Rows, draft: str, progress: Callable[[int], None] | None) -> None:
    store = open_store(draft)
    try:
        with store.writing() as copy:
            for row in rows_in_order(rows):
                copy.add(CHAINED[0].name, row)
                if progress is not None and isinstance(row["seq"], int):
                    progress(row["seq"])
            for shape in (*KEPT_BESIDE, *PROJECTED):
                for row in rows.find(f"every {shape.name}"):
                    copy.add(shape.name, row)
    finally:
        store.close()


def _settled(draft: Path) -> None:
    """Leaves one file and no log beside it, so that it can be read from anywhere."""
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
