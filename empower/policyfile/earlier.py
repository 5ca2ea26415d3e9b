"""Earlier gestures as people list them (`given:`), for asking without a book and for a policy's own cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from empower.domain.calendar import read_date, written_date
from empower.domain.gesture import Actor, Ask
from empower.domain.money import Misread
from empower.domain.people import Person
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.actors import person_of, role_alone
from empower.policyfile.said.asking import Figure, Wish, ask_at, gesture
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.stated import Facts, stated, statements_of
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import instant_on, local, read_instant
from empower.policyfile.shape import Shape, several, shaped
from empower.rules.rulebook import Rulebook

__all__ = ["Around", "earlier", "figure_of"]


class Around(Value):
    """What an earlier gesture is understood by: the question it is listed beside."""

    actor: Actor
    at: int
    facts: Facts  # of the same incident, without what the roster says of the asker
    people: tuple[Person, ...] | None = None
    incidents: Mapping[str, Facts] | None = None  # others that may be named


class _Given(Shape):
    what: ClassVar[str] = "an earlier gesture"
    example: ClassVar[str] = "{remedy: credit, amount: 100, by: ana, on: 2026-05-01}"
    remedy: Any
    amount: Any = None
    quantity: Any = None
    by: Any = None
    role: Any = None
    on: Any = None
    incident: Any = None
    facts: dict[Any, Any] | None = None


def earlier(
    rulebook: Rulebook, given: Any, page: FilePage, path: Path, around: Around
) -> tuple[tuple[Ask, ...], tuple[PlacedProblem, ...]]:
    """The earlier gestures as they were asked, by day and then in the order written, and everything wrong with them."""
    asks: list[Ask] = []
    problems: list[PlacedProblem] = []
    for number, (item, at) in enumerate(several(given, path)):
        found = _one(rulebook, item, page, at, around, number)
        if isinstance(found, Ask):
            asks.append(found)
        else:
            problems += found
    return tuple(sorted(asks, key=lambda ask: ask.day)), tuple(problems)


def figure_of(line: Any, page: FilePage, path: Path) -> Figure | Problem | None:
    """The amount or the quantity of a line that may have either."""
    if line.amount is not None and line.quantity is not None:
        message = "a gesture has an amount or a quantity, not both"
        return Problem(
            code="amount-or-quantity", message=message, path=(*path, "quantity"), hint="keep one of them", at_key=True
        )
    for meant, value in (("amount", line.amount), ("quantity", line.quantity)):
        if value is not None:
            return Figure(text=page.text((*path, meant)), path=(*path, meant), meant=meant)
    return None


def _one(
    rulebook: Rulebook, item: Any, page: FilePage, path: Path, around: Around, number: int
) -> Ask | tuple[PlacedProblem, ...]:
    line = shaped(_Given, item, path)
    if isinstance(line, tuple):
        return page.placed(line)
    problems: list[PlacedProblem] = []
    actor, person = _giver(rulebook, line, page, path, around)
    at = _instant(rulebook, line, page, path, around)
    facts, wrong = _facts(rulebook, line, page, path, around, number)
    figure = figure_of(line, page, path)
    problems += page.placed([one for one in (actor, at, figure) if isinstance(one, Problem)])
    problems += wrong
    if isinstance(figure, Problem):
        figure = None
    wish = Wish(remedy=page.text((*path, "remedy")), page=page, path=(*path, "remedy"), figure=figure)
    asked = gesture(rulebook, wish)
    if isinstance(asked, tuple):
        problems += asked
    if problems or isinstance(asked, tuple) or isinstance(actor, Problem) or isinstance(at, Problem):
        return tuple(problems)
    known = {name for name, _ in facts}
    own = tuple([fact for fact in (person.facts if person else ()) if fact[0] not in known])
    return ask_at(rulebook, (asked,), actor, facts + own, at)


def _giver(
    rulebook: Rulebook, line: _Given, page: FilePage, path: Path, around: Around
) -> tuple[Actor | Problem, Person | None]:
    """Who gave it, in which role: the asker, unless it says. Nobody is held to being in service today."""
    role = None if line.role is None else role_alone(rulebook, page.text((*path, "role")) or "", (*path, "role"))
    if isinstance(role, Problem):
        return role, None
    if line.by is None and role is not None:
        return role, None
    name = around.actor.id if line.by is None else page.text((*path, "by")) or ""
    acting = role.role if role else around.actor.role
    if around.people is None or not name:
        return Actor(role=acting, id=name), None
    person = person_of(around.people, name, (*path, "by"))
    if isinstance(person, Problem):
        return person, None
    return Actor(role=role.role if role else person.roles[0], id=person.id), person


def _instant(rulebook: Rulebook, line: _Given, page: FilePage, path: Path, around: Around) -> int | Problem:
    """When it was given: at the moment of the question, unless `on` says another day or moment."""
    if line.on is None:
        return around.at
    text = page.text((*path, "on")) or ""
    today = local(around.at, rulebook.timezone, rulebook.day_starts).day
    day = read_date(text)
    if day is None:
        moment = read_instant(text)
        if isinstance(moment, Misread):
            return Problem(
                code="not-a-date",
                message=f"`{text}` is no date",
                path=(*path, "on"),
                hint="write the day it was given, as `2026-11-22`",
            )
        if moment <= around.at:
            return moment
        day = local(moment, rulebook.timezone, rulebook.day_starts).day
    elif day <= today:
        return around.at if day == today else instant_on(day, rulebook.timezone, rulebook.day_starts)
    return Problem(
        code="not-earlier",
        message=f"`{text}` is later than the question, which is put on {written_date(today)}",
        path=(*path, "on"),
        hint="an earlier gesture was given before",
    )


def _facts(
    rulebook: Rulebook, line: _Given, page: FilePage, path: Path, around: Around, number: int
) -> tuple[Facts, tuple[PlacedProblem, ...]]:
    """The facts of its incident: the same as the question's, unless it names another or states its own."""
    own, problems = stated(rulebook, statements_of(line.facts, page, (*path, "facts")))
    this = dict(around.facts).get("incident")
    named = page.text((*path, "incident")) if line.incident is not None else None
    if named is None and this is not None and dict(own).get("incident") == this:
        named = str(this)  # said among its facts, and meant all the same
    if line.incident is None and line.facts is None:
        return around.facts, ()
    facts = dict(own)
    if named is None:
        facts.setdefault("incident", f"earlier-{number + 1}")
        return tuple(facts.items()), problems
    if named == this:
        return tuple({**dict(around.facts), **facts}.items()), problems
    if around.incidents is None:
        if line.facts is None:
            message = f"nothing is said about incident `{named}`"
            hint = "state its facts beside it: `facts: {…}`"
            problems += page.placed(
                [Problem(code="unknown-incident", message=message, path=(*path, "incident"), hint=hint)]
            )
        return tuple({**facts, "incident": named}.items()), problems
    if named not in around.incidents:
        hint = nearest(named, around.incidents, "incidents")
        message = f"`{named}` is not one of the incidents of this file"
        problems += page.placed(
            [Problem(code="unknown-incident", message=message, path=(*path, "incident"), hint=hint)]
        )
        return tuple(facts.items()), problems
    return tuple({**dict(around.incidents[named]), **facts}.items()), problems
