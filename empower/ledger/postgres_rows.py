"""The rows of a book on a PostgreSQL server: what is written travels together, so that a record takes few journeys.

It waits until something is read or kept, and is then sent with it. A conflict is therefore told at the next reading or at
the end, but always before anything is kept.
"""

from __future__ import annotations

import psycopg

from empower.ledger.shapes import QUESTIONS, SHAPES
from empower.ledger.sql_rows import AT_ONCE, CANNOT_BE_SENT, SqlRows
from empower.ledger.statements import POSTGRES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from empower.domain.errors import EmpowerError
    from empower.ledger.shapes import Cell, Row

__all__ = ["PostgresRows"]

_ADDED = f"WITH added AS ({POSTGRES.charge()}) SELECT 1 / count(*) FROM added"  # noqa: S608  # our own text
"""An addition to a counter, which divides by zero where the guard let nothing be added."""
_MOST_VALUES = 50
"""Of one statement: psycopg takes those with more apart anew each time."""


class PostgresRows(SqlRows):
    """Rows whose writes wait for the next reading."""

    far = True
    __slots__ = ("_fetched", "_lists", "_waiting")

    def __init__(
        self,
        connection: psycopg.Connection[tuple[Any, ...]],
        translated: Callable[[Exception, str], EmpowerError],
        head: Row | None = None,
    ) -> None:
        super().__init__(connection, POSTGRES, psycopg.Error, translated)
        if head is not None:
            self._known["head", head["id"]] = head
        self._waiting: list[tuple[str, Sequence[Cell]]] = []
        self._fetched: dict[tuple[Cell, ...], tuple[str, list[tuple[Any, ...]]]] = {}  # by statement and values
        self._lists = 0  # how many lists were begun, each under a name of its own

    def expect(self, *asked: tuple[Cell, ...]) -> None:
        """These will be asked for, and are fetched in one journey."""
        questions = [_question(str(name), values) for name, *values in asked if (name, *values) not in self._known]
        try:
            with self._cursor.pipeline():
                self._send()
                sent = [self._cursor.execute(text, values) for _, text, values in questions]
            for (table, text, values), cursor in zip(questions, sent, strict=True):
                self._fetched[text, *values] = (table, cursor.fetchall())
        except (psycopg.Error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, questions[0][0] if questions else "") from error

    def each(self, table: str, text: str, values: Sequence[Cell]) -> Iterator[tuple[Any, ...]]:
        """What a statement finds; the server keeps the rest until it is asked for."""
        self._lists += 1
        try:
            with self._cursor.cursor(name=f"list_{self._lists}") as found:
                found.execute(text.replace("?", "%s"), values)
                while some := found.fetchmany(AT_ONCE):
                    yield from some
        except (psycopg.Error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, table) from error

    def holds(self, column: str) -> str:
        """The test that a column of bytes holds some."""
        return f"position(? IN {column}) > 0"

    def add_all(self, table: str, rows: list[Row]) -> None:
        """New rows in few statements, which wait with the other writes."""
        self._send_many(table, rows, POSTGRES.add)

    def roll(self, table: str, rows: list[Row]) -> None:
        """Additions in few statements, which wait with the other writes."""
        self._send_many(table, rows, POSTGRES.roll)

    def _send_many(self, table: str, rows: list[Row], statement: Callable[[str, int], str]) -> None:
        shape = SHAPES[table]
        at_once = _MOST_VALUES // len(shape.columns)
        for start in range(0, len(rows), at_once):
            some = rows[start : start + at_once]
            self._sent(table, statement(table, len(some)), [cell for row in some for cell in shape.cells(row)])

    def keep(self) -> str:
        """Sends what waits and the word to keep it, in one journey; what the server says to it."""
        with self._cursor.pipeline():
            self._send()
            last = self._cursor.execute("COMMIT")
        return str(last.statusmessage)

    def _asked(self, table: str, text: str, values: Sequence[Cell]) -> list[tuple[Any, ...]]:
        if (text, *values) in self._fetched:
            return self._fetched.pop((text, *values))[1]
        if not self._waiting:
            return super()._asked(table, text, values)
        try:
            with self._cursor.pipeline():
                self._send()
                asked = self._cursor.execute(text, values)
            found: list[tuple[Any, ...]] = asked.fetchall()
        except (psycopg.Error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, table) from error
        return found

    def _sent(self, table: str, text: str, values: Sequence[Cell]) -> None:
        self._waiting.append((text, values))
        if self._fetched:
            self._fetched = {asked: found for asked, found in self._fetched.items() if found[0] != table}

    def _guarded(self, values: tuple[Cell, ...]) -> bool:
        """It waits with the other writes, and fails on the server where the guard finds no row that has the room."""
        self._sent("counter", _ADDED, values)
        return True

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        writer = self._cursor.cursor()
        for text, values in waiting:
            writer.execute(text, values)


def _question(name: str, values: list[Cell]) -> tuple[str, str, list[Cell]]:
    """A row by its key, or an answer to one of `QUESTIONS`: the table, the statement, its values."""
    if name in SHAPES:
        return name, POSTGRES.get(name), values
    return QUESTIONS[name].table, POSTGRES.find(name), values
