"""The minor units of currencies are those of ISO 4217, not those people like to show."""

from __future__ import annotations

import pytest

from empower.domain.currencies import DIGITS


def test_codes_are_three_capital_letters_of_ascii() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isalpha() and code.isupper() for code in DIGITS)
    assert set(DIGITS.values()) == {0, 2, 3, 4}


@pytest.mark.parametrize(
    ("digits", "codes"),
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
        # shown without decimals by many programs, and kept with two by the standard
        (2, "AFN ALL AMD COP HUF IDR IRR KPW LAK LBP MGA MMK MRU PKR RSD SOS SYP TWD TZS UZS YER"),
        (2, "AUD BRL CAD CHF CNY DKK EUR GBP INR MXN NOK NZD PLN SEK SGD THB TRY UAH USD ZAR"),
    ],
)
def test_minor_units_are_the_standards(digits: int, codes: str) -> None:
    assert {code: DIGITS.get(code) for code in codes.split()} == dict.fromkeys(codes.split(), digits)


def test_those_with_other_than_two_are_all_known() -> None:
    assert sum(digits == 0 for digits in DIGITS.values()) == 17
    assert sum(digits == 3 for digits in DIGITS.values()) == 7
    assert sum(digits == 4 for digits in DIGITS.values()) == 2


def test_what_has_no_minor_unit_is_no_currency_to_pay_in() -> None:
    """Metals, bond units, the test code and `no currency` are in the standard's table without a minor unit."""
    assert not DIGITS.keys() & {
        "XAU",
        "XAG",
        "XPT",
        "XPD",
        "XBA",
        "XBB",
        "XBC",
        "XBD",
        "XTS",
        "XXX",
        "XDR",
        "XSU",
        "XUA",
    }


def test_what_was_withdrawn_is_no_longer_known() -> None:
    assert not DIGITS.keys() & {"DEM", "FRF", "ITL", "HRK", "ZWL", "SLL", "BGN", "ANG", "CUC"}
