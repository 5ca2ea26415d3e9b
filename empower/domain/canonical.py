"""One way to write a value as bytes (RFC 8785), since a hash is only worth what its spelling is.

It stands on the path of every record and of `ledger verify`, so it is written out rather than taken from `json`: a text
without anything to escape is the usual case and costs two searches.
"""

from __future__ import annotations

import hashlib

from empower.domain.errors import EmpowerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["DEEPEST", "LARGEST_WHOLE", "UnwritableError", "canonical", "commitment", "entry_hash"]

LARGEST_WHOLE = 2**53 - 1
"""Beyond it, readers of JSON that count in floats would read another number than was written."""
DEEPEST = 100
"""No list or mapping lies deeper within others."""

_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ESCAPED = {code: f"\\u{code:04x}" for code in range(32)} | {ord(sign): written for sign, written in _SHORT.items()}


class UnwritableError(EmpowerError):
    """A value has no canonical form: a fault of the program, since what people write is checked before."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} cannot stand in the ledger; nothing was recorded")


def canonical(value: object) -> bytes:
    """The canonical JSON of text, whole numbers, true, false, null, and of lists and mappings of these."""
    try:
        return _written(value, 0).encode()
    except UnicodeEncodeError as broken:
        raise UnwritableError(f"a text with half a character (U+{ord(broken.object[broken.start]):04X})") from None


def _written(value: object, depth: int) -> str:
    # Exact types: a subclass may say something else of itself than what it is.
    if type(value) is str:
        return _text(value)
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is int:
        return _whole(value)
    if depth == DEEPEST:
        raise UnwritableError(f"something nested more than {DEEPEST} deep")
    if type(value) is dict:
        return _mapping(value, depth + 1)
    if type(value) is list or type(value) is tuple:
        return f"[{','.join([_written(one, depth + 1) for one in value])}]"
    raise UnwritableError("something that is no text, whole number, true, false, null, list or mapping")


def _text(text: str) -> str:
    # A printable text holds no control character; half a surrogate pair is not printable and is found by `encode`.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{text.translate(_ESCAPED)}"'


def _whole(number: int) -> str:
    if -LARGEST_WHOLE <= number <= LARGEST_WHOLE:
        return str(number)
    raise UnwritableError("a whole number beyond 2^53 - 1")


def _mapping(mapping: dict[Any, Any], depth: int) -> str:
    keys = [key for key in mapping if type(key) is str]
    if len(keys) != len(mapping):
        raise UnwritableError("a mapping with a name that is no text")
    if "".join(keys).isascii():
        keys.sort()
    else:
        keys.sort(key=_utf16)
    return f"{{{','.join([f'{_text(key)}:{_written(mapping[key], depth)}' for key in keys])}}}"


def _utf16(key: str) -> bytes:
    """What RFC 8785 sorts by; it differs from the order of characters beyond U+FFFF."""
    return key.encode("utf-16-be", "surrogatepass")


def commitment(salt: bytes, text: str) -> str:
    """What an entry holds of a text: it binds the text and, while the salt is secret or erased, tells nothing of it."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def entry_hash(payload: bytes) -> str:
    """The hash of an entry's canonical bytes, which is its leaf in the tree of RFC 6962 too."""
    return hashlib.sha256(b"\0" + payload).hexdigest()
