"""An answer that was kept: the page of the decision, with where it stands in the book and what happens next."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.report.as_json import decision_json
from empower.report.decision_page import decision_page
from empower.report.drawing import drawn
from empower.report.page import Section
from empower.report.phrases import in_a_row
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.decision import Decision
    from empower.domain.entries import Entry
    from empower.report.page import Page
    from empower.rules.rulebook import Rulebook

__all__ = ["kept_json", "kept_text"]


def kept_text(
    decision: Decision,
    entry: Entry,
    rulebook: Rulebook,
    *,
    colour: bool,
    local: Callable[[int], str],
    file: str,
    width: int | None,
    replayed: bool = False,
    opened: bool = False,
    notes: tuple[str, ...] = (),
) -> str:
    """The answer, what was recorded, why, and the way forward."""
    page = decision_page(decision, rulebook, local=local, file=file, notes=notes)
    page = page.but(headline=_headline(page, decision, entry, rulebook))
    tone = "yes" if entry.kind == "posting" else page.tone
    recorded = [f"entry {entry.seq}{', as it was answered before' if replayed else ''}"]
    incident = entry.data["incident"]
    recorded.append(f"incident {incident}, opened with it" if opened else f"incident {incident}")
    found = [Section(label="recorded", items=tuple(recorded)), *_waits(entry, local)]
    left_out = {"posting": _NOT_WHEN_GIVEN, "hold": ("unblock",)}.get(entry.kind, ())
    kept = [section for section in page.sections if section.label not in left_out]
    page = page.but(tone=tone, sections=(*found, *kept))
    return drawn(page, colour=colour, width=width)


def kept_json(
    decision: Decision,
    entry: Entry | None,
    rulebook: Rulebook,
    *,
    file: str,
    replayed: bool = False,
    opened: bool = False,
) -> dict[str, Any]:
    """The decision object with its entry and request, and what happens next; of what was not recorded all of that is null."""
    found = decision_json(decision, rulebook, file=file, in_force=True, command="record")
    data = entry.data if entry is not None else {}
    waits, word = entry is not None and entry.kind == "hold", data.get("word")
    return found | {
        "entry": entry.seq if entry is not None else None,
        "request": entry.seq if entry is not None and waits else None,
        "expires_at": _instant(data["expires_at"]) if waits else None,
        "word": {"of": word["of"], "confirm_by": _instant(word["confirm_by"])} if word else None,
        "replayed": replayed,
        "incident": data.get("incident"),
        "opened": opened,
    }


def _instant(at: int | None) -> str | None:
    return None if at is None else written_instant(at)


_NOT_WHEN_GIVEN = ("who", "instead", "unblock")


def _headline(page: Page, decision: Decision, entry: Entry, rulebook: Rulebook) -> str:
    names = Names(rulebook, decision.ask)
    asked = in_a_row([names.gesture(part.gesture) for part in decision.parts])
    word = entry.data.get("word")
    if entry.kind == "posting" and word:
        return f"YES — {asked}, on the word of {word['of']}"
    if entry.kind == "denial" and decision.outcome == "escalate":
        return f"NOT ASKED — {page.headline.partition(' — ')[2]} could say yes"
    if entry.kind == "hold":
        return f"ASKED — {page.headline.partition(' — ')[2]}"
    return page.headline


def _waits(entry: Entry, local: Callable[[int], str]) -> list[Section]:
    if entry.kind == "hold":
        until = entry.data["expires_at"]
        told = f"request {entry.seq} waits for the answer"
        told += f", until {local(until)}; no answer by then is a no" if until is not None else ""
        return [Section(label="next", items=(told, f"take it back with `empower withdraw {entry.seq}`"))]
    word = entry.data.get("word")
    if word:
        by = f" by {local(word['confirm_by'])}" if word["confirm_by"] is not None else ""
        return [Section(label="next", items=(f"{word['of']} confirms it{by}: `empower approve {entry.seq}`",))]
    return []
