"""The real command line in this process, at a terminal, in a pipe and for a script; all that it showed is kept."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from empower.cli.guard import guarded

__all__ = ["FORMS", "NOW", "Shown", "Till", "with_option"]

FORMS = ("pipe", "terminal", "json")
NOW = 1_777_670_100_000_000  # 2026-05-01T22:15:00+01:00


class Shown(NamedTuple):
    """What a command came to."""

    words: tuple[str, ...]
    form: str
    code: int
    out: str
    err: str


class Till:
    """Where commands are typed: in a folder, by whoever is logged in, at an instant that moves on by a minute each time."""

    def __init__(self, folder: Path, ledger: str) -> None:
        self.folder = folder
        self.ledger = ledger
        self.shown: list[Shown] = []
        self.login = "till"
        self._now = NOW

    def run(self, *words: str, form: str = "pipe") -> Shown:
        """What is shown of `empower` with these words, in one of the forms."""
        self._now += 60_000_000
        with self._settled():
            if form == "terminal":
                out, err, code = _at_a_terminal(words)
            else:
                out, err, code = _in_a_pipe(with_option(words, "--json") if form == "json" else words)
        found = Shown(words, form, code, out, err)
        self.shown.append(found)
        return found

    @contextmanager
    def _settled(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch, chdir(self.folder):
            for name in [name for name in os.environ if name.startswith("EMPOWER_")]:
                patch.delenv(name)
            patch.delenv("NO_COLOR", raising=False)
            patch.setenv("TERM", "xterm")
            patch.setenv("COLUMNS", "100")
            patch.setenv("HOME", str(self.folder.parent / "home"))
            patch.setattr("empower.cli.wiring.clock", lambda: self._now)
            patch.setattr("empower.cli.wiring.logged_in_as", lambda: self.login)
            yield


def with_option(words: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The words with an option, which stands before `--`."""
    end = words.index("--") if "--" in words else len(words)
    return (*words[:end], option, *words[end:])


def _in_a_pipe(words: tuple[str, ...]) -> tuple[str, str, int]:
    with _streams(_text(io.BytesIO()), _text(io.BytesIO())) as (out, err):
        code = guarded(words)
        shown = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return shown[0], shown[1], code


def _at_a_terminal(words: tuple[str, ...]) -> tuple[str, str, int]:
    mine, theirs = os.openpty()
    pieces: list[bytes] = []
    reader = threading.Thread(target=_read_all, args=(mine, pieces))
    reader.start()
    with (
        os.fdopen(theirs, "w", encoding="utf-8", errors="replace") as screen,
        _streams(screen, _text(io.BytesIO())) as (_, err),
    ):
        code = guarded(words)
        told = err.buffer.getvalue().decode()  # type: ignore[attr-defined]
    reader.join(timeout=60)
    assert not reader.is_alive()
    return b"".join(pieces).decode().replace("\r\n", "\n"), told, code


def _read_all(mine: int, pieces: list[bytes]) -> None:
    while True:
        try:
            piece = os.read(mine, 65_536)
        except OSError:  # so Linux says that the other end is closed
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(mine)


def _text(under: io.BytesIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(under, encoding="utf-8", newline="", write_through=True)


@contextmanager
def _streams(out: io.TextIOWrapper, err: io.TextIOWrapper) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
