"""A turn at writing, first come, first served, among threads and processes: SQLite's own waiting lets some starve.

Two locked files beside the book. Whoever holds `-turn` writes; whoever holds `-next` is next in line, and takes `-turn` before
letting go of it. Whoever has just written may go on at once, for a few turns in a row, since handing over takes a while; then
they stand in line like anybody. The kernel lets go of what a killed process held. The turn only makes waiting fair; SQLite's
own lock still says who may write.
"""

from __future__ import annotations

import _thread
import os
import time

from empower.ledger.failures import BusyError, sqlite_failure

try:
    import fcntl
except ImportError:
    HAS_TURNS = False  # Windows: SQLite's own waiting has to do
else:
    HAS_TURNS = True

__all__ = ["IN_A_ROW", "PATIENCE", "Turn"]

PATIENCE = 30.0
"""Seconds that somebody waits for their turn."""
IN_A_ROW = 8
"""Turns that somebody may have one after another while others wait."""
_AT_ONCE = 0.001  # seconds
_BLINK = 0.0002  # seconds


class Turn:
    """One waiter's place: a thread that waits needs one of its own."""

    __slots__ = ("_files", "_given_back", "_in_a_row", "_path", "_patience")

    def __init__(self, path: str, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._files: tuple[int, int] | None = None  # next in line, and the turn
        self._in_a_row = 0  # turns since we last stood in line
        self._given_back = 0.0  # when, by the monotonic clock

    def take(self) -> None:
        """It is our turn. Raises `BusyError` where that took too long."""
        if not HAS_TURNS:
            return
        waiting, turn = self._opened()
        now = time.monotonic()
        if 0 < self._in_a_row < IN_A_ROW and now - self._given_back < _AT_ONCE and _free(turn):
            self._in_a_row += 1
            return
        self._in_a_row = 1
        until = now + self._patience
        try:
            if not _free(waiting):
                self._wait(waiting, turn)
            # Whoever is next looks again and again: to be woken would take longer than most turns do.
            while not _free(turn):
                if time.monotonic() > until:
                    raise BusyError(self._path)
                time.sleep(_BLINK)
        except OSError as error:
            raise sqlite_failure(error, self._path) from error
        finally:
            if self._files is not None:
                fcntl.flock(waiting, fcntl.LOCK_UN)

    def give_back(self) -> None:
        """The next in line may write."""
        if self._files is not None:
            self._given_back = time.monotonic()
            fcntl.flock(self._files[1], fcntl.LOCK_UN)

    def close(self) -> None:
        """Lets go of the files."""
        if self._files is not None:
            _closed(*self._files)
            self._files = None

    def _opened(self) -> tuple[int, int]:
        if self._files is None:
            try:
                waiting = _lock_file(f"{self._path}-next")
                try:
                    self._files = waiting, _lock_file(f"{self._path}-turn")
                except BaseException:
                    os.close(waiting)
                    raise
            except OSError as error:
                raise sqlite_failure(error, self._path) from error
        return self._files

    def _wait(self, waiting: int, turn: int) -> None:
        """Waits to be next, in a thread of its own, since a lock of the kernel's cannot be waited for by the clock."""
        ours, given_up, came = _thread.allocate_lock(), _thread.allocate_lock(), _thread.allocate_lock()
        came.acquire()

        def stand_in_line() -> None:
            try:
                fcntl.flock(waiting, fcntl.LOCK_EX)
            finally:
                with ours:
                    if given_up.locked():
                        _closed(waiting, turn)
                    came.release()

        _thread.start_new_thread(stand_in_line, ())
        in_time = False
        try:
            in_time = came.acquire(timeout=self._patience)
        finally:
            if not in_time:
                with ours:
                    if came.locked():  # nobody came to the front: whoever does lets go at once
                        given_up.acquire()
                    else:
                        _closed(waiting, turn)
                    self._files = None
        if not in_time:
            raise BusyError(self._path)


def _free(file: int) -> bool:
    """Whether it was free, and is ours now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_file(path: str) -> int:
    """Whoever may read the book may stand in line, so the file is opened for reading."""
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)


def _closed(*files: int) -> None:
    for file in files:
        os.close(file)
