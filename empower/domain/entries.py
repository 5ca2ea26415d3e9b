"""An entry: one line of the append-only book."""

from __future__ import annotations

from empower.domain.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["ENTRY_KINDS", "GIVING", "Draft", "Entry", "Private"]

ENTRY_KINDS = (
    *("adoption", "hold", "posting", "denial", "release", "reversal", "vote", "confirmation", "import"),
    *("delegation", "revocation", "opened", "amendment", "closed", "reopened", "done", "erasure"),
    *("period", "finding"),
)
GIVING = ("posting", "import")
"""The kinds that spend."""


class Private(Value):
    """A text that an entry holds a salted commitment of, and nothing else."""

    commitment: str  # SHA-256 of salt and text, hex
    kind: str  # customer | text
    name: str  # what it is: `customer`, `note`, `because`, a fact's or a paper's name
    subject: str | None  # the commitment of the customer it is about
    salt: bytes
    text: str


class Draft(Value):
    """An entry before it has its place in the chain. Values are text, whole numbers, true, false, null, lists, mappings."""

    kind: str
    by: dict[str, Any]  # {"id", "role", "vouched", "login"}: who did it
    body: dict[str, Any]
    private: tuple[Private, ...] = ()
    texts: tuple[tuple[str, str, str, str], ...] = ()  # digest, kind (policy | roster), name, text: an adoption's


class Entry(Value):
    """An entry in its place. `data` is what its canonical bytes say."""

    seq: int  # from 1
    kind: str
    at: int  # when it was recorded: microseconds, UTC
    data: dict[str, Any]
    payload: bytes  # canonical JSON, which holds the hash of the entry before as `previous`
    previous: str  # hex; 64 zeros before the first
    hash: str  # hex: SHA-256 of a zero byte and the payload, so it is the leaf of RFC 6962 too
