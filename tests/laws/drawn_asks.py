"""Drawn questions for a drawn policy, with what was given before on both sides of every window, and perhaps a roster."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from empower.domain.gesture import Gesture
from tests.laws.asks import Asking, Earlier
from tests.laws.draws import Draws
from tests.laws.world import FactSpec, World

__all__ = ["drawn_asking", "drawn_value"]


def drawn_asking(d: Draws, world: World, *, bundles: bool = True) -> Asking:
    """A question, with what was given before and perhaps a roster."""
    at = datetime(2026, 5, 1, 12, tzinfo=UTC) + timedelta(days=d.number(0, 20) - 15, hours=d.number(0, 23) - 12)
    people = _people(d, world) if d.chance(50) else None
    role, by = _who(d, world, people, at)
    facts = _facts(d, world, at)
    given = [_earlier(d, world, people, facts, at) for _ in range(d.number(1, 8) if d.chance(70) else 0)]
    count = 2 if bundles and d.chance(22) else 1
    return Asking(
        gestures=tuple(_gesture(d, world, None, blank=15) for _ in range(count)),
        role=role,
        by=by,
        facts=facts,
        at=at,
        papers=tuple(d.some(world.papers, 0)),
        given=tuple(sorted(given, key=lambda earlier: earlier.at)),
        people=people,
    )


def _who(d: Draws, world: World, people: tuple[dict[str, Any], ...] | None, at: datetime) -> tuple[str, str]:
    """Somebody who is in service, for nobody else may ask."""
    there = [person for person in people or () if _is_there(person, at)]
    if there:
        person = d.pick(there)
        return d.pick(person["roles"]), person["id"]
    return d.pick(world.roles[:1] + world.roles), d.pick(["ana", "bob", ""])


def _is_there(person: dict[str, Any], at: datetime) -> bool:
    """Whether a person is in service today; the day before too, for where the day begins later it is still that."""
    days = [at.date(), at.date() - timedelta(days=1)]
    away = any(start <= day < end for start, end in person.get("away", ()) for day in days)
    return not away and all(person.get("from", day) <= day < person.get("until", date.max) for day in days)


def _people(d: Draws, world: World) -> tuple[dict[str, Any], ...]:
    names = ["ana", "bob", "cyd", "dot", "eve", "fay"][: d.number(2, 6)]
    people = []
    for place, name in enumerate(names):
        roles = d.some(world.roles, 1, 2) if d.chance(20) else [world.roles[min(place, len(world.roles) - 1)]]
        person: dict[str, Any] = {"id": name, "roles": roles, "contact": f"ext. {place}"}
        if d.chance(25):
            person["away"] = [(date(2026, 4, 28), date(2026, 5, 4))]
        if d.chance(18):
            person["from"] = date(2026, 4, 30)
        if d.chance(18):
            person["until"] = date(2026, 5, 1)
        if d.chance(40):
            person["deputy"] = d.pick([other for other in names if other != name])
        people.append(person)
    return tuple(people)


def _facts(d: Draws, world: World, at: datetime) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for fact in world.facts.values():
        if fact.derived is None and not d.chance(40 if fact.optional or fact.default is not None else 5):
            facts[fact.name] = drawn_value(d, fact, at)
    for key, values in (("incident", ["I1", "I2"]), ("customer", ["C1", "C2"])):
        if not d.chance(6):
            facts[key] = d.pick(values)
    return facts


def drawn_value(d: Draws, fact: FactSpec, at: datetime) -> Any:
    """A value the fact may have."""
    if fact.values:
        return d.pick(fact.values)
    if fact.kind in ("number", "money"):
        return d.number(fact.least, fact.most)
    if fact.kind == "yes_no":
        return d.chance(50)
    if fact.kind == "date":
        return at.date() - timedelta(days=d.pick([1, 0, -3, 6, 7, 8, 13, 14, 15, 92, 365, 366, 500]))
    if fact.kind == "moment":
        return at - timedelta(hours=d.pick([1, 4, 5, 29, 30, 31, 200, 9000]), minutes=d.pick([0, 1]))
    if fact.kind == "time":
        return d.pick([16 * 60, 8 * 60 - 1, 16 * 60 - 1, 23 * 60 + 30, 0])
    return d.pick(["north", "south", "damaged"])


def _gesture(d: Draws, world: World, remedy: str | None, blank: int) -> Gesture:
    named = world.remedies[remedy or d.pick([*world.figured("amount"), *world.figured("amount"), *world.remedies])]
    if d.chance(blank) or not named.figure:
        return Gesture(remedy=named.id)
    if named.figure == "quantity":
        return Gesture(remedy=named.id, quantity=d.number(0, 4))
    return Gesture(remedy=named.id, amount=d.number(0, 320) if d.chance(70) else d.number(0, 60))


def _earlier(
    d: Draws, world: World, people: tuple[dict[str, Any], ...] | None, facts: dict[str, Any], at: datetime
) -> Earlier:
    role, by = _who(d, world, people, at)
    before = dict(facts) if d.chance(70) else _facts(d, world, at)
    complete = {fact.name: drawn_value(d, fact, at) for fact in world.facts.values() if fact.derived is None}
    before = {**{n: v for n, v in complete.items() if not world.facts[n].optional}, **before}
    gesture = _gesture(d, world, None, blank=10)
    if gesture.amount:
        gesture = gesture.but(amount=1 + gesture.amount // 3)
    day = d.pick(_edges(at.date()))
    when = at.replace(year=day.year, month=day.month, day=day.day) - timedelta(hours=d.number(0, 3))
    return Earlier(gesture=gesture, role=role, by=by or "ana", facts=before, at=when)


def _edges(day: date) -> list[date]:
    """Days on both sides of where a window begins that contains the day; and the day itself, and long ago."""
    month = day.replace(day=1)
    monday = day - timedelta(days=day.weekday())
    two_months = day.replace(year=day.year - (day.month <= 2), month=(day.month - 3) % 12 + 1, day=min(day.day, 28))
    quarter, year = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), date(day.year, 1, 1)
    begins = [month, monday, two_months + timedelta(days=1), day - timedelta(days=9), quarter, year, date(2026, 4, 6)]
    edges = [edge - timedelta(days=before) for edge in begins if edge <= day for before in (0, 1)]
    return [day, day, *edges, day - timedelta(days=1), day - timedelta(days=400)]
