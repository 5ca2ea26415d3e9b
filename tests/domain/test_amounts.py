"""Amounts come to what the language page says, to the last minor unit, whatever they are made of."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empower.domain.amounts import ZERO, amount_facts, evaluate, units
from empower.domain.errors import AbsentFactError
from tests.domain.exact_amounts import Amount, exactly, in_units

DAY = 740_000
MONEY = ("bill", "fare")
NUMBERS = {"nights": 0, "kilos": 1, "hours": 2}  # a number fact, and its decimal places
CHOICES = {"tier": 4, "member": 2}
DATES = ("flown_on", "told_at")  # the second is a moment: its local day stands in `told_at.day`
NAMES = {*MONEY, *NUMBERS, *CHOICES, *DATES}

CONSTANTS = st.builds(lambda n: ("units", n), st.integers(0, 50_000))
LEAVES = CONSTANTS | st.sampled_from(MONEY).map(lambda name: ("fact", name))


def compound(inner: st.SearchStrategy[Amount]) -> st.SearchStrategy[Amount]:
    def ordered(starts: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[tuple[int, Amount], ...]]:
        pairs = st.dictionaries(starts, inner, min_size=1, max_size=4)
        return pairs.map(lambda found: tuple(sorted(found.items(), key=lambda one: one[0])))

    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    number = st.sampled_from(sorted(NUMBERS))
    return st.one_of(
        st.tuples(st.just("dated"), ordered(st.integers(DAY - 5, DAY + 5)), st.sampled_from(["", *DATES])),
        st.builds(
            lambda rate, name, after: ("each", rate, name, NUMBERS[name], 0, after, ""),
            inner,
            number,
            st.integers(0, 40),
        ),
        st.builds(
            lambda rate, name, every, after, how: ("each", rate, name, NUMBERS[name], every, after, how),
            *(inner, number, st.integers(1, 30), st.integers(0, 40), st.sampled_from(["down", "up"])),
        ),
        st.builds(lambda n, d, of: ("share", n, d, of), st.integers(0, 700), st.integers(1, 700), inner),
        st.tuples(
            *(st.just("steps"), st.sampled_from([*NUMBERS, *MONEY]), st.booleans(), ordered(st.integers(0, 120)))
        ),
        st.sampled_from(sorted(CHOICES)).flatmap(
            lambda name: st.builds(
                lambda cases, rest: ("is", name, tuple(cases.items()), rest),
                st.dictionaries(st.integers(0, CHOICES[name] - 1), inner, min_size=1),
                st.none() | inner,
            )
        ),
        st.tuples(st.sampled_from(["greatest", "least", "sum"]), several),
        st.tuples(st.sampled_from(["difference", "at_least", "at_most", "nothing_below"]), inner, inner),
        st.tuples(st.just("nothing_below"), inner, inner, inner),
    )


AMOUNTS: st.SearchStrategy[Amount] = st.recursive(LEAVES, compound, max_leaves=6)
OUTERMOST = AMOUNTS | st.builds(lambda how, of: ("round", how, of), st.sampled_from(["half_up", "up", "down"]), AMOUNTS)
FACTS = st.fixed_dictionaries(
    {name: st.integers(0, 130) | st.integers(0, 90_000) for name in MONEY}
    | {name: st.integers(0, 130) for name in NUMBERS}
    | {name: st.integers(0, size - 1) for name, size in CHOICES.items()}
    | {
        "flown_on": st.integers(DAY - 7, DAY + 7),
        "told_at": st.just(10**15),
        "told_at.day": st.integers(DAY - 7, DAY + 7),
    }
)


@settings(max_examples=400)
@given(AMOUNTS, FACTS)
def test_an_amount_is_exact(amount: Amount, facts: dict[str, int]) -> None:
    top, bottom = evaluate(amount, facts, DAY)
    assert Fraction(top, bottom) == exactly(amount, facts, DAY)
    assert bottom > 0
    assert top >= 0


@settings(max_examples=400)
@given(OUTERMOST, FACTS)
def test_it_is_rounded_once_at_the_end(amount: Amount, facts: dict[str, int]) -> None:
    found = units(amount, facts, DAY)
    assert type(found) is int
    assert found == in_units(amount, facts, DAY)


def spoken_of(part: Any) -> set[str]:
    """Every fact's name anywhere in the tuples."""
    if isinstance(part, tuple):
        return set().union(*[spoken_of(inner) for inner in part])
    return {part} & NAMES if isinstance(part, str) else set()


@given(OUTERMOST)
def test_the_facts_of_an_amount_are_those_it_names(amount: Amount) -> None:
    assert amount_facts(amount) == spoken_of(amount)


@given(OUTERMOST, FACTS, st.data())
def test_a_missing_fact_is_named_or_not_needed(amount: Amount, facts: dict[str, int], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(NAMES)))
    less = {name: value for name, value in facts.items() if name.partition(".")[0] != gone}
    absent = ""
    try:
        found = units(amount, less, DAY)
    except AbsentFactError as error:
        absent, found = error.fact, units(amount, facts, DAY)
    assert absent in ({gone} & amount_facts(amount)) | {""}
    assert found == units(amount, facts, DAY)


