"""The people as they may say yes today: with those to whom somebody has delegated their yes."""

from __future__ import annotations

from empower.domain.balances import Balances
from empower.domain.errors import AbsentFactError
from empower.domain.gesture import Ask
from empower.domain.people import Person
from empower.ledger.book import Page
from empower.ledger.entry_rows import packed
from empower.ledger.shapes import Row
from empower.rules.charges import worth
from empower.rules.rulebook import Rulebook

__all__ = ["Delegated", "delegations_for", "with_delegates"]

Delegated = tuple[tuple[str, str], ...]
"""Who delegated to whom."""


def delegations_for(page: Page, rulebook: Rulebook, ask: Ask, balances: Balances, day: int) -> Delegated:
    """The delegations that hold on a day for what is asked; one up to a cost, for no more than that."""
    remedies = {gesture.remedy for gesture in ask.gestures}
    rows = [row for row in page.rows.find("delegations that may hold", day) if _holds(row, day, remedies)]
    if any([row["up_to"] is not None for row in rows]):
        comes_to = _worth(rulebook, ask, balances)
        rows = [row for row in rows if row["up_to"] is None or (comes_to is not None and comes_to <= int(row["up_to"]))]
    return tuple(dict.fromkeys([(str(row["delegator"]), str(row["delegate"])) for row in rows]))


def with_delegates(people: tuple[Person, ...], delegated: Delegated, day: int) -> tuple[Person, ...]:
    """The people, each who works here on a day with those who may say yes in their name by delegation, away or not."""
    if not delegated:
        return people
    found = []
    for person in people:
        names = tuple(
            [delegate for delegator, delegate in delegated if delegator == person.id and person.employed_on(day)]
        )
        found.append(person.but(delegates=names) if names else person)
    return tuple(found)


def _holds(row: Row, day: int, remedies: set[str]) -> bool:
    if int(row["from_day"] or 0) > day:
        return False
    return row["remedies"] is None or remedies <= set(packed(row, "remedies", "delegation"))


def _worth(rulebook: Rulebook, ask: Ask, balances: Balances) -> int | None:
    """What it comes to; `None` while a fact that the cost hangs on is not known, which is within no cap."""
    try:
        return worth(rulebook, ask, balances)
    except AbsentFactError:
        return None
