"""Incidents with their clocks, and the duties that gestures leave behind."""

from __future__ import annotations

from empower.domain.canonical import canonical
from empower.ledger.cells import number
from empower.ledger.projection.handlings import incident_moved, sum_duties, sum_duty_done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.ledger.shapes import Cell, Row

__all__ = [
    "amend",
    "bring_in",
    "close",
    "duty_done",
    "give_back",
    "open_incident",
    "owe_duties",
    "reopen",
    "repeats",
    "touch",
]

_YEAR = 365 * 86_400_000_000
"""A failure of the same customer within so many microseconds is a repeated one."""


def open_incident(place: Place, entry: Entry) -> None:
    """An incident, with what was stated of it."""
    data = entry.data
    row: Row = {
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
        "day": data["day"],
        "given": 0,
        "cost": 0,
        "unknown": 0,
        "levels": 0,
        "at_once": None,
        "repeats": repeats(place, data.get("customer"), entry.at),
    }
    incident_moved(place, None, row)


def amend(place: Place, entry: Entry) -> None:
    """The facts as they are stated now."""
    data = entry.data
    before = place.rows.get("incident", data["incident"])
    assert before is not None
    row = {**before, "facts": _facts_text(data), "customer": data.get("customer"), "changed_by": entry.seq}
    if row["customer"] != before["customer"]:
        row["repeats"] = repeats(place, data.get("customer"), number(before, "opened_at"))
    incident_moved(place, before, row | _touched(before, entry))


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
    changes = _touched(row, entry)
    if entry.kind == "posting":
        changes |= _given(row, entry)
    if changes:
        incident_moved(place, row, {**row, **changes})


def bring_in(place: Place, entry: Entry) -> None:
    """What was given in the past for an incident that the book knows."""
    row = place.rows.get("incident", entry.data.get("incident"))
    if row is not None and entry.data["parts"]:
        found = _given(row, entry)
        incident_moved(place, row, {**row, **{name: found[name] for name in ("given", "cost", "unknown")}})


def give_back(place: Place, entry: Entry) -> None:
    """What was undone is no cost of its incident any more."""
    row = place.rows.get("incident", entry.data.get("incident"))
    back = sum([part["cost"] or 0 for part in entry.data["parts"]])
    if row is not None and back and row["given"]:
        incident_moved(place, row, {**row, "cost": number(row, "cost") - back})


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
    sum_duties(place, entry)


def duty_done(place: Place, entry: Entry) -> None:
    """A duty was done."""
    row = place.rows.get("duty", int(entry.data["refers"]), entry.data["duty"])
    assert row is not None
    place.rows.put("duty", {**row, "done_by": entry.seq, "done_at": entry.at})
    sum_duty_done(place, entry, None if row["due_at"] is None else number(row, "due_at"))


def repeats(place: Place, customer: str | None, opened_at: int) -> int | None:
    """Whether something went wrong for the same customer within the year before; `None` for nobody in particular."""
    if customer is None:
        return None
    return int(bool(place.rows.find("incidents of a customer", customer, opened_at - _YEAR, opened_at)))


def _change(place: Place, entry: Entry, **changes: Cell) -> None:
    row = place.rows.get("incident", entry.data["incident"])
    assert row is not None
    incident_moved(place, row, {**row, **changes})


def _touched(row: Row, entry: Entry) -> Row:
    changes: Row = {}
    if row["responded_at"] is None:
        changes["responded_at"] = entry.at
    if row["recovered_at"] is None and entry.kind == "posting":
        changes["recovered_at"] = entry.at
    return changes


def _given(row: Row, entry: Entry) -> Row:
    """What a posting adds: to the cost, and how many had to say yes, which is none where the asker gave it at once."""
    data = entry.data
    parts = data["parts"]
    word = data.get("word") is not None
    levels = len(data.get("consents") or ()) + int(word)
    return {
        "given": number(row, "given") + len(parts),
        "cost": number(row, "cost") + sum([part["cost"] or 0 for part in parts]),
        "unknown": number(row, "unknown") + len([part for part in parts if part["cost"] is None]),
        "levels": max(number(row, "levels"), levels),
        "at_once": row["at_once"] if row["at_once"] is not None else int(data.get("refers") is None and not word),
    }


def _facts_text(data: dict[str, object]) -> str:
    return canonical({"facts": data["facts"], "texts": data["texts"]}).decode()
