"""The year itself: an empty book, begun; a policy changed in April; everything that happens, in the order it happens in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from empower.domain.gesture import Actor
from empower.ledger.book import Book
from empower.ledger.opening import open_store
from empower.policyfile.said.page import WordsPage
from empower.services.adopt import begin
from empower.services.begun_book import begun_book
from empower.services.house import House
from empower.services.pen import Pen
from empower.services.question import Who
from empower.services.writer import writer_of
from the_year.chance import Chance
from the_year.clock import DAYS, FIRST, MINUTE, at
from the_year.desk import Desk, Salts, compiled, house_of
from the_year.diary import Diary, Story
from the_year.guests import Guests
from the_year.management import management
from the_year.ordinary import incident
from the_year.planted.kept import Planted
from the_year.planted.plan import planted_stories
from the_year.seasons import busy
from the_year.staff import HOUSES, Staff

__all__ = ["GESTURES", "SEED", "Year", "written_year"]

SEED = 7
GESTURES = 3000
_PER_INCIDENT = 1.15  # gestures, as it comes out
_ENDS = at(FIRST + timedelta(days=DAYS))
_SHIFTS = {(7 * 60, 15 * 60): 31, (15 * 60, 23 * 60): 52, (23 * 60, 31 * 60): 17}


class Year:
    """What every story needs."""

    def __init__(self, book: Book, house: House, salts: Salts, seed: int) -> None:
        self.seed = seed
        self.diary = Diary(at(FIRST, "08:00"))
        self.desk = Desk(book, house, self.diary, salts)
        self.staff = Staff(house.people or (), _houses(house))
        self.guests = Guests()
        self.planted = Planted()

    @property
    def now(self) -> int:
        """How late it is."""
        return self.diary.now


def written_year(target: str, seed: int, gestures: int, tell: Callable[[float], None]) -> Planted:
    """What was planted in the new book at `target`; `tell` hears which share of the year is over.

    Raises an `EmpowerError` where no book can be made there.
    """
    house, salts = house_of("policy-2025.yaml"), Salts(seed)
    first = Pen(now=at(FIRST, "07:30"), salt=salts, login="obastos")
    actor: Actor = writer_of(house, Who(person="otilia"), WordsPage((), "empower"), first.now)
    begun_book(target, compiled, lambda book: begin(book, house, actor, first, "three-houses", by_login=False))
    book = Book(open_store(target), compiled)
    try:
        book.know(house.rulebook)
        year = Year(book, house, salts, seed)
        for story in (*management(year), *planted_stories(year)):
            year.diary.begin(story)
        for story in _ordinary(year, gestures):
            year.diary.begin(story)
        year.diary.run(_ENDS, lambda now: tell((now - at(FIRST)) / (_ENDS - at(FIRST))))
        return year.planted
    finally:
        book.close()


def _ordinary(year: Year, gestures: int) -> list[Story]:
    """As many incidents as make so many gestures, each on a day and at an hour when such things happen."""
    chance = Chance(year.seed, "days")
    days = {(house, day): busy(house, FIRST + timedelta(days=day)) for house in HOUSES for day in range(DAYS)}
    found: list[tuple[int, str]] = []
    for _ in range(round(gestures / _PER_INCIDENT)):
        house, day = chance.weighted(days)
        low, high = chance.weighted(_SHIFTS)
        found.append((at(FIRST + timedelta(days=day), minute=chance.between(low, high - 30)), house))
    found.sort()
    return [
        incident(year, house, begins + number % 60 * MINUTE // 60, Chance(year.seed, "incident", number))
        for number, (begins, house) in enumerate(found)
    ]


def _houses(house: House) -> dict[str, str]:
    """Which house each person belongs to."""
    return {
        person.id: HOUSES[int(value)] if isinstance(value, int) else str(value)
        for person in house.people or ()
        for name, value in person.facts
        if name == "property"
    }
