"""The head of the chain: how long the book is, its last hash, and what it obeys."""

from __future__ import annotations

from empower.domain.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.ledger.rows import Rows

__all__ = ["FIRST_PREVIOUS", "HEAD", "Head", "head_of", "keep_head"]

HEAD = 1
FIRST_PREVIOUS = "0" * 64
"""What stands for the hash before the first entry."""


class Head(Value):
    """Where the book stands. A book that has adopted nothing yet has size 0."""

    book: str  # the book's own name, random, in every checkpoint and receipt
    size: int = 0
    hash: str = FIRST_PREVIOUS
    at: int = 0  # when the last entry was recorded
    policy: str = ""  # digests of what is in force
    roster: str | None = None
    identity: str = "claimed"  # login | claimed
    currency: str = ""
    closed_until: int = 0  # the first day that is in no closed month: its ordinal; 0 where none was closed


def head_of(rows: Rows) -> Head | None:
    """The head, or `None` where nothing was ever written."""
    row = rows.get("head", HEAD)
    if row is None:
        return None
    known: dict[str, Any] = {name: row[name] for name in Head._fields}
    return Head(**known)


def keep_head(rows: Rows, head: Head) -> None:
    """Puts the head in its place."""
    rows.put("head", {"id": HEAD, **{name: getattr(head, name) for name in Head._fields}})
