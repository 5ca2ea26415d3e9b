"""A file written anew: whole, or left as it was, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from empower.domain.errors import EmpowerError

__all__ = ["ChangedMeanwhileError", "rewrite"]


class ChangedMeanwhileError(EmpowerError):
    """Somebody wrote a file while it was being worked on."""

    def __init__(self, file: str) -> None:
        super().__init__(f"`{file}` was changed by somebody else just now, and is left as they wrote it; try again")


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """The file holds `after`, with the mode and owner it had; of a link the file it leads to.

    Raises `OSError`, which names the file, or `ChangedMeanwhileError` when it does not hold `before` any more.
    """
    file = Path(os.path.realpath(path))
    if not os.access(file, os.W_OK):  # a new file in its place would not ask
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    try:
        state = file.stat()
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as made:
                made.write(after)
                made.flush()
                os.fsync(made.fileno())
            with suppress(OSError, AttributeError):  # to keep an owner is for root, and not for every system
                os.chown(name, state.st_uid, state.st_gid)
            Path(name).chmod(state.st_mode & 0o7777)
            if file.read_bytes() != before:
                raise ChangedMeanwhileError(str(path))
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink()
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
