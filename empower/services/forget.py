"""Forgetting a customer: their id, and every text about them, are erased; entries, counters and proofs stay as they are."""

from __future__ import annotations

from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor
from empower.ledger.book import Book, Page
from empower.ledger.cells import text
from empower.ledger.shapes import Row
from empower.policyfile.said.zone import local
from empower.services.adopters import may_adopt
from empower.services.house import House, cannot
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts

__all__ = ["forget"]


def forget(house: House, book: Book, actor: Actor, customer: str, pen: Pen, because: str, *, by_login: bool) -> Entry:
    """The entry that a customer was forgotten; what lay beside the book about them is gone with it.

    For the roles that may adopt a policy. Raises `CannotAskError` where the book knows no such customer.
    """
    with writing(house, book, by_login=by_login) as page:
        may_adopt(page, actor, pen, "forget a customer")
        subject = page.pseudonym(customer)
        rows = _texts_about(page, subject) if subject is not None else []
        if subject is None or not rows:
            raise cannot(
                "unknown-customer",
                "the book knows no such customer",
                "name them as they were stated, without `customer=`",
            )
        if customer.casefold() in because.casefold():
            raise cannot("names-the-customer", "the reason names the customer", "say why without naming them")
        texts = Texts(pen)
        body = {
            "day": local(pen.now, house.rulebook.timezone, house.rulebook.day_starts).day,
            "subject": subject,
            "erased": sorted([text(row, "commitment") for row in rows]),
            "because": texts.text("because", because),
        }
        entry = page.append(Draft(kind="erasure", by=pen.by(actor), body=body, private=tuple(texts.found)), pen.now)
        for row in rows:
            page.rows.remove("private", text(row, "commitment"))
        return entry


def _texts_about(page: Page, subject: str) -> list[Row]:
    """The texts of a customer, and those of their incidents that were kept before anybody said whose they were."""
    found = page.rows.find("texts about", subject)
    theirs = [row["incident"] for row in page.rows.find("entries of a customer", subject)]
    for incident in dict.fromkeys([one for one in theirs if one is not None]):
        for entry in page.rows.find("entries of an incident", incident):
            beside = page.rows.find("texts of an entry", entry["seq"])
            found += [row for row in beside if row["subject"] is None]
    return found
