"""What is on the other side of our output: a terminal of some width and colour, or a pipe."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any

from empower.domain.errors import EmpowerError

__all__ = ["UnshownError", "can_prompt", "colour", "flush", "hear", "say", "say_all", "say_json", "width"]

_ESCAPE = "\x1b"
_OURS = ("[0m", "[1m", "[2m", "[1;31m", "[1;32m", "[1;33m", "[1;36m")
_HIDDEN = (
    *((0x80, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F)),
    *((0x2028, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB)),
)
_SIGNS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in ("\n", _ESCAPE)},
    **{code: f"<U+{code:04X}>" for first, last in _HIDDEN for code in range(first, last + 1)},
    ord("\t"): "    ",
    0x7F: "␡",
}


class UnshownError(EmpowerError):
    """The answer could not be shown, to a full disk mostly; it may be that of something that is done."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the answer could not be shown ({why.lower()}); what was recorded stays recorded")


def width() -> int | None:
    """The terminal's width; `None` in a pipe, where nothing is wrapped."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def colour() -> bool:
    """Whether colours are wanted: at a terminal that has some, unless `NO_COLOR` is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def can_prompt() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def hear() -> str:
    """The line that somebody types, with its end; "" when they leave. Bytes that are no text are kept as what no text has."""
    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors == "strict":
        sys.stdin.reconfigure(errors="surrogateescape")
    return sys.stdin.readline()


def say(text: str) -> None:
    """Shows a text. What the terminal's encoding lacks is shown as a question mark rather than failing.

    Lines and our own colours are obeyed; whatever else would move a terminal is shown as a sign, wherever it came from.
    """
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    with _showing():
        stream.write(f"{_still(text)}\n".encode(encoding, errors="replace").decode(encoding))


def say_all(texts: Iterable[str]) -> None:
    """Shows texts one after another, each with its own line ends."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(newline="")
    with _showing():
        for text in texts:
            stream.write(text.encode(encoding, errors="replace").decode(encoding))


def say_json(data: dict[str, Any]) -> None:
    """Shows one object."""
    with _showing():
        sys.stdout.write(f"{json.dumps(data, ensure_ascii=True, indent=2 if sys.stdout.isatty() else None)}\n")


def flush() -> None:
    """Sends off what was said."""
    with _showing():
        sys.stdout.flush()


def _still(text: str) -> str:
    """The text with a sign in place of every character that moves a terminal, but for line ends and our own colours."""
    if text.isprintable():
        return text
    first, *coloured = "\r\n".join([line.translate(_SIGNS) for line in text.split("\r\n")]).split(_ESCAPE)
    return "".join([first, *[f"{_ESCAPE if piece.startswith(_OURS) else '␛'}{piece}" for piece in coloured]])


@contextmanager
def _showing() -> Iterator[None]:
    """A failure to show something is told as one; that nobody reads any more is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as failure:
        raise UnshownError(failure.strerror or "the system refused") from failure
