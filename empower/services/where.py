"""What is behind the words: the policy and people in use, told so that a person can tell whether they are the right ones."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.policyfile.asking import not_in_force
from empower.services.actor import actor_of
from empower.services.house import House
from empower.services.question import Question

__all__ = ["person_told", "policy_told", "roster_told"]


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


def roster_told(house: House) -> str:
    """How many people there are."""
    count = len(house.people or ())
    return f"{count} {'person' if count == 1 else 'people'}"


def person_told(house: House, question: Question) -> str:
    """Who asks, in which role, and who vouches for it. Raises `CannotAskError` when that is nobody."""
    actor, person = actor_of(house, question, question.now)
    name = person.name if person and person.name else actor.id
    vouched = "logged in" if actor.vouched == "login" else "claimed"
    return f"{name}, {actor.role}, {vouched}" if name else f"whoever acts as {actor.role}, {vouched}"
