"""A book's tables that are gone afterwards: for what a book was, however long it is.

SQLite keeps them in memory while they are small, and in a file without a name once they are not.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager

from empower.ledger.failures import sqlite_failure
from empower.ledger.migrating import brought_up, engine_for
from empower.ledger.sql_rows import SqlRows
from empower.ledger.statements import SQLITE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["scratch_book"]

_WHAT = "the temporary file that the book is made again in"
_QUICK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"


@contextmanager
def scratch_book() -> Iterator[SqlRows]:
    """Empty tables to write in and read from, while the block runs."""
    made = sqlite3.connect("", check_same_thread=False, isolation_level=None)
    try:
        made.executescript(_QUICK)
        engine = engine_for(lambda: made, server=False)
        with engine.connect() as connection:
            made.execute("BEGIN")
            brought_up(connection)
            yield SqlRows(made, SQLITE, sqlite3.Error, lambda error, table: sqlite_failure(error, _WHAT, table))
    except sqlite3.Error as error:
        raise sqlite_failure(error, _WHAT) from error
    finally:
        made.close()
