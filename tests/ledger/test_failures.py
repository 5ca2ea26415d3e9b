"""What goes wrong under a real book is told in plain words, nothing is kept by half, and the next command works."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from empower.domain.errors import EmpowerError
from empower.ledger.entry_rows import entry_of, packed
from empower.ledger.failures import (
    BookError,
    BusyError,
    CannotKeepError,
    DamagedBookError,
    FullError,
    NoDatabaseError,
    NoEntryError,
    NoRightError,
    NoServerError,
    UnknownEndError,
    UnreadableError,
    postgres_failure,
    sqlite_failure,
    unreached,
)
from empower.ledger.opening import open_store
from empower.ledger.postgres import PostgresStore
from empower.ledger.shapes import Row
from empower.ledger.sqlite import SqliteStore
from tests.ledger.conftest import created


def bucket(day: int, spent: int, key: str = "[]") -> Row:
    return {"counter": "pot", "key": key, "day": day, "spent": spent, "held": 0}


@pytest.fixture
def file(tmp_path: Path) -> str:
    where = str(tmp_path / "book.db")
    created(where)
    return where


def test_a_full_disk_keeps_nothing_by_half(file: str) -> None:
    store = open_store(file)
    assert isinstance(store, SqliteStore)
    with store.writing() as rows:
        rows.put("bucket", bucket(1, 1))
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")

    def attempt() -> None:
        with store.writing() as rows:
            rows.put("bucket", bucket(2, 1))
            for day in range(1000):
                rows.put("bucket", bucket(day + 10, 1, "x" * 500))

    with pytest.raises(FullError, match="no room left"):
        attempt()
    store.connection.execute("PRAGMA max_page_count = 100000")
    with store.writing() as rows:
        assert rows.find("every bucket") == [bucket(1, 1)]
        rows.put("bucket", bucket(3, 1))
    store.close()


def test_a_disk_that_refuses_the_flush_keeps_nothing(file: str) -> None:
    """The file may not grow: COMMIT itself fails, since what is written waits until then."""
    script = f"""
import resource, signal
from empower.ledger.sqlite import SqliteStore
from empower.ledger.failures import BookError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = SqliteStore({file!r})
row = {{"counter": "pot", "key": "[]", "day": 1, "spent": 1, "held": 0}}
before = resource.getrlimit(resource.RLIMIT_FSIZE)
with store.writing() as rows:
    rows.put("bucket", row)
try:
    with store.writing() as rows:
        rows.put("bucket", row | {{"day": 2, "key": "x" * 30000}})
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, before[1]))
except BookError as told:
    print(told)
resource.setrlimit(resource.RLIMIT_FSIZE, before)
with store.writing() as rows:
    rows.put("bucket", row | {{"day": 3}})
    print([one["day"] for one in rows.find("every bucket")])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    told, days = done.stdout.splitlines()
    assert "nothing was recorded" in told
    assert days == "[1, 3]"


def test_another_program_that_writes_is_busy_not_a_budget(file: str) -> None:
    store = open_store(file)
    assert isinstance(store, SqliteStore)
    store.connection.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError, match="try again, nothing was recorded"), store.writing():
        pass
    with store.reading() as rows:
        assert rows.find("every bucket") == []
    other.execute("COMMIT")
    other.close()
    with store.writing() as rows:
        rows.put("bucket", bucket(1, 1))
    store.close()


