"""A book on a PostgreSQL server, through psycopg: the head of the chain is locked first."""

from __future__ import annotations

import logging

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.numeric import Int8Dumper

from empower.domain.errors import EmpowerError
from empower.ledger.failures import NoServerError, ServerError, UnknownEndError, postgres_failure, unreached
from empower.ledger.postgres_rows import PostgresRows
from empower.ledger.shapes import SHAPES
from empower.ledger.sql_rows import CANNOT_BE_SENT
from empower.ledger.statements import locked_head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, LiteralString

    from empower.ledger.shapes import Row

    Connection = psycopg.Connection[tuple[Any, ...]]

__all__ = ["PostgresStore"]

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what fails is told once, in our words

_FIRST_WRITER = 0x656D7077
"""What writers lock while a book has no head yet."""
_PATIENT = (
    "SELECT set_config('lock_timeout', '30s', true), set_config('idle_in_transaction_session_timeout', '60s', true)"
)
_USUAL: dict[str, Any] = {"connect_timeout": 10, "client_encoding": "UTF8", "application_name": "empower"}
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


class _Reading:
    """The rows as of one moment."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    def __enter__(self) -> PostgresRows:
        self._store.begun(lambda connection: connection.execute(_READ))
        self._rows = PostgresRows(self._store.connection, self._store.failure)
        return self._rows

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._store.undo(failed=self._rows.failed)


class _Writing:
    """The rows, with the head of the chain locked."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store
        self._rows: PostgresRows | None = None

    def __enter__(self) -> PostgresRows:
        try:
            head = self._store.begun(_locked)
            self._rows = PostgresRows(self._store.connection, self._store.failure, head)
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
