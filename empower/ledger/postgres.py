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
from empower.ledger.cells import number
from empower.ledger.failures import NoServerError, ServerError, UnknownEndError, postgres_failure, unreached
from empower.ledger.rows import OverspentError
from empower.ledger.shapes import SHAPES
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
_COUNTERS = (
    "SELECT counter, key, period, spent, held, day FROM counter WHERE (counter, key, period) IN "
    "(SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[]))"
)
_ADDED = f"WITH added AS ({POSTGRES.charge()}) SELECT 1 / count(*) FROM added"  # noqa: S608  # our own text
"""An addition to a counter, which divides by zero where the guard let nothing be added."""
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
    __slots__ = ("_counters", "_head", "_waiting")

    def __init__(self, store: PostgresStore, head: Row | None = None) -> None:
        super().__init__(store.connection, POSTGRES, psycopg.Error, store.failure)
        self._head = head
        self._waiting: list[tuple[str, Sequence[Cell]]] = []
        self._counters: dict[tuple[Cell, ...], Row | None] = {}  # as they are, until somebody adds to them

    def get(self, table: str, *key: Cell) -> Row | None:
        """The row with this key; the head is known since it was locked."""
        if table == "head" and self._head is not None and key == (self._head["id"],):
            return dict(self._head)
        if table == "counter" and key in self._counters:
            known = self._counters[key]
            return None if known is None else dict(known)
        return super().get(table, *key)

    def expect(self, table: str, keys: list[tuple[Cell, ...]]) -> None:
        """These counters will be asked for: they are fetched in one journey."""
        if table != "counter" or not keys:
            return
        names = SHAPES[table].columns
        columns: list[Any] = [list(column) for column in zip(*keys, strict=True)]
        found = self._asked(table, _COUNTERS, columns)
        self._counters.update(dict.fromkeys(keys))
        self._counters.update({tuple(row[:3]): dict(zip(names, row, strict=True)) for row in found})

    def charge(
        self, counter: str, key: str, period: int, day: int, spent: int, held: int, within: int | None
    ) -> tuple[int, int]:
        """What the counter says after adding these.

        Where it is known what it says, as it is once it was expected and while the head is ours, the addition waits with the
        other writes. It is guarded all the same: it fails on the server where the guard finds no row that has the room.
        """
        place: tuple[Cell, ...] = (counter, key, period)
        if place not in self._counters:
            return super().charge(counter, key, period, day, spent, held, within)
        known = self._counters[place]
        before = (0, 0) if known is None else (number(known, "spent"), number(known, "held"))
        after = before[0] + spent, before[1] + held
        if within is not None and sum(after) > within:
            raise OverspentError(counter, within)
        row: Row = {"counter": counter, "key": key, "period": period, "spent": after[0], "held": after[1], "day": day}
        if known is None:
            self.add("counter", row)
        else:
            self._sent("counter", _ADDED, (spent, held, day, counter, key, period, within, spent + held, within))
        self._counters[place] = row
        return after

    def put(self, table: str, row: Row) -> None:
        """The row in place of the one with its key, if there is one."""
        if table == "counter":
            self._counters.clear()
        super().put(table, row)

    def remove(self, table: str, *key: Cell) -> None:
        """No row with this key any more."""
        if table == "counter":
            self._counters.clear()
        super().remove(table, *key)

    def keep(self) -> str:
        """Sends what waits and the word to keep it, in one journey; what the server says to it."""
        with self._cursor.pipeline():
            self._send()
            last = self._cursor.execute("COMMIT")
        return str(last.statusmessage)

    def _asked(self, table: str, text: str, values: Sequence[Cell]) -> list[tuple[Any, ...]]:
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
        if table == "head":
            self._head = None
        self._waiting.append((text, values))

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        for text, values in waiting:
            self._cursor.execute(text, values)


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
