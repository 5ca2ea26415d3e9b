"""What can go wrong between a book and where it is kept, each as a sentence, and what the drivers' errors are in these words.

BookError                   all below: nothing was recorded, unless it says so
├── NoBookError             nothing is there
├── NotABookError           something else is there
├── OlderBookError          made by an earlier release: needs an upgrade
├── NewerBookError          made by a later release than this
├── BusyError               somebody else is writing: try again
├── FullError               no room left on the disk
├── ReadOnlyBookError       may be read and not written, or not even read
├── NetworkFolderError      a folder that SQLite cannot lock safely
├── DamagedBookError        the file is damaged
├── UnreadableError         the file is whole, and what stands in it is not what the program wrote
├── DiskError               the disk failed
├── CannotKeepError         a text or number that a database has no room for
├── NoRightError            the role may not do it on the server
├── RefusedError            a guard of the book, or of the server, refuses
├── PostgresExtraError      the extra is not installed
└── ServerError             what a server says that is none of these
    ├── NoServerError       it cannot be reached
    ├── NoEntryError        it does not let this name in
    ├── NoDatabaseError     it has no such database
    ├── LostConnectionError the connection was lost before anything could be kept
    └── UnknownEndError     it was lost while the work was being kept: it may be there
"""

from __future__ import annotations

import os

from empower.domain.errors import EmpowerError
from empower.ledger.rows import ConflictError

__all__ = [
    "BookError",
    "BusyError",
    "CannotKeepError",
    "DamagedBookError",
    "DiskError",
    "FullError",
    "LostConnectionError",
    "NetworkFolderError",
    "NewerBookError",
    "NoBookError",
    "NoDatabaseError",
    "NoEntryError",
    "NoRightError",
    "NoServerError",
    "NotABookError",
    "OlderBookError",
    "PostgresExtraError",
    "ReadOnlyBookError",
    "RefusedError",
    "ServerError",
    "UnknownEndError",
    "UnreadableError",
    "postgres_failure",
    "sqlite_failure",
    "unreached",
]


class BookError(EmpowerError):
    """The book could not be used; `target` is where it is, without a password."""

    said = "the book at `{target}` cannot be used"

    def __init__(self, target: str, why: str = "") -> None:
        self.target = target
        super().__init__(self.said.format(target=target, why=why))


class NoBookError(BookError):
    """Nothing is there. `why` names the book beside it that was probably meant: a fresh one would have all its budgets left."""

    said = "there is no book at `{target}`; {why}"

    def __init__(self, target: str, why: str = "") -> None:
        super().__init__(
            target, why or "check the name, or put the last copy back; `empower init` makes a new, empty one"
        )


class NotABookError(BookError):
    """Something else is there."""

    said = "`{target}` is not a book: {why}"


class OlderBookError(BookError):
    """Made by an earlier release."""

    said = "the book at `{target}` was made by an earlier `empower`; `empower ledger upgrade` brings it up to date"


class NewerBookError(BookError):
    """Made by a later release."""

    said = "the book at `{target}` was made by a later `empower` than this; upgrade `empower`"


class BusyError(BookError):
    """Somebody else is writing."""

    said = "the book at `{target}` is busy; try again, nothing was recorded"


class FullError(BookError):
    """No room left."""

    said = "there is no room left on the disk of `{target}`; make room and try again, nothing was recorded"


class ReadOnlyBookError(BookError):
    """May not be written."""

    said = "`{target}` may not be {why} by you; ask whoever keeps it, nothing was recorded"


class NetworkFolderError(BookError):
    """SQLite cannot lock here."""

    said = (
        "`{target}` lies where SQLite cannot keep a book safely, as in a network folder; "
        "move it to a disk of this machine, or keep the book on PostgreSQL"
    )


class DamagedBookError(BookError):
    """The file is damaged."""

    said = (
        "the file `{target}` is damaged; keep it, put back the last copy, and run `empower ledger verify --against` "
        "with your last checkpoint"
    )


class UnreadableError(BookError):
    """The file is whole, and what stands in it is not what the program wrote."""

    said = (
        "{target} of the book cannot be read: it was damaged or changed; nothing was recorded; keep the book, "
        "and run `empower ledger verify`"
    )


class DiskError(BookError):
    """The disk failed."""

    said = "the disk failed at `{target}`: {why}; nothing was recorded"


class CannotKeepError(BookError):
    """A text or number that has no room."""

    said = "the book at `{target}` cannot keep this: {why}; nothing was recorded"


class RefusedError(BookError):
    """A guard refuses."""

    said = "the book at `{target}` refuses: {why}; nothing was recorded"


class NoRightError(BookError):
    """The role may not do this on the server."""

    said = (
        "the server of `{target}` does not let this role do it: {why}; nothing was recorded; "
        "the rights that a desk needs are on the page about PostgreSQL"
    )


class PostgresExtraError(EmpowerError):
    """The extra is not installed."""

    def __init__(self) -> None:
        super().__init__("PostgreSQL needs the extra: pip install 'empower-remedy[postgres]'")


class ServerError(BookError):
    """What else a server says."""

    said = "the server of `{target}` says: {why}; nothing was recorded"


class NoServerError(ServerError):
    """It cannot be reached."""

    said = "the server of `{target}` cannot be reached: {why}"


class NoEntryError(ServerError):
    """It lets nobody in by that name."""

    said = "the server of `{target}` does not let you in: {why}; check the name, and the password in `~/.pgpass` or the address"


class NoDatabaseError(ServerError):
    """It has no such database."""

    said = "the server of `{target}` has no such database: {why}; `createdb` makes one, as whoever runs the server"


