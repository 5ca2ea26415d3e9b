"""A file of events as bytes, unpacked where it is packed, and never more of them than a log may have."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from empower.policyfile.event_log.wrong import CannotReadError

__all__ = ["MOST_UNPACKED", "SMALL", "pieces"]

MOST_UNPACKED = 8 * 1024**3
_PIECE = 1 << 16
_PACKED = b"\x1f\x8b"
_MOST_TIMES = 250
SMALL = 64 << 20
"""A packed log is a tenth or a thirtieth of itself. What unpacks to more than this and to 250 times itself was made to."""


def pieces(file: BinaryIO, told: Callable[[int], None] | None = None) -> Iterator[bytes]:
    """The bytes in pieces of 64 KiB; `told` hears how many pieces of the file itself are read. Raises `CannotReadError`."""
    packed = file.read(2) == _PACKED
    file.seek(0)
    stream: BinaryIO = gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[assignment]  # reads alike
    done = 0
    try:
        while piece := stream.read(_PIECE):
            done += len(piece)
            if done > MOST_UNPACKED:
                raise CannotReadError("too-large", f"there are more than {MOST_UNPACKED >> 30} GiB in it", _SPLIT)
            if packed and done > SMALL and done > _MOST_TIMES * file.tell():
                message = f"it unpacks to more than {_MOST_TIMES} times its size, as no log does"
                raise CannotReadError("too-large", message, "unpack it yourself and look at it before you go on")
            if told is not None:
                told(file.tell() // _PIECE)
            yield piece
    except (EOFError, zlib.error, gzip.BadGzipFile):
        message = "it is packed, and cannot be unpacked to its end"
        raise CannotReadError(
            "not-an-event-log", message, "fetch it again; `gzip -t FILE` says whether it is whole"
        ) from None


_SPLIT = "split it, say by year, and bring in one part after the other"
