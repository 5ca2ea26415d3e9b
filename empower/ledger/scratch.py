"""A place to count in that is gone afterwards: what a book would hold under another policy, however long the book is.

SQLite keeps it in memory while it is small, and in a file without a name once it is not.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager

from empower.ledger.failures import sqlite_failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Scratch", "scratch"]

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE tally (
    counter TEXT, key TEXT, place INTEGER, was INTEGER, would INTEGER, PRIMARY KEY (counter, key, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept (seq INTEGER PRIMARY KEY, text TEXT) STRICT;
"""
_ADD = """
INSERT INTO tally VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET was = was + excluded.was, would = would + excluded.would
"""
_AT = "SELECT was, would FROM tally WHERE counter = ? AND key = ? AND place = ?"
_BETWEEN = """
SELECT COALESCE(SUM(was), 0), COALESCE(SUM(would), 0)
FROM tally WHERE counter = ? AND key = ? AND place >= ? AND place < ?
"""
_WHAT = "the temporary file that the policy is tried in"


class Scratch:
    """Two sums for each counter, key and place (a day, or the first of a period): as it was, and as it would be."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, rows: list[tuple[str, str, int, int, int]]) -> None:
        """Adds to both sums of each counter, key and place."""
        self._connection.executemany(_ADD, rows)

    def at(self, counter: str, key: str, place: int) -> tuple[int, int]:
        """Both sums in one place."""
        found: tuple[int, int] | None = self._connection.execute(_AT, (counter, key, place)).fetchone()
        return found or (0, 0)

    def between(self, counter: str, key: str, first: int, until: int) -> tuple[int, int]:
        """Both sums over the places from the first until the one before the last."""
        found: tuple[int, int] = self._connection.execute(_BETWEEN, (counter, key, first, until)).fetchone()
        return found

    def keep(self, seq: int, text: str) -> None:
        """A text about an entry."""
        self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (seq, text))

    def kept(self, seq: int) -> str | None:
        """The text about an entry."""
        found = self._connection.execute("SELECT text FROM kept WHERE seq = ?", (seq,)).fetchone()
        return None if found is None else str(found[0])


@contextmanager
def scratch() -> Iterator[Scratch]:
    """A place to count in while the block runs. Raises an `EmpowerError` where there is no room for it."""
    try:
        connection = sqlite3.connect("", isolation_level=None)
        try:
            connection.executescript(_TABLES)
            connection.execute("BEGIN")
            yield Scratch(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise sqlite_failure(error, _WHAT) from error
