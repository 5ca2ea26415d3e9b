"""What the book keeps of an incident of the past, and what it says otherwise than a case of the same id."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Entry
from empower.domain.kept_facts import kept_facts
from empower.rules.rulebook import Rulebook
from empower.services.bring_in.cases import PastCase

__all__ = ["otherwise", "past_body"]

_COMPARED = {
    "opened_at": "clocks",
    "responded_at": "clocks",
    "recovered_at": "clocks",
    "closed_at": "clocks",
    "reopened": "clocks",
    "satisfied": "satisfaction",
    "cause": "cause",
    "hands": "hands",
}


def past_body(one: PastCase) -> dict[str, Any]:
    """The clocks and the end of the case, as its entry has them."""
    return {
        "opened_at": one.opened_at,
        "opened_by": one.opened_by,
        "responded_at": one.responded_at,
        "recovered_at": one.recovered_at,
        "closed_at": one.closed_at,
        "reopened": one.reopened,
        "satisfied": one.satisfied or None,
        "cause": one.cause or None,
        "hands": one.hands,
        "events": one.events,
    }


def otherwise(rulebook: Rulebook, one: PastCase, entry: Entry | None) -> str:
    """What tells the case from the incident that was opened by an entry. What may be erased is not compared."""
    was = entry.data.get("past") if entry is not None and entry.kind == "import" else None
    if entry is None or was is None:
        return "and it was opened there, not brought in"
    now = past_body(one)
    found = [what for name, what in _COMPARED.items() if now[name] != was[name]]
    free = {fact.name for fact in rulebook.facts if fact.kind == "text"} | {"customer", "incident"}
    facts = kept_facts(rulebook.facts, [fact for fact in one.facts if fact[0] not in free])
    if facts != {name: value for name, value in entry.data["facts"].items() if name not in free}:
        found.append("facts")
    return f"with other {' and other '.join(dict.fromkeys(found or ['gestures']))}"
