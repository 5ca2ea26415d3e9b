"""A page of entries: a line for each, and how to go on."""

from __future__ import annotations

from empower.report.entry_json import entry_json
from empower.report.gestures import gestures_words
from empower.report.given import money_text
from empower.report.tables import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.entries import Entry
    from empower.rules.rulebook import Rulebook

__all__ = ["NOBODY", "cost_words", "listed_json", "listed_text"]

NOBODY = "—"
"""Who did what happened because a time was up."""


def listed_text(
    entries: tuple[Entry, ...],
    rulebook: Rulebook,
    *,
    goes_on: int | None,
    local: Callable[[int], str],
    colour: bool,
    width: int | None,
) -> str:
    """The table, then the command that shows what comes after it, where there is more."""
    if not entries:
        return "the book has no such entry"
    heads = ("entry", "kind", "recorded", "by", "incident", "gesture", f"cost in {rulebook.currency}")
    rows = [
        (
            str(entry.seq),
            entry.kind,
            local(entry.at),
            entry.data["by"]["id"] or NOBODY,
            entry.data.get("incident") or "",
            gestures_words(rulebook, entry.data.get("parts") or []),
            cost_words(entry, rulebook),
        )
        for entry in entries
    ]
    shown = table(heads, rows, colour=colour, width=width)
    return shown if goes_on is None else f"{shown}\nthere are more: say the same with `--after {goes_on}`"


def listed_json(
    entries: tuple[Entry, ...], rulebook_of: Callable[[str], Rulebook], *, currency: str, after: int | None
) -> dict[str, Any]:
    """The same for a script; `goes_on_after` is what to say with `--after`, null where nothing comes after."""
    return {
        "schema": "empower/ledger-list/1",
        "currency": currency,
        "entries": [entry_json(entry, rulebook_of(entry.data["policy"])) for entry in entries],
        "goes_on_after": after,
    }


def cost_words(entry: Entry, rulebook: Rulebook) -> str:
    """What it costs, or gives back; nothing where it gives nothing."""
    costs = [part["cost"] for part in entry.data.get("parts") or []]
    known = [cost for cost in costs if cost is not None]
    if not costs:
        return ""
    if len(known) < len(costs):
        return f"{money_text(rulebook, sum(known))} and more, not known" if known else "not known"
    return f"{'−' if entry.kind == 'reversal' else ''}{money_text(rulebook, sum(known))}"
