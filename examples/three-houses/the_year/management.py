"""What is decided above the houses, such as another policy or a month's end; and a storm, and the last evening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from the_year.clock import CHANGE, DAY, DAYS, FIRST, HOUR, at
from the_year.diary import Story

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["management"]

_HEAD = "otilia"
_ASKED_LAST = (("quay", "18:40", "elsa", "180"), ("dunes", "20:15", "tiago", "95"), ("abbey", "21:30", "enzo", "340"))
_LAST = FIRST + timedelta(days=DAYS)


def management(year: Year) -> Iterator[Story]:
    """Each of the stories."""
    yield _another_policy(year)
    yield from [_month_end(year, month) for month in _months()]
    yield _holidays(year, "bela", "alda", (date(2026, 1, 12), date(2026, 1, 26)), 60_000)
    yield _holidays(year, "leo", "katia", (date(2026, 5, 4), date(2026, 5, 18)), 50_000)
    yield _holidays(year, "paulo", "olga", (date(2026, 8, 3), date(2026, 8, 24)), 90_000, back_early=True)
    yield _forgotten(year)
    yield _storm(year)
    yield from [_last_evening(year, *asked) for asked in _ASKED_LAST]


def _another_policy(year: Year) -> Story:
    yield at(CHANGE, "05:00")
    year.desk.adopt(_HEAD, "policy.yaml", "a refund of 60 need not wait, and the beach had too little last summer")


def _month_end(year: Year, month: date) -> Story:
    """Softly on the third of the next month, for good on the eighth. September is left to whoever reads the book."""
    after = (month + timedelta(days=31)).replace(day=1)
    yield at(after + timedelta(days=2), "09:00")
    year.desk.close_month(_HEAD, f"{month:%Y-%m}", soft=True)
    yield at(after + timedelta(days=7), "09:00")
    year.desk.close_month(_HEAD, f"{month:%Y-%m}", soft=False)


def _holidays(
    year: Year, person: str, to: str, days: tuple[date, date], up_to: int, *, back_early: bool = False
) -> Story:
    yield at(days[0], "08:00") - 3 * DAY
    lent = year.desk.delegate(person, to, *days, up_to)
    if back_early:
        yield at(days[1], "08:00") - 5 * DAY
        year.desk.revoke(person, lent.seq)


def _forgotten(year: Year) -> Story:
    """The first guest of the year asks for it in spring."""
    yield at(date(2026, 3, 20), "11:00")
    if year.guests.first:
        year.desk.forget(_HEAD, year.guests.first, "they asked for it in a letter")


def _storm(year: Year) -> Story:
    """What somebody asks for because of the weather is nobody's to give; they are warmed up instead."""
    facts = ("property=abbey", "failure=out_of_order", "at_fault=weather", "nights=2", "bill=380")
    yield at(date(2026, 1, 28), "17:30")
    asked = year.desk.record("enzo", "refund", "40", *facts, f"customer={year.guests.new()}")
    yield year.now + HOUR
    if asked.entry is not None:
        year.desk.record("enzo", "dinner", "2", f"incident={asked.entry.data['incident']}")


def _last_evening(year: Year, house: str, clock: str, person: str, figure: str) -> Story:
    """Asked for on the last evening of September: nobody has answered yet when the book ends."""
    facts = (f"property={house}", "failure=not_ready", "severity=major", "nights=4", "bill=910")
    yield at(_LAST - timedelta(days=1), clock)
    year.desk.record(person, "refund", figure, *facts, f"customer={year.guests.new()}")


def _months() -> list[date]:
    """The first day of each month whose end falls in the year."""
    days = [FIRST + timedelta(days=day) for day in range(DAYS)]
    return [day for day in days if day.day == 1 and (day + timedelta(days=31)).replace(day=1) < _LAST]
