"""The people as they may say yes today: with those to whom somebody has delegated their yes."""

from __future__ import annotations

import json

from empower.domain.people import Person
from empower.ledger.book import Page
from empower.ledger.shapes import Row

__all__ = ["Delegated", "delegations_on", "with_delegates"]

Delegated = tuple[tuple[str, str], ...]
"""Who delegated to whom."""


def delegations_on(page: Page, day: int, remedies: tuple[str, ...], cost: int) -> Delegated:
    """The delegations that hold on a day for gestures of these remedies and this cost."""
    rows = page.rows.find("delegations that may hold", day)
    return tuple(
        dict.fromkeys(
            [(str(row["delegator"]), str(row["delegate"])) for row in rows if _holds(row, day, remedies, cost)]
        )
    )


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


def _holds(row: Row, day: int, remedies: tuple[str, ...], cost: int) -> bool:
    if int(row["from_day"] or 0) > day:
        return False
    if row["up_to"] is not None and cost > int(row["up_to"]):
        return False
    return row["remedies"] is None or set(remedies) <= set(json.loads(str(row["remedies"])))
