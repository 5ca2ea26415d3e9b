"""Figures as people write them elsewhere (`25,50`, `€25`, `1 000`, `1.000`): what was probably meant, to be offered."""

from __future__ import annotations

import re
from unicodedata import category

from empower.domain.money import Misread, read_money

__all__ = ["grouped", "plainer"]

_SIGNS = {"€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY")}
_DOLLARS = "D"  # the last letter of the currencies that are written with `$`
_GROUP = 3
_IN_GROUPS = re.compile(
    r"([1-9]\d{0,2}(?:(?P<between>[.,' ])\d{3})(?:(?P=between)\d{3})*)(?:(?P<point>[.,])(\d+))?", re.ASCII
)
_IN_ONE = re.compile(r"(\d+)[.,](\d*)|(\d+)", re.ASCII)


def grouped(text: str, digits: int) -> bool:
    """Whether a point is followed by three zeros that are not counted: `1.000` is a thousand to many, and one to us."""
    bare = "".join([ch for ch in text if not (ch.isspace() or ch.isalpha())])
    whole, _, part = bare.partition(".")
    return digits < _GROUP and part == "0" * _GROUP and 0 < len(whole) <= _GROUP and whole.strip("0") != ""


def plainer(text: str, currency: str, digits: int) -> str:
    """The figure that a text probably means, as digits with a point; "" where that is anybody's guess."""
    without = text.replace(currency, "") if currency else text
    bare = (
        "".join([" " if ch.isspace() else ch for ch in without if not _is_sign(ch, currency)]).strip().replace("’", "'")
    )
    meant = ""
    if (found := _IN_GROUPS.fullmatch(bare)) and found["point"] != found["between"] and not _is_decimal(bare, digits):
        meant = re.sub(r"\D", "", found[1]) + (f".{found[4]}" if found[4] else "")
    elif found := _IN_ONE.fullmatch(bare):
        meant = found[3] or found[1] + (f".{found[2]}" if found[2] else "")
    return "" if meant == text or isinstance(read_money(meant, currency, digits), Misread) else meant


def _is_decimal(bare: str, digits: int) -> bool:
    """Whether three digits after one comma are what comes after the point, in a currency that counts three."""
    return digits >= _GROUP and len(re.findall(r"[.,' ]", bare)) == 1 and "," in bare.replace(".", ",")


def _is_sign(character: str, currency: str) -> bool:
    """Whether a character is the sign of the policy's currency."""
    if category(character) != "Sc":
        return False
    return currency.endswith(_DOLLARS) if character == "$" else currency in _SIGNS.get(character, ())
