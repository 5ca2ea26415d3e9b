"""Turns are taken fairly, by threads and processes, and a killed process keeps nobody waiting."""

from __future__ import annotations

import fcntl
import itertools
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from empower.ledger.cells import number
from empower.ledger.failures import BusyError
from empower.ledger.opening import open_store
from empower.ledger.turn import IN_A_ROW, Turn
from tests.ledger.conftest import created
from tests.ledger.test_rows import HEAD

WRITER = """
import sys
from empower.ledger.sqlite import SqliteStore
target, name, start, rounds = *sys.argv[1:4], int(sys.argv[4])
store = SqliteStore(target)
print("ready", flush=True)
sys.stdin.readline()
done = 0
while True:
    with store.writing() as rows:
        at, _ = rows.charge("pot", "[]", 0, 0, 1, 0, None)
        if at > rounds:
            break
        rows.put("bucket", {"counter": "log", "key": name, "day": at, "spent": 1, "held": 0})
store.close()
"""
HOLDER = """
import sys
from empower.ledger.turn import Turn
turn = Turn(sys.argv[1])
print("asking", flush=True)
turn.take()
print("mine", flush=True)
sys.stdin.readline()
"""


def started(script: str, *words: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", script, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    return child


def test_eight_processes_get_their_share(tmp_path: Path) -> None:
    target, rounds = str(tmp_path / "book.db"), 4000
    created(target)
    children = [started(WRITER, target, str(name), "", str(rounds)) for name in range(8)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    assert [child.wait(120) for child in children] == [0] * 8
    for child in children:
        child.communicate()
    store = open_store(target)
    with store.reading() as rows:
        written = [(number(row, "day"), str(row["key"])) for row in rows.find("buckets called", "log")]
    store.close()
    assert len(written) == rounds
    assert len({day for day, _ in written}) == rounds
    per = [sum(1 for _, key in written if key == str(name)) for name in range(8)]
    assert max(per) <= 2.5 * min(per), per
    by_turn = [key for _, key in sorted(written)]
    in_a_row = [len(list(turns)) for _, turns in itertools.groupby(by_turn[rounds // 4 : -rounds // 4])]
    longer = [turns for turns in in_a_row if turns > IN_A_ROW]  # where the kernel was slow to wake whoever came next
    assert len(longer) <= len(in_a_row) / 2, in_a_row


def test_turns_in_a_row_end_where_somebody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empower.ledger.turn._AT_ONCE", 60)
    path = str(tmp_path / "book.db")
    busy, next_one = Turn(path, patience=0.05), os.open(f"{path}-next", os.O_RDONLY | os.O_CREAT, 0o600)
    busy.take()
    fcntl.flock(next_one, fcntl.LOCK_EX)
    for _ in range(IN_A_ROW - 1):
        busy.give_back()
        busy.take()
    busy.give_back()
    with pytest.raises(BusyError):
        busy.take()
    fcntl.flock(next_one, fcntl.LOCK_UN)
    busy.take()
    busy.close()
    os.close(next_one)


@pytest.mark.parametrize("begun", [False, True], ids=["first of all", "later"])
def test_threads_wait_for_each_other(begun: bool, target: str) -> None:
    if begun:
        store = open_store(target)
        with store.writing() as rows:
            rows.put("head", HEAD)
        store.close()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            store = open_store(target)
            for _ in range(100):
                with store.writing() as rows:
                    row = rows.get("counter", "pot", "[]", 0) or {"spent": 0}
                    found, _ = rows.charge("pot", "[]", 0, 0, 1, 0, 800)
                    assert found == int(row["spent"] or 0) + 1
                    if begun:
                        head = rows.get("head", 1)
                        assert head is not None
                        assert head["size"] == found - 1
                        rows.put("head", head | {"size": found})
            store.close()
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    store = open_store(target)
    with store.reading() as rows:
        found = rows.get("counter", "pot", "[]", 0)
    store.close()
    assert found is not None
    assert found["spent"] == 800


def killed(child: subprocess.Popen[str]) -> None:
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()


def test_a_killed_holder_and_a_killed_waiter_let_go(tmp_path: Path) -> None:
    path = str(tmp_path / "book.db")
    holder = started(HOLDER, path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "mine\n"
    waiters = [started(HOLDER, path) for _ in range(3)]
    turn = Turn(path, patience=0.05)
    with pytest.raises(BusyError, match="is busy; try again, nothing was recorded"):
        turn.take()
    killed(waiters[0])
    killed(holder)
    killed(waiters[1])
    killed(waiters[2])
    patient = Turn(path, patience=30)
    patient.take()
    patient.give_back()
    turn.take()
    turn.give_back()
    turn.close()
    patient.close()


def test_who_gave_up_does_not_hold_the_turn_later(tmp_path: Path) -> None:
    path = str(tmp_path / "book.db")
    first, hasty, next_one = Turn(path), Turn(path, patience=0.01), Turn(path, patience=30)
    first.take()
    for _ in range(3):
        with pytest.raises(BusyError):
            hasty.take()
    first.give_back()
    next_one.take()
    next_one.give_back()
    hasty.take()
    hasty.give_back()
    for turn in (first, hasty, next_one):
        turn.close()


def test_a_block_that_raises_gives_its_turn_back(tmp_path: Path) -> None:
    target = str(tmp_path / "book.db")
    created(target)
    one, other = open_store(target), open_store(target)
    with pytest.raises(ZeroDivisionError), one.writing():
        _ = 1 // 0
    with other.writing() as rows:
        rows.charge("pot", "[]", 0, 0, 1, 0, None)
        with one.reading() as meanwhile:
            assert meanwhile.get("counter", "pot", "[]", 0) is None
    one.close()
    other.close()
