"""Incidents with their clocks, and the duties that gestures leave behind."""

from __future__ import annotations

from empower.domain.canonical import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.ledger.shapes import Cell

__all__ = ["amend", "close", "duty_done", "open_incident", "owe_duties", "reopen", "touch"]


def open_incident(place: Place, entry: Entry) -> None:
    """An incident, with what was stated of it."""
    data = entry.data
    row = {
        "id": data["incident"],
        "state": "open",
        "seq": entry.seq,
        "changed_by": entry.seq,
        "opened_at": entry.at,
        "opened_by": data["by"]["id"],
        "customer": data.get("customer"),
        "facts": _facts_text(data),
        "response_due": data.get("response_due"),
        "recovery_due": data.get("recovery_due"),
        "responded_at": None,
        "recovered_at": None,
        "closed_at": None,
        "satisfied": None,
        "cause": None,
        "reopened": 0,
    }
    place.rows.add("incident", row)


def amend(place: Place, entry: Entry) -> None:
    """The facts as they are stated now."""
    data = entry.data
    _change(place, entry, facts=_facts_text(data), customer=data.get("customer"), changed_by=entry.seq)
    touch(place, entry)


def close(place: Place, entry: Entry) -> None:
    """Over, with what the customer said of it and its root cause."""
    data = entry.data
    _change(place, entry, state="closed", closed_at=entry.at, satisfied=data.get("satisfied"), cause=data.get("cause"))


def reopen(place: Place, entry: Entry) -> None:
    """Not over after all."""
    row = place.rows.get("incident", entry.data["incident"])
    again = int(row["reopened"] or 0) + 1 if row else 1
    _change(place, entry, state="open", closed_at=None, satisfied=None, cause=None, reopened=again)


def touch(place: Place, entry: Entry) -> None:
    """The first thing done by staff is the response, the first gesture given the recovery."""
    row = place.rows.get("incident", entry.data.get("incident"))
    if row is None:
        return
    changes: dict[str, Cell] = {}
    if row["responded_at"] is None:
        changes["responded_at"] = entry.at
    if row["recovered_at"] is None and entry.kind == "posting":
        changes["recovered_at"] = entry.at
    if changes:
        place.rows.put("incident", {**row, **changes})


def owe_duties(place: Place, entry: Entry) -> None:
    """What is to be done afterwards, and by when; by whoever asked."""
    for duty in entry.data.get("duties", ()):
        row = {
            "seq": entry.seq,
            "duty": duty["id"],
            "title": duty["title"],
            "incident": entry.data.get("incident"),
            "person": entry.data["asker"],
            "due_at": duty["due_at"],
            "done_by": None,
            "done_at": None,
        }
        place.rows.add("duty", row)


def duty_done(place: Place, entry: Entry) -> None:
    """A duty was done."""
    row = place.rows.get("duty", int(entry.data["refers"]), entry.data["duty"])
    assert row is not None
    place.rows.put("duty", {**row, "done_by": entry.seq, "done_at": entry.at})


def _change(place: Place, entry: Entry, **changes: Cell) -> None:
    row = place.rows.get("incident", entry.data["incident"])
    assert row is not None
    place.rows.put("incident", {**row, **changes})


def _facts_text(data: dict[str, object]) -> str:
    return canonical({"facts": data["facts"], "texts": data["texts"]}).decode()
