"""Ages in months beside dates and ages in days: which of them can be had together."""

from __future__ import annotations

from functools import cache

from empower.domain.calendar import age_in_half_months, day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.conditions import Span

__all__ = ["FOUR_YEARS", "dates_aged", "days_aged", "turning"]

FOUR_YEARS = 48
"""In months: each month is had, and a February of either length."""

_FAR = 366 * 200
"""So many days before or after another that no age is tested there."""


def dates_aged(day: int, ages: Span) -> Span:
    """The dates whose age in half months, on a day, lies in a stretch."""
    low, below = ages
    late = None if low is None else _crossing(day, lambda date: age_in_half_months(date, day) < low)
    return None if below is None else _crossing(day, lambda date: age_in_half_months(date, day) < below), late


@cache
def days_aged(ages: Span) -> Span:
    """The ages in days that an age in half months within a stretch may have, over all days of four years."""
    lows, belows = [], []
    for number in range(FOUR_YEARS):
        for of_month in (1, 2, 14, 15, 16, 17, 28, 29, 30, 31):
            day = day_of(2000 + number // 12, number % 12 + 1, 1) + of_month - 1
            first, after = dates_aged(day, ages)
            lows.append(None if after is None else day - after + 1)
            belows.append(None if first is None else day - first + 1)
    low = None if None in lows else min([one for one in lows if one is not None])
    below = None if None in belows else max([one for one in belows if one is not None])
    return low, below


def turning(date: int, age: int) -> int:
    """The first day on which a date is so many half months old."""
    return _crossing(date, lambda day: age_in_half_months(date, day) >= age)


def _crossing(near: int, passes: Callable[[int], bool]) -> int:
    """The first day from which on something is so."""
    early, late = near - _FAR, near + _FAR
    while early < late:
        middle = (early + late) // 2
        early, late = (early, middle) if passes(middle) else (middle + 1, late)
    return early
