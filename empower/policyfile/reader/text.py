"""From bytes to text: nothing that cannot be seen, and no guess at an encoding.

A character that is not shown, or that turns round the order in which others are shown, could make a policy read
differently to its author and to this program.
"""

from __future__ import annotations

import re
from itertools import islice

from empower.domain.problem import Problem
from empower.policyfile.places import spot

__all__ = ["MOST_BYTES", "first_wrong", "hidden_character", "text_of", "too_big"]

MOST_BYTES = 8_000_000
"""A file of this size or more is not read."""

_MOST_SHOWN = 10
_BOM = "\ufeff"
_USUAL = bytes([9, 10, 13, *range(32, 127)])
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_VERSION = re.compile(r"^<<<<<<< [^\r\n]*", re.MULTILINE)
_DOCUMENTS = (  # by their first bytes, as far as people save policies so
    (b"PK\x03\x04", "a document of a word processor or a spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor or a spreadsheet"),
    (b"{\\rtf", "a document of a word processor"),
    (b"%PDF", "a PDF"),
)
_ORDER = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ENDS_LINE = frozenset("\x85\u2028\u2029")


def text_of(data: bytes) -> str:
    """The text of a file, without a byte order mark; bytes that are no UTF-8 show as `\ufffd`."""
    return data.decode(_other_encoding(data) or "utf-8", errors="replace").removeprefix(_BOM)


def first_wrong(data: bytes, text: str) -> tuple[Problem, ...]:
    """What is wrong with the bytes themselves, before anybody reads them as YAML."""
    problem = too_big(len(data)) or _wrong_bytes(data)
    if problem:
        return (problem,)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return (Problem(code="empty-file", message="the file is empty", hint="write into it, or name another file"),)
    return _hidden_in(data, text) or _two_versions(text)


def _two_versions(text: str) -> tuple[Problem, ...]:
    """No lines of a program that brings two versions of a file together are left in it."""
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return ()
    return tuple(
        [
            Problem(
                code="two-versions",
                message="two versions of the file were merged here, and it was not settled which one holds",
                hint="keep one of the two, and delete the three lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
                path=spot(found.start(), found.end()),
            )
            for found in islice(_VERSION.finditer(text), _MOST_SHOWN)
        ]
    )


def too_big(size: int) -> Problem | None:
    """A file is smaller than 8 MB."""
    if size < MOST_BYTES:
        return None
    return Problem(
        code="file-too-big",
        message=f"the file has {size:,} bytes; only files under 8 MB are read",
        hint="split it into several files, or check that it is the file you meant",
    )


def _wrong_bytes(data: bytes) -> Problem | None:
    """A file is written in UTF-8; else the first byte that is not is named."""
    way_out = "save the file as UTF-8 in your editor"
    for first, what in _DOCUMENTS:
        if data.startswith(first):
            message, hint = f"this is {what}, not a text file", "write it with a text editor, and save it as plain text"
            return Problem(code="wrong-encoding", message=message, hint=hint, path=spot(0, 1))
    if other := _other_encoding(data):
        name = other.upper()
        return Problem(
            code="wrong-encoding", message=f"the file is written in {name}, not in UTF-8", hint=way_out, path=spot(0, 1)
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8").removeprefix(_BOM))
        byte = data[error.start]
        letter = bytes([byte]).decode("cp1252", errors="ignore")
        guess = f"; in Windows-1252 or Latin-1 it would be `{letter}`" if letter.isprintable() and letter else ""
        return Problem(
            code="wrong-encoding",
            message=f"the byte 0x{byte:02X} here is not UTF-8{guess}",
            hint=way_out,
            path=spot(at, at + 1),
        )
    return None


def _hidden_in(data: bytes, text: str) -> tuple[Problem, ...]:
    """Every character is one that can be seen; else the first few that cannot are named."""
    if not data.translate(None, _USUAL):
        return ()
    return tuple(_hidden(found) for found in islice(_HIDDEN.finditer(text), _MOST_SHOWN))


def hidden_character(text: str) -> str | None:
    """The first character of a text that cannot be seen."""
    found = _HIDDEN.search(text)
    return found.group() if found else None


def _hidden(found: re.Match[str]) -> Problem:
    character = found.group()
    name = f"U+{ord(character):04X}"
    if character == "\0":
        message = f"there is a NUL character ({name}) here"
    elif character in _ORDER:
        message = f"there is a hidden character ({name}) here that turns round the order in which text is shown"
    elif character in _ENDS_LINE:
        message = f"there is an unusual line end ({name}) here that most editors do not show as one"
    elif character < " " or "\x7f" <= character <= "\x9f":
        message = f"there is a control character ({name}) here"
    else:
        message = f"there is a hidden character ({name}) here"
    return Problem(
        code="hidden-character",
        message=message,
        hint="delete it, and type the text around it again rather than paste it",
        path=spot(found.start(), found.end()),
    )


def _other_encoding(data: bytes) -> str | None:
    """The encoding of a file that plainly is not UTF-8: by its first bytes, or by zero bytes beside plain letters."""
    for mark, name in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return name
    zeros = "".join("0" if byte == 0 else "x" for byte in data[:4])
    return {"x0x0": "utf-16-le", "0x0x": "utf-16-be", "x000": "utf-32-le", "000x": "utf-32-be"}.get(zeros)
