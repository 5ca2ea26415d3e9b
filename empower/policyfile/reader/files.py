"""The bytes of a file, or why they could not be had, said so that the person can do something about it."""

from __future__ import annotations

import os
import stat
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.places import Places, lines_of, place
from empower.policyfile.reader.text import MOST_BYTES, first_wrong, text_of, too_big

__all__ = ["read_file"]

_MOST_NEIGHBOURS = 2_000


def read_file(path: Path) -> bytes | tuple[PlacedProblem, ...]:
    """The bytes of a file that is text and can be read, or what is wrong with it."""
    file = str(path)
    try:
        state = path.stat()
        problem = _not_a_file(path, state.st_mode) or too_big(state.st_size)
        if problem:
            return place([problem], Places(""), file, ())
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES)  # what is said of a file's size and what it holds are two things
    except (FileNotFoundError, NotADirectoryError):
        return place([_missing(path)], Places(""), file, ())
    except (OSError, ValueError) as error:
        return place([_unreadable(error)], Places(""), file, ())
    text = text_of(data)
    found = first_wrong(data, text)
    return place(found, Places(text), file, lines_of(text)) if found else data


def _not_a_file(path: Path, mode: int) -> Problem | None:
    """Only a file can be read."""
    if stat.S_ISREG(mode):
        return None
    if not stat.S_ISDIR(mode):
        return Problem(
            code="not-a-file",
            message=f"`{path}` is a device or a pipe, not a file",
            hint="write it into a file and name that",
        )
    inside = [name for name in _names_in(path) if name.endswith((".yaml", ".yml"))]
    hint = f"name a file in it, such as `{path / inside[0]}`" if inside else "name a file"
    return Problem(code="not-a-file", message=f"`{path}` is a folder, not a file", hint=hint)


def _missing(path: Path) -> Problem:
    """The first part of the path that does not exist, with the neighbour whose name is like it."""
    absent = path
    while absent.parent != absent and not _exists(absent.parent):
        absent = absent.parent
    if absent.is_symlink():
        message = f"`{absent}` is a link to something that is no longer there"
        return Problem(code="missing-file", message=message, hint="make the link again, or name the file itself")
    if absent.parent.is_dir():
        close = get_close_matches(absent.name, _names_in(absent.parent), n=1)
        kind = "file" if absent == path else "folder"
        hint = f"did you mean `{absent.with_name(close[0])}`?" if close else "check the name and the folder you are in"
        return Problem(code="missing-file", message=f"there is no {kind} `{absent}`", hint=hint)
    return Problem(
        code="missing-file",
        message=f"there is no file `{path}`: `{absent.parent}` is a file, not a folder",
        hint="check the name of the folder",
    )


def _unreadable(error: OSError | ValueError) -> Problem:
    """Why the system does not let the file be read."""
    if isinstance(error, PermissionError):
        why, hint = "you may not read this file", "ask whoever keeps it to let you read it"
    else:
        reason = (
            os.strerror(error.errno).lower()
            if isinstance(error, OSError) and error.errno
            else "its name cannot be used"
        )
        why, hint = f"the file cannot be read: {reason}", "check the name, or copy the file to another place"
    return Problem(code="unreadable-file", message=why, hint=hint)


def _names_in(folder: Path) -> list[str]:
    """The names in a folder, in order; of a very large folder some, of one that may not be read none."""
    try:
        return sorted(entry.name for entry in islice(folder.iterdir(), _MOST_NEIGHBOURS))
    except OSError:
        return []


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True
