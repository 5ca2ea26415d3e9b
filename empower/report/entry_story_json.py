"""One entry with its whole story, for a script."""

from __future__ import annotations

from empower.domain.calendar import written_date, written_instant
from empower.domain.money import written_number
from empower.report.entry_json import entry_json
from empower.report.parts_json import reason_json
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.entries import Entry
    from empower.domain.listed import Charged, DutyOwed, Story
    from empower.rules.rulebook import Rulebook

__all__ = ["story_json"]


def story_json(story: Story, rulebook: Rulebook) -> dict[str, Any]:
    """The story; `payload` is what the hash is made of, to the byte."""
    names, entry = Names(rulebook, story.decision.ask if story.decision else None), story.entry
    reasons = story.decision.reasons if story.decision else ()
    return {
        "schema": "empower/ledger-show/1",
        **entry_json(entry, rulebook),
        "customer_id": story.customer.text if story.customer else None,
        "texts": {one.name: one.text for one in story.texts},
        "consents": [{"by": one[0], "authority": one[1]} for one in entry.data.get("consents") or ()],
        "papers": list(entry.data.get("papers") or ()),
        "reasons": [reason_json(reason, names, story.policy_name) for reason in reasons],
        "lines": [{"id": one.name, "line": one.line, "source": list(one.source)} for one in story.quoted],
        "charges": [_charge_json(one, rulebook) for one in story.charges],
        "referred_by": [_referring_json(one) for one in story.referred_by],
        "duties": [_duty_json(one, entry) for one in story.duties],
        "policy_name": story.policy_name or None,
        "roster_name": story.roster_name or None,
        "payload": entry.payload.decode(),
    }


def _charge_json(one: Charged, rulebook: Rulebook) -> dict[str, Any]:
    def figure(value: int) -> str | int:
        return written_number(value, rulebook.digits) if one.in_money else value

    return {
        "counter": one.counter,
        "lines": list(one.lines),
        "per": dict(one.key) or None,
        "day": written_date(one.day),
        **{name: figure(getattr(one, name)) for name in ("spent_before", "held_before", "spent_after", "held_after")},
    }


def _referring_json(entry: Entry) -> dict[str, Any]:
    data = entry.data
    told = {"entry": entry.seq, "kind": entry.kind, "at": written_instant(entry.at), "by": data["by"]["id"] or None}
    return told | {"authority": data.get("authority"), "why": data.get("why")}


def _duty_json(one: DutyOwed, entry: Entry) -> dict[str, Any]:
    return {
        "id": f"{entry.seq}-{one.duty}",
        "title": one.title or None,
        "due_at": None if one.due_at is None else written_instant(one.due_at),
        "done_at": None if one.done_at is None else written_instant(one.done_at),
        "done_by": one.done_by,
    }
