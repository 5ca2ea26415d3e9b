"""Questions for a drawn policy: who asks for what, in which situation, and what was given before.

They are kept as plain words and dates (`Asking`), so that the reference decision reads what an author would; `asked` turns
them into what the engine takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from empower.domain.balances import Balances
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.people import Person
from empower.rules.charges import charged

if TYPE_CHECKING:
    from empower.rules.rulebook import Rulebook

__all__ = ["Asking", "Earlier", "asked", "balances_of", "local_day", "persons"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Earlier:
    """A gesture that was given before."""

    gesture: Gesture
    role: str
    by: str
    facts: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class Asking:
    """One question in plain words: names are names, days are dates, money is minor units."""

    gestures: tuple[Gesture, ...]
    role: str
    by: str
    facts: dict[str, Any]
    at: datetime
    papers: tuple[str, ...] = ()
    given: tuple[Earlier, ...] = ()
    people: tuple[dict[str, Any], ...] | None = field(default=None)

    def but(self, **changes: Any) -> Asking:
        """The same question with something changed."""
        return replace(self, **changes)


def local_day(tree: dict[str, Any], at: datetime) -> tuple[date, int]:
    """The local day (which begins at `day_starts`) and the hour on the wall clock."""
    hours, minutes = str(tree.get("day_starts", "00:00")).split(":")
    local = at.astimezone(ZoneInfo(tree["timezone"])).replace(tzinfo=None)
    return (local - timedelta(hours=int(hours), minutes=int(minutes))).date(), local.hour


def asked(rulebook: Rulebook, tree: dict[str, Any], asking: Asking) -> Ask:
    """The question as the engine takes it."""
    return _ask(rulebook, tree, asking.gestures, asking.role, asking.by, asking.facts, asking.at, asking.papers)


def balances_of(rulebook: Rulebook, tree: dict[str, Any], asking: Asking) -> Balances:
    """What the counters read after what was given before."""
    balances = Balances()
    for earlier in asking.given:
        ask = _ask(rulebook, tree, (earlier.gesture,), earlier.role, earlier.by, earlier.facts, earlier.at, ())
        balances = balances.plus(charged(rulebook, ask, balances))
    return balances


def persons(asking: Asking) -> tuple[Person, ...] | None:
    """The roster as the engine takes it."""
    if asking.people is None:
        return None
    return tuple(
        Person(
            id=person["id"],
            roles=tuple(person["roles"]),
            contact=person["contact"],
            service=(_ordinal(person.get("from")), _ordinal(person.get("until"))),
            away=tuple((_ordinal(start), _ordinal(end)) for start, end in person.get("away", ())),
            deputy=person.get("deputy", ""),
        )
        for person in asking.people
    )


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _ask(
    rulebook: Rulebook,
    tree: dict[str, Any],
    gestures: tuple[Gesture, ...],
    role: str,
    by: str,
    facts: dict[str, Any],
    at: datetime,
    papers: tuple[str, ...],
) -> Ask:
    day, hour = local_day(tree, at)
    stated: dict[str, int | str] = {}
    kinds = {fact.name: fact for fact in rulebook.facts}
    for name, value in facts.items():
        if isinstance(value, datetime):
            stated[name] = (value - EPOCH) // timedelta(microseconds=1)
            stated[f"{name}.day"] = local_day(tree, value)[0].toordinal()
        elif isinstance(value, date):
            stated[name] = value.toordinal()
        elif name in kinds and kinds[name].values:
            stated[name] = kinds[name].values.index(value)
        else:
            stated[name] = int(value) if isinstance(value, bool) else value
    return Ask(
        gestures=gestures,
        actor=Actor(role=role, id=by),
        facts=tuple(stated.items()),
        at=(at - EPOCH) // timedelta(microseconds=1),
        day=day.toordinal(),
        hour=hour,
        papers=papers,
    )
