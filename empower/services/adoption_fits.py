"""Whether a book can go on by another policy: what it holds has to mean the same under it."""

from __future__ import annotations

from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.policyfile.said.asking import not_in_force
from empower.rules.rulebook import Rulebook
from empower.services.house import House, cannot

__all__ = ["goes_on", "reads_alike"]

_PLAIN = ("money", "number", "moment", "time")
"""Kinds of facts that an entry keeps as plain numbers, so that it cannot be seen which is meant."""


def goes_on(page: Page, house: House, now: int) -> None:
    """Nothing, where the book can go on by it from now on. Raises `CannotAskError` where it cannot."""
    rulebook, head = house.rulebook, page.head
    if head.currency not in ("", rulebook.currency):
        message = f"this book counts in {head.currency}, and `{house.file}` is in {rulebook.currency}"
        hint = f"what was given would become {rulebook.currency} as it stands; make another book: `empower init --ledger …`"
        raise cannot("book-currency", message, hint)
    reads_alike(page, rulebook)
    idle = not_in_force(rulebook, now)
    if idle is not None:
        hint = "adopt it once it holds: until then nothing could be recorded. Or change its `effective`"
        raise cannot(idle.code, idle.message, hint)


def reads_alike(page: Page, rulebook: Rulebook) -> None:
    """Raises `CannotAskError` where a fact is kept as a plain number that would now mean another: 480.00 is kept as 48000."""
    kinds = {fact.name: fact.kind for fact in rulebook.facts if fact.kind in _PLAIN}
    for row in page.rows.find("entries of a kind", "adoption"):
        for fact in page.rulebook_of(str(entry_of(row).data["policy"])).facts:
            kind = kinds.get(fact.name, fact.kind)
            if fact.kind in _PLAIN and kind != fact.kind:
                message = f"`{fact.name}` is kept in this book as `{fact.kind}`, and would be read as `{kind}`"
                raise cannot("other-kind", message, "give the new fact another name")
