"""Who works on a day, and at an hour: ends are exclusive, nights pass midnight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.people import Person, Stretch

ENDS = st.none() | st.integers(0, 12)
STRETCHES = st.tuples(ENDS, ENDS)
DAYS = range(-2, 15)


def days_of(stretch: Stretch) -> set[int]:
    first = DAYS.start if stretch[0] is None else stretch[0]
    until = DAYS.stop if stretch[1] is None else stretch[1]
    return set(range(first, until)) & set(DAYS)


@given(STRETCHES, st.lists(STRETCHES, max_size=3))
def test_in_service_is_within_and_not_away(service: Stretch, away: list[Stretch]) -> None:
    person = Person(id="rui", service=service, away=tuple(away))
    expected = days_of(service) - set().union(*[days_of(stretch) for stretch in away])
    assert {day for day in DAYS if person.in_service(day)} == expected


@pytest.mark.parametrize(
    ("day", "works"), [(9, False), (10, True), (14, True), (15, False), (17, False), (18, True), (20, False)]
)
def test_a_person_works_from_a_day_until_the_day_before_another(day: int, works: bool) -> None:
    person = Person(id="rui", service=(10, 20), away=((15, 18),))
    assert person.in_service(day) is works


def test_who_has_no_dates_always_works() -> None:
    assert all(Person(id="ana").in_service(day) for day in (0, 1, 700_000))


@given(st.integers(0, 1439), st.integers(1, 1440))
def test_a_shift_is_walked_through_minute_by_minute(start: int, length: int) -> None:
    """Whatever its start and length, and across midnight: as many minutes as it is long, from its start on."""
    end = (start + length) % 1440
    person = Person(id="ana", hours=(start, end))
    on = {minute for minute in range(1440) if person.on_shift(minute)}
    assert on == {(start + passed) % 1440 for passed in range(length)}


@pytest.mark.parametrize(
    ("hours", "minute", "on"),
    [
        ((22 * 60, 6 * 60), 22 * 60, True),
        ((22 * 60, 6 * 60), 23 * 60 + 59, True),
        ((22 * 60, 6 * 60), 0, True),
        ((22 * 60, 6 * 60), 6 * 60 - 1, True),
        ((22 * 60, 6 * 60), 6 * 60, False),
        ((22 * 60, 6 * 60), 12 * 60, False),
        ((9 * 60, 17 * 60), 9 * 60, True),
        ((9 * 60, 17 * 60), 17 * 60, False),
        ((9 * 60, 17 * 60), 0, False),
        ((0, 24 * 60), 0, True),
        ((0, 24 * 60), 1439, True),
        ((22 * 60, 24 * 60), 1439, True),
        ((22 * 60, 24 * 60), 0, False),
        ((8 * 60, 8 * 60), 3, True),
        (None, 3, True),
    ],
)
def test_shifts_by_hand(hours: tuple[int, int] | None, minute: int, on: bool) -> None:
    assert Person(id="ana", hours=hours).on_shift(minute) is on
