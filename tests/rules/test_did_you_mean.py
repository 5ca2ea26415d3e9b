"""The known word that was probably meant, and how several words in one text are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.rules.compile.wording import in_a_row, nearest, put_together

ROLES = ("associate", "supervisor", "duty_manager", "owner")


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("supervisr", ROLES, "supervisor"),
        ("Supervisor", ROLES, "supervisor"),
        ("duty-manager", ROLES, "duty_manager"),
        ("onwer", ROLES, "owner"),
        ("cashier", ROLES, ""),
        ("sverity", ("at_fault", "severity"), "severity"),  # as near as it gets, whatever stands before it
        ("severity", ("failure", "sverity", "tier", "at_fault"), "sverity"),
        ("teir", ("bill", "tier"), "tier"),
        ("EUD", ("AUD", "EUR"), "EUR"),  # of two that are as near, the one with the same first letter
        ("mon", ("monday", "tuesday"), "monday"),
        ("cre", ("credit", "credo"), ""),
        ("max", ("at_least", "at_most"), "at_most"),
        ("max", ("at_least",), ""),
        ("required", ("ordered", "optional"), "optional"),
        ("as", ("also", "by"), "by"),
        ("x" * 80, ("x",), ""),
        ("", ("a",), ""),
    ],
)
def test_the_word_that_was_meant(word: str, known: tuple[str, ...], meant: str) -> None:
    assert nearest(word, known) == meant


@given(st.permutations(["severity", "failure", "tier", "at_fault", "nights", "bill"]), st.integers(0, 7))
def test_a_letter_left_out_is_found_in_any_order(known: list[str], at: int) -> None:
    word = "severity"[:at] + "severity"[at + 1 :]
    assert nearest(word, known) == "severity"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("not gold", "{not: gold}"),
        ("at_least gold", "{at_least: gold}"),
        ("gold or silver", "[gold, silver]"),
        ("gold, silver", "[gold, silver]"),
        ("gold|silver", "[gold, silver]"),
        ("gold silver", "[gold, silver]"),
        ("gold or bronze", ""),
        ("not bronze", ""),
        ("gold", ""),
        ("", ""),
    ],
)
def test_several_words_in_one_text(text: str, written: str) -> None:
    assert put_together(text, ("gold", "silver")) == written


def test_of_very_many_names_the_first_dozen_is_told() -> None:
    names = [f"n{number}" for number in range(20)]
    assert in_a_row(names[:13]).endswith("`n11` or `n12`")
    assert in_a_row(names).endswith("`n11` and 8 more")
