"""A desk whose disk, file, server or clock fails is told in a sentence, loses nothing, and then it works."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from empower.domain.errors import EmpowerError
from empower.ledger import postgres, sqlite
from empower.ledger.book import ClockError
from empower.ledger.failures import BookError, BusyError, DiskError, FullError, NewerBookError, ReadOnlyBookError
from empower.ledger.opening import on_server, open_store
from empower.ledger.schema import differences
from empower.ledger.version import SHIPPED_VERSION
from empower.services.evidence import verified
from tests.ledger.conftest import created
from tests.ledger.shop_house import HOUR, MINUTE, Desk

ROOT = Path(__file__).resolve().parents[2]
HOLDS_THE_FILE = """
import sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute("BEGIN EXCLUSIVE")
print("mine", flush=True)
sys.stdin.readline()
"""
HOLDS_THE_TURN = """
import sys
from empower.ledger.turn import Turn
turn = Turn(sys.argv[1])
turn.take()
print("mine", flush=True)
sys.stdin.readline()
"""
HOLDS_THE_HEAD = """
import psycopg, sys
book = psycopg.connect(sys.argv[1])
book.execute("SELECT * FROM head FOR UPDATE")
print("mine", flush=True)
sys.stdin.readline()
"""


def give(desk: Desk, number: int) -> Any:
    """A gesture that fits, whatever was given before."""
    desk.pass_time(24 * 31)
    return desk.record("ana", "refund", "1", "failure=late", f"customer={number}", again=True, request_id=f"r-{number}")


def requests(desk: Desk) -> list[str]:
    return [entry.data["request_id"] for entry in desk.entries() if "request_id" in entry.data]


def whole(desk: Desk, target: str) -> None:
    """The book verifies."""
    flaws = verified(desk.book, differences(target), rebuild=True, against=None).flaws
    assert [flaw.what for flaw in flaws] == []


def again(desk: Desk, store: Any) -> Desk:
    """Somebody else at the same book, a little later."""
    other = Desk(store, desk.house, begun=True, salt=str(desk.now))
    other.now = desk.now
    return other


def refused(desk: Desk, number: int, kind: type[EmpowerError]) -> str:
    """What is said, in plain words, while nothing is written; it is sent again later, under the same id."""
    before = len(desk.entries())
    with pytest.raises(kind) as told:
        give(desk, number)
    assert len(desk.entries()) == before
    said = str(told.value)
    assert "nothing was recorded" in said
    assert "budget" not in said
    assert "Error" not in said
    return said


@contextmanager
def held(script: str, target: str) -> Iterator[None]:
    """Another program holds it, until it is killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", script, target], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "mine\n"
        yield
    finally:
        child.kill()
        child.communicate()


