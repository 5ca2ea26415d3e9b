"""Delegations: who may say yes in whose name, from when until when."""

from __future__ import annotations

from empower.domain.canonical import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place

__all__ = ["delegate", "revoke"]


def delegate(place: Place, entry: Entry) -> None:
    """Somebody lets another say yes in their name."""
    data = entry.data
    remedies = data.get("remedies")
    row = {
        "seq": entry.seq,
        "delegator": data["by"]["id"],
        "delegate": data["delegate"],
        "from_day": data["from_day"],
        "until_day": data["until_day"],
        "up_to": data.get("up_to"),
        "remedies": None if remedies is None else canonical(remedies).decode(),
        "revoked_by": None,
    }
    place.rows.add("delegation", row)


def revoke(place: Place, entry: Entry) -> None:
    """A delegation holds no more."""
    row = place.rows.get("delegation", int(entry.data["refers"]))
    assert row is not None
    place.rows.put("delegation", {**row, "revoked_by": entry.seq})
