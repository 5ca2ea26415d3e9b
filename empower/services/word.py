"""By word of mouth: somebody who may say yes did so by telephone, and confirms it afterwards."""

from __future__ import annotations

from typing import Any

from empower.domain.decision import Decision, Reading
from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.policyfile.said.actors import person_of
from empower.rules.approval import Filler, places_of, readings_of
from empower.rules.rulebook import Rulebook
from empower.services.asked import Understood
from empower.services.decided import delegated_for
from empower.services.house import House
from empower.services.question import Question
from empower.services.staff import with_delegates

__all__ = ["Word", "on_word_of", "word_body"]

_FAR = 64


class Word(Value):
    """A yes by telephone: whose, and the limits as they are for them."""

    filler: Filler
    readings: tuple[Reading, ...]
    decides: bool = True  # whether theirs is the authority that is used, or only a consent


def on_word_of(
    house: House, page: Page, question: Question, understood: Understood, decision: Decision, name: str, note: str
) -> Word | None:
    """The word of `name`, where it is enough; `None` where no word is needed. Raises `CannotAskError` where it is not."""
    rulebook = house.rulebook

    def wrong(code: str, message: str, hint: str) -> CannotAskError:
        return CannotAskError(question.page.placed([Problem(code=code, message=message, hint=hint)]))

    found = person_of(house.people or (), name, ())
    if isinstance(found, Problem):
        raise CannotAskError(question.page.placed([found]))
    if decision.outcome != "escalate":
        return None
    if rulebook.requests.on_word is None:
        hint = "without `--on-word-of` this becomes a request"
        raise wrong("no-word", "this policy takes no yes by word of mouth", hint)
    if not note.strip():
        raise wrong("missing-paper", "what was said is not written down", "say it in a sentence with `--note TEXT`")
    people = with_delegates(house.people or (), delegated_for(house.rulebook, understood, page), understood.ask.day)
    places = places_of(rulebook, understood.ask, understood.balances, people, decision, _FAR)
    if len(places) != 1:
        hint = "without `--on-word-of` this becomes a request that they answer"
        raise wrong("no-word", f"this needs {len(places)} people to say yes, which no telephone call does", hint)
    for filler in places[0].fillers:
        if filler.person == name:
            readings = decision.limits
            if places[0].decides:
                readings = readings_of(rulebook, understood.ask, understood.balances, people, filler)
            return Word(filler=filler, readings=readings, decides=places[0].decides)
    may = ", ".join(dict.fromkeys([f"`{one.person}`" for one in places[0].fillers]))
    raise wrong("not-theirs", f"this is not `{name}`'s to say yes to", f"it is for {may}" if may else "nobody else may")


def word_body(rulebook: Rulebook, word: Word, now: int) -> dict[str, Any]:
    """What the entry says of the word."""
    within = rulebook.requests.on_word
    return {
        "word": {
            "of": word.filler.person,
            "role": word.filler.role,
            "stands_in_for": word.filler.stands_in_for or None,
            "confirm_by": None if within is None else now + within,
        }
    }
