"""What becomes of a gesture once it is recorded: a request is answered or not, a word is confirmed, a duty is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.services.record import Recorded
from the_year.chance import Chance
from the_year.clock import HOUR, MINUTE, minute_of
from the_year.diary import Story

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["answered", "duties_of", "yes"]

_NO = ("the guest was glad with less", "this is settled with the agency", "we moved them to a better room already")


def answered(year: Year, recorded: Recorded, house: str, chance: Chance) -> Story:
    """Goes on once there is an answer, or once it is too late for one."""
    entry = recorded.entry
    if entry is None:
        return
    duties_of(year, entry, chance)
    word = entry.data.get("word")
    if word:
        year.diary.begin(_confirmed(year, entry.seq, str(word["of"]), chance))
    if entry.kind != "hold":
        return
    fate = chance.weighted({"yes": 74, "less": 7, "no": 9, "withdrawn": 4, "": 6})
    night = minute_of(year.now) < 7 * 60
    yield year.now + (chance.between(60, 420) if night else chance.between(6, 200)) * MINUTE
    if fate == "withdrawn":
        year.desk.withdraw(str(entry.data["asker"]), entry.seq, "", str(entry.data["asker_role"]))
    elif fate == "no":
        _no(year, recorded, house, chance.pick(_NO))
    elif fate:
        amount = entry.data["parts"][0]["amount"]
        less = amount // 200 * 100 if fate == "less" and amount and amount > 4000 else None
        yes(year, recorded, house, chance, less)
    yield year.now + (1 if fate else 25) * HOUR


def yes(year: Year, recorded: Recorded, house: str, chance: Chance, amount: int | None = None) -> list[int]:
    """The entries of the yeses of whoever may, people of the house first, and of what is given then."""
    assert recorded.entry is not None
    entries: list[int] = []
    for person in _able(year, recorded, house):
        try:
            found = year.desk.approve(person, recorded.entry.seq, amount=amount)
        except CannotAskError:
            continue
        entries.append(found.vote.seq)
        if found.posting is not None:
            duties_of(year, found.posting, chance)
            return [*entries, found.posting.seq]
    return entries


def duties_of(year: Year, entry: Entry, chance: Chance) -> None:
    """Lets the duties of a gesture be done: most in time, some late, a few never."""
    for duty in entry.data.get("duties") or ():
        year.diary.begin(_done(year, entry, duty["id"], int(duty["due_at"] or entry.at), chance))


def _done(year: Year, entry: Entry, duty: str, due: int, chance: Chance) -> Story:
    when = chance.weighted({"in time": 88, "late": 8, "": 4})
    if not when:
        return
    long = due - year.now
    yield (
        year.now + int(long * (0.1 + 0.8 * chance.share())) if when == "in time" else due + chance.between(3, 60) * HOUR
    )
    asker = str(entry.data["asker"])
    if year.staff.in_service(asker, year.now):
        year.desk.done(asker, entry.seq, duty)


def _confirmed(year: Year, entry: int, of: str, chance: Chance) -> Story:
    yield year.now + chance.between(5 * 60, 15 * 60) * MINUTE
    year.desk.approve(of, entry, note="so I said")


def _no(year: Year, recorded: Recorded, house: str, because: str) -> None:
    assert recorded.entry is not None
    for person in _able(year, recorded, house):
        try:
            year.desk.decline(person, recorded.entry.seq, because)
        except CannotAskError:
            continue
        return


def _able(year: Year, recorded: Recorded, house: str) -> list[str]:
    """Whoever the decision says may say yes: those of the house, those of the group, then the others."""
    people = [one.id for place in recorded.decision.approvers for one in place.people]
    asker = recorded.decision.ask.actor.id
    above = [*year.staff.there(house, "duty_manager", year.now), *year.staff.there(house, "general_manager", year.now)]
    near = [one for one in people if year.staff.house_of.get(one, house) == house]
    ordered = dict.fromkeys([*near, *above, *people])
    return [one for one in ordered if one != asker and year.staff.in_service(one, year.now)]
