"""Putting a policy, a roster and a way of knowing people in force: an entry like any other, with what changes and why."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor
from empower.domain.value import Value
from empower.ledger.book import Book
from empower.ledger.head import Head
from empower.ledger.projection.history import Tally
from empower.policyfile.said.zone import local
from empower.rules.analysis.results import Told
from empower.services.adopters import ADOPT, may_adopt
from empower.services.adoption_changes import difference_of
from empower.services.adoption_fits import goes_on
from empower.services.house import House, cannot
from empower.services.pen import Pen, Texts

__all__ = ["Adopted", "adopt", "begin"]


class Adopted(Value):
    """What an adoption changed."""

    entry: Entry
    before: Head
    difference: str = ""  # of the policy's text
    meaning: str = ""  # the verdict on how it differs; "" where the policy in force was another by then


def begin(book: Book, house: House, actor: Actor, pen: Pen, name: str, *, by_login: bool) -> Entry:
    """The first entry of a new book called `name`, which puts the house's policy and roster in force."""
    book.know(house.rulebook)
    with book.writing(Head(book=name)) as page:
        if page.rows.get("entry", 1) is not None:
            raise cannot("book-begun", "this book was begun already", "use it as it is, or begin another elsewhere")
        return page.append(_draft(house, actor, pen, "the book begins", "", "", by_login=by_login), pen.now)


def adopt(
    book: Book, house: House, actor: Actor, pen: Pen, because: str, *, by_login: bool, told: Told | None = None
) -> Adopted:
    """The house's policy and roster in force from now on; `told` is how its policy differs from the one in force.

    Counters that it newly needs are counted from history, mostly before the lock is taken. Raises `CannotAskError` where
    the actor's role may not, where the book could not go on by it, or where nothing would change.
    """
    book.know(house.rulebook)
    tally = _counted_so_far(book, house)
    with book.writing() as page:
        before = page.head
        may_adopt(page, actor, pen, ADOPT)
        goes_on(page, house, pen.now)
        identity = "login" if by_login else "claimed"
        ours = (house.rulebook.ref.digest, house.roster_digest, identity)
        if (before.policy, before.roster, before.identity) == ours:
            raise cannot("in-force", "this policy and roster are in force already", "nothing needs to be done")
        difference = difference_of(page, before.policy, house.source, "policy")
        meaning = told.verdict if told and told.old.ref.digest == before.policy else ""
        draft = _draft(house, actor, pen, because, difference, meaning, by_login=by_login)
        return Adopted(entry=page.append(draft, pen.now, tally), before=before, difference=difference, meaning=meaning)


def _counted_so_far(book: Book, house: House) -> Tally | None:
    """History up to now for the counters that the house needs and the book does not keep, without holding the book's lock."""
    with book.reading() as page:
        kept = {counter.id for counter in page.rulebook.counters}
        opening = tuple([counter for counter in house.rulebook.counters if counter.id not in kept])
        if not opening:
            return None
        tally = Tally(house.rulebook, opening)
        tally.go_on(page.rows, until=page.head.size + 1)
        return tally


def _draft(
    house: House, actor: Actor, pen: Pen, because: str, difference: str, meaning: str, *, by_login: bool
) -> Draft:
    rulebook = house.rulebook
    texts = Texts(pen)
    body = {
        "day": local(pen.now, rulebook.timezone, rulebook.day_starts).day,
        "policy": rulebook.ref.digest,
        "policy_name": house.file.name,
        "roster_name": house.roster.name if house.roster is not None else None,
        "roster": house.roster_digest,
        "identity": "login" if by_login else "claimed",
        "currency": rulebook.currency,
        "because": texts.text("because", because),
        "difference": difference,
        "meaning": meaning,
        "from": written_instant(pen.now),
    }
    kept = [(rulebook.ref.digest, "policy", str(house.file.name), house.source.decode())]
    if house.roster_digest is not None and house.roster is not None:
        kept.append((house.roster_digest, "roster", str(house.roster.name), house.roster_source.decode()))
    return Draft(kind="adoption", by=pen.by(actor), body=body, private=tuple(texts.found), texts=tuple(kept))
