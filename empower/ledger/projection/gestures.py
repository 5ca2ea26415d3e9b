"""Gestures: what they add to counters, what they reserve, and what is given back."""

from __future__ import annotations

from empower.ledger.charging import add_to_counter, key_text
from empower.rules.index import index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.ledger.shapes import Row

__all__ = ["hold", "post", "release", "reverse"]


def post(place: Place, entry: Entry) -> None:
    """What is given counts as spent; what was held for it is held no more."""
    if entry.data.get("refers") is not None:
        _let_go(place, int(entry.data["refers"]))
    _charge(place, entry)


def hold(place: Place, entry: Entry) -> None:
    """What is asked for counts as held, until it is resolved or its time is up."""
    _charge(place, entry)
    for number, (counter, key, day, _, held, _) in enumerate(entry.data["charges"]):
        row = {
            "request": entry.seq,
            "number": number,
            "counter": counter,
            "key": key_text(key),
            "day": day,
            "amount": held,
            "expires_at": entry.data.get("expires_at"),
        }
        place.rows.add("holding", row)


def release(place: Place, entry: Entry) -> None:
    """What was held is held no more."""
    _let_go(place, int(entry.data["refers"]))


def reverse(place: Place, entry: Entry) -> None:
    """What is undone is given back to the counters and days it was charged to."""
    _charge(place, entry)


def _charge(place: Place, entry: Entry) -> None:
    charges: list[list[Any]] = entry.data["charges"]
    if not charges:
        return
    counters = index_of(place.rulebook).counters
    rows: list[Row] = []
    for number, (name, key, day, spent, held, within) in enumerate(charges):
        text = key_text(key)
        after = add_to_counter(place.rows, place.rulebook, counters[name], text, day, spent, held, within)
        row: Row = {
            "seq": entry.seq,
            "number": number,
            "counter": name,
            "key": text,
            "day": day,
            "spent": spent,
            "held": held,
            "spent_after": after[0],
            "held_after": after[1],
        }
        rows.append(row)
    place.rows.add_all("charge", rows)


def _let_go(place: Place, request: int) -> None:
    """Gives back everything a request holds."""
    for row in place.rows.find("holdings of", request):
        counter = place.counter(str(row["counter"]))
        if counter is not None:
            amount, day = int(row["amount"] or 0), int(row["day"] or 0)
            add_to_counter(place.rows, place.rulebook, counter, str(row["key"]), day, 0, -amount)
        place.rows.remove("holding", request, row["number"])
