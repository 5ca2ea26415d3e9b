"""Balances read what was charged, by counter, key and window, and adding to them leaves the old ones as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from empower.domain.balances import NOTHING_SPENT, Balances, Charge

COUNTERS, KEYS = ("a", "b"), ((), ("INC-1",), ("INC-1", "C-88"))
CHARGES = st.lists(
    st.builds(
        lambda counter, key, day, amount, held: Charge(counter=counter, key=key, day=day, amount=amount, held=held),
        *(st.sampled_from(COUNTERS), st.sampled_from(KEYS), st.integers(0, 9), st.integers(0, 500), st.booleans()),
    ),
    max_size=12,
).map(tuple)
ENDS = st.none() | st.integers(-1, 11)


def added_up(charges: tuple[Charge, ...], counter: str, key: tuple[str, ...], days: set[int], held: bool) -> int:
    return sum(
        one.amount for one in charges if (one.counter, one.key, one.held) == (counter, key, held) and one.day in days
    )


@given(CHARGES, st.sampled_from(COUNTERS), st.sampled_from(KEYS), ENDS, ENDS)
def test_a_reading_adds_up_the_charges_in_its_window(
    charges: tuple[Charge, ...], counter: str, key: tuple[str, ...], first: int | None, until: int | None
) -> None:
    days = set(range(-2 if first is None else first, 12 if until is None else until))
    expected = tuple([added_up(charges, counter, key, days, held) for held in (False, True)])
    assert Balances(charges).read(counter, key, (first, until)) == expected


@given(CHARGES, CHARGES)
def test_more_charges_make_new_balances(before: tuple[Charge, ...], more: tuple[Charge, ...]) -> None:
    old = Balances(before)
    new = old.plus(more)
    for counter in COUNTERS:
        for key in KEYS:
            assert new.read(counter, key, (None, None)) == Balances(before + more).read(counter, key, (None, None))
            assert old.read(counter, key, (None, None)) == Balances(before).read(counter, key, (None, None))


@given(CHARGES)
def test_the_order_of_charges_does_not_matter(charges: tuple[Charge, ...]) -> None:
    for counter in COUNTERS:
        for key in KEYS:
            reading = Balances(charges).read(counter, key, (2, 7))
            assert Balances(charges[::-1]).read(counter, key, (2, 7)) == reading


def test_nothing_spent_reads_nothing_and_stays_so() -> None:
    NOTHING_SPENT.plus((Charge(counter="a", key=(), day=1, amount=5),))
    assert NOTHING_SPENT.read("a", (), (None, None)) == (0, 0)
