"""A word given by telephone, confirmed by whoever gave it, or disowned."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor
from empower.ledger.book import WritingPage
from empower.ledger.cells import text
from empower.ledger.shapes import Row
from empower.policyfile.said.zone import local
from empower.services.house import House, not_yours
from empower.services.pen import Pen, Texts

__all__ = ["confirm"]


def confirm(
    house: House, page: WritingPage, row: Row, entry: Entry, actor: Actor, pen: Pen, note: str, *, given: bool
) -> Entry:
    """The confirmation of a gesture given on the actor's word, in time or late. Raises `CannotAskError` for anybody else."""
    if actor.id != row["on_word"]:
        message = f"this was given on the word of `{text(row, 'on_word')}`"
        raise not_yours(message, "they alone can say whether they gave it")
    texts = Texts(pen, entry.data.get("customer"))
    body: dict[str, Any] = {
        "day": local(pen.now, house.rulebook.timezone, house.rulebook.day_starts).day,
        "refers": entry.seq,
        "asker": row["asker"],
        "authority": actor.id,
        "incident": row["incident"],
        "customer": row["customer"],
        "confirmed": given,
        "late": row["expires_at"] is not None and pen.now > int(row["expires_at"]),
        "binds": entry.hash,
        "note": texts.text("note", note) if note else None,
    }
    draft = Draft(kind="confirmation", by=pen.by(actor), body=body, private=tuple(texts.found))
    return page.append(draft, pen.now)
