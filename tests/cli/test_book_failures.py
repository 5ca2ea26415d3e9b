"""When the book cannot be used: a sentence that says what is wrong and what to do, nothing lost, and the next command works."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from empower.cli import wiring
from empower.ledger.version import SHIPPED_VERSION
from tests.cli.conftest import Run

GIVE = ("record", "refund", "5", "failure=noise", "severity=minor", "bill=10", "customer=C-1", "--as", "ana", "--again")
NIGHT = Path(__file__).resolve().parents[2] / "examples" / "night-shift"


@pytest.fixture
def house(night: Path, run: Run) -> Path:
    """A house with a book that has a gesture in it, where commands are run."""
    assert run("init", "--as", "ines").code == 0
    assert run(*GIVE).code == 0
    return night


def works(run: Run) -> None:
    """The next command works, and the book is whole."""
    assert run(*GIVE).code == 0
    assert run("ledger", "verify", "--rebuild").code == 0


def entries(house: Path) -> int:
    connection = sqlite3.connect(house / "book.db")
    count = connection.execute("SELECT COUNT(*) FROM entry").fetchone()[0]
    connection.close()
    return int(count)


def told(run: Run, *words: str, code: int = 1) -> str:
    """What is said when a command fails: one sentence, and no word of the program's own."""
    ran = run(*words)
    assert (ran.code, ran.out) == (code, "")
    assert "Traceback" not in ran.err
    assert "fault of the program" not in ran.err
    assert "Error" not in ran.err
    return ran.err


def test_a_file_that_is_not_there(house: Path, run: Run) -> None:
    assert "there is no book at `nowhere.db`; check the name, or put the last copy back;" in told(
        run, *GIVE, "--ledger", "nowhere.db"
    )
    assert not (house / "nowhere.db").exists()
    works(run)


def test_a_file_that_is_no_book(house: Path, run: Run) -> None:
    (house / "milk.txt").write_text("milk and bread, " * 100, encoding="utf-8")
    assert "`milk.txt` is not a book" in told(run, *GIVE, "--ledger", "milk.txt")
    other = sqlite3.connect(house / "other.db")
    other.execute("CREATE TABLE milk (bread)")
    other.commit()
    other.close()
    assert "`other.db` is not a book" in told(run, *GIVE, "--ledger", "other.db")
    works(run)


def test_a_newer_book(house: Path, run: Run) -> None:
    connection = sqlite3.connect(house / "book.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    assert "was made by a later `empower` than this; upgrade `empower`" in told(run, *GIVE)
    connection.execute("UPDATE alembic_version SET version_num = ?", (SHIPPED_VERSION,))
    connection.commit()
    connection.close()
    works(run)


def test_a_locked_book_is_try_again_and_never_no_budget(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from empower.ledger import sqlite as kept

    monkeypatch.setattr(kept.SqliteStore.__init__, "__defaults__", (0.2,))
    before = entries(house)
    other = sqlite3.connect(house / "book.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    said = told(run, *GIVE)
    assert "try again" in said
    assert "budget" not in said
    other.execute("ROLLBACK")
    other.close()
    assert entries(house) == before
    works(run)


def test_a_clock_that_jumps_back(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    now = wiring.clock()
    monkeypatch.setattr(wiring, "clock", lambda: now - 3_600_000_000)
    assert "set the clock right and try again, nothing was recorded" in told(run, *GIVE)
    monkeypatch.setattr(wiring, "clock", lambda: now + 60_000_000)
    works(run)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes. Only root may make one."""
    if os.geteuid() != 0:
        pytest.skip("only root mounts a small file system")
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small file system can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["/bin/umount", "-l", str(place)], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    for file in NIGHT.glob("*.yaml"):
        shutil.copy(file, small_disk)
    monkeypatch.chdir(small_disk)
    assert run("init", "--as", "ines").code == 0
    assert run(*GIVE).code == 0
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as filling, suppress(OSError):
        while True:
            filling.write(b"\0" * 4096)
    failed, given = "", 0
    for _ in range(200):
        ran = run(*GIVE)
        if ran.code:
            failed = ran.err
            break
        given += 1
    assert "there is no room left on the disk" in failed, failed
    assert "nothing was recorded" in failed
    filler.unlink()
    assert entries(small_disk) == 1 + 2 * (given + 1)
    works(run)
    monkeypatch.chdir(tmp_path)
