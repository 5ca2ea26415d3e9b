"""A no to a request: declined by somebody who may answer it, or withdrawn by whoever asked."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Draft, Entry
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.ledger.book import Book, WritingPage
from empower.ledger.cells import text
from empower.ledger.shapes import Row
from empower.services.house import House, cannot, not_yours
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts
from empower.services.requests.answering import decliners, outlived, standing
from empower.services.requests.confirm import confirm
from empower.services.requests.open_request import request_of, still_open
from empower.services.requests.told import who_may

__all__ = ["decline", "withdraw"]


def decline(house: House, book: Book, actor: Actor, number: int, pen: Pen, because: str, *, by_login: bool) -> Entry:
    """The release of what request `number` held, with the reason. Raises `CannotAskError` where it is not theirs to decline.

    Of a gesture that was given on the actor's word it says that they never gave it.
    """
    with writing(house, book, by_login=by_login) as page:
        row, entry = request_of(page, number)
        still_open(row, pen.now)
        if row["state"] == "word":
            return confirm(house, page, row, entry, actor, pen, because, given=False)
        if actor.id == row["asker"]:
            raise not_yours("this is your own request", f"take it back with `empower withdraw {number}`")
        _may_decline(house, page, entry, actor, pen.now)
        return _release(page, row, entry, actor, pen, "declined", because)


def withdraw(house: House, book: Book, actor: Actor, number: int, pen: Pen, because: str, *, by_login: bool) -> Entry:
    """The release of what the actor's own request held. Raises `CannotAskError` where it is somebody else's."""
    with writing(house, book, by_login=by_login) as page:
        row, entry = request_of(page, number)
        still_open(row, pen.now)
        if actor.id != row["asker"]:
            raise not_yours(f"request {number} is not yours to withdraw", "only whoever asked takes it back")
        if row["state"] == "word":
            message = f"entry {number} was given at once, on the word of `{text(row, 'on_word')}`"
            hint = f"what was given is undone by somebody who could have approved it: `empower reverse {number} --because …`"
            raise cannot("request-ended", message, hint)
        return _release(page, row, entry, actor, pen, "withdrawn", because)


def _may_decline(house: House, page: WritingPage, entry: Entry, actor: Actor, now: int) -> None:
    """Raises `CannotAskError` where it is not theirs; what the policy in force knows no more can still be declined."""
    try:
        stands = standing(house, page, entry, None, now)
    except CannotAskError:
        stands = None
    if stands is not None and outlived(stands, entry) is None:
        if not stands.fillers(actor.id):
            raise not_yours(f"this is not `{actor.id}`'s to decline", f"it waits for {who_may(stands, [])}")
        return
    able = decliners(house, page, entry, stands, now)
    if actor.id not in able:
        names = ", ".join([f"`{name}`" for name in sorted(able)]) or "nobody else"
        raise not_yours(f"this is not `{actor.id}`'s to decline", f"it waits for {names}")


def _release(page: WritingPage, row: Row, entry: Entry, actor: Actor, pen: Pen, why: str, because: str) -> Entry:
    texts = Texts(pen, entry.data.get("customer"))
    body: dict[str, Any] = {
        "day": entry.data["day"],
        "refers": entry.seq,
        "asker": row["asker"],
        "incident": row["incident"],
        "customer": row["customer"],
        "why": why,
        "because": texts.text("because", because) if because else None,
    }
    draft = Draft(kind="release", by=pen.by(actor), body=body, private=tuple(texts.found))
    return page.append(draft, pen.now)
