"""Who writes in the book: always a person of the roster, never a role alone."""

from __future__ import annotations

from empower.domain.gesture import Actor
from empower.policyfile.said.page import WordsPage
from empower.services.actor import actor_of
from empower.services.house import House, cannot
from empower.services.question import Question, Who

__all__ = ["writer_of"]


def writer_of(house: House, who: Who, page: WordsPage, now: int) -> Actor:
    """The person, in service today, in the role they act in. Raises `CannotAskError` when that is nobody."""
    if house.people is None:
        hint = "name the roster that the book obeys with `--roster`, or in empower.yaml"
        raise cannot("no-roster", "what is written is written by a person, and there is no roster", hint)
    actor, _ = actor_of(house, Question(page=page, now=now, who=who), now)
    if not actor.id:
        example = house.people[0].id if house.people else "ana"
        hint = f"name a person of the roster, such as `--as {example}`"
        raise cannot("nobody-asks", "what is written is written by a person, not by a role", hint)
    return actor
