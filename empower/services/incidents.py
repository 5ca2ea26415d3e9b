"""Incidents in the book: opened, amended, closed, opened again; their facts are stated once."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Draft, Entry
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.ledger.book import Book, Page, WritingPage
from empower.ledger.entry_rows import packed
from empower.policyfile.said.page import WordsPage, typed
from empower.policyfile.said.stated import Facts, Statement, stated
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local
from empower.rules.rulebook import Rulebook
from empower.services.book_facts import KnownIncident, incident_in, new_incident_id, unknown_incident
from empower.services.gesture_body import facts_body
from empower.services.house import House, cannot
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts

__all__ = ["SATISFIED", "amend_incident", "close_incident", "open_incident", "reopen_incident"]

SATISFIED = ("yes", "partly", "no")


def open_incident(
    house: House,
    book: Book,
    actor: Actor,
    name: str,
    words: WordsPage,
    said: tuple[Statement, ...],
    pen: Pen,
    *,
    by_login: bool,
) -> Entry:
    """The incident, open, under the id `name` or the next free one, with these facts. Raises `CannotAskError`."""
    rulebook = house.rulebook
    with writing(house, book, by_login=by_login) as page:
        facts, problems = stated(rulebook, (*said, *_named(name, words)))
        if problems:
            raise CannotAskError(problems)
        name = str(dict(facts).get("incident", ""))
        if name and page.rows.get("incident", name) is not None:
            hint = f"`empower incident amend {typed(name)} …` changes its facts; leave the id out for the next free one"
            raise _at(words, "incident-there", f"there is an incident `{name}` already", hint)
        texts = Texts(pen)
        kept, free, customer = facts_body(rulebook, _without_incident(facts), page, texts)
        clocks = dict(rulebook.clocks)
        body: dict[str, Any] = {
            "day": _today(rulebook, pen),
            "incident": name or new_incident_id(page),
            "customer": customer,
            "facts": kept,
            "texts": free,
            "response_due": pen.now + clocks["first_response"] if "first_response" in clocks else None,
            "recovery_due": pen.now + clocks["recovery"] if "recovery" in clocks else None,
        }
        return page.append(Draft(kind="opened", by=pen.by(actor), body=body, private=tuple(texts.found)), pen.now)


def amend_incident(
    house: House,
    book: Book,
    actor: Actor,
    name: str,
    words: WordsPage,
    said: tuple[Statement, ...],
    pen: Pen,
    because: str,
    *,
    by_login: bool,
) -> Entry:
    """The incident with these facts changed, and why. Raises `CannotAskError` where nothing changes, or nothing can."""
    rulebook = house.rulebook
    with writing(house, book, by_login=by_login) as page:
        known = _known(page, rulebook, name, words)
        facts, problems = stated(rulebook, said)
        if problems:
            raise CannotAskError(problems)
        before = dict(known.facts)
        changed = tuple([(one, value) for one, value in _without_incident(facts) if before.get(one) != value])
        if not changed:
            hint = f"say what is otherwise: `empower incident amend {typed(name)} FACT=VALUE --because …`"
            raise _at(words, "nothing-changes", "the book says so already", hint)
        return _amended(rulebook, page, known, changed, actor, pen, because)


def close_incident(
    house: House,
    book: Book,
    actor: Actor,
    name: str,
    words: WordsPage,
    pen: Pen,
    satisfied: str,
    cause: str,
    *,
    by_login: bool,
) -> Entry:
    """The incident, closed, with what the customer said of it and its root cause. Raises `CannotAskError`."""
    with writing(house, book, by_login=by_login) as page:
        known = _known(page, house.rulebook, name, words)
        if known.closed:
            raise _at(words, "closed-incident", f"incident `{name}` is closed already", "nothing needs to be done")
        causes = [one for one, _ in house.rulebook.causes]
        if cause and cause not in causes:
            message = f"`{cause}` is not a cause of this policy"
            raise _at(words, "unknown-cause", message, nearest(cause, causes, "causes"))
        if satisfied and satisfied not in SATISFIED:
            hint = nearest(satisfied, SATISFIED, "answers")
            raise _at(words, "unknown-answer", f"`{satisfied}` does not say whether they are satisfied", hint)
        more = {"satisfied": satisfied or None, "cause": cause or None}
        return _plain(house.rulebook, page, "closed", known, actor, pen, more)


def reopen_incident(
    house: House, book: Book, actor: Actor, name: str, words: WordsPage, pen: Pen, because: str, *, by_login: bool
) -> Entry:
    """The incident, open again, and why. Raises `CannotAskError`."""
    with writing(house, book, by_login=by_login) as page:
        known = _known(page, house.rulebook, name, words)
        if not known.closed:
            raise _at(words, "open-incident", f"incident `{name}` is open", "nothing needs to be done")
        texts = Texts(pen, _customer(known))
        more = {"because": texts.text("because", because)}
        return _plain(house.rulebook, page, "reopened", known, actor, pen, more, texts)


def _amended(
    rulebook: Rulebook, page: WritingPage, known: KnownIncident, changed: Facts, actor: Actor, pen: Pen, because: str
) -> Entry:
    texts = Texts(pen, _customer(known))
    facts, free, customer = facts_body(rulebook, changed, page, texts)
    kept = packed(known.row, "facts", "incident")
    body: dict[str, Any] = {
        "day": _today(rulebook, pen),
        "incident": known.id,
        "customer": customer or known.row["customer"],
        "facts": {**kept["facts"], **facts},
        "texts": {**kept["texts"], **free},
        "changed": sorted([name for name, _ in changed]),
        "because": texts.text("because", because),
    }
    return page.append(Draft(kind="amendment", by=pen.by(actor), body=body, private=tuple(texts.found)), pen.now)


def _plain(
    rulebook: Rulebook,
    page: WritingPage,
    kind: str,
    known: KnownIncident,
    actor: Actor,
    pen: Pen,
    more: dict[str, Any],
    texts: Texts | None = None,
) -> Entry:
    body = {"day": _today(rulebook, pen), "incident": known.id, "customer": known.row["customer"], **more}
    private = tuple(texts.found) if texts else ()
    return page.append(Draft(kind=kind, by=pen.by(actor), body=body, private=private), pen.now)


def _known(page: Page, rulebook: Rulebook, name: str, words: WordsPage) -> KnownIncident:
    if not name:
        hint = "say its id before the facts; `empower incident list` shows those that are open"
        raise _at(words, "unknown-incident", "nothing says which incident is meant", hint)
    known = incident_in(page, rulebook, name)
    if known is None:
        missing = unknown_incident(page, name)
        raise _at(words, missing.code, missing.message, missing.hint)
    return known


def _named(name: str, words: WordsPage) -> tuple[Statement, ...]:
    """The id as if it were stated, so that it is read as it will be read later."""
    return (Statement(name="incident", text=name, page=words, path=(0,)),) if name else ()


def _customer(known: KnownIncident) -> str | None:
    return None if known.row["customer"] is None else str(known.row["customer"])


def _without_incident(facts: Facts) -> Facts:
    return tuple([(name, value) for name, value in facts if name != "incident"])


def _today(rulebook: Rulebook, pen: Pen) -> int:
    return local(pen.now, rulebook.timezone, rulebook.day_starts).day


def _at(words: WordsPage, code: str, message: str, hint: str) -> CannotAskError:
    """The failure, pointed at where the incident is named."""
    return cannot(code, message, hint, words)
