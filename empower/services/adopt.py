"""Putting a policy, a roster and a way of knowing people in force: an entry like any other, with what changes and why."""

from __future__ import annotations

import difflib

from empower.domain.calendar import written_instant
from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor
from empower.domain.value import Value
from empower.ledger.book import Book, Page
from empower.ledger.entry_rows import entry_of
from empower.ledger.head import Head
from empower.ledger.projection.history import Tally
from empower.policyfile.said.asking import not_in_force
from empower.policyfile.said.words import one_of
from empower.policyfile.said.zone import local
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.services.adopters import ADOPT, may_adopt
from empower.services.house import House, cannot
from empower.services.obeying import short
from empower.services.pen import Pen, Texts

__all__ = ["Adopted", "adopt", "begin", "what_changes"]

_MOST_LINES = 2_000
_PLAIN = ("money", "number", "moment", "time")
"""Kinds of facts that an entry keeps as plain numbers, so that it cannot be seen which is meant."""


class Adopted(Value):
    """What an adoption changed."""

    entry: Entry
    before: Head | None = None
    difference: str = ""  # of the policy's text


def begin(book: Book, house: House, actor: Actor, pen: Pen, name: str, *, by_login: bool) -> Entry:
    """The first entry of a new book called `name`, which puts the house's policy and roster in force."""
    book.know(house.rulebook)
    with book.writing(Head(book=name)) as page:
        if page.rows.get("entry", 1) is not None:
            raise cannot("book-begun", "this book was begun already", "use it as it is, or begin another elsewhere")
        return page.append(_draft(house, actor, pen, "the book begins", "", by_login=by_login), pen.now)


def adopt(book: Book, house: House, actor: Actor, pen: Pen, because: str, *, by_login: bool) -> Adopted:
    """The house's policy and roster in force from now on.

    Counters that it newly needs are counted from history, mostly before the lock is taken. Raises `CannotAskError` where
    the actor's role may not, where the book could not go on by it, or where nothing would change.
    """
    book.know(house.rulebook)
    tally = _counted_so_far(book, house)
    with book.writing() as page:
        before = page.head
        may_adopt(page, actor, pen, ADOPT)
        _goes_on(page, house, pen.now)
        identity = "login" if by_login else "claimed"
        ours = (house.rulebook.ref.digest, house.roster_digest, identity)
        if (before.policy, before.roster, before.identity) == ours:
            raise cannot("in-force", "this policy and roster are in force already", "nothing needs to be done")
        difference = _difference(page, before.policy, house.source, "policy")
        draft = _draft(house, actor, pen, because, difference, by_login=by_login)
        return Adopted(entry=page.append(draft, pen.now, tally), before=before, difference=difference)


def what_changes(book: Book, house: House, actor: Actor, pen: Pen, *, by_login: bool) -> tuple[str, ...]:
    """What would be put in force and what it would change, line by line. Raises `CannotAskError` unless it may be."""
    with book.reading() as page:
        may_adopt(page, actor, pen, ADOPT)
        _goes_on(page, house, pen.now)
        before, identity = page.head, "login" if by_login else "claimed"
        told = []
        pairs = (
            ("policy", before.policy, house.rulebook.ref.digest),
            ("roster", before.roster, house.roster_digest),
            ("people are known by", before.identity, identity),
        )
        for name, old, new in pairs:
            told.append(f"{name}: {short(old)}, unchanged" if old == new else f"{name}: {short(old)} -> {short(new)}")
        told += _counted_from_nothing(page, house)
        told += _gone(page.rulebook, house.rulebook)
        told += _difference(page, before.policy, house.source, "policy").splitlines()
        # Shown and not kept in the entry: people are named in a roster, and an entry can never be erased.
        told += _difference(page, before.roster, house.roster_source, "roster").splitlines()
        return tuple(told)


def _counted_from_nothing(page: Page, house: House) -> list[str]:
    """A line for each text that limits newly count by, which the book has kept as a commitment until now."""
    before = index_of(page.rulebook).keys
    return [
        f"limits per `{fact.name}` begin at nothing: until now nothing counted by it, and the book kept a commitment only"
        for fact in house.rulebook.facts
        if fact.kind == "text" and fact.name in index_of(house.rulebook).keys and fact.name not in before
    ]


def _gone(before: Rulebook, new: Rulebook) -> list[str]:
    """What is told of remedies that were taken out or renamed, which nobody sees in the lines that change."""
    known = {remedy.id for remedy in new.remedies}
    gone = [remedy.id for remedy in before.remedies if remedy.id not in known]
    if not gone:
        return []
    told = f"no longer there: {one_of(gone)}; what was given of it counts on in budgets and where a line speaks of every remedy"
    return [f"{told}, and begins afresh where a line names some; what waits can only be declined"]


def _goes_on(page: Page, house: House, now: int) -> None:
    """Nothing, where the book can go on by it from now on. Raises `CannotAskError` where it cannot."""
    rulebook, head = house.rulebook, page.head
    if head.currency not in ("", rulebook.currency):
        message = f"this book counts in {head.currency}, and `{house.file}` is in {rulebook.currency}"
        hint = f"what was given would become {rulebook.currency} as it stands; make another book: `empower init --ledger …`"
        raise cannot("book-currency", message, hint)
    _reads_alike(page, house)
    idle = not_in_force(rulebook, now)
    if idle is not None:
        hint = "adopt it once it holds: until then nothing could be recorded. Or change its `effective`"
        raise cannot(idle.code, idle.message, hint)


def _reads_alike(page: Page, house: House) -> None:
    """Raises `CannotAskError` where a fact is kept as a plain number that would now mean another: 480.00 is kept as 48000."""
    kinds = {fact.name: fact.kind for fact in house.rulebook.facts if fact.kind in _PLAIN}
    for row in page.rows.find("entries of a kind", "adoption"):
        for fact in page.rulebook_of(str(entry_of(row).data["policy"])).facts:
            kind = kinds.get(fact.name, fact.kind)
            if fact.kind in _PLAIN and kind != fact.kind:
                message = f"`{fact.name}` is kept in this book as `{fact.kind}`, and would be read as `{kind}`"
                raise cannot("other-kind", message, "give the new fact another name")


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


def _draft(house: House, actor: Actor, pen: Pen, because: str, difference: str, *, by_login: bool) -> Draft:
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
        "from": written_instant(pen.now),
    }
    kept = [(rulebook.ref.digest, "policy", str(house.file.name), house.source.decode())]
    if house.roster_digest is not None and house.roster is not None:
        kept.append((house.roster_digest, "roster", str(house.roster.name), house.roster_source.decode()))
    return Draft(kind="adoption", by=pen.by(actor), body=body, private=tuple(texts.found), texts=tuple(kept))


def _difference(page: Page, digest: str | None, source: bytes, name: str) -> str:
    """What changes in a text, line by line; what changes in the meaning of a policy is for `policy diff` to say."""
    row = page.rows.get("policy", digest) if digest else None
    before, after = str(row["text"]) if row else "", source.decode()
    heads = (f"{name} before", f"{name} after")
    found = list(difflib.unified_diff(before.splitlines(), after.splitlines(), *heads, lineterm="", n=0))
    if len(found) > _MOST_LINES:
        found = [*found[:_MOST_LINES], f"… and {len(found) - _MOST_LINES} lines more"]
    return "\n".join(found)
