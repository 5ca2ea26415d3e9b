"""A question understood: every word is one of the policy's, and what was given before is counted."""

from __future__ import annotations

from empower.domain.amounts import AbsentFactError
from empower.domain.balances import NOTHING_SPENT, Balances
from empower.domain.calendar import read_date
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.money import Misread
from empower.domain.people import Person
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.actors import person_in_role, person_of, role_alone
from empower.policyfile.asking import ask_at, gesture, not_in_force, papers
from empower.policyfile.earlier import Around, earlier
from empower.policyfile.incident import Incident, load_incident
from empower.policyfile.stated import Facts, Statement, stated
from empower.policyfile.zone import instant_on, local, read_instant
from empower.rules.charges import charged
from empower.rules.rulebook import Rulebook
from empower.services.house import House, cannot
from empower.services.question import Question

__all__ = ["Asked", "actor_of", "asked", "counted", "instant", "moment"]


class Asked(Value):
    """What a decision is made from, beside the policy."""

    ask: Ask
    balances: Balances
    counted: bool  # whether anything says what was given before


def asked(house: House, question: Question) -> Asked:
    """The question as an ask with its balances. Raises `CannotAskError` with everything that is wrong with it."""
    rulebook, page = house.rulebook, question.page
    problems = list(page.placed(question.problems))
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
    facts_asked = _with_roster(facts, said, person, problems)
    gestures: list[Gesture] = []
    for wish in question.wishes:
        found = gesture(rulebook, wish)
        if isinstance(found, Gesture):
            gestures.append(found)
        else:
            problems += found
    at_hand, wrong = papers(rulebook, question.papers, page)
    problems += wrong
    if actor is None or problems:
        raise CannotAskError(tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line, one.column))))
    ask = ask_at(rulebook, tuple(gestures), actor, facts_asked, at, at_hand)
    if incident is None or incident.given is None:
        return Asked(ask=ask, balances=NOTHING_SPENT, counted=False)
    around = Around(actor=actor, at=at, facts=facts, people=house.people)
    before, wrong = earlier(rulebook, incident.given, incident.page, ("given",), around)
    if wrong:
        raise CannotAskError(wrong)
    return Asked(ask=ask, balances=counted(rulebook, before), counted=True)


def counted(rulebook: Rulebook, before: tuple[Ask, ...]) -> Balances:
    """What counters read after these gestures were given, one after another.

    Raises `CannotAskError` where what one of them cost, or was owed, depends on a fact that is not stated.
    """
    balances = NOTHING_SPENT
    for ask in before:
        try:
            balances = balances.plus(charged(rulebook, ask, balances))
        except AbsentFactError as absent:
            remedy, fact = ask.gestures[0].remedy, absent.fact
            message = f"what was given before (`{remedy}`) cannot be counted: `{fact}` is not stated"
            raise cannot("missing-fact", message, f"state `{fact}` among the facts of the incident") from absent
    return balances


def instant(rulebook: Rulebook, question: Question) -> int:
    """The moment the question is about, at which the policy is in force. Raises `CannotAskError` when there is none."""
    at = moment(rulebook, question)
    outside = not_in_force(rulebook, at, question.place_of("--at"))
    if outside:
        raise CannotAskError(question.page.placed([outside]))
    return at


def moment(rulebook: Rulebook, question: Question) -> int:
    """The moment that was said, or now. Raises `CannotAskError` when what was said is no moment."""
    if not question.at:
        return question.now
    day = read_date(question.at)
    found = read_instant(question.at) if day is None else instant_on(day, rulebook.timezone, rulebook.day_starts)
    if not isinstance(found, Misread):
        return found
    message = f"`{question.at}` is no moment"
    if found.why == "no-offset":
        message = f"`{question.at}` does not say how far from UTC its clock is"
    hint = "write date, time and offset, such as `2026-11-22T16:00:00+01:00`, or a date alone"
    problem = Problem(code=found.why, message=message, path=question.place_of("--at"), hint=hint)
    raise CannotAskError(question.page.placed([problem]))


def actor_of(house: House, question: Question, at: int) -> tuple[Actor, Person | None]:
    """Who asks, and their line of the roster where there is one. Raises `CannotAskError` when that is nobody."""
    rulebook, who = house.rulebook, question.who
    as_path, role_path = question.place_of("--as"), question.place_of("--role")
    found: Actor | Person | Problem
    if who.login:
        found = _logged_in(house, who.login)
    elif who.person:
        found = _named(house, who.person, as_path)
    elif who.role:
        found = role_alone(rulebook, who.role, role_path)
    else:
        found = _nobody(house)
    person = found if isinstance(found, Person) else None
    if isinstance(found, Person):
        day = local(at, rulebook.timezone, rulebook.day_starts).day
        found = person_in_role(found, who.role, day, as_path, role_path, "login" if who.login else "claimed")
    if isinstance(found, Problem):
        raise CannotAskError(question.page.placed([found]))
    return found, person


def _incident(question: Question) -> Incident | None:
    if question.incident is None:
        return None
    found = load_incident(question.incident)
    if isinstance(found, tuple):
        raise CannotAskError(found)
    return found


def _named(house: House, name: str, path: tuple[int, ...]) -> Person | Problem:
    if house.people is not None:
        return person_of(house.people, name, path)
    beside = house.example_roster
    hint = f"name a roster with `--roster`{f', such as `{beside}`' if beside else ''}, or ask in a role with `--role`"
    return Problem(code="no-roster", message=f"there is no roster to find `{name}` in", path=path, hint=hint)


def _logged_in(house: House, login: str) -> Person | Problem:
    for person in house.people or ():
        if person.login == login:
            return person
    return Problem(
        code="unknown-person",
        message=f"nobody on the roster logs in as `{login}`",
        hint=f"write `login: {login}` on that person's line of the roster",
    )


def _nobody(house: House) -> Problem:
    example = house.rulebook.roles[0].id
    if house.people is None:
        hint = (
            f"say in which role, such as `--role {example}`; or name a roster (`--roster`) and a person of it (`--as`)"
        )
    else:
        hint = (
            f"name a person of the roster, such as `--as {house.people[0].id}`"
            if house.people
            else "add people to the roster"
        )
    return Problem(code="nobody-asks", message="nothing says who asks", hint=hint)


def _with_roster(
    facts: Facts, said: tuple[Statement, ...], person: Person | None, problems: list[PlacedProblem]
) -> Facts:
    """The facts with those the roster has for the person, unless they are stated; to state them otherwise is a mistake."""
    known = dict(facts)
    for name, value in person.facts if person else ():
        if known.setdefault(name, value) != value and person is not None:
            statement = next(one for one in said if one.name == name)
            message = f"`{name}` is `{statement.text}` here, and something else for `{person.id}` in the roster"
            problems += statement.problem("contradiction", message, "leave it out, or let somebody else ask")
    return tuple(known.items())
