"""Incidents from before there was a book: they have the clocks of the log they came from, and are told by how they came.

The entry that opened such an incident is an import, and so are those of its gestures.
"""

from __future__ import annotations

from empower.domain.canonical import canonical
from empower.ledger.projection.handlings import incident_moved
from empower.ledger.projection.incidents import repeats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.ledger.shapes import Row

__all__ = ["open_past"]


def open_past(place: Place, entry: Entry) -> None:
    """The incident of a case that came in, where the entry is of one: open or closed, as it was when the log ended.

    Levels are the hands it went through beyond the first: one hand is none, as where a gesture is given at once.
    """
    past = entry.data.get("past")
    if past is None:
        return
    row: Row = {
        "id": entry.data["incident"],
        "state": "open" if past["closed_at"] is None else "closed",
        "seq": entry.seq,
        "changed_by": entry.seq,
        "opened_at": past["opened_at"],
        "opened_by": past["opened_by"],
        "customer": entry.data.get("customer"),
        "facts": canonical({"facts": entry.data["facts"], "texts": entry.data["texts"]}).decode(),
        "response_due": None,
        "recovery_due": None,
        "responded_at": past["responded_at"],
        "recovered_at": past["recovered_at"],
        "closed_at": past["closed_at"],
        "satisfied": past["satisfied"],
        "cause": past["cause"],
        "reopened": past["reopened"],
        "day": entry.data["day"],
        "given": 0,
        "cost": 0,
        "unknown": 0,
        "levels": max(0, past["hands"] - 1),
        "at_once": None,  # on whose authority something was given, a log does not say
        "repeats": repeats(place, entry.data.get("customer"), past["opened_at"]),
    }
    incident_moved(place, None, row)
