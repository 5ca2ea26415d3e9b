"""A rulebook goes through bytes and comes back as it was, and decides the same."""

from __future__ import annotations

from empower.rules.stored import as_bytes, from_bytes
from tests.laws.draws import Draws
from tests.laws.situations import Case, Drawn, holds


def test_a_rulebook_comes_back_from_bytes() -> None:
    holds(_comes_back, 120)


def _comes_back(drawn: Drawn, _: Draws) -> None:
    data = as_bytes(drawn.rulebook)
    again = from_bytes(data)
    assert again == drawn.rulebook
    assert as_bytes(again) == data
    case = drawn.case
    assert Case(again, case.ask, case.balances, case.people).decide() == case.decide()
