"""One entry for a script: what it says, with amounts as text, and nothing of a customer but what stands for them."""

from __future__ import annotations

from empower.domain.calendar import written_date, written_instant
from empower.domain.kept_facts import known_facts
from empower.report.facts import facts_json
from empower.report.given import given_json, money_text
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.entries import Entry
    from empower.rules.rulebook import Rulebook

__all__ = ["entry_json"]


def entry_json(entry: Entry, rulebook: Rulebook) -> dict[str, Any]:
    """The entry, its facts in the words of the policy it was made under."""
    data = entry.data
    by, parts = data["by"], data.get("parts") or []
    known = [part["cost"] for part in parts if part["cost"] is not None]
    facts = {name: value for name, value in known_facts(rulebook.facts, data.get("facts") or {}) if value is not None}
    return {
        "entry": entry.seq,
        "kind": entry.kind,
        "recorded_at": written_instant(entry.at),
        "effective_at": written_instant(data.get("effective", entry.at)),
        "day": written_date(data["day"]),
        "by": {"person": by["id"] or None, "role": by["role"] or None, "vouched": by["vouched"]}
        | {"login": by.get("login") or None},
        "asker": data.get("asker"),
        "authority": data.get("authority"),
        "incident": data.get("incident"),
        "customer": data.get("customer"),
        "gestures": [
            {**given, "owed_cost": money_text(rulebook, part["owed_cost"])}
            for given, part in zip(given_json(rulebook, parts), parts, strict=True)
        ],
        "cost": money_text(rulebook, sum(known) if known else None),
        "currency": rulebook.currency,
        "outcome": data.get("outcome"),
        "facts": facts_json(facts, Names(rulebook)),
        "refers_to": data.get("refers"),
        "request_id": data.get("request_id"),
        "policy": data["policy"],
        "roster": data.get("roster"),
        "previous": entry.previous,
        "hash": entry.hash,
    }
