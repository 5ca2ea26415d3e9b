"""Instants become local days, hours and minutes where the policy lives, and texts become instants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.calendar import day_of
from empower.domain.money import Misread
from empower.policyfile.said.zone import instant_of, instant_on, local, read_instant, written_local

LISBON = "Europe/Lisbon"


def instant(text: str) -> int:
    found = read_instant(text)
    assert isinstance(found, int)
    return found


def test_a_summer_evening() -> None:
    here = local(instant("2026-05-01T21:15:00Z"), LISBON)
    assert (here.day, here.hour, here.minute) == (day_of(2026, 5, 1), 22, 22 * 60 + 15)


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("2026-10-01T03:59:00+01:00", day_of(2026, 9, 30), 3),
        ("2026-10-01T04:00:00+01:00", day_of(2026, 10, 1), 4),
        ("2026-10-01T23:59:00+01:00", day_of(2026, 10, 1), 23),
    ],
)
def test_a_day_that_starts_at_four(text: str, day: int, hour: int) -> None:
    here = local(instant(text), LISBON, day_starts=240)
    assert (here.day, here.hour) == (day, hour)


def test_the_hour_that_comes_twice() -> None:
    before, after = instant("2026-10-25T00:30:00Z"), instant("2026-10-25T01:30:00Z")
    assert after - before == 3_600_000_000
    assert [local(at, LISBON).minute for at in (before, after)] == [90, 90]


@pytest.mark.parametrize(
    "text",
    ["2026-05-01T22:15:00+01:00", "2026-05-01T22:15+01:00", "2026-05-01 21:15:00Z", "2026-05-01t21:15:00.000000z"],
)
def test_one_instant_written_in_many_ways(text: str) -> None:
    assert read_instant(text) == 1_777_670_100_000_000


@pytest.mark.parametrize("text", ["2026-05-01T22:15:00", "2026-05-01 22:15"])
def test_an_offset_is_not_guessed(text: str) -> None:
    assert read_instant(text) == Misread(why="no-offset", detail=text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "now", "2026-05-01", "2026-02-30T10:00:00Z", "2026-05-01T25:00:00Z", "2026-05-01T10:61:00Z"),
        *("1899-12-31T10:00:00Z", "3000-01-01T10:00:00Z", "2026-05-01T10:00:00+99:00", "٢٠٢٦-05-01T10:00:00Z"),
        *("20260501T101500Z", "2026-W18-5T10:00:00Z", "2026-05-01T10:00:00.0000001Z"),
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert read_instant(text) == Misread(why="not-a-moment", detail=text)


@given(
    st.integers(day_of(1971, 1, 1), day_of(2100, 1, 1)), st.integers(0, 1439), st.sampled_from([LISBON, "Pacific/Apia"])
)
def test_the_middle_of_a_day_falls_on_that_day(day: int, starts: int, zone: str) -> None:
    if zone == "Pacific/Apia" and abs(day - day_of(2011, 12, 30)) < 2:
        return  # Samoa left this day out
    assert local(instant_on(day, zone, starts), zone, starts).day == day


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001  # made aware below
def test_an_instant_is_read_as_it_is_written(naive: datetime) -> None:
    moment = naive.replace(tzinfo=UTC)
    there = moment.astimezone(ZoneInfo("Asia/Kathmandu"))
    assert read_instant(there.isoformat()) == instant_of(moment)
    assert written_local(instant_of(moment), "UTC") == naive.strftime("%Y-%m-%d %H:%M")


def test_every_microsecond_counts() -> None:
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert instant_of(moment + timedelta(microseconds=1)) - instant_of(moment) == 1
