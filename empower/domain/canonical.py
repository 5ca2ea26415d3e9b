"""One way to write a value as bytes (RFC 8785), since a hash is only worth what its spelling is.

It stands on the path of every record and of `ledger verify`. Values are looked through here, since nothing may stand in them
that others would read otherwise; then the interpreter's own encoder writes them with their names sorted, which is what the
standard says as long as names are in ASCII. Where they are not, they are told here how to sort.
"""

from __future__ import annotations

import hashlib
from _json import encode_basestring, make_encoder

from empower.domain.errors import EmpowerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["DEEPEST", "LARGEST_WHOLE", "UnwritableError", "canonical", "commitment", "entry_hash"]

LARGEST_WHOLE = 2**53 - 1
"""Beyond it, readers of JSON that count in floats would read another number than was written."""
DEEPEST = 100
"""No list or mapping lies deeper within others."""

_ENCODER = make_encoder(None, repr, encode_basestring, None, ":", ",", True, False, False)


class UnwritableError(EmpowerError):
    """A value has no canonical form: a fault of the program, since what people write is checked before."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} cannot stand in the ledger; nothing was recorded")


def canonical(value: object) -> bytes:
    """The canonical JSON of text, whole numbers, true, false, null, and of lists and mappings of these."""
    if not _plain(value, 0):
        value = _sorted(value)
    try:
        return "".join(_ENCODER(value, 0)).encode()
    except UnicodeEncodeError as broken:
        raise UnwritableError(f"a text with half a character (U+{ord(broken.object[broken.start]):04X})") from None


def _plain(value: object, depth: int) -> bool:
    """Whether all names in it are in ASCII. Raises `UnwritableError` where it holds what has no canonical form."""
    # Exact types: a subclass may say something else of itself than what it is.
    kind = type(value)
    plain = True
    if kind is dict:
        names = value.keys()  # type: ignore[attr-defined]
        for name in names:
            if type(name) is not str:
                raise UnwritableError("a mapping with a name that is no text")
            plain &= name.isascii()
        within = value.values()  # type: ignore[attr-defined]
    elif kind is list or kind is tuple:
        within = value
    else:
        within, depth = (value,), depth - 1
    if depth >= DEEPEST:
        raise UnwritableError(f"something nested more than {DEEPEST} deep")
    for one in within:
        kind = type(one)
        if kind is str or one is None or kind is bool:
            continue
        if kind is int:
            if not -LARGEST_WHOLE <= one <= LARGEST_WHOLE:
                raise UnwritableError("a whole number beyond 2^53 - 1")
        elif kind is dict or kind is list or kind is tuple:
            plain &= _plain(one, depth + 1)
        else:
            raise UnwritableError("something that is no text, whole number, true, false, null, list or mapping")
    return plain


class _Name(str):
    """A name that sorts by its UTF-16 units, as RFC 8785 has it; beyond U+FFFF that differs from the order of characters."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return self.encode("utf-16-be", "surrogatepass") < other.encode("utf-16-be", "surrogatepass")


def _sorted(value: Any) -> Any:
    """The same value with names that sort as the standard says."""
    if type(value) is dict:
        return {_Name(name): _sorted(one) for name, one in value.items()}
    return [_sorted(one) for one in value] if type(value) in (list, tuple) else value


def commitment(salt: bytes, text: str) -> str:
    """What an entry holds of a text: it binds the text and, while the salt is secret or erased, tells nothing of it."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def entry_hash(payload: bytes) -> str:
    """The hash of an entry's canonical bytes, which is its leaf in the tree of RFC 6962 too."""
    return hashlib.sha256(b"\0" + payload).hexdigest()
