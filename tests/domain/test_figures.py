"""Figures as they are written elsewhere: offered in our way, and never taken for something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.figures import grouped, plainer
from empower.domain.money import read_money


@pytest.mark.parametrize(
    ("text", "currency", "meant"),
    [
        ("25,50", "EUR", "25.50"),
        ("25,5", "EUR", "25.5"),
        ("€25", "EUR", "25"),
        ("25 €", "EUR", "25"),
        ("€ 25,50", "EUR", "25.50"),
        ("$1,000.50", "USD", "1000.50"),
        ("$25", "NZD", "25"),
        ("1.000,50", "EUR", "1000.50"),
        ("1'000.50", "CHF", "1000.50"),
        ("1 000", "EUR", "1000"),
        ("1\u202f000,50", "EUR", "1000.50"),
        ("1.000.000", "EUR", "1000000"),
        ("25,50 EUR", "EUR", "25.50"),
        ("£25", "EUR", ""),
        ("$25", "EUR", ""),
        ("25,005", "EUR", "25005"),
        ("0,005", "EUR", ""),
        ("1,2,3.4,5", "EUR", ""),
        ("twenty", "EUR", ""),
        ("1e3", "EUR", ""),
        ("-5", "EUR", ""),
        ("25", "EUR", ""),
        ("", "EUR", ""),
    ],
)
def test_what_was_probably_meant(text: str, currency: str, meant: str) -> None:
    assert plainer(text, currency, 2) == meant


def test_where_there_are_no_decimals() -> None:
    assert plainer("1,000", "JPY", 0) == "1000"
    assert plainer("2,5", "JPY", 0) == ""


def test_where_there_are_three_decimals_a_point_before_three_is_a_point() -> None:
    assert not grouped("1.000", 3)
    assert plainer("1,000", "KWD", 3) == "1.000"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("1.000", True),
        ("25.000", True),
        ("1.000 EUR", True),
        ("7.500", True),
        ("1.00", False),
        ("0.000", False),
        ("1000.000", False),
        ("7.50", False),
    ],
)
def test_a_thousand_to_many_and_one_to_us(text: str, is_so: bool) -> None:
    assert grouped(text, 2) is is_so


@given(st.integers(0, 10**9), st.sampled_from(["en", "de", "fr", "ch"]))
def test_every_way_of_grouping_is_understood_as_the_same_amount(minor: int, country: str) -> None:
    whole, part = divmod(minor, 100)
    group, point = {"en": (",", "."), "de": (".", ","), "fr": (" ", ","), "ch": ("\u2019", ".")}[country]
    written = f"{whole:,}".replace(",", group) + f"{point}{part:02d}"
    meant = plainer(written, "EUR", 2) or written
    assert read_money(meant, "EUR", 2) == minor