TIERS = ("steps", "nights", False, ((0, ("units", 0)), (15, ("units", 100)), (30, ("units", 250))))
OVER = ("steps", "nights", True, ((0, ("units", 10)), (15, ("units", 100))))
CLASS = ("is", "tier", ((0, ("units", 2000)), (1, ("units", 5000))), ("units", 7))
PRICES = ("dated", ((DAY, ("units", 2000)), (DAY + 10, ("units", 2500))), "")
FLOWN = ("dated", ((DAY, ("units", 2000)), (DAY + 10, ("units", 2500))), "flown_on")


@pytest.mark.parametrize(
    ("amount", "facts", "day", "comes_to"),
    [
        (("units", 25_000), {}, DAY, 25_000),
        (ZERO, {}, DAY, 0),
        (("fact", "bill"), {"bill": 48_001}, DAY, 48_001),
        # a season ticket: 1/464 of 4,640.00 and of a price that does not divide
        (("share", 1, 464, ("fact", "fare")), {"fare": 464_000}, DAY, 1_000),
        (("share", 1, 464, ("fact", "fare")), {"fare": 464_231}, DAY, 1_000),
        (("share", 1, 464, ("fact", "fare")), {"fare": 464_232}, DAY, 1_001),
        # a share of a share loses nothing on the way: a third of a third of three is a third
        (("sum", (("share", 1, 3, ("share", 1, 3, ("units", 9))), ("share", 1, 2, ("units", 1)))), {}, DAY, 2),
        (("share", 1, 2, ("units", 5)), {}, DAY, 3),
        (("round", "down", ("share", 1, 2, ("units", 5))), {}, DAY, 2),
        (("round", "up", ("share", 1, 100, ("units", 1))), {}, DAY, 1),
        # per twelve, beyond the first twenty-four, started ones counted or not
        (("each", ("units", 100), "hours", 0, 12, 24, "down"), {"hours": 24}, DAY, 0),
        (("each", ("units", 100), "hours", 0, 12, 24, "down"), {"hours": 35}, DAY, 0),
        (("each", ("units", 100), "hours", 0, 12, 24, "down"), {"hours": 36}, DAY, 100),
        (("each", ("units", 100), "hours", 0, 12, 24, "up"), {"hours": 24}, DAY, 0),
        (("each", ("units", 100), "hours", 0, 12, 24, "up"), {"hours": 25}, DAY, 100),
        (("each", ("units", 100), "hours", 0, 12, 24, "up"), {"hours": 37}, DAY, 200),
        (("each", ("units", 100), "hours", 0, 12, 24, "up"), {"hours": 0}, DAY, 0),
        # 2.5 kilos at 3.00; 2.75 hours in quarters
        (("each", ("units", 300), "kilos", 1, 0, 0, ""), {"kilos": 25}, DAY, 750),
        (("each", ("units", 100), "hours", 2, 25, 0, "down"), {"hours": 275}, DAY, 1_100),
        (TIERS, {"nights": 0}, DAY, 0),
        (TIERS, {"nights": 14}, DAY, 0),
        (TIERS, {"nights": 15}, DAY, 100),
        (TIERS, {"nights": 30}, DAY, 250),
        (TIERS, {"nights": 900}, DAY, 250),
        (OVER, {"nights": 0}, DAY, 0),
        (OVER, {"nights": 1}, DAY, 10),
        (OVER, {"nights": 15}, DAY, 10),
        (OVER, {"nights": 16}, DAY, 100),
        (CLASS, {"tier": 1}, DAY, 5000),
        (CLASS, {"tier": 3}, DAY, 7),
        (("is", "tier", ((0, ("units", 5)),), None), {"tier": 3}, DAY, 0),
        (PRICES, {}, DAY - 1, 0),
        (PRICES, {}, DAY, 2000),
        (PRICES, {}, DAY + 9, 2000),
        (PRICES, {}, DAY + 10, 2500),
        (FLOWN, {"flown_on": DAY + 3}, DAY + 99, 2000),
        (FLOWN, {"flown_on": 10**15, "flown_on.day": DAY + 10}, DAY, 2500),
        (("difference", ("units", 5), ("units", 9)), {}, DAY, 0),
        (("greatest", (("units", 5), ("units", 9), ("units", 7))), {}, DAY, 9),
        (("least", (("units", 5), ("units", 9), ("units", 7))), {}, DAY, 5),
        (("nothing_below", ("units", 99), ("units", 100)), {}, DAY, 0),
        (("nothing_below", ("units", 100), ("units", 100)), {}, DAY, 100),
        (
            ("at_most", ("each", ("units", 20_000), "nights", 0, 0, 0, ""), ("units", 60_000)),
            {"nights": 4},
            DAY,
            60_000,
        ),
        (("nothing_below", ("units", 99), ("units", 100), ("units", 150)), {}, DAY, 0),
        (("nothing_below", ("units", 120), ("units", 100), ("units", 150)), {}, DAY, 150),
        # a floor that is only reached before rounding: 99.6 is below 100
        (("nothing_below", ("share", 996, 1000, ("units", 100)), ("units", 100)), {}, DAY, 0),
    ],
)
def test_amounts_by_hand(amount: Amount, facts: dict[str, int], day: int, comes_to: int) -> None:
    assert units(amount, facts, day) == comes_to
    assert in_units(amount, facts, day) == comes_to


def test_an_absent_fact_is_named_in_a_sentence() -> None:
    with pytest.raises(AbsentFactError, match="`bill` is needed for an amount and is not given"):
        units(("share", 1, 2, ("fact", "bill")), {}, DAY)
