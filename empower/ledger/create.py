"""Making an empty book: the tables of this release in a new file, or in a database that is there and empty of them."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from empower.domain.errors import EmpowerError
from empower.ledger.failures import PostgresExtraError, sqlite_failure, unreached
from empower.ledger.migrating import brought_up, engine_for
from empower.ledger.opening import APPLICATION_ID, on_server, path_of, server_url, shown_target
from empower.ledger.shapes import SHAPES

__all__ = ["BookThereError", "NoFolderError", "TableTakenError", "create", "is_book", "put_in_place"]

_TAKEN = """
SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s) ORDER BY relname
"""


class BookThereError(EmpowerError):
    """Something is there already."""

    def __init__(self, target: str, *, book: bool) -> None:
        what = "a book already" if book else "something already, and it is no book"
        super().__init__(f"there is {what} at `{target}`; name another place for the new one")


class NoFolderError(EmpowerError):
    """The folder of the new file is missing."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"there is no folder `{folder}`; make it, or name another place for the book")


class TableTakenError(EmpowerError):
    """A table of somebody else has a name that a book needs."""

    def __init__(self, target: str, table: str) -> None:
        super().__init__(
            f"there is a table `{table}` at `{target}` that is of no book; name an empty database, or a schema of its own"
        )


def create(target: str) -> None:
    """An empty book at a path or a `postgresql://` address. Raises an `EmpowerError`, and then leaves nothing behind."""
    if on_server(target):
        _on_server(target)
    else:
        _in_file(path_of(target))


def put_in_place(draft: Path, file: Path) -> None:
    """Gives the draft its name. Raises `FileExistsError` where somebody else was quicker."""
    try:
        os.link(draft, file)
    except FileExistsError:
        raise
    except OSError:  # a file has one name only on this disk, as on a memory stick: so the name is taken first
        os.close(os.open(file, os.O_CREAT | os.O_EXCL))
    else:
        return
    try:
        draft.replace(file)
    except OSError:
        file.unlink()
        raise


def is_book(file: Path) -> bool:
    """Whether it says of itself that it is a book; a folder or a pipe does not."""
    if not file.is_file():
        return False
    with file.open("rb") as kept:
        start = kept.read(72)
    return start[:15] == b"SQLite format 3" and start[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _in_file(path: str) -> None:
    file = Path(path)
    if not file.absolute().parent.is_dir():
        raise NoFolderError(str(file.parent))
    if file.exists():
        raise BookThereError(path, book=is_book(file))
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        _made(draft)
        put_in_place(draft, file)
    except FileExistsError:
        raise BookThereError(path, book=True) from None
    except (sqlite3.Error, OSError) as error:
        raise sqlite_failure(error, path) from error
    except sa.exc.DBAPIError as error:
        raise sqlite_failure(error.orig, path) from error  # type: ignore[arg-type]
    finally:
        draft.unlink(missing_ok=True)


def _made(file: Path) -> None:
    engine = engine_for(lambda: sqlite3.connect(file), server=False)
    with engine.begin() as connection:
        brought_up(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()


def _on_server(target: str) -> None:
    try:
        import psycopg  # noqa: PLC0415  # the extra may be missing
    except ImportError:
        raise PostgresExtraError from None
    shown = shown_target(target)
    try:
        engine = engine_for(lambda: psycopg.connect(server_url(target)), server=True)
        with engine.begin() as connection:
            # Two who make a book in the same place at the same time: the second waits, and finds it made.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION_ID,))
            names = ["alembic_version", *SHAPES]
            taken = list(connection.exec_driver_sql(_TAKEN, (names,)).scalars())
            if {"alembic_version", "entry"} <= set(taken):
                raise BookThereError(shown, book=True)
            if taken:
                raise TableTakenError(shown, taken[0])
            brought_up(connection)
        engine.dispose()
    except psycopg.OperationalError as error:
        raise unreached(error, shown) from error
    except sa.exc.DBAPIError as error:
        raise unreached(error.orig, shown) from error  # type: ignore[arg-type]
