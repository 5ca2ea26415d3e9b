"""A request that was sent before gets the answer it got; another request under the same id is a mistake, and is told."""

from __future__ import annotations

from typing import Any

from empower.domain.decision import Decision
from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.services.asked import asked
from empower.services.heard import Heard
from empower.services.house import House
from empower.services.replayed import decision_of
from empower.services.stated_then import stated_now, stated_then

__all__ = ["answered_before"]


def answered_before(
    house: House, page: Page, heard: Heard, request_id: str, note: str
) -> tuple[Decision, Entry] | None:
    """The decision and entry of this request id. Raises `CannotAskError` naming the fields that differ, where some do."""
    found = page.rows.find("entry of a request id", request_id) if request_id else []
    if not found:
        return None
    entry = entry_of(found[0])
    differing = _differing(house, page, heard, entry.data, note)
    if differing:
        message = f"request id `{request_id}` was used before, for another request (entry {entry.seq}): {differing}"
        hint = "a new request has a new id; to send the same again, send it unchanged"
        raise CannotAskError(heard.question.page.placed([Problem(code="request-id-used", message=message, hint=hint)]))
    return decision_of(page, entry), entry


def _differing(house: House, page: Page, heard: Heard, data: dict[str, Any], note: str) -> str:
    """The fields that are not as they were, in words."""
    understood = asked(house, heard)
    ask = understood.ask
    now = stated_now(house.rulebook, understood.said)
    then = stated_then(page, data)
    fields = [
        ("the asker", data["asker"], ask.actor.id),
        ("the role", data["asker_role"], ask.actor.role),
        ("the gesture", data["asked"], [[one.remedy, one.amount, one.quantity] for one in ask.gestures]),
        ("the papers", sorted(set(data["papers"]) - {"note"}), sorted(set(ask.papers) - {"note"})),
        ("the note", page.text(data.get("note")) or "", note),
        *[(f"`{name}`", then.get(name), now.get(name)) for name in sorted({*then, *now})],
    ]
    erased = bool(data.get("note")) and page.text(data["note"]) is None
    return ", ".join(
        [name for name, before, after in fields if before != after and not (name == "the note" and erased)]
    )
