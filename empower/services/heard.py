"""A question heard: its words read by the policy and the roster alone, before anybody waits for the book."""

from __future__ import annotations

from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor, Gesture
from empower.domain.people import Person
from empower.domain.problem import PlacedProblem
from empower.domain.value import Value
from empower.policyfile.incident import Incident, load_incident
from empower.policyfile.said.asking import gesture, papers
from empower.policyfile.said.stated import Facts, Statement, stated
from empower.policyfile.said.zone import local
from empower.rules.rulebook import Rulebook
from empower.services.actor import actor_of
from empower.services.house import House
from empower.services.moment import instant
from empower.services.question import Question
from empower.services.stray import stray_words, without_strays

__all__ = ["Heard", "heard"]


class Heard(Value):
    """What was said, with everything wrong with it so far; whoever goes on adds what they find."""

    question: Question
    at: int
    day: int  # local
    actor: Actor | None
    person: Person | None  # their line of the roster
    incident: Incident | None  # that a file describes
    said: tuple[Statement, ...]
    facts: Facts  # as stated
    gestures: tuple[Gesture, ...]
    papers: tuple[str, ...]
    problems: tuple[PlacedProblem, ...]

    def unless_wrong(self, more: tuple[PlacedProblem, ...] = ()) -> None:
        """Raises `CannotAskError` with everything that is wrong, in order of place, where something is."""
        problems = dict.fromkeys((*self.problems, *more))
        if problems:
            raise CannotAskError(tuple(sorted(problems, key=lambda one: (one.file, one.line, one.column))))


def heard(house: House, question: Question) -> Heard:
    """The question as far as it can be read without the book. Raises `CannotAskError` where its moment or file cannot be."""
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
        # What was given for it has to be counted somewhere.
        facts = (("incident", Path(incident.page.name).stem), *facts)
    gestures: list[Gesture] = []
    for wish in without_strays(rulebook, question):
        found = gesture(rulebook, wish)
        if isinstance(found, Gesture):
            gestures.append(found)
        else:
            problems += found if wish.path or not _as_a_fact(rulebook, question) else ()
    at_hand, wrong = papers(rulebook, question.papers, page)
    return Heard(
        question=question,
        at=at,
        day=local(at, rulebook.timezone, rulebook.day_starts).day,
        actor=actor,
        person=person,
        incident=incident,
        said=said,
        facts=facts,
        gestures=tuple(gestures),
        papers=at_hand,
        problems=(*problems, *wrong),
    )


def _as_a_fact(rulebook: Rulebook, question: Question) -> bool:
    """Whether the remedy was named all the same, but as if it were a fact (`refund=20`), which is told already."""
    remedies = [remedy.id for remedy in rulebook.remedies]
    return any([statement.name in remedies for statement in question.statements])


def _incident(question: Question) -> Incident | None:
    if question.incident is None:
        return None
    found = load_incident(question.incident)
    if isinstance(found, tuple):
        raise CannotAskError(found)
    return found
