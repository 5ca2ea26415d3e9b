"""Money is exact: what is read is what was written, to the minor unit, or it is refused with why."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.money import (
    LARGEST,
    Misread,
    read_money,
    read_number,
    rounded,
    written_money,
    written_number,
)

DIGITS = st.sampled_from([0, 2, 3, 4])


@pytest.mark.parametrize(
    ("text", "currency", "digits", "minor"),
    [
        ("25", "EUR", 2, 2500),
        ("25.1", "EUR", 2, 2510),
        ("25.10", "EUR", 2, 2510),
        ("25.100000", "EUR", 2, 2510),
        (" 25 EUR ", "EUR", 2, 2500),
        ("25EUR", "EUR", 2, 2500),
        ("25.10 eur", "EUR", 2, 2510),
        ("EUR 25", "EUR", 2, 2500),
        ("0", "EUR", 2, 0),
        ("-0", "EUR", 2, 0),
        ("0.01", "EUR", 2, 1),
        ("007", "EUR", 2, 700),
        ("0" * 6000 + "7", "EUR", 2, 700),
        ("7." + "0" * 6000, "EUR", 2, 700),
        ("25", "JPY", 0, 25),
        ("25.0", "JPY", 0, 25),
        ("25 JPY", "JPY", 0, 25),
        ("1.234", "BHD", 3, 1234),
        ("1.2", "BHD", 3, 1200),
        ("0.0001", "CLF", 4, 1),
        ("10000000000000", "EUR", 2, LARGEST),
    ],
)
def test_an_amount_is_read_exactly(text: str, currency: str, digits: int, minor: int) -> None:
    assert read_money(text, currency, digits) == minor


@pytest.mark.parametrize(
    ("text", "currency", "digits", "why"),
    [
        ("", "EUR", 2, "not-a-number"),
        (" ", "EUR", 2, "not-a-number"),
        ("EUR", "EUR", 2, "not-a-number"),
        (".", "EUR", 2, "not-a-number"),
        (".5", "EUR", 2, "not-a-number"),
        ("5.", "EUR", 2, "not-a-number"),
        ("5. EUR", "EUR", 2, "not-a-number"),
        ("+5", "EUR", 2, "not-a-number"),
        ("--5", "EUR", 2, "not-a-number"),
        ("- 5", "EUR", 2, "not-a-number"),
        ("1,234.50", "EUR", 2, "not-a-number"),
        ("1_000", "EUR", 2, "not-a-number"),
        ("1 000", "EUR", 2, "not-a-number"),
        ("1.2.3", "EUR", 2, "not-a-number"),
        ("1e3", "EUR", 2, "not-a-number"),
        ("0x10", "EUR", 2, "not-a-number"),
        ("NaN", "EUR", 2, "not-a-number"),
        ("nan", "EUR", 2, "not-a-number"),
        ("inf", "EUR", 2, "not-a-number"),
        ("-inf", "EUR", 2, "not-a-number"),
        ("Infinity", "EUR", 2, "not-a-number"),
        ("€25", "EUR", 2, "not-a-number"),
        ("25 euros", "EUR", 2, "not-a-number"),
        ("2EUR5", "EUR", 2, "not-a-number"),
        ("2 EUR 5", "EUR", 2, "not-a-number"),
        ("2E5UR", "EUR", 2, "not-a-number"),
        ("25 EUR EUR", "EUR", 2, "not-a-number"),
        ("EUR 25 EUR", "EUR", 2, "not-a-number"),
        ("٢٥", "EUR", 2, "not-a-number"),
        ("２５", "EUR", 2, "not-a-number"),
        ("²", "EUR", 2, "not-a-number"),
        ("5.٢", "EUR", 2, "not-a-number"),
        ("25\x00", "EUR", 2, "not-a-number"),
        ("25\n30", "EUR", 2, "not-a-number"),
        ("-5", "EUR", 2, "negative"),
        ("−5", "EUR", 2, "negative"),
        ("-0.01", "EUR", 2, "negative"),
        ("-5 EUR", "EUR", 2, "negative"),
        ("−5.00 EUR", "EUR", 2, "negative"),
        ("25.105", "EUR", 2, "too-precise"),
        ("-25.105", "EUR", 2, "too-precise"),
        ("25.1", "JPY", 0, "too-precise"),
        ("1.2345", "BHD", 3, "too-precise"),
        ("0." + "0" * 9000 + "1", "EUR", 2, "too-precise"),
        ("10000000000000.01", "EUR", 2, "too-large"),
        ("9" * 9000, "EUR", 2, "too-large"),
        ("-" + "9" * 9000, "EUR", 2, "too-large"),
        ("9" * 9000 + ".99", "EUR", 2, "too-large"),
    ],
)
def test_what_is_no_amount_is_refused_with_why(text: str, currency: str, digits: int, why: str) -> None:
    found = read_money(text, currency, digits)
    assert isinstance(found, Misread)
    assert found.why == why


@pytest.mark.parametrize("text", ["25USD", "25 USD", "USD 25", "25 usd", "-25 USD", "1.005 USD", "25 XYZ"])
def test_another_currency_is_named(text: str) -> None:
    found = read_money(text, "EUR", 2)
    assert isinstance(found, Misread)
    assert (found.why, found.detail) == ("other-currency", text.strip("-125. 0").upper())


@given(st.integers(0, LARGEST), DIGITS)
def test_what_is_written_is_read_back(minor: int, digits: int) -> None:
    text = written_money(minor, digits)
    assert read_money(text, "EUR", digits) == minor
    assert read_money(f"{text} EUR", "EUR", digits) == minor
    assert Decimal(text).scaleb(digits) == minor
    assert len(text.partition(".")[2]) == digits


@given(st.integers(-LARGEST, -1), DIGITS)
def test_a_negative_number_is_written_with_its_sign(steps: int, digits: int) -> None:
    assert Decimal(written_number(steps, digits)).scaleb(digits) == steps


@given(st.decimals(min_value=-(10**10), max_value=10**10, allow_nan=False, allow_infinity=False, places=5), DIGITS)
def test_reading_agrees_with_decimal(value: Decimal, digits: int) -> None:
    steps = value.scaleb(digits)
    found = read_number(f"{value:f}", digits)
    if steps != steps.to_integral_value():
        assert isinstance(found, Misread)
        assert found.why == "too-precise"
    elif steps < 0:
        assert isinstance(found, Misread)
        assert found.why == "negative"
    else:
        assert found == int(steps)


@given(st.text(max_size=12) | st.text("0123456789.,-−+eE _EURUSD€", max_size=12), DIGITS)
def test_any_text_is_an_amount_or_a_reason(text: str, digits: int) -> None:
    found = read_money(text, "EUR", digits)
    if isinstance(found, Misread):
        assert found.why in ("not-a-number", "negative", "too-precise", "too-large", "other-currency")
    else:
        bare = text.strip().upper().removeprefix("EUR").removesuffix("EUR").strip().replace("−", "-")
        assert Decimal(bare).scaleb(digits) == found
        assert 0 <= found <= LARGEST


@given(st.integers(0, 10**18), st.integers(1, 10**6))
def test_rounding_agrees_with_fractions(top: int, bottom: int) -> None:
    exact = Fraction(top, bottom)
    assert rounded((top, bottom), "down") == floor(exact)
    assert rounded((top, bottom), "up") == ceil(exact)
    assert rounded((top, bottom), "half_up") == floor(exact + Fraction(1, 2))


@given(st.decimals(min_value=0, max_value=10**10, allow_nan=False, allow_infinity=False, places=5))
def test_rounding_agrees_with_decimal(value: Decimal) -> None:
    for how, as_decimal in (("half_up", ROUND_HALF_UP), ("up", ROUND_CEILING), ("down", ROUND_FLOOR)):
        assert rounded(value.as_integer_ratio(), how) == int(value.quantize(Decimal(1), as_decimal))


@given(st.integers(0, 10**9), st.integers(1, 10**4), st.integers(1, 10**4))
def test_a_fraction_rounds_alike_in_any_terms(top: int, bottom: int, by: int) -> None:
    for how in ("half_up", "up", "down"):
        assert rounded((top * by, bottom * by), how) == rounded((top, bottom), how)


@given(st.integers(0, 10**9), st.integers(1, 60))
def test_splitting_money_loses_no_penny(minor: int, parts: int) -> None:
    """What is left each time is split among those who are left; whatever the rounding, the shares add up."""
    for how in ("half_up", "up", "down"):
        left, shares = minor, []
        for waiting in range(parts, 0, -1):
            share = rounded((left, waiting), how)
            shares.append(share)
            left -= share
        assert sum(shares) == minor
        assert max(shares) - min(shares) <= 1
