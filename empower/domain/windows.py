"""Windows of time that a limit counts over: calendar ones (a month) and rolling ones (the last 90 days)."""

from __future__ import annotations

from functools import lru_cache

from empower.domain.calendar import add_months, date_of, day_of, month_length, weekday_of

__all__ = ["CALENDAR", "Every", "Window", "always_within", "window"]

Every = tuple[str, int]
Window = tuple[int | None, int | None]
"""First day, and the day after the last; `None` for no end."""

_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31

CALENDAR = ("day", "week", "month", "quarter", "year")


def always_within(inner: Every | None, outer: Every | None, year_starts: tuple[int, int] = (1, 1)) -> bool:
    """Whether the one window lies within the other on every day."""
    if outer is None or inner == outer:
        return True
    if inner is None:
        return False
    (unit, count), (other, others) = inner, outer
    if unit == "day":
        return True
    if unit == "days":
        return count <= {"days": others, "months": others * _SHORTEST_MONTH}.get(other, 0)
    if unit == "months":
        return count <= {"months": others, "days": others // _LONGEST_MONTH}.get(other, 0)
    if unit == "month":
        return other in ("quarter", "year") and year_starts[1] == 1
    return (unit, other) == ("quarter", "year")


@lru_cache(maxsize=256)
def window(every: Every | None, day: int, year_starts: tuple[int, int] = (1, 1)) -> Window:
    """The window that contains `day`.

    Weeks begin on a Monday. Years and quarters count from `year_starts` (month, day). A rolling window of N days is the day
    and the N-1 before it; of N months, what is later than the same day N months before. For ever where `every` is None.
    """
    if every is None:
        return None, None
    unit, count = every
    if unit == "days":
        return day - count + 1, day + 1
    if unit == "months":
        return add_months(day, -count) + 1, day + 1
    if unit == "day":
        return day, day + 1
    if unit == "week":
        monday = day - weekday_of(day)
        return monday, monday + 7
    if unit == "month":
        year, month, of_month = date_of(day)
        first = day - of_month + 1
        return first, first + month_length(year, month)
    months = 12 if unit == "year" else 3
    year, month, _ = date_of(day)
    index = year * 12 + month - 1  # months counted from the year 0
    index -= (index - (year_starts[0] - 1)) % months
    if _start(index, year_starts[1]) > day:
        index -= months
    return _start(index, year_starts[1]), _start(index + months, year_starts[1])


def _start(index: int, of_month: int) -> int:
    """The day a year or quarter begins in a month, its last where the month is too short."""
    year, month = index // 12, index % 12 + 1
    return day_of(year, month, min(of_month, month_length(year, month)))
