"""The columns of an entry, made from what its bytes say; so a column that was changed is found."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.entries import Entry
    from empower.ledger.shapes import Row

__all__ = ["columns_of", "parts_total"]


def columns_of(entry: Entry) -> Row:
    """The entry's row."""
    data = entry.data
    by = data["by"]
    parts = data.get("parts") or []
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "at": entry.at,
        "effective": data.get("effective", entry.at),
        "day": data["day"],
        "request_id": data.get("request_id"),
        "person": by["id"],
        "role": by["role"],
        "vouched": by["vouched"],
        "asker": data.get("asker"),
        "authority": data.get("authority"),
        "incident": data.get("incident"),
        "customer": data.get("customer"),
        "remedy": "+".join([part["remedy"] for part in parts]) or None,
        "amount": parts_total(parts, "amount"),
        "quantity": parts_total(parts, "quantity"),
        "cost": parts_total(parts, "cost"),
        "outcome": data.get("outcome"),
        "refers": data.get("refers"),
        "policy": data["policy"],
        "payload": entry.payload,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def parts_total(parts: list[dict[str, Any]], name: str) -> int | None:
    """What the parts have together; `None` where none has any."""
    found = [part[name] for part in parts if part.get(name) is not None]
    return sum(found) if found else None
