"""Derived facts and ages are what a person would work out; the vocabulary's lists fit together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.calendar import DAY, HOUR
from empower.domain.facts import AMOUNT_FACTS, BUILT_IN, CLOCK_FACTS, TEXT_KEYS, Fact, FactValue, ages, derive


def derived(how: str, names: tuple[str, ...], constants: tuple[str, ...] = ()) -> Fact:
    kind = {"same": "yes_no", "listed": "yes_no", "days_between": "number"}.get(how, "money")
    return Fact(name="found", kind=kind, derived=(how, names, constants))


@given(st.dates(), st.dates())
def test_days_between_is_from_the_first_to_the_second(told: date, departs: date) -> None:
    facts: dict[str, FactValue] = {"told_on": told.toordinal(), "departs_on": departs.toordinal()}
    assert derive(derived("days_between", ("told_on", "departs_on")), facts) == (departs - told).days


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_a_total_adds_up_all_of_its_parts(parts: list[int]) -> None:
    names = tuple([f"item_{number}" for number in range(len(parts))])
    facts: dict[str, FactValue] = dict(zip(names, parts, strict=True))
    assert derive(derived("total", names), facts) == sum(parts)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_difference_is_never_below_zero(paid: int, refunded: int) -> None:
    facts: dict[str, FactValue] = {"paid": paid, "refunded": refunded}
    assert derive(derived("difference", ("paid", "refunded")), facts) == (paid - refunded if paid > refunded else 0)


@given(st.text(max_size=3), st.text(max_size=3))
def test_same_tells_whether_two_texts_are_equal(left: str, right: str) -> None:
    assert derive(derived("same", ("requester", "employee")), {"requester": left, "employee": right}) == int(
        left == right
    )


@pytest.mark.parametrize(("reason", "known"), [("damaged", 1), ("late", 1), ("Late", 0), ("late ", 0), ("", 0)])
def test_listed_tells_whether_a_text_is_among_the_constants(reason: str, known: int) -> None:
    assert derive(derived("listed", ("reason",), ("damaged", "late")), {"reason": reason}) == known


@pytest.mark.parametrize("how", ["same", "days_between", "difference", "total"])
@pytest.mark.parametrize("facts", [{}, {"a": 1}, {"b": 1}, {"c": 1}])
def test_nothing_is_derived_while_a_part_is_missing(how: str, facts: dict[str, FactValue]) -> None:
    assert derive(derived(how, ("a", "b")), facts) is None


def test_nothing_is_listed_while_the_text_is_missing() -> None:
    assert derive(derived("listed", ("a",), ("x",)), {}) is None


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-400, 4_000))
def test_an_age_in_days_is_counted_in_whole_days(since: date, after: int) -> None:
    today = since + timedelta(days=after)
    assert ages("stayed_on#days", {"stayed_on": since.toordinal()}, today.toordinal(), 0) == after


@given(st.integers(0, 10**16), st.integers(-(10**13), 10**13))
def test_an_age_in_hours_is_exact_to_the_microsecond(moment: int, after: int) -> None:
    age = ages("told_at#hours", {"told_at": moment, "told_at.day": 1}, 5, moment + after)
    assert age == after
    assert (age >= 4 * HOUR) == (after >= 4 * 60 * 60 * 1_000_000)


def test_a_moment_is_as_many_days_old_as_the_local_day_it_fell_on() -> None:
    facts: dict[str, FactValue] = {"told_at": 10 * DAY, "told_at.day": 700_000}
    assert ages("told_at#days", facts, 700_003, 11 * DAY) == 3
    assert ages("told_at#months", facts, 700_003, 11 * DAY) == 1
    assert ages("told_at#hours", facts, 700_003, 11 * DAY) == 24 * HOUR


@pytest.mark.parametrize("axis", ["stayed_on#days", "stayed_on#months", "stayed_on#hours"])
def test_what_is_absent_has_no_age(axis: str) -> None:
    assert ages(axis, {}, 700_000, 0) is None
    assert ages(axis, {"stayed_on": "a text"}, 700_000, 0) is None


def test_ages_in_months_are_those_of_the_calendar() -> None:
    since, today = date(2025, 11, 30).toordinal(), date(2026, 2, 28).toordinal()
    assert ages("stayed_on#months", {"stayed_on": since}, today, 0) == 6
    assert ages("stayed_on#months", {"stayed_on": since}, today + 1, 0) == 7


def test_a_built_in_fact_has_one_place_in_the_vocabulary() -> None:
    assert len(set(BUILT_IN)) == len(BUILT_IN)
    assert {*AMOUNT_FACTS, *CLOCK_FACTS, *TEXT_KEYS} < set(BUILT_IN)
    assert set(BUILT_IN) - {*AMOUNT_FACTS, *CLOCK_FACTS, *TEXT_KEYS} == {"role", "remedy", "remedy_kind"}
