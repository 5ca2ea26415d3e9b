"""Opening a book, wherever it is: never by making one, and only where what is there is a book of this release."""

from __future__ import annotations

from importlib import import_module

from empower.ledger.failures import (
    NewerBookError,
    NoBookError,
    NotABookError,
    OlderBookError,
    PostgresExtraError,
    ServerError,
)
from empower.ledger.version import SHIPPED_VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from empower.ledger.postgres import PostgresStore
    from empower.ledger.rows import Store
    from empower.ledger.sqlite import SqliteStore

__all__ = [
    "APPLICATION_ID",
    "checked_version",
    "on_server",
    "open_store",
    "path_of",
    "server_url",
    "shown_target",
    "without_password",
]

APPLICATION_ID = 0x656D7077
"""What a SQLite file says it is: `empw`."""
_ON_SERVER = ("postgresql://", "postgres://", "postgresql+psycopg://")


def open_store(target: str | PathLike[str]) -> Store:
    """The store at a path, `sqlite:///PATH` or `postgresql://…`. Raises a `BookError` where there is no book to use."""
    written = str(target)
    return _on_server(written) if on_server(written) else _in_file(path_of(written))


def on_server(target: str) -> bool:
    """Whether a server keeps it."""
    return target.startswith(_ON_SERVER)


def path_of(target: str) -> str:
    """The path of a book in a file. Raises `NotABookError` for what was meant as an address, and is none that is known."""
    path = target.removeprefix("sqlite:///")
    name, at, _ = path.rpartition("@")
    if "://" in path or ("postgres" in path and at and ":" in name):
        raise NotABookError(shown_target(target), "the address of a server begins with `postgresql://`")
    return path


def server_url(target: str) -> str:
    """The address as the driver wants it. Raises `ServerError` where it could be read in two ways."""
    if target.partition("?")[0].partition("://")[2].count("@") > 1:
        raise ServerError(shown_target(target), "an `@` in a name or password is written `%40` in an address")
    return f"postgresql://{target.partition('://')[2]}"


def shown_target(target: str) -> str:
    """The target without its passwords: rather too much hidden than too little, in a mistyped address too."""
    if "@" not in target and "://" not in target:
        return target
    scheme, slashes, rest = target.partition("//")
    if not slashes:
        scheme, rest = "", target
    user, at, place = rest.rpartition("@")
    name, colon, _ = user.partition(":")
    where, asks, options = place.partition("?")
    hidden = [f"{one.partition('=')[0]}=***" if "password" in one.lower() else one for one in options.split("&")]
    return f"{scheme}{slashes}{name}{':***' if colon else ''}{at}{where}{asks}{'&'.join(hidden)}"


def without_password(target: str) -> str:
    """The target as it may be written where others read it."""
    if not on_server(target):
        return target
    scheme, _, rest = target.partition("://")
    user, at, place = rest.rpartition("@")
    where, _, options = place.partition("?")
    kept = "&".join([one for one in options.split("&") if one and "password" not in one.lower()])
    return f"{scheme}://{user.partition(':')[0]}{at}{where}{'?' if kept else ''}{kept}"


def checked_version(found: str, target: str) -> None:
    """Raises where a book is of another release than this."""
    if found < SHIPPED_VERSION:
        raise OlderBookError(target)
    if found > SHIPPED_VERSION:
        raise NewerBookError(target)


def _in_file(path: str) -> Store:
    store = _sqlite(path)
    import sqlite3  # noqa: PLC0415  # only where there is a book

    try:
        ((application,),) = store.connection.execute("PRAGMA application_id").fetchall()
        if application != APPLICATION_ID:
            raise NotABookError(path, "another program made it")
        found = store.connection.execute("SELECT version_num FROM alembic_version").fetchone()
        checked_version("" if found is None else found[0], path)
    except sqlite3.Error as error:
        store.close()
        raise store.failure(error) from error
    except BaseException:
        store.close()
        raise
    return store


def _on_server(target: str) -> Store:
    shown = shown_target(target)
    store = _postgres(server_url(target), shown)
    import psycopg  # noqa: PLC0415  # only where a server keeps the book

    try:
        asked = "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('entry') IS NOT NULL"
        if store.connection.execute(asked).fetchone() != (True,):
            raise NoBookError(shown)
        found = store.connection.execute("SELECT version_num FROM alembic_version").fetchone()
        checked_version("" if found is None else found[0], shown)
    except psycopg.Error as error:
        store.close()
        raise store.failure(error) from error
    except BaseException:
        store.close()
        raise
    return store


def _sqlite(path: str) -> SqliteStore:
    from empower.ledger.sqlite import SqliteStore  # noqa: PLC0415  # only where there is a book

    return SqliteStore(path)


def _postgres(url: str, shown: str) -> PostgresStore:
    try:
        module = import_module("empower.ledger.postgres")
    except ImportError:
        raise PostgresExtraError from None
    made: PostgresStore = module.PostgresStore(url, shown)
    return made
