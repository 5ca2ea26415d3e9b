"""A file that a command makes: whole, or not there, so that the next try is not refused because of half of it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["new_file"]


def new_file(file: Path, text: str) -> None:
    """The text in a new file. Raises `OSError`, which names the file, and then leaves nothing behind."""
    made = file.open("x", encoding="utf-8", newline="\n")
    try:
        with made:
            made.write(text)
    except BaseException as error:
        file.unlink()
        if isinstance(error, OSError):  # a full disk does not say of its own accord which file it was for
            raise OSError(error.errno, error.strerror, str(file)) from error
        raise
