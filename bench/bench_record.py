"""Row 12: a durable record through the library, one writer, against raw sqlite3 writing the same rows.

The writes of some records are noted as they go to the driver, and then sent again, to a book that lies as the first one
lay, through nothing but sqlite3, with the same pragmas and one COMMIT for each record.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from shop import Till, agrees, begun, flush_of, folder, house, told

from empower.ledger.sqlite import PRAGMAS

COUNT, WARM = 1_500, 100
WRITES = ("INSERT", "UPDATE", "DELETE")


class _Noted:
    """The connection, with a note of every write and its values."""

    def __init__(self, connection: sqlite3.Connection, notes: list[tuple[str, Any]]) -> None:
        self._connection = connection
        self._notes = notes

    def execute(self, text: str, values: Any = ()) -> Any:
        if text.startswith(WRITES) or text == "COMMIT":
            self._notes.append((text, tuple(values)))
        return self._connection.execute(text, values)

    def executemany(self, text: str, several: list[Any]) -> Any:
        self._notes.append((text, several))
        return self._connection.executemany(text, several)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def through_the_library(till: Till) -> float:
    start = time.perf_counter()
    for number in range(WARM, WARM + COUNT):
        till.give(number)
    return time.perf_counter() - start


def noted(file: Path, place: Path) -> list[tuple[str, Any]]:
    till = Till(str(file), house(place))
    notes: list[tuple[str, Any]] = []
    till.book.store.connection = _Noted(till.book.store.connection, notes)  # type: ignore[attr-defined]
    for number in range(WARM, WARM + COUNT):
        till.give(number)
    till.book.close()
    return notes


def raw(file: Path, notes: list[tuple[str, Any]]) -> float:
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("PRAGMA journal_mode=WAL", *PRAGMAS):
        connection.execute(pragma)
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for text, values in notes:
        if text == "COMMIT":
            connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
        elif isinstance(values, list):
            connection.executemany(text, values)
        else:
            connection.execute(text, values).fetchall()
    connection.execute("COMMIT")
    took = time.perf_counter() - start
    connection.close()
    return took


def main() -> int:
    with folder() as place:
        of = house(place)
        till = begun(str(place / "first.db"), of)
        for number in range(WARM):
            till.give(number)
        till.book.close()
        for name in ("ours", "noted", "raw"):
            shutil.copy(place / "first.db", place / f"{name}.db")
        till = Till(str(place / "ours.db"), of)
        ours = through_the_library(till)
        till.book.close()
        floor = raw(place / "raw.db", noted(place / "noted.db", place))
        given = (WARM + COUNT) * 100
        assert agrees(place / "ours.db") == agrees(place / "raw.db") == given
        print(f"{COUNT / ours:,.0f} records a second through the library, {COUNT / floor:,.0f} through raw sqlite3")
        print(f"a flush of this disk takes {flush_of(place):.2f} ms")
        return 0 if told(12, "durable record, of raw sqlite3", floor / ours, 0.6, 0.9) else 1


if __name__ == "__main__":
    sys.exit(main())
