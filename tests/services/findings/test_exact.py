"""The exact test, beside a sum that is written out in fractions, and beside counting every deal there is."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.services.findings.exact import MOST, one_in


@pytest.mark.parametrize("total", range(1, 9))
def test_as_many_deals_as_there_are(total: int) -> None:
    for marked in range(total + 1):
        for drawn in range(total + 1):
            hands = [sum([card < marked for card in hand]) for hand in combinations(range(total), drawn)]
            for seen in range(min(marked, drawn) + 1):
                as_many = len([count for count in hands if count >= seen])
                if as_many:
                    assert one_in(seen, drawn, marked, total) == len(hands) // as_many


@given(st.data())
def test_the_tail_of_the_hypergeometric_distribution(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 400))
    marked, drawn = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    seen = data.draw(st.integers(max(0, marked + drawn - total), min(marked, drawn)))
    ways = [comb(marked, i) * comb(total - marked, drawn - i) for i in range(seen, min(marked, drawn) + 1)]
    chance = Fraction(sum(ways), comb(total, drawn))
    assert one_in(seen, drawn, marked, total) == min(MOST, int(1 / chance))


def test_tea_before_milk() -> None:
    """Fisher's own: of eight cups, four with milk first, she names all four: one in seventy."""
    assert one_in(4, 4, 4, 8) == 70
    assert one_in(3, 4, 4, 8) == 4  # 17 of 70
