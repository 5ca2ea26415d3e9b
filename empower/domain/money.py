"""Exact money and exact numbers: text becomes whole minor units, and back, and nothing in between is a float.

A fraction is a pair of integers (numerator, denominator above zero), so that a share of a share loses nothing until it is
rounded, once, at the end.
"""

from __future__ import annotations

from empower.domain.value import Value

__all__ = ["LARGEST", "Fraction", "Misread", "read_money", "read_number", "rounded", "written_money", "written_number"]

LARGEST = 10**15
"""No amount, in minor units, and no number is larger: everything fits 64 bits, sums of thousands included."""

Fraction = tuple[int, int]


class Misread(Value):
    """Why a text states nothing that can be used: `why` is a short code, `detail` what to name in the message."""

    why: str  # of a figure: not-a-number | negative | too-precise | too-large | other-currency
    detail: str = ""


def read_money(text: str, currency: str, digits: int) -> int | Misread:
    """The minor units that `text` states (`25`, `25.1`, `25.10`, `25 EUR`), or why it states none."""
    bare = text.strip()
    for word, rest in ((bare[-3:], bare[:-3].strip()), (bare[:3], bare[3:].strip())):
        if _is_code(word) and rest.lstrip("-−")[:1].isdigit() and not any([ch.isalpha() for ch in rest]):
            return read_number(rest, digits) if word.upper() == currency else _other(word)
    return read_number(bare, digits)


def _is_code(word: str) -> bool:
    return len(word) == 3 and word.isascii() and word.isalpha()


def _other(word: str) -> Misread:
    return Misread(why="other-currency", detail=word.upper())


def read_number(text: str, digits: int) -> int | Misread:
    """`text` in steps of 10 to the minus `digits`, exactly, or why it is not such a number."""
    bare = text.strip()
    sign, bare = (-1, bare[1:]) if bare[:1] in ("-", "−") else (1, bare)
    whole, point, part = bare.partition(".")
    if not (whole.isascii() and whole.isdigit()) or (point and not (part.isascii() and part.isdigit())):
        return Misread(why="not-a-number", detail=text)
    whole, part = whole.lstrip("0"), part.rstrip("0")  # before they are counted: `int` refuses thousands of digits
    if len(part) > digits:
        return Misread(why="too-precise", detail=text)
    if len(whole) > 16:
        return Misread(why="too-large", detail=text)
    steps = int((whole + part.ljust(digits, "0")) or "0")
    if steps > LARGEST:
        return Misread(why="too-large", detail=text)
    if sign < 0 and steps:
        return Misread(why="negative", detail=text)
    return steps


def written_number(steps: int, digits: int) -> str:
    """The number as text, with all its decimal places (`25.10`)."""
    sign, steps = ("-", -steps) if steps < 0 else ("", steps)
    if not digits:
        return f"{sign}{steps}"
    whole, part = divmod(steps, 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"


written_money = written_number
"""The amount as text in major units; no grouping, so that what is read can be typed back."""


def rounded(value: Fraction, how: str) -> int:
    """The fraction as a whole number: `half_up` (halves away from zero), `up` or `down`. The fraction is not negative."""
    numerator, denominator = value
    whole, rest = divmod(numerator, denominator)
    if how == "up":
        return whole + (rest > 0)
    if how == "down":
        return whole
    return whole + (2 * rest >= denominator)
