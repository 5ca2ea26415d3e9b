"""A question understood: every word is one of the policy's, and what was given before is counted."""

from __future__ import annotations

from empower.domain.balances import NOTHING_SPENT, Balances
from empower.domain.errors import AbsentFactError, CannotAskError
from empower.domain.gesture import Ask
from empower.domain.problem import Path as TreePath
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.ledger.balances import BookBalances
from empower.ledger.book import Page as BookPage
from empower.policyfile.earlier import Around, earlier
from empower.policyfile.said.asking import ask_at
from empower.policyfile.said.stated import Facts
from empower.rules.charges import charged, unsaid
from empower.rules.rulebook import Rulebook
from empower.services.book_facts import KnownIncident
from empower.services.from_the_book import facts_with_the_book
from empower.services.heard import Heard
from empower.services.house import House

__all__ = ["Understood", "asked", "counted"]


class Understood(Value):
    """What a decision is made from, beside the policy."""

    ask: Ask
    balances: Balances
    counted: bool  # whether anything says what was given before
    said: Facts = ()  # what was stated now, without what the book and the roster add
    known: KnownIncident | None = None  # in the book


def asked(house: House, heard: Heard, book: BookPage | None = None) -> Understood:
    """What was heard as an ask with its balances; with a page of the `book`, its incident and balances are the book's.

    Raises `CannotAskError` with everything that is wrong with it.
    """
    rulebook, facts = house.rulebook, heard.facts
    known: KnownIncident | None = None
    wrong: tuple[PlacedProblem, ...] = ()
    if book is not None:
        facts, known, wrong = facts_with_the_book(house, book, heard.incident, heard.said, facts)
    facts_asked, otherwise = _with_roster(facts, heard)
    heard.unless_wrong((*wrong, *otherwise))
    assert heard.actor is not None
    ask = ask_at(rulebook, heard.gestures, heard.actor, facts_asked, heard.at, heard.papers)
    incident = heard.incident
    if book is not None:
        kept = BookBalances(book.rows, rulebook, heard.at, book.pseudonym)
        return Understood(ask=ask, balances=kept, counted=True, said=heard.facts, known=known)
    if incident is None or incident.given is None:
        return Understood(ask=ask, balances=NOTHING_SPENT, counted=False, said=heard.facts)
    around = Around(actor=heard.actor, at=heard.at, facts=facts, people=house.people)
    before, wrong = earlier(rulebook, incident.given, incident.page, ("given",), around)
    if wrong:
        raise CannotAskError(wrong)
    balances = counted(rulebook, before, ("given",))
    if isinstance(balances, Problem):
        raise CannotAskError(incident.page.placed([balances]))
    return Understood(ask=ask, balances=balances, counted=True, said=heard.facts)


def counted(rulebook: Rulebook, before: tuple[Ask, ...], path: TreePath) -> Balances | Problem:
    """What counters read after these gestures were given, one after another; the problem, at their list, when one cannot be."""
    balances = NOTHING_SPENT
    what = "what was given before cannot be counted"
    for ask in before:
        try:
            remedy = unsaid(rulebook, ask, balances)
            balances = balances.plus(charged(rulebook, ask, balances))
        except AbsentFactError as absent:
            message = f"{what}: `{absent.fact}` is not stated"
            hint = f"state `{absent.fact}` among the facts of that incident"
            return Problem(code="missing-fact", message=message, path=path, hint=hint)
        if remedy:
            hint = "write `amount:` beside it, or `quantity:` for what is counted; only where something is owed that is meant"
            message = f"{what}: how much `{remedy}` it was is not said"
            return Problem(code="missing-fact", message=message, path=path, hint=hint)
    return balances


def _with_roster(facts: Facts, heard: Heard) -> tuple[Facts, tuple[PlacedProblem, ...]]:
    """The facts with those the roster has for the person, unless they are stated; to state them otherwise is a mistake."""
    person = heard.person
    if person is None or not person.facts:
        return facts, ()
    known = dict(facts)
    problems: tuple[PlacedProblem, ...] = ()
    for name, value in person.facts:
        if known.setdefault(name, value) == value:
            continue
        statement = next((one for one in heard.said if one.name == name), None)
        incident = next((one for one in heard.said if one.name == "incident"), None)
        if statement is not None:
            message = f"`{name}` is `{statement.text}` here, and something else for `{person.id}` in the roster"
            problems += statement.problem("contradiction", message, "leave it out, or let somebody else ask")
        elif incident is not None:
            message = f"`{name}` is otherwise for incident `{incident.text}` than for `{person.id}` in the roster"
            problems += incident.problem(
                "contradiction",
                message,
                f"let somebody else ask; if the book is wrong: `empower incident amend {incident.text} {name}=… --because …`",
            )
    return tuple(known.items()), problems
