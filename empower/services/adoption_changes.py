"""What an adoption would change, for somebody to see before they say yes."""

from __future__ import annotations

import difflib

from empower.domain.gesture import Actor
from empower.ledger.book import Book, Page
from empower.ledger.cells import number
from empower.policyfile.said.words import one_of
from empower.policyfile.said.zone import local
from empower.rules.analysis.results import Told
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.services.adopters import ADOPT, may_adopt
from empower.services.adoption_fits import goes_on
from empower.services.difference import told_of
from empower.services.house import House
from empower.services.obeying import short
from empower.services.pen import Pen
from empower.services.replayed import people_of

__all__ = ["difference_of", "meaning_of", "what_changes"]

_MOST_LINES = 2_000


def what_changes(book: Book, house: House, actor: Actor, pen: Pen, *, by_login: bool) -> tuple[str, ...]:
    """What would be put in force and what it would change, line by line. Raises `CannotAskError` unless it may be."""
    with book.reading() as page:
        may_adopt(page, actor, pen, ADOPT)
        goes_on(page, house, pen.now)
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
        told += _left(page, house)
        told += difference_of(page, before.policy, house.source, "policy").splitlines()
        # Shown and not kept in the entry: people are named in a roster, and an entry can never be erased.
        told += difference_of(page, before.roster, house.roster_source, "roster").splitlines()
        return tuple(told)


def meaning_of(book: Book, house: House, now: int) -> Told:
    """How the house's policy differs in meaning from the one in force, exactly."""
    with book.reading() as page:
        before = page.rulebook
    names = (before.ref.name, str(house.file))
    return told_of(before, house.rulebook, names, local(now, before.timezone, before.day_starts).day)


def difference_of(page: Page, digest: str | None, source: bytes, name: str) -> str:
    """What changes in a text, line by line."""
    row = page.rows.get("policy", digest) if digest else None
    before, after = str(row["text"]) if row else "", source.decode()
    heads = (f"{name} before", f"{name} after")
    found = list(difflib.unified_diff(before.splitlines(), after.splitlines(), *heads, lineterm="", n=0))
    if len(found) > _MOST_LINES:
        found = [*found[:_MOST_LINES], f"… and {len(found) - _MOST_LINES} lines more"]
    return "\n".join(found)


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


def _left(page: Page, house: House) -> list[str]:
    """What is told of people who are on the roster no more: under another id they are somebody new."""
    there = {person.id for person in house.people or ()}
    gone = [one.id for one in people_of(page, page.head.roster, page.rulebook) or () if one.id not in there]
    waits = [number(row, "seq") for row in page.rows.find("requests in a state", "open") if row["asker"] in gone]
    if not gone:
        return []
    told = f"no longer on the roster: {one_of(gone)}; under another id they would be somebody new, with limits of their own"
    asked = f"; what they asked for waits: request {', '.join([str(one) for one in waits])}"
    return [told + (asked if waits else "")]
