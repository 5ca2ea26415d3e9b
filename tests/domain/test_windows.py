"""Windows: calendar ones share time out without gap or overlap, rolling ones are as long as they say."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.windows import CALENDAR, window

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31)).map(date.toordinal)
UNITS = st.sampled_from(CALENDAR)
YEAR_STARTS = st.sampled_from(
    [(1, 1), (4, 1), (4, 6), (7, 1), (9, 30), (10, 1), (11, 29), (11, 30), (12, 31), (1, 31), (2, 28), (2, 29), (3, 31)]
)


def of_day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def closed(span: tuple[int | None, int | None]) -> tuple[int, int]:
    first, until = span
    assert first is not None
    assert until is not None
    return first, until


@given(UNITS, DAYS, YEAR_STARTS)
def test_a_window_holds_its_day(unit: str, day: int, starts: tuple[int, int]) -> None:
    first, until = closed(window((unit, 1), day, starts))
    assert first <= day < until


@given(UNITS, DAYS, YEAR_STARTS, st.integers(0, 366))
def test_calendar_windows_are_one_or_apart(unit: str, day: int, starts: tuple[int, int], after: int) -> None:
    """Every day of a window has that window, so two windows never overlap; and the next begins where it ends."""
    first, until = closed(window((unit, 1), day, starts))
    inside = first + after % (until - first)
    assert window((unit, 1), inside, starts) == (first, until)
    assert closed(window((unit, 1), until, starts))[0] == until
    assert closed(window((unit, 1), first - 1, starts))[1] == first


@pytest.mark.parametrize("starts", [(1, 1), (4, 1), (2, 29), (11, 30), (8, 31)])
@pytest.mark.parametrize("unit", CALENDAR)
def test_ten_years_are_covered_day_by_day(unit: str, starts: tuple[int, int]) -> None:
    day = date(2019, 1, 1).toordinal()
    first, until = closed(window((unit, 1), day, starts))
    while day < date(2029, 1, 1).toordinal():
        if day == until:
            first, until = closed(window((unit, 1), day, starts))
            assert first == day
        assert window((unit, 1), day, starts) == (first, until)
        day += 1


@given(DAYS)
def test_days_weeks_and_months_are_those_of_the_calendar(day: int) -> None:
    today = of_day(day)
    assert window(("day", 1), day) == (day, day + 1)
    monday = date.fromisocalendar(*today.isocalendar()[:2], 1)
    assert window(("week", 1), day) == (monday.toordinal(), (monday + timedelta(weeks=1)).toordinal())
    length = calendar.monthrange(today.year, today.month)[1]
    start = today.replace(day=1).toordinal()
    assert window(("month", 1), day) == (start, start + length)


@given(DAYS, st.sampled_from([(1, 1), (4, 1), (4, 6), (7, 1), (10, 1), (12, 31)]))
def test_a_year_begins_where_the_house_says(day: int, starts: tuple[int, int]) -> None:
    today = of_day(day)
    year = today.year if (today.month, today.day) >= starts else today.year - 1
    assert window(("year", 1), day, starts) == (date(year, *starts).toordinal(), date(year + 1, *starts).toordinal())


@given(DAYS)
def test_quarters_from_april_are_april_july_october_january(day: int) -> None:
    today = of_day(day)
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    after = (first + timedelta(days=95)).replace(day=1)
    assert window(("quarter", 1), day, (4, 1)) == (first.toordinal(), after.toordinal())
    assert window(("quarter", 1), day, (1, 1)) == window(("quarter", 1), day, (4, 1))


@given(DAYS, YEAR_STARTS)
def test_a_year_is_four_quarters(day: int, starts: tuple[int, int]) -> None:
    first, until = closed(window(("year", 1), day, starts))
    begins = []
    while first < until:
        begins.append(first)
        first = closed(window(("quarter", 1), first, starts))[1]
    assert first == until
    assert len(begins) == 4


@given(DAYS, st.integers(1, 1_000))
def test_rolling_days_are_today_and_those_before(day: int, count: int) -> None:
    first, until = closed(window(("days", count), day))
    assert (until - first, until - 1) == (count, day)


@given(DAYS, st.integers(1, 60))
def test_rolling_months_begin_after_the_same_day_of_an_earlier_month(day: int, count: int) -> None:
    today = of_day(day)
    index = today.year * 12 + today.month - 1 - count
    year, month = index // 12, index % 12 + 1
    same = date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
    assert window(("months", count), day) == (same.toordinal() + 1, day + 1)


@given(DAYS, st.sampled_from(["days", "months"]), st.integers(1, 400))
def test_a_rolling_window_only_moves_forward(day: int, unit: str, count: int) -> None:
    first, until = closed(window((unit, count), day))
    later_first, later_until = closed(window((unit, count), day + 1))
    assert first <= later_first
    assert until < later_until


@pytest.mark.parametrize(
    ("every", "day", "first", "last"),
    [
        (("months", 1), "2026-03-31", "2026-03-01", "2026-03-31"),
        (("months", 1), "2026-03-28", "2026-03-01", "2026-03-28"),
        (("months", 12), "2024-02-29", "2023-03-01", "2024-02-29"),
        (("days", 365), "2026-12-31", "2026-01-01", "2026-12-31"),
        (("days", 1), "2026-05-01", "2026-05-01", "2026-05-01"),
        (("week", 1), "2027-01-01", "2026-12-28", "2027-01-03"),
    ],
)
def test_windows_as_a_person_would_count_them(every: tuple[str, int], day: str, first: str, last: str) -> None:
    found = closed(window(every, date.fromisoformat(day).toordinal()))
    assert (of_day(found[0]).isoformat(), of_day(found[1] - 1).isoformat()) == (first, last)


@given(DAYS)
def test_without_a_window_it_is_for_ever(day: int) -> None:
    assert window(None, day) == (None, None)
