"""An incident as a page: its facts, its clocks, and what was done about it, in the order it was done."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.report.clock import left_words, span_words
from empower.report.drawing import drawn
from empower.report.facts import customer_words, facts_json, facts_words
from empower.report.gestures import gestures_words
from empower.report.given import given_json
from empower.report.mine import duty_json, duty_words
from empower.report.page import Page, sections
from empower.report.tables import table
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.book_results import IncidentPage
    from empower.domain.entries import Entry
    from empower.rules.rulebook import Rulebook

__all__ = ["incident_json", "incident_text", "incidents_json", "incidents_text"]

_DONE = {
    "opened": "opened",
    "amendment": "facts changed",
    "hold": "asked for",
    "posting": "given",
    "denial": "refused",
    "release": "given back",
    "reversal": "undone",
    "vote": "yes",
    "confirmation": "word confirmed",
    "closed": "closed",
    "reopened": "opened again",
    "done": "duty done",
    "import": "given, from before the book",
}
_PAST = "came in from a log of the past"


def incident_text(
    one: IncidentPage, rulebook: Rulebook, *, local: Callable[[int], str], colour: bool, width: int | None
) -> str:
    """The page."""
    names = Names(rulebook)
    facts = dict(one.facts)
    causes = dict(rulebook.causes)
    past = bool(one.entries) and "past" in one.entries[0].data
    about = [
        f"{f'by {one.opened_by}, ' if one.opened_by else ''}{local(one.opened_at)}{', before the book' if past else ''}"
    ]
    about += [f"for {customer_words(facts['customer'])}"] if facts.get("customer") else []
    ended = []
    if one.state == "closed":
        ended = [f"closed {local(one.closed_at or 0)}"]
        ended += [f"satisfied: {one.satisfied}"] if one.satisfied else []
        ended += [f"cause: {causes.get(one.cause) or one.cause}"] if one.cause else []
    page = Page(
        headline=f"{one.id} — {one.state}{', opened again before' if one.reopened else ''}",
        keep=rulebook.currency,
        sections=sections(
            ("opened", about),
            ("facts", facts_words(facts, names)),
            ("clocks", _clocks(one)),
            ("done", [_line(entry, rulebook, local) for entry in one.entries if entry.kind != "opened"]),
            ("to do", [duty_words(duty, one.now, local) for duty in one.duties]),
            ("end", ended),
        ),
    )
    return drawn(page, colour=colour, width=width)


def incidents_text(
    found: tuple[IncidentPage, ...], *, local: Callable[[int], str], colour: bool, width: int | None
) -> str:
    """A line for each."""
    if not found:
        return "no incident is open"
    rows = [
        (one.id, one.state, local(one.opened_at), one.opened_by, "; ".join(_clocks(one)) or "no clock") for one in found
    ]
    return table(("incident", "state", "opened", "by", "clocks"), rows, colour=colour, width=width)


def incident_json(one: IncidentPage, rulebook: Rulebook) -> dict[str, Any]:
    """For a script."""
    return {
        "schema": "empower/incident-show/1",
        "currency": rulebook.currency,
        **_json(one),
        "imported": bool(one.entries) and "past" in one.entries[0].data,
        "customer": dict(one.facts).get("customer"),
        "facts": facts_json(dict(one.facts), Names(rulebook)),
        "entries": [
            {
                "entry": entry.seq,
                "kind": entry.kind,
                "at": written_instant(entry.at),
                "by": entry.data["by"]["id"] or None,
                "gestures": given_json(rulebook, entry.data.get("parts") or []),
            }
            for entry in one.entries
        ],
        "duties": [duty_json(duty, one.now) for duty in one.duties],
    }


def incidents_json(found: tuple[IncidentPage, ...]) -> dict[str, Any]:
    """The list for a script."""
    return {"schema": "empower/incident-list/1", "incidents": [_json(one) for one in found]}


def _json(one: IncidentPage) -> dict[str, Any]:
    instants = ("opened_at", "response_due", "recovery_due", "responded_at", "recovered_at", "closed_at")
    told = {name: getattr(one, name) for name in instants}
    return {
        "incident": one.id,
        "state": one.state,
        "opened_by": one.opened_by or None,
        **{name: None if at is None else written_instant(at) for name, at in told.items()},
        "satisfied": one.satisfied or None,
        "cause": one.cause or None,
        "reopened": one.reopened,
    }


def _clocks(one: IncidentPage) -> list[str]:
    found = []
    for name, due, done in (
        ("first response", one.response_due, one.responded_at),
        ("recovery", one.recovery_due, one.recovered_at),
    ):
        if done is not None:
            late = ", too late" if due is not None and done > due else ""
            found.append(f"{name} after {span_words(done - one.opened_at)}{late}")
        elif due is not None and one.state == "open":
            found.append(f"{name} {'due' if due > one.now else 'overdue, was due'} {left_words(due, one.now)}")
    return found


def _line(entry: Entry, rulebook: Rulebook, local: Callable[[int], str]) -> str:
    what = _PAST if "past" in entry.data else _DONE[entry.kind]
    parts = entry.data.get("parts")
    told = f"{what}: {gestures_words(rulebook, parts)}" if parts else what
    if entry.kind == "release":
        told = f"{what}, {entry.data['why']}"
    who = entry.data["by"]["id"] or "nobody: its time was up"
    return f"{entry.seq}: {told} — {who}, {local(entry.at)}"
