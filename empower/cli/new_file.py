"""A file that a command makes: whole, or not there, so that the next try is not refused because of half of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

__all__ = ["folder_for", "new_binary", "new_file", "new_text", "room_for"]


def room_for(name: str) -> None:
    """Nothing, where a file of this name can be made. Raises `CannotAskError` where one is, or where its folder is missing."""
    from empower.services.house import cannot

    if Path(name).exists():
        raise cannot("already-there", f"`{name}` exists already, and is not overwritten", "choose another name")
    folder_for(name)


def folder_for(name: str) -> None:
    """Nothing, where the folder of this file can be written in. Raises `CannotAskError` where it cannot, or is missing."""
    import os

    from empower.services.house import cannot

    folder = Path(name).absolute().parent
    if not folder.is_dir():
        raise cannot("missing-file", f"there is no folder `{folder}`, so `{name}` cannot be made", "name another place")
    if not os.access(folder, os.W_OK):
        message = f"nothing may be written in `{folder}`, so `{name}` cannot be made"
        raise cannot("missing-file", message, "name another place")


def new_file(file: Path, text: str) -> None:
    """The text in a new file. Raises `OSError`, which names the file, and then leaves nothing behind."""
    with new_text(file) as made:
        made.write(text)


@contextmanager
def new_text(file: Path, newline: str = "\n") -> Iterator[TextIOWrapper]:
    """A new file to write texts to while the block runs. Raises `OSError`, and then leaves nothing behind."""
    with new_binary(file) as made:
        text = TextIOWrapper(made, encoding="utf-8", newline=newline)
        yield text
        text.flush()
        text.detach()


@contextmanager
def new_binary(file: Path) -> Iterator[BinaryIO]:
    """A new file to write to while the block runs. Raises `OSError`, which names the file, and then leaves nothing behind."""
    made = file.open("xb")
    try:
        with made:
            yield made
    except BaseException as error:
        file.unlink()
        if isinstance(error, OSError):  # a full disk does not say of its own accord which file it was for
            raise OSError(error.errno, error.strerror, str(file)) from error
        raise
