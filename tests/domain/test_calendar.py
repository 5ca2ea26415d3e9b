"""Days, months and ages agree with the standard library's calendar, month ends and leap years included."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.calendar import (
    DAY,
    HOUR,
    WEEKDAYS,
    add_months,
    age_in_half_months,
    date_of,
    day_of,
    month_length,
    read_date,
    weekday_of,
    written_date,
    written_instant,
)

DATES = st.dates(date(1900, 1, 1), date(2999, 12, 31))
MONTH_ENDS = st.builds(
    lambda year, month, back: date(year, month, calendar.monthrange(year, month)[1] - back),
    st.integers(1950, 2150),
    st.integers(1, 12),
    st.integers(0, 3),
)
NEAR = st.dates(date(1995, 1, 1), date(2035, 12, 31)) | MONTH_ENDS


def later(start: date, months: int) -> date:
    """The same day of the month some months later, or the month's last: counted one month at a time."""
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


@given(st.dates())
def test_days_and_dates_are_those_of_the_standard_library(day: date) -> None:
    assert day_of(day.year, day.month, day.day) == day.toordinal()
    assert date_of(day.toordinal()) == (day.year, day.month, day.day)


@given(st.dates())
def test_weekdays_follow_iso(day: date) -> None:
    assert weekday_of(day.toordinal()) == day.isocalendar().weekday - 1
    assert WEEKDAYS[weekday_of(day.toordinal())] == calendar.day_name[day.weekday()].lower()


def test_every_day_from_1896_to_2104_follows_the_one_before() -> None:
    day, end = date(1896, 1, 1), date(2104, 12, 31)
    while day <= end:
        assert date_of(day_of(day.year, day.month, day.day)) == (day.year, day.month, day.day) == day.timetuple()[:3]
        day += timedelta(days=1)


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2023, 2024, 2100, 2400])
def test_months_are_as_long_as_they_are(year: int) -> None:
    assert [month_length(year, month) for month in range(1, 13)] == [
        calendar.monthrange(year, month)[1] for month in range(1, 13)
    ]


@given(NEAR, st.integers(-500, 500))
def test_months_are_added_one_by_one_and_clamped_once(day: date, months: int) -> None:
    assert add_months(day.toordinal(), months) == later(day, months).toordinal()


@given(NEAR, st.integers(-400, 400))
def test_adding_a_month_more_is_later(day: date, months: int) -> None:
    assert add_months(day.toordinal(), months) < add_months(day.toordinal(), months + 1)


@given(NEAR, NEAR, st.integers(0, 60))
def test_an_age_in_months_answers_each_comparison_as_the_calendar_does(born: date, today: date, months: int) -> None:
    """`today` is N months after `born` or later: that is what "at least N months" means, and it says so."""
    age = age_in_half_months(born.toordinal(), today.toordinal())
    mark = later(born, months)
    assert (age >= 2 * months) == (today >= mark)  # at least N
    assert (age > 2 * months) == (today > mark)  # over N
    assert (age < 2 * months) == (today < mark)  # under N
    assert (age <= 2 * months) == (today <= mark)  # at most N


@given(NEAR, st.integers(-800, 8_000))
def test_an_age_never_falls_as_days_pass(born: date, after: int) -> None:
    today = born.toordinal() + after
    assert age_in_half_months(born.toordinal(), today) <= age_in_half_months(born.toordinal(), today + 1)


@pytest.mark.parametrize(
    ("born", "today", "half_months"),
    [
        ("2026-01-31", "2026-01-31", 0),
        ("2026-01-31", "2026-02-27", 1),
        ("2026-01-31", "2026-02-28", 2),
        ("2026-01-31", "2026-03-01", 3),
        ("2026-01-31", "2026-03-30", 3),
        ("2026-01-31", "2026-03-31", 4),
        ("2024-02-29", "2025-02-28", 24),
        ("2024-02-29", "2025-03-01", 25),
        ("2024-02-29", "2028-02-28", 95),
        ("2024-02-29", "2028-02-29", 96),
        ("2026-05-10", "2026-05-09", -1),
        ("2026-05-10", "2026-04-10", -2),
        ("2026-05-10", "2026-04-09", -3),
    ],
)
def test_an_age_is_exact_to_the_day(born: str, today: str, half_months: int) -> None:
    first, second = read_date(born), read_date(today)
    assert first is not None
    assert second is not None
    assert age_in_half_months(first, second) == half_months


@given(DATES)
def test_a_date_is_read_as_it_is_written(day: date) -> None:
    assert written_date(day.toordinal()) == day.isoformat()
    assert read_date(day.isoformat()) == day.toordinal()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-1-1",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "2026-04-00",
        "2026-02-29",
        "2100-02-29",
        "1899-12-31",
        "3000-01-01",
        "0000-00-00",
        "20260401",
        "2026/04/01",
        "2026-04-01 ",
        " 2026-04-01",
        "2026-04-1 ",
        "2026-+4-01",
        "２０２６-04-01",
        "٢٠٢٦-04-01",
        "2026-W14-3",
        "01-04-2026",
    ],
)
def test_what_is_no_date_is_no_day(text: str) -> None:
    assert read_date(text) is None


@given(st.text("0123456789-+ ٢", min_size=8, max_size=11))
def test_any_text_is_a_date_as_the_standard_library_reads_it_or_none(text: str) -> None:
    try:
        expected = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        expected = None
    wanted = expected is not None and 1900 <= expected.year <= 2999 and expected.isoformat() == text
    assert read_date(text) == (expected.toordinal() if wanted and expected else None)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)))  # noqa: DTZ001 - drawn bare, then made UTC
def test_an_instant_is_written_in_utc(bare: datetime) -> None:
    moment = bare.replace(tzinfo=UTC)
    micros = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    text = written_instant(micros)
    assert text.endswith("Z")
    assert datetime.fromisoformat(text) == moment
    assert ("." in text) == bool(moment.microsecond)


def test_an_hour_and_a_day_are_in_microseconds() -> None:
    assert timedelta(hours=1) // timedelta(microseconds=1) == HOUR
    assert timedelta(days=1) // timedelta(microseconds=1) == DAY
    assert written_instant(0) == "1970-01-01T00:00:00Z"
    assert written_instant(-1) == "1969-12-31T23:59:59.999999Z"
