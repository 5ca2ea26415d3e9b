"""An ordinary incident, from the complaint to the day it is closed. Nothing about it is odd."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from empower.domain.errors import CannotAskError
from empower.services.record import Recorded
from the_year.answers import answered
from the_year.chance import Chance
from the_year.clock import DAY, HOUR, MINUTE, minute_of
from the_year.diary import Story
from the_year.seasons import CAUSES, FAILURES
from the_year.words import Happening, figure

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["incident"]

_LATER = ("letter", "amenity", "late_checkout", "dinner", "credit")
_ROLES = {"associate": 80, "supervisor": 14, "duty_manager": 6}


def incident(year: Year, house: str, begins: int, chance: Chance) -> Story:
    """One incident: stated, made good, perhaps made good again, closed, now and then opened again."""
    happening = Happening(house, chance.weighted(FAILURES[house]), year.guests.somebody(house, chance, begins), chance)
    yield begins
    asker = _somebody(year, house, chance)
    name, given = "", _giving(year, house, asker, chance)
    if chance.happens(0.55):
        name = year.desk.open(asker[0], *happening.facts)
        yield year.now + chance.between(4, 40 if happening.severity in ("major", "critical") else 120) * MINUTE
        asker = _somebody(year, house, chance)
        given = _giving(year, house, asker, chance)
    wish = happening.wish(chance)
    recorded = given(*wish, *([f"incident={name}"] if name else happening.facts))
    if recorded.entry is None:
        return
    name = str(recorded.entry.data["incident"])
    yield from answered(year, recorded, house, chance)
    if chance.happens(0.05):
        yield year.now + chance.between(1, 6) * HOUR
        yield from _amended(year, name, happening, chance)
    if chance.happens(0.16):
        yield year.now + chance.between(2, 20) * HOUR
        yield from _given_more(year, house, name, wish[0], happening, chance)
    if recorded.entry.kind == "posting" and chance.happens(0.014):
        yield year.now + chance.between(1, 8) * HOUR
        _undone(year, house, recorded)
    yield year.now + chance.between(2 * 24, 6 * 24) * HOUR
    yield from _closed(year, house, name, happening, chance)


def _closed(year: Year, house: str, name: str, happening: Happening, chance: Chance) -> Story:
    """Closed, but for a few that everybody forgets; and now and then it happens again."""
    if chance.happens(0.06):
        return
    satisfied = chance.weighted({"yes": 62, "partly": 24, "no": 9, "": 5})
    cause = chance.weighted({**CAUSES[happening.failure], "": 8})
    year.desk.close(_somebody(year, house, chance)[0], name, satisfied, cause)
    if not chance.happens(0.03):
        return
    yield year.now + chance.between(20, 90) * HOUR
    year.desk.reopen(_somebody(year, house, chance)[0], name, "it happened again")
    yield year.now + chance.between(1, 5) * HOUR
    who, role = _somebody(year, house, chance)
    yield from answered(year, year.desk.record(who, "letter", f"incident={name}", role=role), house, chance)
    yield year.now + chance.between(1, 4) * DAY
    year.desk.close(_somebody(year, house, chance)[0], name, "partly", cause)


def _given_more(year: Year, house: str, name: str, before: str, happening: Happening, chance: Chance) -> Story:
    """Something else on top of it: never the same again."""
    remedy = chance.pick([one for one in _LATER if one != before])
    who, role = _somebody(year, house, chance)
    said = figure(remedy, "minor", happening.bill, happening.nights, chance)
    recorded = year.desk.record(who, remedy, *said, f"incident={name}", role=role)
    yield from answered(year, recorded, house, chance)


def _amended(year: Year, name: str, happening: Happening, chance: Chance) -> Story:
    worse = {"minor": "moderate", "moderate": "major", "major": "critical", "critical": "major"}
    who = _somebody(year, happening.house, chance)[0]
    year.desk.amend(who, name, "we know more by now", f"severity={worse[happening.severity]}")
    yield from ()


def _undone(year: Year, house: str, recorded: Recorded) -> None:
    """A slip of the pen, undone while the incident is open; where nobody there may undo it, it stands."""
    assert recorded.entry is not None
    for person in year.staff.there(house, "duty_manager", year.now):
        try:
            year.desk.reverse(person, recorded.entry.seq, "given to the wrong room")
        except CannotAskError:
            continue
        return


def _giving(year: Year, house: str, asker: tuple[str, str], chance: Chance) -> Callable[..., Recorded]:
    """How the asker records it: at night some ring their manager first."""
    who, role = asker

    def given(*words: str) -> Recorded:
        minute = minute_of(year.now)
        managers = year.staff.there(house, "duty_manager", year.now)
        rings = role != "duty_manager" and (minute >= 22 * 60 or minute < 7 * 60) and chance.happens(0.7) and managers
        if rings:
            manager = chance.pick(managers)
            note = f"{year.desk.people[manager].name} said yes on the telephone"
            try:
                return year.desk.record(who, *words, role=role, word_of=manager, note=note)
            except CannotAskError:
                return year.desk.record(who, *words, role=role)
        return year.desk.record(who, *words, role=role)

    return given


def _somebody(year: Year, house: str, chance: Chance) -> tuple[str, str]:
    """Somebody of the house who is there now, and in which role."""
    role = chance.weighted(_ROLES)
    there = year.staff.there(house, role, year.now) or year.staff.there(house, "associate", year.now)
    if there:
        return chance.pick(there), role if year.staff.there(house, role, year.now) else "associate"
    return chance.pick(year.staff.there(house, "duty_manager", year.now)), "duty_manager"
