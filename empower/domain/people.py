"""Who works here, in which roles, and who is in service on a day."""

from __future__ import annotations

from empower.domain.facts import FactValue
from empower.domain.value import Value

__all__ = ["Person", "Stretch", "as_of"]

Stretch = tuple[int | None, int | None]
"""From a day until the day before another."""


class Person(Value):
    """One line of the roster."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    login: str = ""
    facts: tuple[tuple[str, FactValue], ...] = ()
    contact: str = ""
    hours: tuple[int, int] | None = None  # minutes since midnight; may pass midnight; none are all
    service: Stretch = (None, None)
    away: tuple[Stretch, ...] = ()
    deputy: str = ""
    delegates: tuple[str, ...] = ()  # who may say yes in their name today, because they said so

    def in_service(self, day: int) -> bool:
        """Whether the person works here on `day` and is not away."""
        return _within(self.service, day) and not any(_within(stretch, day) for stretch in self.away)

    def employed_on(self, day: int) -> bool:
        """Whether the person works here on `day`, away or not."""
        return _within(self.service, day)

    def on_shift(self, minute: int) -> bool:
        """Whether `minute` of the day falls in the person's hours, which are round the clock when they end as they begin."""
        if self.hours is None:
            return True
        start, end = self.hours
        return start <= minute < end if start < end else minute >= start or minute < end


def as_of(people: tuple[Person, ...], day: int) -> tuple[Person, ...]:
    """The people as they are on one day, whatever day they are asked about: there, or not."""
    return tuple([person.but(service=(None, None) if person.in_service(day) else (0, 0), away=()) for person in people])


def _within(stretch: Stretch, day: int) -> bool:
    start, until = stretch
    return (start is None or start <= day) and (until is None or day < until)
