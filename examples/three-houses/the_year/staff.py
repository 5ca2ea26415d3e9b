"""Who is there: of a house, in a role, on a day, at an hour."""

from __future__ import annotations

from empower.domain.people import Person
from the_year.clock import day_of, minute_of

__all__ = ["HOUSES", "Staff"]

HOUSES = ("quay", "dunes", "abbey")
_BY_HABIT = (9 * 60, 18 * 60)  # of associates whose hours are not written down
_SHIFT_ENDS = 20  # minutes before its end nobody begins anything


class Staff:
    """The people of the roster."""

    def __init__(self, people: tuple[Person, ...], houses: dict[str, str]) -> None:
        self._people = people
        self.house_of = houses

    def there(self, house: str, role: str, instant: int) -> list[str]:
        """Who of a house works in a role then, in the order of the roster; whoever has several works in the first."""
        day, minute = day_of(instant).toordinal(), minute_of(instant)
        return [
            person.id
            for person in self._people
            if person.roles[0] == role
            and self.house_of.get(person.id, house) == house
            and person.in_service(day)
            and self._on_shift(person, role, minute)
        ]

    def in_service(self, person: str, instant: int) -> bool:
        """Whether somebody works here on that day."""
        return next(one for one in self._people if one.id == person).in_service(day_of(instant).toordinal())

    @staticmethod
    def _on_shift(person: Person, role: str, minute: int) -> bool:
        if role != "associate":
            return person.on_shift(minute)
        start, end = person.hours or _BY_HABIT
        long = (end - start) % (24 * 60)
        return (minute - start) % (24 * 60) < long - _SHIFT_ENDS