class LostConnectionError(ServerError):
    """Lost before anything could be kept."""

    said = "the connection to `{target}` was lost; try again, nothing was recorded"


class UnknownEndError(ServerError):
    """Lost while it was being kept."""

    said = (
        "the connection to `{target}` was lost just as this was being kept, so it may be there; "
        "send it again with the same `--request-id`, it will not be given twice"
    )


_SQLITE: tuple[tuple[str, type[BookError], str], ...] = (
    ("SQLITE_BUSY", BusyError, ""),
    ("SQLITE_LOCKED", BusyError, ""),
    ("SQLITE_PROTOCOL", BusyError, ""),
    ("SQLITE_FULL", FullError, ""),
    ("SQLITE_READONLY", ReadOnlyBookError, "written"),
    ("SQLITE_PERM", ReadOnlyBookError, "written"),
    ("SQLITE_CANTOPEN", ReadOnlyBookError, "opened"),
    ("SQLITE_NOTADB", NotABookError, "the file is no SQLite database"),
    ("SQLITE_CORRUPT", DamagedBookError, ""),
    ("SQLITE_IOERR", DiskError, "an input or output error"),
    ("SQLITE_TOOBIG", CannotKeepError, "it is too long"),
    ("SQLITE_MISMATCH", CannotKeepError, "it is of another kind than its column"),
)
_SYSTEM: dict[str, tuple[type[BookError], str]] = {
    "PermissionError": (ReadOnlyBookError, "written"),
    "FileNotFoundError": (NoBookError, ""),
}
_NO_ROOM = (28, 122)  # ENOSPC, EDQUOT
_READ_ONLY = 30  # EROFS


def sqlite_failure(error: Exception, target: str, table: str = "") -> EmpowerError:
    """What an error of the `sqlite3` driver, or of the file system, is in our words."""
    name: str = getattr(error, "sqlite_errorname", "")
    said = str(error)
    if name == "SQLITE_CONSTRAINT_TRIGGER":
        return RefusedError(target, said)
    if name.startswith("SQLITE_CONSTRAINT_DATATYPE"):
        return CannotKeepError(target, said)
    if name.startswith("SQLITE_CONSTRAINT"):
        return ConflictError(table, said.partition(" constraint failed: ")[2] or said)
    if name.startswith("SQLITE_IOERR") and _no_room_at(target):  # SQLite says so of its shared memory
        return FullError(target)
    for begins, kind, why in _SQLITE:
        if name.startswith(begins):
            return kind(target, why)
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            return FullError(target)
        if error.errno == _READ_ONLY:
            return ReadOnlyBookError(target, "written")
        kind, why = _SYSTEM.get(type(error).__name__, (DiskError, error.strerror or said))
        return kind(target, why)
    if isinstance(error, OverflowError | UnicodeEncodeError):
        return _cannot_be_sent(error, target)
    if said.startswith("no such "):
        return NotABookError(target, said)
    return DiskError(target, said)


def _no_room_at(target: str) -> bool:
    """Whether nothing more fits on the disk that a file lies on."""
    try:
        disk = os.statvfs(os.path.dirname(os.path.abspath(target)))  # noqa: PTH100, PTH120  # `pathlib` is heavy
    except (OSError, AttributeError):
        return False
    return disk.f_bavail == 0


_POSTGRES: tuple[tuple[str, type[BookError]], ...] = (
    ("53100", FullError),
    ("55P03", BusyError),
    ("40", BusyError),  # deadlock, serialization failure
    ("53", BusyError),  # too many connections, out of memory
    ("25P03", LostConnectionError),
    ("25006", RefusedError),
    ("42501", NoRightError),
    ("P0001", RefusedError),
    ("57", LostConnectionError),
    ("08", LostConnectionError),
    ("28", NoEntryError),
    ("3D", NoDatabaseError),
    ("42P01", NotABookError),
    ("42703", NotABookError),
    ("3F", NotABookError),
    ("22", CannotKeepError),
)


def postgres_failure(error: Exception, target: str, table: str = "") -> EmpowerError:
    """What an error of psycopg is in our words."""
    state: str = getattr(error, "sqlstate", None) or ""
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if state.startswith("23"):
        about = getattr(error, "diag", None)
        return ConflictError(getattr(about, "table_name", None) or table, getattr(about, "constraint_name", None) or "")
    for begins, kind in _POSTGRES:
        if state.startswith(begins):
            return kind(target, said)
    if isinstance(error, OverflowError | UnicodeEncodeError):
        return _cannot_be_sent(error, target)
    if not state and type(error).__name__ == "DataError":
        return CannotKeepError(target, said)
    if not state and type(error).__name__ == "OperationalError":
        return LostConnectionError(target)
    return ServerError(target, said)


def unreached(error: Exception, target: str) -> EmpowerError:
    """Why no connection was made: a server's reasons come without a code, so its words have to do."""
    if getattr(error, "sqlstate", None):
        return postgres_failure(error, target)
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = lines[-1] if lines else type(error).__name__
    why = said.rpartition("FATAL:")[2].strip() or said
    if "authentication" in why or "role " in why or "pg_hba" in why or "no password" in why:
        return NoEntryError(target, why)
    if "database " in why and "exist" in why:
        return NoDatabaseError(target, why)
    if "too many" in why or "starting up" in why or "shutting down" in why:
        return BusyError(target)
    return NoServerError(target, why)


def _cannot_be_sent(error: Exception, target: str) -> BookError:
    numeric = isinstance(error, OverflowError)
    return CannotKeepError(target, "a number is too large" if numeric else "a text holds half a character")
