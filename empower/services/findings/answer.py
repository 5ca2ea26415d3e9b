"""Somebody says what there is to a finding: explained, or confirmed; with a reason, in an entry. A later one supersedes it."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.entries import Draft, Entry
from empower.domain.finding import Finding, FindingPage
from empower.domain.gesture import Actor
from empower.domain.people import Person
from empower.ledger.book import Book, Page
from empower.policyfile.said.zone import local
from empower.services.adopters import may_adopt
from empower.services.findings.look import look
from empower.services.findings.pages import finding_named
from empower.services.house import House, cannot, not_yours
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts
from empower.services.replayed import people_of

__all__ = ["ANSWER", "answer", "who_may_answer"]

_HANDS = ("posting", "hold", "denial", "vote", "confirmation", "reversal")
ANSWER = "say what there is to a finding"


def answer(
    house: House,
    book: Book,
    actor: Actor,
    name: str,
    state: str,
    because: str,
    pen: Pen,
    progress: Callable[[int], None] | None = None,
    *,
    by_login: bool,
) -> Entry:
    """The entry that says what there is to finding `name`.

    For the roles that may adopt a policy or have the last word, and never for somebody it is about. Raises `CannotAskError`.
    """
    with book.reading() as page:
        may_adopt(page, actor, pen, ANSWER, or_final=True)
        found = finding_named(page, look(page, pen.now, progress=progress).findings, name)
        _not_about_them(house, page, found, actor)
    finding = found.finding
    if finding is None:
        hint = "what was said of it stays: `empower findings --state all`"
        raise cannot("unknown-finding", f"`{name}` is not found any more", hint)
    with writing(house, book, by_login=by_login) as page:
        may_adopt(page, actor, pen, ANSWER, or_final=True)
        customer = _still_known(page, finding.customer)
        texts = Texts(pen, customer)
        body = {
            "day": local(pen.now, house.rulebook.timezone, house.rulebook.day_starts).day,
            "finding": finding.id,
            "of": finding.kind,
            "state": state,
            "customer": customer,
            "because": texts.text("because", because),
            "rows": list(finding.rows),
        }
        return page.append(Draft(kind="finding", by=pen.by(actor), body=body, private=tuple(texts.found)), pen.now)


def who_may_answer(page: Page, found: FindingPage, now: int) -> str:
    """Words that name somebody in service who may answer a finding (`--as ines`); "" where nobody may, or logins decide."""
    rulebook = page.rulebook
    roles = {*rulebook.adopts, *[role.id for role in rulebook.roles if role.final]}
    day = local(now, rulebook.timezone, rulebook.day_starts).day
    for one in people_of(page, page.head.roster, rulebook) or ():
        role = next((role for role in one.roles if role in roles), "")
        if role and one.in_service(day) and not _is_about(page, found, one.id, one) and page.head.identity != "login":
            return f"--as {one.id}" if role == one.roles[0] else f"--as {one.id} --role {role}"
    return ""


def _not_about_them(house: House, page: Page, found: FindingPage, actor: Actor) -> None:
    """Raises `CannotAskError` for somebody who gave, said yes or received what it is about."""
    person = next((one for one in house.people or () if one.id == actor.id), None)
    if _is_about(page, found, actor.id, person):
        raise not_yours("nobody answers a finding that is about them", "somebody else who may does it")


def _is_about(page: Page, found: FindingPage, name: str, person: Person | None) -> bool:
    names = {name.casefold(), *([person.name.casefold(), person.login.casefold()] if person else [])} - {""}
    about = found.finding is not None and name in _people(page, found.finding)
    return about or (found.customer or "").casefold() in names


def _people(page: Page, finding: Finding) -> set[str]:
    """Everybody who had a hand in what it is about: who asked, gave, said yes, lent their name, or took something back."""
    found = set(finding.people)
    for seq in finding.rows:
        entry = page.entry(seq)
        if entry is not None and entry.kind in _HANDS:
            data = entry.data
            word = data.get("word") or {}
            named = (data["by"]["id"], data.get("asker"), data.get("authority"), word.get("of"))
            found |= {str(name) for name in named if name}
            found |= {str(name) for pair in data.get("consents") or () for name in pair}
    return found


def _still_known(page: Page, customer: str | None) -> str | None:
    """What stands for the customer, so that the reason is erased with them; `None` where they were forgotten already."""
    return customer if page.text(customer) is not None else None
