"""A checkpoint: five lines that speak for a whole book, kept by somebody outside the database.

Its first three lines are those of C2SP's tlog-checkpoint, so that the tools for transparency logs read it; two more help
a person to find the place.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime, timedelta

from empower.domain.calendar import written_instant
from empower.domain.errors import EmpowerError
from empower.domain.value import Value

__all__ = ["Checkpoint", "NotACheckpointError", "is_hash", "origin_of", "read_checkpoint", "shown", "written"]

_LINES = (
    "the book, as `empower/…`",
    "the number of entries",
    "the root",
    "`head` and a hash",
    "`recorded` and an instant",
)
_MOST_DIGITS = 18
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NotACheckpointError(EmpowerError):
    """A text that is no checkpoint, or only a part of one."""

    def __init__(self, line: int, found: str | None) -> None:
        expected = _LINES[line - 1] if line <= len(_LINES) else "nothing"
        says = (
            f"line {line} is missing, {expected}"
            if found is None
            else f"line {line} is `{shown(found)}`, not {expected}"
        )
        super().__init__(f"this is no whole checkpoint: {says}; take the file as it was written, all of it")


class Checkpoint(Value):
    """What a book was when it had so many entries."""

    origin: str  # which book: `empower/` and its id
    size: int  # entries
    root: bytes  # of RFC 6962's tree over them
    head: str  # the last entry's hash, hex; 64 zeros when there is none
    at: int  # when the last one was recorded: microseconds, UTC


def origin_of(book: str) -> str:
    """How a checkpoint names the book with this id."""
    return f"empower/{book}"


def written(checkpoint: Checkpoint) -> str:
    """The checkpoint as the text of its file: the same bytes for the same book."""
    return (
        f"{checkpoint.origin}\n{checkpoint.size}\n{base64.b64encode(checkpoint.root).decode()}\n"
        f"head {checkpoint.head}\nrecorded {written_instant(checkpoint.at)}\n"
    )


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that a text states. Line ends may have changed on its way; nothing else may."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n", len(_LINES))
    read = (_origin, _size, _root, _head, _at)
    values = []
    for number, reads in enumerate(read, start=1):
        found = lines[number - 1] if number <= len(lines) and text else None
        value = None if found is None else reads(found)
        if value is None:
            raise NotACheckpointError(number, found)
        values.append(value)
    if len(lines) > len(read):
        raise NotACheckpointError(len(read) + 1, lines[-1].split("\n")[0])
    origin, size, root, head, at = values
    return Checkpoint(origin=origin, size=size, root=root, head=head, at=at)  # type: ignore[arg-type]


def _origin(line: str) -> str | None:
    house, slash, book = line.partition("/")
    return line if house == "empower" and slash and book.isascii() and book.replace("-", "").isalnum() else None


def _size(line: str) -> int | None:
    if not (line.isascii() and line.isdigit() and len(line) <= _MOST_DIGITS):
        return None
    return int(line) if line == str(int(line)) else None


def _root(line: str) -> bytes | None:
    try:
        root = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        return None
    return root if len(root) == 32 and base64.b64encode(root).decode() == line else None


def _head(line: str) -> str | None:
    word, _, found = line.partition(" ")
    return found if word == "head" and is_hash(found) else None


def _at(line: str) -> int | None:
    word, _, found = line.partition(" ")
    try:
        at = (datetime.fromisoformat(found) - _EPOCH) // timedelta(microseconds=1)
    except (ValueError, TypeError, OverflowError):
        return None
    return at if line == f"recorded {written_instant(at)}" and word == "recorded" else None


def is_hash(text: str) -> bool:
    """Whether a text is a SHA-256 as we write it: 64 small hexadecimal digits."""
    return len(text) == 64 and not text.strip("0123456789abcdef")


def shown(text: str) -> str:
    """The beginning of a text from somewhere else, fit to stand in a sentence."""
    bare = "".join([sign if sign.isprintable() and sign != "`" else "?" for sign in text[:41]])
    return f"{bare[:40]}…" if len(bare) > 40 else bare
