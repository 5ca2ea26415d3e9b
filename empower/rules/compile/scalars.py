"""Amounts, numbers and shares as an author writes them, read into whole numbers."""

from __future__ import annotations

from empower.domain.figures import grouped, plainer, two_readings
from empower.domain.money import Misread, read_money, read_number, written_number
from empower.rules.compile.wording import shown, spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.findings import Findings

__all__ = ["Money", "figure", "is_figure", "number", "share"]


class Money:
    """How amounts of money are written in a policy."""

    __slots__ = ("currency", "digits")

    def __init__(self, currency: str, digits: int) -> None:
        self.currency = currency
        self.digits = digits

    @property
    def sample(self) -> str:
        """An amount as it may be written."""
        return written_number(25 * 10**self.digits + (10 ** (self.digits - 1) if self.digits else 0), self.digits)


def is_figure(value: Any) -> bool:
    """Whether a scalar is a number, or a text that is meant for one."""
    if isinstance(value, str):
        first = value[:1]
        if first.isalpha() or first == "_":
            return value[:3].isalpha() and value[3:4] == " " and value[4:5].isdigit()
        return first.isdigit() or (first not in "-−" and any([ch.isdigit() for ch in value])) or value[1:2].isdigit()
    return (isinstance(value, int) and not isinstance(value, bool)) or type(value).__name__ == "Decimal"


def figure(value: Any, money: Money, findings: Findings, path: Path, *, at_key: bool = False) -> int | None:
    """An amount of money in minor units."""
    if type(value) is int and 0 <= value < 10**9:
        minor: int = value * 10**money.digits
        return minor
    if not is_figure(value):
        hint = f"write digits, with a point for decimals: `{money.sample}`"
        findings.problem("not-an-amount", f"{shown(value)} is not an amount", path, hint, at_key=at_key)
        return None
    text = spelled(value)
    if not money.currency:  # it was complained about already
        text = "".join([letter for letter in text if not letter.isalpha()])
    read = read_money(text, money.currency, money.digits)
    if not isinstance(read, Misread):
        if not grouped(text, money.digits):
            return read
        read = Misread(why="too-precise", detail=text)
    if read.why == "other-currency":
        message = f"{shown(value)} is in {read.detail}; this policy is in {money.currency}"
        findings.problem("other-currency", message, path, f"write it in {money.currency}", at_key=at_key)
    else:
        _misread(read, value, money.digits, money.currency, findings, path, at_key=at_key)
    return None


def number(
    value: Any, digits: int, findings: Findings, path: Path, *, below: bool = False, at_key: bool = False
) -> int | None:
    """A number in steps of its last decimal place; `below` zero only where that is allowed."""
    if type(value) is int and 0 <= value < 10**9:
        steps: int = value * 10**digits
        return steps
    if not is_figure(value):
        point = ", with a point for decimals" if digits else ""
        hint = f"write digits{point}, such as `{written_number(4 * 10**digits, digits)}`"
        findings.problem("not-a-number", f"{shown(value)} is not a number", path, hint, at_key=at_key)
        return None
    text = spelled(value)
    negative = below and text[:1] in "-−"
    read = read_number(text[1:] if negative else text, digits)
    if not isinstance(read, Misread) and grouped(text, digits):
        read = Misread(why="too-precise", detail=text)
    if isinstance(read, Misread):
        _misread(read, value, digits, "", findings, path, at_key=at_key)
        return None
    return -read if negative else read


def _misread(
    read: Misread, value: Any, digits: int, currency: str, findings: Findings, path: Path, *, at_key: bool
) -> None:
    places = f"to {digits} decimal place{'s' if digits > 1 else ''}" if digits else "whole"
    what = f"amounts in {currency} are counted {places}" if currency else f"this number is counted {places}"
    code = read.why if read.why != "not-a-number" or not currency else "not-an-amount"
    message, hint = {
        "negative": (f"{shown(value)} is below zero", "write zero or more"),
        "too-precise": (f"{shown(value)} has too many decimal places", what),
        "too-large": (f"{shown(value)} is larger than anything that is counted here", "check the number of digits"),
    }.get(read.why, (f"{shown(value)} is not {'an amount' if currency else 'a number'}", f"write plain digits; {what}"))
    hint = _meant(spelled(value), digits, currency) or hint
    findings.problem(code, message, path, hint, at_key=at_key)


def _meant(text: str, digits: int, currency: str) -> str:
    """The way out for a figure in a form that is usual elsewhere; "" where it is in none."""
    if currency and "%" in text:
        return f"a part of an amount is written `{{share: {text.partition('%')[0].strip()}%, of: bill}}`"
    first, _, rest = text.partition(" ")
    if currency and rest.startswith(("per ", "each", "a ", "for ")) and first.isdigit():
        return f"so much for each is written `{{each: {first}, of: nights}}`"
    low, dash, high = text.partition("-")
    if not currency and dash and low.strip().isdigit() and high.strip().isdigit():
        return f"from one to another is written `{{at_least: {low.strip()}, at_most: {high.strip()}}}`"
    hour, colon, _ = text.partition(":")
    if not currency and colon and hour.isdigit():
        return f"write the number alone, such as `{int(hour)}`"
    if either := two_readings(text, currency, digits):
        return either
    meant = plainer(text, currency, digits)
    return f"did you mean `{meant}`? write plain digits, with a point for decimals" if meant else ""


def share(value: Any, findings: Findings, path: Path) -> tuple[int, int] | None:
    """A share as numerator and denominator in lowest terms."""
    found = _share(value) if isinstance(value, str) else None
    if found is None:
        hint = f"write it as `{_share_meant(spelled(value)) if is_figure(value) else '50%'}` or as `1/464`"
        findings.problem("not-a-share", f"{shown(value)} is not a share", path, hint)
        return None
    top, bottom = found
    a, b = found
    while b:
        a, b = b, a % b
    return top // a, bottom // a


def _share_meant(text: str) -> str:
    """`60` and `0.6` as percentages; another share where there is no telling."""
    whole, point, part = text.partition(".")
    if whole.isdigit() and not point and 0 < int(whole[:4]) <= 100:
        return f"{whole}%"
    if not whole.strip("0") and part.isdigit() and len(part) <= 2 and part.strip("0"):
        return f"{int(part.ljust(2, '0'))}%"
    return "50%"


def _share(text: str) -> tuple[int, int] | None:
    if text.endswith("%"):
        places = len(text[:-1].partition(".")[2])
        if places > 6:
            return None
        read = read_number(text[:-1], places)
        return None if isinstance(read, Misread) else (read, 100 * 10**places)
    top, slash, bottom = text.partition("/")
    if not slash or not all([part.isascii() and part.isdigit() and len(part) <= 9 for part in (top, bottom)]):
        return None
    return (int(top), int(bottom)) if int(bottom) else None
