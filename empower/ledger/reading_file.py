"""A book's file opened to be looked at and never changed, by somebody who may perhaps not write beside it either."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

__all__ = ["opened_to_read"]

_CANNOT_WRITE = ("SQLITE_CANTOPEN", "SQLITE_READONLY")


def opened_to_read(path: str, patience: float = 5) -> sqlite3.Connection:
    """The file at `path`. Where nothing can be written beside it, and nothing waits there, it is read as it lies.

    Raises `sqlite3.Error` where there is none; what else is wrong with it is met by whoever reads on.
    """
    uri = f"file:{quote(path)}?mode=ro"
    kept = sqlite3.connect(uri, uri=True, timeout=patience)
    with suppress(sqlite3.Error, UnicodeDecodeError):
        try:
            kept.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            ahead = Path(f"{path}-wal")
            if error.sqlite_errorname.startswith(_CANNOT_WRITE) and not (ahead.exists() and ahead.stat().st_size):
                kept.close()
                return sqlite3.connect(f"{uri}&immutable=1", uri=True)
    return kept
