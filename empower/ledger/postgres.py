"""A book on a PostgreSQL server, through psycopg: the head of the chain is locked first, and writes travel together.

What is written waits until something is read or kept, and is then sent with it, so that a record takes few journeys to the
server. A conflict is therefore told at the next reading or at the end, but always before anything is kept.
"""

from __future__ import annotations

import logging

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.numeric import Int8Dumper

from empower.domain.errors import EmpowerError
from empower.ledger.failures import NoServerError, ServerError, UnknownEndError, postgres_failure, unreached
from empower.ledger.shapes import QUESTIONS, SHAPES
from empower.ledger.sql_rows import CANNOT_BE_SENT, SqlRows
from empower.ledger.statements import POSTGRES, locked_head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Any, LiteralString

    from empower.ledger.shapes import Cell, Row

    Connection = psycopg.Connection[tuple[Any, ...]]

__all__ = ["PostgresStore"]

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what fails is told once, in our words

_FIRST_WRITER = 0x656D7077
"""What writers lock while a book has no head yet."""
_PATIENT = (
    "SELECT set_config('lock_timeout', '30s', true), set_config('idle_in_transaction_session_timeout', '60s', true)"
)
_USUAL: dict[str, Any] = {"connect_timeout": 10, "client_encoding": "UTF8", "application_name": "empower"}
_ADDED = f"WITH added AS ({POSTGRES.charge()}) SELECT 1 / count(*) FROM added"  # noqa: S608  # our own text
"""An addition to a counter, which divides by zero where the guard let nothing be added."""
_MOST_VALUES = 50
"""Of one statement: psycopg takes those with more apart anew each time."""
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"


class PostgresStore:
    """The book in the database at `url`, for one thread at a time. `target` is the same without its password."""

    def __init__(self, url: str, target: str) -> None:
        self.target = target
        self._url = url
        self.connection = self._connected()

    def reading(self) -> _Reading:
        """The rows as of one moment."""
        return _Reading(self)

    def writing(self) -> _Writing:
        """The rows, with the head of the chain locked."""
        return _Writing(self)

    def close(self) -> None:
        """Lets go of the connection."""
        self.connection.close()

    def failure(self, error: Exception, table: str = "") -> EmpowerError:
        """What an error of the driver is in our words."""
        return postgres_failure(error, self.target, table)

    def begun(self, begin: Callable[[Connection], Any]) -> Any:
        """What `begin` finds; on a new connection where the old one was dropped while nobody used it."""
        try:
            try:
                return begin(self.connection)
            except psycopg.OperationalError:
                if not self.connection.closed:
                    raise
            self.connection = self._connected()
            return begin(self.connection)
        except psycopg.Error as error:
            self.connection.close()
            raise self.failure(error) from error

    def undo(self, *, failed: bool = False) -> None:
        """No transaction is open any more.

        After a failure the connection goes too, and the next transaction makes another: psycopg may take statements to be
        prepared that the server, having failed before them, never saw.
        """
        try:
            if not failed and not self.connection.closed:
                self.connection.execute("ROLLBACK")
                return
        except psycopg.Error:
            pass
        self.connection.close()

    def _connected(self) -> Connection:
        try:
            address = make_conninfo(**_USUAL | conninfo_to_dict(self._url))
            connection = psycopg.connect(address, autocommit=True, prepare_threshold=3)
        except psycopg.ProgrammingError as error:
            raise NoServerError(self.target, "its address is not written as it should be") from error
        except psycopg.Error as error:
            raise unreached(error, self.target) from error
        connection.adapters.register_dumper(int, Int8Dumper)
        return connection


class _PostgresRows(SqlRows):
    """Rows whose writes wait for the next reading."""

    far = True
    __slots__ = ("_fetched", "_waiting")

    def __init__(self, store: PostgresStore, head: Row | None = None) -> None:
        super().__init__(store.connection, POSTGRES, psycopg.Error, store.failure)
        if head is not None:
            self._known["head", head["id"]] = head
        self._waiting: list[tuple[str, Sequence[Cell]]] = []
        self._fetched: dict[tuple[Cell, ...], tuple[str, list[tuple[Any, ...]]]] = {}  # by statement and values

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

    def add_all(self, table: str, rows: list[Row]) -> None:
        """New rows in few statements, which wait with the other writes."""
        shape = SHAPES[table]
        at_once = _MOST_VALUES // len(shape.columns)
        for start in range(0, len(rows), at_once):
            some = rows[start : start + at_once]
            self._sent(table, POSTGRES.add(table, len(some)), [cell for row in some for cell in shape.cells(row)])

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
        for text, values in waiting:
            self._cursor.execute(text, values)


def _question(name: str, values: list[Cell]) -> tuple[str, str, list[Cell]]:
    """A row by its key, or an answer to one of `QUESTIONS`: the table, the statement, its values."""
    if name in SHAPES:
        return name, POSTGRES.get(name), values
    return QUESTIONS[name].table, POSTGRES.find(name), values


class _Reading:
    """The rows as of one moment."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    def __enter__(self) -> _PostgresRows:
        self._store.begun(lambda connection: connection.execute(_READ))
        self._rows = _PostgresRows(self._store)
        return self._rows

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._store.undo(failed=self._rows.failed)


class _Writing:
    """The rows, with the head of the chain locked."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store
        self._rows: _PostgresRows | None = None

    def __enter__(self) -> _PostgresRows:
        try:
            head = self._store.begun(_locked)
            self._rows = _PostgresRows(self._store, head)
        except BaseException:
            self._store.undo()
            raise
        return self._rows

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        rows, store, kept = self._rows, self._store, False
        if error is not None or rows is None:
            store.undo(failed=rows is None or rows.failed)
            return
        try:
            rows.keepable()
            said = rows.keep()
            kept = said == "COMMIT"
        except (psycopg.Error, *CANNOT_BE_SENT) as failed:
            raise UnknownEndError(store.target) if store.connection.closed else store.failure(failed) from failed
        finally:
            if not kept:
                store.undo(failed=True)
        if not kept:
            raise ServerError(store.target, f"{said} instead of COMMIT")


def _locked(connection: Connection) -> Row | None:
    """The head, which is ours until the end of the transaction that begins here."""
    text: LiteralString = locked_head()
    with connection.pipeline():
        connection.execute(_WRITE)
        connection.execute(_PATIENT)
        asked = connection.execute(text, (1,))
    found = asked.fetchone()
    if found is None:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_FIRST_WRITER,))
        found = connection.execute(text, (1,)).fetchone()
    return None if found is None else dict(zip(SHAPES["head"].columns, found, strict=True))
