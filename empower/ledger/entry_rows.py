"""Entries out of their rows, and what else is kept as JSON."""

from __future__ import annotations

import json

from empower.domain.entries import Entry
from empower.ledger.cells import text
from empower.ledger.failures import UnreadableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.ledger.shapes import Row

__all__ = ["entry_of", "packed"]


def entry_of(row: Row) -> Entry:
    """The entry that a row holds. What its bytes say counts; whether the columns agree is for `verify` to see.

    Raises `UnreadableError` where they are no entry.
    """
    payload = row["payload"]
    try:
        assert isinstance(payload, bytes)
        data = json.loads(payload)
        return Entry(
            seq=data["seq"],
            kind=data["kind"],
            at=data["at"],
            data=data,
            payload=payload,
            previous=data["previous"],
            hash=str(row["hash"]),
        )
    except (AssertionError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise UnreadableError(f"entry {row['seq']!r}") from error


def packed(row: Row, name: str, table: str) -> Any:
    """What is kept as JSON. Raises `UnreadableError` where it is none."""
    try:
        return json.loads(text(row, name))
    except (RecursionError, ValueError) as error:
        raise UnreadableError(f"`{name}` in the table `{table}`") from error
