"""What SQLite itself finds wrong with a book's file: a damaged index or page, a row that refers to none.

Everything else is read by way of the tables; an index that disagrees with its table is seen by nobody but SQLite.
"""

from __future__ import annotations

import sqlite3

from empower.ledger.failures import DamagedBookError, sqlite_failure
from empower.ledger.opening import on_server, path_of
from empower.ledger.reading_file import opened_to_read

__all__ = ["file_flaws"]

_UNREADABLE = "the file is damaged: not even SQLite can read all of it"


def file_flaws(target: str, patience: float = 5) -> tuple[str, ...]:
    """What is wrong with the file, a sentence each; nothing for a book on a server, which looks after its own files.

    Raises a `BookError` where that cannot be found out; it waits for a lock for so many seconds.
    """
    if on_server(target):
        return ()
    path = path_of(target)
    try:
        kept = opened_to_read(path, patience)
    except sqlite3.Error as error:
        raise sqlite_failure(error, path) from error
    try:
        said = [str(line) for (line,) in kept.execute("PRAGMA integrity_check").fetchall()]
        loose = {str(row[0]) for row in kept.execute("PRAGMA foreign_key_check").fetchall()}
    except UnicodeDecodeError:  # what SQLite says of a damaged file quotes it
        return (_UNREADABLE,)
    except sqlite3.Error as error:
        failure = sqlite_failure(error, path)
        if isinstance(failure, DamagedBookError):
            return (_UNREADABLE,)
        raise failure from error  # locked, or not to be reached: that says nothing of what is in it
    finally:
        kept.close()
    damaged = [f"the file is damaged: {line}" for line in said if line != "ok"]
    return (*damaged, *[f"a row of `{table}` refers to a row that is not there" for table in sorted(loose)])