def test_a_damaged_file_is_told(file: str) -> None:
    store = open_store(file)
    with store.writing() as rows:
        for day in range(2000):
            rows.put("bucket", bucket(day, 1, "y" * 40))
    store.close()
    whole = Path(file).read_bytes()
    Path(file).write_bytes(whole[: len(whole) // 2 // 4096 * 4096] + b"\xff" * (len(whole) // 2))

    def read() -> None:
        with closing(open_store(file)) as spoiled, spoiled.reading() as rows:
            rows.find("every bucket")

    with pytest.raises(DamagedBookError, match="put back the last copy"):
        read()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody who may not write")
@pytest.mark.parametrize("folder", ["may be written", "may not be written"])
def test_who_may_only_read_reads(folder: str, file: str, tmp_path: Path) -> None:
    store = open_store(file)
    with store.writing() as rows:
        rows.put("bucket", bucket(1, 7))
    store.close()
    assert not Path(f"{file}-wal").exists()
    for above in (tmp_path, *tmp_path.parents):
        if str(above).startswith("/tmp/"):  # noqa: S108
            above.chmod(0o755)
    tmp_path.chmod(0o777 if folder == "may be written" else 0o555)
    for left in tmp_path.glob("book.db*"):
        left.chmod(0o444)
    script = f"""
import os
import empower.ledger.sqlite
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.ledger.verifying.file import file_flaws
from empower.ledger.failures import BookError
os.setegid(65534); os.seteuid(65534)
store = open_store({file!r})
with store.reading() as rows:
    print([one["spent"] for one in rows.find("every bucket")])
try:
    with store.writing() as rows:
        rows.put("bucket", {{"counter": "pot", "key": "[]", "day": 2, "spent": 1, "held": 0}})
except BookError as told:
    print(told)
print((*differences({file!r}), *file_flaws({file!r})))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    read, told, flaws = done.stdout.splitlines()
    assert (read, flaws) == ("[7]", "()")
    assert told == f"`{file}` may not be written by you; ask whoever keeps it, nothing was recorded"


@pytest.mark.parametrize("bad", [bucket(2**70, 1), bucket(1, 1, "\ud800")], ids=["number", "text"])
def test_what_no_column_holds_is_refused(bad: Row, target: str) -> None:
    store = open_store(target)
    with pytest.raises(CannotKeepError, match="nothing was recorded"), store.writing() as rows:
        rows.put("bucket", bad)
    with store.writing() as rows:
        rows.put("bucket", bucket(1, 1))
        assert rows.find("every bucket") == [bucket(1, 1)]
    store.close()


def ended(url: str, store: object) -> None:
    """The server ends the connection of the store, as it does when it restarts."""
    assert isinstance(store, PostgresStore)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (store.connection.info.backend_pid,))


def test_a_connection_lost_while_idle_is_made_again(pg_url: str) -> None:
    created(pg_url)
    store = open_store(pg_url)
    ended(pg_url, store)
    with store.writing() as rows:
        rows.put("bucket", bucket(1, 1))
    ended(pg_url, store)
    with store.reading() as rows:
        assert rows.find("every bucket") == [bucket(1, 1)]
    store.close()


def test_a_connection_lost_at_the_end_leaves_it_open(pg_url: str) -> None:
    created(pg_url)
    store = open_store(pg_url)

    def attempt() -> None:
        with store.writing() as rows:
            rows.put("bucket", bucket(1, 1))
            ended(pg_url, store)

    with pytest.raises(UnknownEndError, match="same `--request-id`"):
        attempt()
    with store.writing() as rows:
        assert rows.find("every bucket") == []
        rows.put("bucket", bucket(2, 1))
    store.close()


def test_a_connection_lost_in_between_records_nothing(pg_url: str) -> None:
    created(pg_url)
    store = open_store(pg_url)

    def attempt() -> None:
        with store.writing() as rows:
            rows.put("bucket", bucket(1, 1))
            ended(pg_url, store)
            rows.get("bucket", "pot", "[]", 2)

    with pytest.raises(BookError, match="was lost; try again, nothing was recorded"):
        attempt()
    with store.reading() as rows:
        assert rows.find("every bucket") == []
    store.close()


def test_a_lock_that_another_holds_is_busy(pg_url: str) -> None:
    created(pg_url)
    store = open_store(pg_url)
    assert isinstance(store, PostgresStore)
    with psycopg.connect(pg_url) as other:
        other.execute("LOCK TABLE bucket IN ACCESS EXCLUSIVE MODE")

        def attempt() -> None:
            with store.writing() as rows:
                store.connection.execute("SET LOCAL lock_timeout = '20ms'")
                rows.find("every bucket")

        with pytest.raises(BusyError):
            attempt()
    with store.writing() as rows:
        assert rows.find("every bucket") == []
    store.close()


def test_servers_that_do_not_let_you_in(pg_url: str) -> None:
    with pytest.raises(NoDatabaseError, match="nowhere"):
        open_store(pg_url.replace("/empower_", "/nowhere_"))
    with pytest.raises(NoEntryError, match="nobody_here"):
        open_store(pg_url.replace("postgres@", "nobody_here:secret@"))
    with pytest.raises(NoServerError, match="cannot be reached"):
        open_store("postgresql://me:secret@127.0.0.1:1/book")
    with pytest.raises(NoServerError, match="not written as it should be"):
        open_store("postgresql://me:secret@127.0.0.1/book?nonsense=1")


@pytest.mark.parametrize("translated", [sqlite_failure, postgres_failure])
def test_no_driver_speaks_for_itself(translated: object) -> None:
    """Every class of error the drivers have, bare or with a code, becomes one of ours."""
    assert callable(translated)
    kinds = [psycopg.OperationalError, psycopg.InternalError, psycopg.DataError, sqlite3.OperationalError]
    kinds += [sqlite3.DatabaseError, sqlite3.ProgrammingError, OSError, OverflowError]
    for kind in kinds:
        assert isinstance(translated(kind("something odd"), "book.db", "entry"), EmpowerError)
    refused = unreached(psycopg.OperationalError('FATAL:  password authentication failed for user "me"'), "book")
    assert isinstance(refused, NoEntryError)


@pytest.mark.parametrize("bytes_", [b"{", b"[1]", b"\xff", b'{"seq": 1}'])
def test_an_entry_that_is_none_is_told_as_what_it_is(bytes_: bytes) -> None:
    with pytest.raises(UnreadableError, match="entry 7 of the book cannot be read: it was damaged or changed"):
        entry_of({"seq": 7, "payload": bytes_, "hash": "0" * 64})


@pytest.mark.parametrize("text", ["{", None, "[" * 100_000])
def test_a_cell_that_is_no_json_is_told_as_what_it_is(text: str | None) -> None:
    with pytest.raises(UnreadableError, match="`facts` in the table `incident` of the book cannot be read"):
        packed({"facts": text}, "facts", "incident")


def test_a_role_without_rights_hears_which_page_says_what_it_needs(pg_url: str) -> None:
    created(pg_url)
    with psycopg.connect(pg_url, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS guest")
        owner.execute("CREATE ROLE guest LOGIN")
        try:
            with pytest.raises(NoRightError, match=r"permission denied .* are on the page about PostgreSQL"):
                open_store(pg_url.replace("postgres@", "guest@", 1))
        finally:
            owner.execute("DROP ROLE guest")
