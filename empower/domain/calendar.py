"""The calendar in whole numbers: a day is its count since 0001-01-01 (which is day 1), an instant its microseconds in UTC.

Nobody here knows a time zone: the edge says what the local day and hour are. The conversion between a count of days and
a date is the proleptic Gregorian calendar's, as in `datetime.date.toordinal`.
"""

from __future__ import annotations

__all__ = [
    "DAY",
    "EPOCH",
    "HOUR",
    "WEEKDAYS",
    "add_months",
    "age_in_half_months",
    "date_of",
    "day_of",
    "month_length",
    "read_date",
    "weekday_of",
    "written_date",
    "written_instant",
]

HOUR = 3_600_000_000
DAY = 24 * HOUR
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EPOCH = 719_163  # the day that 1970-01-01 is


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    return (31, 29 if _leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def day_of(year: int, month: int, day: int) -> int:
    """The day that a date is."""
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400 + day
    return days + (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month - 1] + (month > 2 and _leap(year))


def date_of(day: int) -> tuple[int, int, int]:
    """The year, month and day of the month that a day is."""
    # Days are counted from a 1 March, so that the leap day comes last (Hinnant, "chrono-compatible low-level date algorithms").
    shifted = day + 305
    era, in_era = divmod(shifted, 146_097)
    year = (in_era - in_era // 1_460 + in_era // 36_524 - in_era // 146_096) // 365
    in_year = in_era - (365 * year + year // 4 - year // 100)
    moved = (5 * in_year + 2) // 153
    month = moved + 3 if moved < 10 else moved - 9
    return year + era * 400 + (month <= 2), month, in_year - (153 * moved + 2) // 5 + 1


def weekday_of(day: int) -> int:
    """0 for a Monday, 6 for a Sunday."""
    return (day + 6) % 7


def add_months(day: int, months: int) -> int:
    """The same day of the month, `months` later, or the month's last day where it has no such day."""
    year, month, of_month = date_of(day)
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return day_of(year, month, min(of_month, month_length(year, month)))


def age_in_half_months(day: int, today: int) -> int:
    """Twice the whole months from `day` to `today`, and one more when some days are left over.

    So "over N months" is above 2N, "at least N months" is 2N or more, and the test is exact to the day, month ends included.
    """
    year, month, _ = date_of(day)
    this_year, this_month, _ = date_of(today)
    whole = (this_year - year) * 12 + this_month - month
    if add_months(day, whole) > today:
        whole -= 1
    return 2 * whole + (add_months(day, whole) < today)


def read_date(text: str) -> int | None:
    """The day that `2026-11-22` states, or `None` when the text is no date of the years 1900 to 2999."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    parts = (text[:4], text[5:7], text[8:])
    if not all(part.isdigit() for part in parts):
        return None
    year, month, day = (int(part) for part in parts)
    if not (1900 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return day_of(year, month, day)


def written_date(day: int) -> str:
    """The day as `2026-11-22`."""
    year, month, of_month = date_of(day)
    return f"{year:04d}-{month:02d}-{of_month:02d}"


def written_instant(at: int) -> str:
    """The instant as `2026-11-22T21:15:00Z`, with a fraction of a second only where there is one."""
    days, rest = divmod(at, DAY)
    seconds, micros = divmod(rest, 1_000_000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{written_date(days + EPOCH)}T{clock}{f'.{micros:06d}' if micros else ''}Z"
