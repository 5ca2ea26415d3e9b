"""Entries out of their rows."""

from __future__ import annotations

import json

from empower.domain.entries import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.ledger.shapes import Row

__all__ = ["entry_of"]


def entry_of(row: Row) -> Entry:
    """The entry that a row holds. What its bytes say counts; whether the columns agree is for `verify` to see."""
    payload = row["payload"]
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
