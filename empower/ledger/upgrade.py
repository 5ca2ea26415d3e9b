"""Bringing a book of an older release to the tables of this one; only when somebody says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from empower.domain.errors import EmpowerError
from empower.domain.value import Value
from empower.ledger.failures import (
    NewerBookError,
    NoBookError,
    NotABookError,
    postgres_failure,
    sqlite_failure,
    unreached,
)
from empower.ledger.migrating import brought_up, engine_for
from empower.ledger.opening import APPLICATION_ID, on_server, path_of, server_url, shown_target
from empower.ledger.remake import remade
from empower.ledger.sql_rows import SqlRows
from empower.ledger.statements import POSTGRES, SQLITE
from empower.ledger.version import SHIPPED_VERSION
from empower.rules.rulebook import Rulebook

__all__ = ["Upgraded", "upgrade", "version_of"]

_MADE_BY = "PRAGMA application_id"
_ASKED = "SELECT version_num FROM alembic_version"


class Upgraded(Value):
    """From which version to which."""

    before: str
    after: str


def version_of(target: str) -> str:
    """The version of the tables there. Raises a `BookError` where there is no book."""
    engine = engine_for(lambda: _connected(target), server=on_server(target))
    try:
        with engine.connect() as connection:
            if not on_server(target) and connection.exec_driver_sql(_MADE_BY).scalar() != APPLICATION_ID:
                raise NotABookError(target, "another program made it")
            found = connection.exec_driver_sql(_ASKED).scalar()
    except NotABookError:
        raise
    except Exception as error:
        raise _failure(error, target) from error
    if not found:
        raise NotABookError(shown_target(target), "it does not say of which version its tables are")
    return str(found)


def upgrade(
    target: str, compiled: Callable[[str, str], Rulebook], progress: Callable[[int], None] | None = None
) -> Upgraded:
    """The book with the tables of this release, in one transaction. Raises a `BookError`, and then changes nothing.

    What is made from entries is made anew, by the policies that `compiled` makes of a text and its name.
    """
    before = version_of(target)
    if before > SHIPPED_VERSION:
        raise NewerBookError(shown_target(target))
    engine = engine_for(lambda: _connected(target), server=on_server(target))
    try:
        with engine.begin() as connection:
            if not on_server(target):
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            brought_up(connection)
            if before != SHIPPED_VERSION:
                remade(_rows(connection.connection.driver_connection, target), compiled, progress)
    except EmpowerError:
        raise
    except Exception as error:
        raise _failure(error, target) from error
    return Upgraded(before=before, after=SHIPPED_VERSION)


def _rows(driver: Any, target: str) -> SqlRows:
    """The tables through a connection that is in a transaction already."""
    shown = shown_target(target)
    if not on_server(target):
        return SqlRows(driver, SQLITE, sqlite3.Error, lambda error, table: sqlite_failure(error, shown, table))
    import psycopg  # noqa: PLC0415  # only where a server keeps the book

    return SqlRows(driver.cursor(), POSTGRES, psycopg.Error, lambda error, table: postgres_failure(error, shown, table))


def _connected(target: str) -> object:
    if on_server(target):
        import psycopg  # noqa: PLC0415  # only where a server keeps the book

        return psycopg.connect(server_url(target))
    return sqlite3.connect(f"file:{quote(path_of(target))}?mode=rw", uri=True, isolation_level=None)


def _failure(error: Exception, target: str) -> Exception:
    cause = getattr(error, "orig", None) or error
    shown = shown_target(target)
    if isinstance(cause, sqlite3.Error):
        file = Path(path_of(target))
        if file.is_dir():
            return NotABookError(shown, "it is a folder")
        if "no such table" in str(cause) or not file.exists():
            return NoBookError(shown)
        return sqlite_failure(cause, shown)
    return unreached(cause, shown) if on_server(target) else error
