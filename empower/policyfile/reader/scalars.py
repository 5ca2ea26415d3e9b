"""What a plain scalar means: the core scalars of YAML 1.2 and nothing older.

`no`, `12:30` and dates are text. Numbers are exact. A number in a form that people and programs read differently (`010`,
`1e3`) is not guessed at: it becomes an `OddNumber`, which knows how to write it instead.
"""

from __future__ import annotations

import re
from decimal import Decimal

from empower.domain.value import Value

__all__ = ["TEXT_STARTS", "OddNumber", "Scalar", "value_of"]

Scalar = str | int | bool | Decimal | None

TEXT_STARTS = frozenset("ABCDEGHIJKLMOPQRSUVWXYZabcdeghijklmopqrsuvwxyz_")
"""A plain scalar that starts so is text; the others may be a number, a truth value or nothing."""

MOST_DIGITS = 18

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("0123456789+-.")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)")
_ODD = re.compile(
    r"""(?P<based>  [-+]?0x[0-9a-fA-F][0-9a-fA-F_]* | [-+]?0o[0-7][0-7_]*)
      | (?P<power>  [-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9]+)[eE][-+]?[0-9]+)
      | (?P<endless>[-+]?\.(?:inf|Inf|INF))
      | (?P<nan>    \.(?:nan|NaN|NAN))
      | (?P<zero>   [-+]?0[0-9_]+(?:\.[0-9_]*)?)
      | (?P<spaced> [-+]?[0-9][0-9_]*(?:\.[0-9_]*)?)""",
    re.VERBOSE,
)


class OddNumber(Value):
    """A number in a form that is not taken: what it is, and what to write instead."""

    what: str
    instead: str


def value_of(text: str) -> Scalar | OddNumber:
    """What a plain scalar means."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    whole = _WHOLE.fullmatch(text)
    if whole or _DECIMAL.fullmatch(text):
        if sum(map(text.count, "0123456789")) > MOST_DIGITS:
            return _too_long(text)
        if whole:
            return int(text)
        number = Decimal(text)
        return number or abs(number)  # a zero has no sign
    odd = _ODD.fullmatch(text)
    return text if odd is None else _odd(str(odd.lastgroup), text)


def _odd(form: str, text: str) -> OddNumber:
    if form == "endless":
        return OddNumber(what="is a number without end", instead="for no limit at all write `none`")
    if form == "nan":
        return OddNumber(what="is not a number", instead="write the number, or leave the line out")
    what = {
        "based": "is a number in another base than ten",
        "power": "is a number written with a power of ten",
        "zero": "is a number that starts with a zero",
        "spaced": "is a number with underscores in it",
    }[form]
    plain = _plain(form, text)
    if plain is None:
        return _too_long(text)
    return OddNumber(what=what, instead=f'write `{plain}`, or `"{text}"` if it is a text')


def _too_long(text: str) -> OddNumber:
    quoted = f'`"{text}"`' if len(text) < 40 else "quotes round it"
    return OddNumber(
        what=f"is a number of more than {MOST_DIGITS} digits",
        instead=f"write {quoted} if it is a text, such as the number of an account",
    )


def _plain(form: str, text: str) -> str | None:
    """The same number in plain digits; none if that would be too long."""
    digits = text.replace("_", "")
    power = digits.lower().partition("e")[2] if form == "power" else ""
    if len(digits) > 2 * MOST_DIGITS or len(power) > 3:
        return None
    plain = str(int(digits, 0)) if form == "based" else f"{Decimal(digits):f}"
    return plain if sum(map(plain.count, "0123456789")) <= MOST_DIGITS else None
