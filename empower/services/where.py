"""What is behind the words: the policy and people in use, told so that a person can tell whether they are the right ones."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.problem import PlacedProblem
from empower.ledger.book import Page
from empower.policyfile.said.asking import not_in_force
from empower.policyfile.said.page import COMMAND_LINE
from empower.services.actor import actor_of
from empower.services.house import House
from empower.services.obeying import obeys
from empower.services.question import Question

__all__ = ["book_told", "person_told", "policy_told", "problems_told", "roster_told"]


def policy_told(house: House, now: int) -> str:
    """The policy's title, whether it is in force, and from when until when."""
    book = house.rulebook
    start, until = book.effective
    told = [book.title or book.ref.name]
    if start is not None:
        told.append(f"from {written_date(start)}")
    if until is not None:
        told.append(f"until {written_date(until)}")
    if not_in_force(book, now):
        told.append("not in force now")
    return ", ".join(told)


def roster_told(house: House, *, named: bool = True) -> str:
    """How many people there are; or that there are none, because no roster is `named`, or the named one is not used."""
    if house.people is None:
        return "does not fit this policy and is not used" if named else ""
    count = len(house.people)
    return f"{count} {'person' if count == 1 else 'people'}"


def person_told(house: House, question: Question) -> str:
    """Who asks, in which role, and who vouches for it. Raises `CannotAskError` when that is nobody."""
    actor, person = actor_of(house, question, question.now)
    name = person.name if person and person.name else actor.id
    vouched = "logged in" if actor.vouched == "login" else "claimed"
    return f"{name}, {actor.role}, {vouched}" if name else f"whoever acts as {actor.role}, {vouched}"


def problems_told(problems: tuple[PlacedProblem, ...]) -> str:
    """What stands in the way, on one line: the first problem with its place, and how many there are."""
    first = problems[0]
    in_a_file = first.source.strip() and first.file != COMMAND_LINE
    told = f"{first.file}:{first.line}:{first.column}: {first.message}" if in_a_file else first.message
    count = len(dict.fromkeys([(problem.message, problem.file, problem.line) for problem in problems]))
    return told if count == 1 else f"{count} problems, such as {told}"


def book_told(page: Page, house: House | None) -> str:
    """How many entries there are, and whether the book obeys the policy and roster that are in use."""
    count = page.head.size
    told = f"{count} {'entry' if count == 1 else 'entries'}"
    if house is None:
        return told
    differs = obeys(page.head, house)
    if not differs:
        return f"{told}, obeys this policy and roster"
    other = " and ".join([one.code.replace("other-", "another ") for one in differs])
    this = "these" if len(differs) > 1 else "this one"
    return f"{told}, obeys {other}: `empower ledger adopt --because …` puts {this} in force"
