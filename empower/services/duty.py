"""A duty that was done, said by whoever did it."""

from __future__ import annotations

from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor
from empower.ledger.book import Book
from empower.ledger.cells import number
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import local
from empower.services.house import House, cannot
from empower.services.obeying import writing
from empower.services.pen import Pen

__all__ = ["duty_done"]


def duty_done(
    house: House, book: Book, actor: Actor, name: str, words: WordsPage, pen: Pen, *, by_login: bool
) -> Entry:
    """The entry that a duty (`12-incident_report`) was done. Raises `CannotAskError` where there is none such to do."""
    seq, _, duty = name.partition("-")
    with writing(house, book, by_login=by_login) as page:
        row = page.rows.get("duty", int(seq[:18]), duty) if seq.isascii() and seq.isdigit() else None
        if row is None:
            hint = "`empower mine` shows yours, such as `12-incident_report`"
            raise cannot("unknown-duty", f"there is no duty `{name}`", hint, words)
        if row["done_at"] is not None:
            message = f"duty `{name}` was done before (entry {number(row, 'done_by')})"
            raise cannot("duty-done-before", message, "nothing needs to be done", words)
        body = {
            "day": local(pen.now, house.rulebook.timezone, house.rulebook.day_starts).day,
            "refers": number(row, "seq"),
            "asker": row["person"],
            "incident": row["incident"],
            "duty": duty,
        }
        return page.append(Draft(kind="done", by=pen.by(actor), body=body), pen.now)