@pytest.mark.parametrize("script", [HOLDS_THE_FILE, HOLDS_THE_TURN, HOLDS_THE_HEAD], ids=["file", "turn", "head"])
def test_what_another_program_holds_is_busy(
    script: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = request.getfixturevalue("pg_url") if script == HOLDS_THE_HEAD else str(tmp_path / "book.db")
    created(target)
    with closing(Desk(open_store(target)).book):
        monkeypatch.setattr(postgres, "_PATIENT", "SELECT set_config('lock_timeout', '100ms', true)")
        monkeypatch.setattr(sqlite.SqliteStore.__init__, "__defaults__", (0.1,))
        store: Any = open_store(target)
        if not on_server(target):
            store.connection.execute("PRAGMA busy_timeout = 100")
        desk = Desk(store, begun=True)
        with held(script, target):
            assert "is busy; try again" in refused(desk, 1, BusyError)
            assert "is busy; try again" in refused(desk, 1, BusyError)
        monkeypatch.undo()
        desk.book.close()
        desk = again(desk, open_store(target))
        assert not give(desk, 1).replayed
        whole(desk, target)
        desk.book.close()


def test_a_connection_that_is_dropped_between_two_requests_is_not_noticed(pg_url: str) -> None:
    created(pg_url)
    store: Any = open_store(pg_url)
    desk = Desk(store)
    for number in range(3):
        with psycopg.connect(pg_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (store.connection.info.backend_pid,))
        assert not give(desk, number).replayed
    whole(desk, pg_url)
    desk.book.close()


def test_a_clock_that_jumps_back_is_told_and_a_little_is_borne(target: str) -> None:
    desk = Desk(open_store(target))
    give(desk, 1)
    kept = desk.now
    desk.now = kept - 24 * 31 * HOUR - HOUR  # `give` moves it on by a month
    assert "clock" in refused(desk, 2, ClockError)
    desk.now = kept - 24 * 31 * HOUR - MINUTE
    assert not give(desk, 2).replayed
    times = [entry.at for entry in desk.entries()]
    assert times == sorted(times)
    whole(desk, target)
    desk.book.close()


def test_a_newer_book_is_left_alone(target: str) -> None:
    desk = Desk(open_store(target))
    give(desk, 1)
    _labelled(target, "9999")
    before = desk.entries()
    with pytest.raises(NewerBookError, match="made by a later `empower` than this; upgrade `empower`"):
        open_store(target)
    assert desk.entries() == before
    desk.book.close()
    _labelled(target, SHIPPED_VERSION)
    desk = again(desk, open_store(target))
    assert not give(desk, 2).replayed
    whole(desk, target)
    desk.book.close()


def _labelled(target: str, version: str) -> None:
    if on_server(target):
        with psycopg.connect(target) as server:
            server.execute("UPDATE alembic_version SET version_num = %s", (version,))
        return
    with closing(sqlite3.connect(target)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = ?", (version,))


def test_a_file_that_may_not_grow_keeps_all_of_it_or_nothing(tmp_path: Path) -> None:
    """Wherever in the file the next write fails: the limit is moved on page by page until everything fits."""
    target = str(tmp_path / "book.db")
    created(target)
    desk = Desk(open_store(target))
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    failed, number, step = 0, 0, 0
    while step < 60 and failed < 60:
        number += 1
        ahead = Path(f"{target}-wal").stat().st_size
        before = len(desk.entries())
        told: BookError | None = None
        resource.setrlimit(resource.RLIMIT_FSIZE, (ahead + step * 2_000, usual[1]))
        try:
            give(desk, number)
        except BookError as error:
            told = error
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        if told is None:
            assert len(desk.entries()) == before + 2
            break
        failed += 1
        assert isinstance(told, DiskError | FullError)
        assert "nothing was recorded" in str(told)
        assert len(desk.entries()) == before
        assert not give(desk, number).replayed
        step += 1
    assert failed > 10
    assert len(requests(desk)) == len(set(requests(desk))) == number
    whole(desk, target)
    desk.book.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two mebibytes, which only root may make."""
    if os.geteuid() != 0:
        pytest.skip("only root mounts a small disk")
    place = tmp_path / "small"
    place.mkdir()
    _mounted("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place))
    yield place
    subprocess.run(["/bin/umount", "-l", str(place)], check=True)


def _mounted(*words: str) -> None:
    done = subprocess.run([f"/bin/{words[0]}", *words[1:]], capture_output=True, check=False, text=True)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")


def test_a_full_disk_keeps_all_of_it_or_nothing(small_disk: Path) -> None:
    """However little room is left: none, a page, two, until everything fits."""
    target = str(small_disk / "book.db")
    created(target)
    desk = Desk(open_store(target))
    filler = small_disk / "filler"
    failed, number, free = 0, 0, 0
    while True:
        number += 1
        desk.book.close()
        _filled(filler, free)
        told: EmpowerError | None = None
        given = False
        try:
            desk = again(desk, open_store(target))
            give(desk, number)
            given = True
        except EmpowerError as error:
            told = error
        filler.unlink()
        if told is not None:
            failed += 1
            assert isinstance(told, FullError), repr(told)
            assert "no room left on the disk" in str(told)
            desk.book.close()
            desk = again(desk, open_store(target))
            assert not give(desk, number).replayed
        assert len(requests(desk)) == len(set(requests(desk))) == number
        if given:
            break
        free += 1
    assert failed > 10
    whole(desk, target)
    desk.book.close()


def _filled(filler: Path, free: int) -> None:
    """All of the disk is used, but for so many pages."""
    with filler.open("wb", buffering=0) as filling:
        with suppress(OSError):
            while True:
                filling.write(b"\0" * 4096)
        filling.truncate(max(0, filling.tell() - 4096 * free))


def test_a_disk_that_may_not_be_written_is_read(small_disk: Path) -> None:
    target = str(small_disk / "book.db")
    created(target)
    desk = Desk(open_store(target))
    give(desk, 1)
    desk.book.close()
    _mounted("mount", "-o", "remount,ro", str(small_disk))
    desk = again(desk, open_store(target))
    assert f"`{target}` may not be written by you" in refused(desk, 2, ReadOnlyBookError)
    desk.book.close()
    _mounted("mount", "-o", "remount,rw", str(small_disk))
    desk = again(desk, open_store(target))
    assert not give(desk, 2).replayed
    whole(desk, target)
    desk.book.close()
