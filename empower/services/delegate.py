"""Letting somebody else say yes in one's name, from a day until another, and taking that back."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor
from empower.domain.problem import Problem
from empower.ledger import cells
from empower.ledger.book import Book
from empower.policyfile.said.actors import person_of
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local
from empower.services.house import House, cannot, not_yours
from empower.services.obeying import writing
from empower.services.pen import Pen

__all__ = ["delegate", "revoke"]


def delegate(
    house: House,
    book: Book,
    actor: Actor,
    name: str,
    pen: Pen,
    *,
    from_day: int,
    until_day: int,
    up_to: int | None = None,
    remedies: tuple[str, ...] | None = None,
    by_login: bool,
) -> Entry:
    """The delegation of the actor's yes to `name`, from a day until the day before another, up to a cost in minor units.

    What the delegate can say yes to is never more than the actor could. Raises `CannotAskError` where it makes no sense.
    """
    rulebook = house.rulebook
    with writing(house, book, by_login=by_login) as page:
        found = person_of(house.people or (), name, ())
        if isinstance(found, Problem):
            raise cannot(found.code, found.message, found.hint)
        if found.id == actor.id:
            raise cannot("own-delegate", "nobody delegates to themselves", "name somebody else")
        today = local(pen.now, rulebook.timezone, rulebook.day_starts).day
        if until_day <= from_day or until_day <= today:
            hint = "`--until` is the day it ends before, later than `--from` and than today"
            raise cannot("no-days", "this delegation would never hold", hint)
        known = [remedy.id for remedy in rulebook.remedies]
        for remedy in remedies or ():
            if remedy not in known:
                message = f"`{remedy}` is not a remedy of this policy"
                raise cannot("unknown-remedy", message, nearest(remedy, known, "remedies"))
        body: dict[str, Any] = {
            "day": today,
            "delegate": found.id,
            "from_day": from_day,
            "until_day": until_day,
            "up_to": up_to,
            "remedies": None if remedies is None else sorted(remedies),
        }
        return page.append(Draft(kind="delegation", by=pen.by(actor), body=body), pen.now)


def revoke(house: House, book: Book, actor: Actor, number: int, pen: Pen, *, by_login: bool) -> Entry:
    """The end of delegation `number`. Raises `CannotAskError` unless the actor made it."""
    with writing(house, book, by_login=by_login) as page:
        row = page.rows.get("delegation", number)
        if row is None:
            raise cannot("unknown-delegation", f"entry {number} is no delegation", "`empower mine` shows yours")
        if row["revoked_by"] is not None:
            message = f"delegation {number} was taken back before, by entry {cells.number(row, 'revoked_by')}"
            raise cannot("revoked-before", message, "it holds no more")
        if row["delegator"] != actor.id:
            raise not_yours(
                f"delegation {number} is `{cells.text(row, 'delegator')}`'s", "whoever made it takes it back"
            )
        today = local(pen.now, house.rulebook.timezone, house.rulebook.day_starts).day
        body = {"day": today, "refers": number}
        return page.append(Draft(kind="revocation", by=pen.by(actor), body=body), pen.now)
