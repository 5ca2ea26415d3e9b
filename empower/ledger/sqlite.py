"""A book in one SQLite file: written ahead, flushed to the disk before anybody is told, one writer at a time in fair turns."""

from __future__ import annotations

import os
import sqlite3
import stat

from empower.domain.errors import EmpowerError
from empower.ledger.failures import (
    BusyError,
    DamagedBookError,
    NetworkFolderError,
    NoBookError,
    NotABookError,
    sqlite_failure,
)
from empower.ledger.sql_rows import SqlRows
from empower.ledger.statements import SQLITE
from empower.ledger.turn import PATIENCE, Turn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["SqliteStore"]

PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # what is erased is gone from the file
)


class SqliteStore:
    """The book in the file at `path`, for one thread at a time. It makes no file: what is not there is an error."""

    def __init__(self, path: str, patience: float = PATIENCE) -> None:
        self.path = os.path.abspath(path)  # noqa: PTH100  # the working folder may change; `pathlib` is heavy
        self.target = path
        self.still = False  # read from where nothing can be written beside it
        self._turn = Turn(self.path, patience)
        self.connection = self._opened()

    def reading(self) -> _Reading:
        """The rows as of one moment; it waits for no writer and makes none wait."""
        return _Reading(self)

    def writing(self) -> _Writing:
        """The rows, when it is our turn."""
        return _Writing(self, self._turn)

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()
        self._turn.close()

    def failure(self, error: Exception, table: str = "") -> EmpowerError:
        """What an error of the driver is in our words."""
        return sqlite_failure(error, self.target, table)

    def state(self) -> tuple[int, int, int]:
        """What changes when somebody writes to a file that is read where it lies still."""
        kept = _found(self.path)
        return (0, 0, 0) if kept is None else (kept.st_mtime_ns, kept.st_size, self._ahead())

    def reopen(self) -> None:
        """Nothing read before is remembered."""
        self.connection.close()
        self.connection = self._connected("mode=ro&immutable=1")

    def _opened(self) -> sqlite3.Connection:
        kept = _found(self.path)
        if kept is None:
            raise NoBookError(self.target, _meant(self.path))
        if stat.S_ISDIR(kept.st_mode):
            raise NotABookError(self.target, "it is a folder")
        if kept.st_size == 0:
            raise NotABookError(self.target, "the file is empty")
        connection = self._connected("mode=rw")
        try:
            self._prepared(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or self._ahead():
                raise self.failure(error) from error
            # Nothing can be written here, and nothing waits to be moved into the file: it is whole as it lies.
            self.still = True
            connection = self._connected("mode=ro&immutable=1")
        except sqlite3.Error as error:
            connection.close()
            raise self.failure(error) from error
        except UnicodeDecodeError as error:  # what SQLite says of a damaged file quotes it
            connection.close()
            raise DamagedBookError(self.target) from error
        except EmpowerError:
            connection.close()
            raise
        return connection

    def _prepared(self, connection: sqlite3.Connection) -> None:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode != "wal":
            (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        if mode != "wal":
            raise NetworkFolderError(self.target)

    def _connected(self, how: str) -> sqlite3.Connection:
        path = self.path.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace(os.sep, "/")
        uri = f"file:{'' if path.startswith('/') else '/'}{path}?{how}"
        try:
            return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)
        except sqlite3.Error as error:
            raise self.failure(error) from error

    def _ahead(self) -> int:
        """How much was written ahead and is not in the file yet."""
        ahead = _found(f"{self.path}-wal")
        return 0 if ahead is None else ahead.st_size


class _Transaction:
    """From BEGIN to COMMIT; undone when the block raises."""

    begin = "BEGIN"

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._rows: SqlRows | None = None

    def __enter__(self) -> SqlRows:
        connection = self._store.connection
        try:
            connection.execute(self.begin)
        except sqlite3.Error as error:
            raise self._store.failure(error) from error
        self._rows = SqlRows(connection, SQLITE, sqlite3.Error, self._store.failure)
        return self._rows

    def _end(self, error: BaseException | None) -> None:
        connection = self._store.connection
        try:
            if error is None and self._rows is not None:
                self._rows.keepable()
                connection.execute("COMMIT")
        except sqlite3.Error as failed:
            raise self._store.failure(failed) from failed
        finally:
            if connection.in_transaction:
                self._undo(connection)

    def _undo(self, connection: sqlite3.Connection) -> None:
        try:
            connection.execute("ROLLBACK")
        except sqlite3.Error:  # the disk went: what a new connection finds is what was kept
            connection.close()
            self._store.connection = self._store._opened()  # noqa: SLF001  # its own other half


class _Reading(_Transaction):
    """The rows as of one moment."""

    def __enter__(self) -> SqlRows:
        if self._store.still:
            self._store.reopen()
            self._before = self._store.state()
        return super().__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end(error)
        if self._store.still and error is None and self._store.state() != self._before:
            raise BusyError(self._store.target)


class _Writing(_Transaction):
    """The rows, while it is our turn."""

    begin = "BEGIN IMMEDIATE"

    def __init__(self, store: SqliteStore, turn: Turn) -> None:
        super().__init__(store)
        self._turn = turn

    def __enter__(self) -> SqlRows:
        self._turn.take()
        try:
            return super().__enter__()
        except BaseException:
            self._turn.give_back()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._end(error)
        finally:
            self._turn.give_back()


def _meant(path: str) -> str:
    """Which file beside it was probably meant, as a question."""
    from difflib import get_close_matches  # noqa: PLC0415  # only where something was mistyped

    folder, name = os.path.split(path)
    try:
        there = [one for one in os.listdir(folder) if one.endswith(os.path.splitext(name)[1] or ".db")]  # noqa: PTH122, PTH208
    except OSError:
        return ""
    close = get_close_matches(name, sorted(there), n=1)
    return f"did you mean `{close[0]}`, beside it?" if close else ""


def _found(path: str) -> os.stat_result | None:
    """What the file system knows of it; `None` where there is nothing."""
    try:
        return os.stat(path)  # noqa: PTH116  # `pathlib` is heavy
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise sqlite_failure(error, path) from error
