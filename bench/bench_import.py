"""Row 14: import of past gestures through the library, against raw sqlite3 writing the same rows in one batch."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from bench_record import WRITES
from shop import Till, agrees, begun, folder, house, told

from empower.ledger.sqlite import PRAGMAS
from empower.policyfile.past_map import guessed_map
from empower.policyfile.past_table import read_past
from empower.policyfile.said.page import WordsPage
from empower.services.bring_in.bring import brought, previewed
from empower.services.question import Who
from empower.services.writer import writer_of

ROWS = 20_000


def table(place: Path) -> Any:
    lines = ["date,by,remedy,amount,customer,failure"]
    lines += [
        f"2026-{1 + n % 9:02d}-{1 + n % 27:02d},{('ana', 'bea')[n % 2]},refund,{1 + n % 30},C-{n % 3000},late"
        for n in range(ROWS)
    ]
    data = "\n".join(lines).encode()
    found = read_past(place / "past.csv", data)
    assert not isinstance(found, tuple)
    return found


def imported(till: Till, past: Any) -> float:
    """Seconds for the whole import, its preview included."""
    pen = till.pen()
    actor = writer_of(till.house, Who(person="oli"), WordsPage((), "empower"), pen.now)
    mapped = guessed_map(past.heads, [fact.name for fact in till.house.rulebook.facts])
    start = time.perf_counter()
    found = previewed(till.house, till.book, past, mapped, pen.now)
    assert not found.rejected
    assert brought(till.house, till.book, actor, past, found.good, pen, by_login=False) == ROWS
    return time.perf_counter() - start


class _Noted:
    def __init__(self, connection: sqlite3.Connection, notes: list[tuple[str, Any]]) -> None:
        self._connection = connection
        self._notes = notes

    def execute(self, text: str, values: Any = ()) -> Any:
        if text.startswith(WRITES):
            self._notes.append((text, tuple(values)))
        return self._connection.execute(text, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def main() -> int:
    with folder() as place:
        of = house(place)
        begun(str(place / "first.db"), of).book.close()
        for name in ("ours", "noted", "raw"):
            shutil.copy(place / "first.db", place / f"{name}.db")
        past = table(place)
        till = Till(str(place / "ours.db"), of)
        ours = imported(till, past)
        till.book.close()
        notes: list[tuple[str, Any]] = []
        till = Till(str(place / "noted.db"), of)
        till.book.store.connection = _Noted(till.book.store.connection, notes)  # type: ignore[attr-defined]
        imported(till, past)
        till.book.close()
        connection = sqlite3.connect(place / "raw.db", isolation_level=None)
        for pragma in ("PRAGMA journal_mode=WAL", *PRAGMAS):
            connection.execute(pragma)
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for text, values in notes:
            connection.execute(text, values).fetchall()
        connection.execute("COMMIT")
        floor = time.perf_counter() - start
        connection.close()
        assert agrees(place / "ours.db") == agrees(place / "raw.db") > 0
        print(f"{ROWS / ours:,.0f} past gestures a second through the library, {ROWS / floor:,.0f} through raw sqlite3")
        return 0 if told(14, "import, of raw sqlite3", floor / ours, 0.1, 0.3) else 1


if __name__ == "__main__":
    sys.exit(main())
