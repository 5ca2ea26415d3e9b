"""Months that are closed, and findings that somebody judged."""

from __future__ import annotations

from empower.domain.canonical import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place

__all__ = ["close_month", "judge"]


def close_month(place: Place, entry: Entry) -> None:
    """A month, closed softly or for good."""
    data = entry.data
    row = {
        "period": data["period"],
        "state": data["state"],
        "seq": entry.seq,
        "until_day": data["until_day"],
        "at": entry.at,
    }
    place.rows.put("period", row)


def judge(place: Place, entry: Entry) -> None:
    """What somebody says of a finding, in place of what was said of it before."""
    data = entry.data
    row = {
        "id": data["finding"],
        "kind": data["of"],
        "state": data["state"],
        "seq": entry.seq,
        "at": entry.at,
        "person": data["by"]["id"],
        "rows": canonical(data["rows"]).decode(),
    }
    place.rows.put("finding", row)
