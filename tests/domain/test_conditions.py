"""Spans agree with plain sets of numbers, ends without end included."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.conditions import EVERYTHING, Spans, contains, opposite, shared, spans_of

LOW, HIGH = -3, 12
WORLD = range(LOW - 4, HIGH + 5)  # a span without an end reaches past every constant


def numbers(spans: Spans) -> set[int]:
    """The numbers of a small world that are in the spans, found one by one."""
    found = set()
    for number in WORLD:
        for lowest, below in spans:
            if not (lowest is not None and number < lowest) and not (below is not None and number >= below):
                found.add(number)
    return found


@st.composite
def drawn_spans(draw: st.DrawFn) -> Spans:
    """Sorted spans that are apart, some of them without an end, some of them touching."""
    cuts = sorted(draw(st.sets(st.integers(LOW, HIGH), max_size=6)))
    ends: list[int | None] = [None, *cuts, None]
    pieces = list(pairwise(ends))
    return tuple([piece for piece in pieces if draw(st.booleans())])


def in_order(spans: Spans) -> bool:
    """Whether the spans are sorted, apart, and none is empty."""
    for number, (lowest, below) in enumerate(spans):
        if lowest is None and number:
            return False
        if below is None and number < len(spans) - 1:
            return False
        if lowest is not None and below is not None and lowest >= below:
            return False
    return all(
        before[1] is not None and after[0] is not None and before[1] <= after[0] for before, after in pairwise(spans)
    )


@given(st.lists(st.integers(LOW, HIGH)))
def test_spans_of_numbers_hold_them_and_no_other(points: list[int]) -> None:
    spans = spans_of(points)
    assert numbers(spans) == set(points)
    assert in_order(spans)
    assert spans == spans_of(tuple(reversed(points)))


@given(drawn_spans())
def test_the_opposite_is_everything_else(spans: Spans) -> None:
    assert numbers(opposite(spans)) == set(WORLD) - numbers(spans)
    assert in_order(opposite(spans))
    assert numbers(opposite(opposite(spans))) == numbers(spans)


@given(drawn_spans(), drawn_spans())
def test_what_is_shared_is_in_both(left: Spans, right: Spans) -> None:
    both = shared(left, right)
    assert numbers(both) == numbers(left) & numbers(right)
    assert in_order(both)
    assert both == shared(right, left)


@given(drawn_spans())
def test_everything_and_nothing_are_the_ends_of_the_algebra(spans: Spans) -> None:
    assert shared(spans, EVERYTHING) == spans
    assert shared(spans, ()) == ()
    assert shared(spans, opposite(spans)) == ()


@given(drawn_spans(), st.sampled_from(WORLD))
def test_contains_is_membership(spans: Spans, number: int) -> None:
    assert contains(spans, number) == (number in numbers(spans))


@pytest.mark.parametrize(
    ("spans", "others"),
    [
        ((), ((None, None),)),
        (((None, None),), ()),
        (((None, 5),), ((5, None),)),
        (((5, None),), ((None, 5),)),
        (((0, 1), (1, 2)), ((None, 0), (2, None))),
        (((0, 1), (4, None)), ((None, 0), (1, 4))),
        (((None, 0), (0, None)), ()),
    ],
)
def test_opposites_by_hand(spans: Spans, others: Spans) -> None:
    assert opposite(spans) == others
