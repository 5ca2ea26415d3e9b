"""A question understood: every word is one of the policy's, and what was given before is counted."""

from __future__ import annotations

from pathlib import Path

from empower.domain.balances import NOTHING_SPENT, Balances
from empower.domain.errors import AbsentFactError, CannotAskError
from empower.domain.gesture import Ask, Gesture
from empower.domain.people import Person
from empower.domain.problem import Path as TreePath
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.ledger.balances import BookBalances
from empower.ledger.book import Page as BookPage
from empower.policyfile.earlier import Around, earlier
from empower.policyfile.incident import Incident, load_incident
from empower.policyfile.said.asking import ask_at, gesture, papers
from empower.policyfile.said.stated import Facts, Statement, stated
from empower.rules.charges import charged, unsaid
from empower.rules.rulebook import Rulebook
from empower.services.actor import actor_of
from empower.services.book_facts import KnownIncident
from empower.services.from_the_book import facts_with_the_book
from empower.services.house import House
from empower.services.moment import instant
from empower.services.question import Question
from empower.services.stray import stray_words, without_strays

__all__ = ["Understood", "asked", "counted"]


class Understood(Value):
    """What a decision is made from, beside the policy."""

    ask: Ask
    balances: Balances
    counted: bool  # whether anything says what was given before
    said: Facts = ()  # what was stated now, without what the book and the roster add
    known: KnownIncident | None = None  # in the book


def asked(house: House, question: Question, book: BookPage | None = None) -> Understood:
    """The question as an ask with its balances; with a page of the `book`, its incident and balances are the book's.

    Raises `CannotAskError` with everything that is wrong with it.
    """
    rulebook, page = house.rulebook, question.page
    problems = list(page.placed(stray_words(rulebook, question)))
    at = instant(rulebook, question)
    try:
        actor, person = actor_of(house, question, at)
    except CannotAskError as nobody:
        problems += nobody.problems
        actor, person = None, None
    incident = _incident(question)
    said = (incident.statements if incident else ()) + question.statements
    facts, wrong = stated(rulebook, said)
    problems += wrong
    if incident is not None and incident.given is not None and "incident" not in dict(facts):
        facts = (
            ("incident", Path(incident.page.name).stem),
            *facts,
        )  # what was given for it has to be counted somewhere
    stated_now = facts
    known = None
    if book is not None:
        facts, known, wrong = facts_with_the_book(house, book, incident, said, facts)
        problems += wrong
    facts_asked = _with_roster(facts, said, person, problems)
    gestures: list[Gesture] = []
    for wish in without_strays(rulebook, question):
        found = gesture(rulebook, wish)
        if isinstance(found, Gesture):
            gestures.append(found)
        else:
            problems += found if wish.path or not _as_a_fact(rulebook, question) else ()
    at_hand, wrong = papers(rulebook, question.papers, page)
    problems += wrong
    if actor is None or problems:
        raise CannotAskError(tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line, one.column))))
    ask = ask_at(rulebook, tuple(gestures), actor, facts_asked, at, at_hand)
    if book is not None:
        kept = BookBalances(book.rows, rulebook, at, book.pseudonym)
        return Understood(ask=ask, balances=kept, counted=True, said=stated_now, known=known)
    if incident is None or incident.given is None:
        return Understood(ask=ask, balances=NOTHING_SPENT, counted=False, said=stated_now)
    around = Around(actor=actor, at=at, facts=facts, people=house.people)
    before, wrong = earlier(rulebook, incident.given, incident.page, ("given",), around)
    if wrong:
        raise CannotAskError(wrong)
    balances = counted(rulebook, before, ("given",))
    if isinstance(balances, Problem):
        raise CannotAskError(incident.page.placed([balances]))
    return Understood(ask=ask, balances=balances, counted=True, said=stated_now)


def _as_a_fact(rulebook: Rulebook, question: Question) -> bool:
    """Whether the remedy was named all the same, but as if it were a fact (`refund=20`), which is told already."""
    remedies = [remedy.id for remedy in rulebook.remedies]
    return any([statement.name in remedies for statement in question.statements])


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


def _incident(question: Question) -> Incident | None:
    if question.incident is None:
        return None
    found = load_incident(question.incident)
    if isinstance(found, tuple):
        raise CannotAskError(found)
    return found


def _with_roster(
    facts: Facts, said: tuple[Statement, ...], person: Person | None, problems: list[PlacedProblem]
) -> Facts:
    """The facts with those the roster has for the person, unless they are stated; to state them otherwise is a mistake."""
    known = dict(facts)
    for name, value in person.facts if person else ():
        statement = next((one for one in said if one.name == name), None)
        if known.setdefault(name, value) != value and person is not None and statement is not None:
            message = f"`{name}` is `{statement.text}` here, and something else for `{person.id}` in the roster"
            problems += statement.problem("contradiction", message, "leave it out, or let somebody else ask")
    return tuple(known.items())
