"""Requests that wait for a yes, the votes on them, and yeses given by word of mouth."""

from __future__ import annotations

from empower.ledger.columns import parts_total

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place

__all__ = ["await_word", "close", "confirm", "open_request", "resolve", "vote"]


def open_request(place: Place, entry: Entry) -> None:
    """A hold is a request that waits."""
    waits = {"moves_up_after": entry.data.get("moves_up_after"), "expires_at": entry.data.get("expires_at")}
    _keep(place, entry, "open", **waits)


def await_word(place: Place, entry: Entry) -> None:
    """A posting on somebody's word waits for them to confirm it."""
    word = entry.data.get("word")
    if word is not None:
        _keep(place, entry, "word", on_word=word["of"], expires_at=word["confirm_by"])


def vote(place: Place, entry: Entry) -> None:
    """A yes of one person, in their own name or another's."""
    data = entry.data
    row = {
        "request": data["refers"],
        "voter": data["by"]["id"],
        "asker": data["asker"],
        "in_name_of": data["authority"],
        "role": data["place"],
        "seq": entry.seq,
        "at": entry.at,
        "amount": data.get("amount"),
    }
    place.rows.add("vote", row)


def resolve(place: Place, entry: Entry) -> None:
    """A posting that a request asked for ends the request."""
    if entry.data.get("refers") is not None:
        _end(place, entry, "approved")


def close(place: Place, entry: Entry) -> None:
    """Declined, withdrawn or expired."""
    _end(place, entry, str(entry.data["why"]))


def confirm(place: Place, entry: Entry) -> None:
    """The word was given, says whoever is said to have given it; or was not."""
    _end(place, entry, "confirmed" if entry.data["confirmed"] else "disowned")


def _end(place: Place, entry: Entry, state: str) -> None:
    row = place.rows.get("request", int(entry.data["refers"]))
    assert row is not None
    place.rows.put("request", {**row, "state": state, "resolved_by": entry.seq, "resolved_at": entry.at})


def _keep(place: Place, entry: Entry, state: str, **more: int | str | None) -> None:
    data = entry.data
    parts = data["parts"]
    row = {
        "seq": entry.seq,
        "state": state,
        "asker": data["asker"],
        "role": data["by"]["role"],
        "at": entry.at,
        "moves_up_after": None,
        "expires_at": None,
        "incident": data.get("incident"),
        "customer": data.get("customer"),
        "remedy": "+".join([part["remedy"] for part in parts]),
        "amount": parts_total(parts, "amount"),
        "quantity": parts_total(parts, "quantity"),
        "cost": parts_total(parts, "cost"),
        "on_word": None,
        "resolved_by": None,
        "resolved_at": None,
        **more,
    }
    place.rows.add("request", row)
