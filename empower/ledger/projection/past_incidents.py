"""Incidents from before there was a book: they have the clocks of the log they came from, and are told by how they came.

The entry that opened such an incident is an import, and so are those of its gestures.
"""

from __future__ import annotations

from empower.domain.canonical import canonical
from empower.ledger.cells import number
from empower.ledger.projection.handlings import incident_moved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.ledger.shapes import Row

__all__ = ["give_past", "open_past"]

_YEAR = 365 * 86_400_000_000


def open_past(place: Place, entry: Entry) -> None:
    """The incident of a case that came in, where the entry is of one: open or closed, as it was when the log ended.

    Levels are those who had a hand in it besides whoever had it first: nobody else is none, as where a gesture is given at
    once.
    """
    data = entry.data
    past = data.get("past")
    if past is None:
        return
    given = past["recovered_at"] is not None
    customer, opened_at = data.get("customer"), past["opened_at"]
    before = (
        () if customer is None else place.rows.find("incidents of a customer", customer, opened_at - _YEAR, opened_at)
    )
    row: Row = {
        "id": data["incident"],
        "state": "open" if past["closed_at"] is None else "closed",
        "seq": entry.seq,
        "changed_by": entry.seq,
        "opened_at": opened_at,
        "opened_by": past["opened_by"],
        "customer": customer,
        "facts": canonical({"facts": data["facts"], "texts": data["texts"]}).decode(),
        "response_due": None,
        "recovery_due": None,
        "responded_at": past["responded_at"],
        "recovered_at": past["recovered_at"],
        "closed_at": past["closed_at"],
        "satisfied": past["satisfied"],
        "cause": past["cause"],
        "reopened": past["reopened"],
        "day": data["day"],
        "given": 0,
        "cost": 0,
        "unknown": 0,
        "levels": max(0, past["hands"] - 1),
        "at_once": int(past["hands"] <= 1) if given else None,
        "repeats": None if customer is None else int(bool(before)),
    }
    incident_moved(place, None, row)


def give_past(place: Place, entry: Entry) -> None:
    """What a gesture that came in adds to the incident that came in before it."""
    row = place.rows.get("incident", entry.data.get("incident"))
    parts = entry.data["parts"]
    opening = None if row is None or not parts else place.rows.get("entry", row["seq"])
    if row is None or opening is None or opening["kind"] != "import":
        return
    added: Row = {
        "given": number(row, "given") + len(parts),
        "cost": number(row, "cost") + sum([part["cost"] or 0 for part in parts]),
        "unknown": number(row, "unknown") + len([part for part in parts if part["cost"] is None]),
    }
    incident_moved(place, row, {**row, **added})
