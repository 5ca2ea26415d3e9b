"""One fact's value, read from its text by the kind that the policy declares."""

from __future__ import annotations

import unicodedata

from empower.domain.calendar import read_date
from empower.domain.facts import Fact, FactValue
from empower.domain.figures import grouped, plainer, two_readings
from empower.domain.money import Misread, read_money, read_number, written_number
from empower.domain.value import Value
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import read_instant

__all__ = ["Unread", "misread", "read_clock", "read_value", "what_it_may_be"]

_LONGEST_TEXT = 500
_YES_NO = {"yes": 1, "true": 1, "no": 0, "false": 0}


class Unread(Value):
    """Why a text is no value of the fact, with the way out."""

    code: str
    message: str
    hint: str


def read_value(fact: Fact, text: str | None, currency: str) -> FactValue | Unread:
    """The value that `text` states of the fact, as a whole number (a text fact's as text), or why it states none."""
    if text is None or not text.strip():
        return Unread(code="blank-fact", message=f"`{fact.name}` needs one value", hint=what_it_may_be(fact, currency))
    bare = text.strip()
    if fact.kind == "text":
        seen = _seen(bare)
        hint = what_it_may_be(fact, currency)
        if len(seen) > _LONGEST_TEXT:
            message = (
                f"`{fact.name}` is {len(seen):,} characters long; a text that is counted by has at most {_LONGEST_TEXT}"
            )
            return Unread(code="text-too-long", message=message, hint="shorten it; what happened is told in a note")
        return seen or Unread(code="blank-fact", message=f"`{fact.name}` has nothing that can be seen", hint=hint)
    if fact.kind in ("one_of", "ordered"):
        if bare in fact.values:
            return fact.values.index(bare)
        hint = nearest(bare, fact.values, f"values of `{fact.name}`")
        return Unread(code="unknown-value", message=f"`{bare}` is not a value of `{fact.name}`", hint=hint)
    if fact.kind == "yes_no":
        known = _YES_NO.get(bare.lower())
        return _not_so("not-yes-or-no", fact, bare, currency) if known is None else known
    if fact.kind == "date":
        day = read_date(bare)
        return _not_so("not-a-date", fact, bare, currency) if day is None else day
    if fact.kind == "time":
        minute = read_clock(bare)
        return _not_so("not-a-time", fact, bare, currency) if minute is None else minute
    if fact.kind == "moment":
        at = read_instant(bare)
        return _not_so(at.why, fact, bare, currency) if isinstance(at, Misread) else at
    return _number(fact, bare, currency)


def _seen(text: str) -> str:
    """A text as it is seen, so that a limit counts together what looks the same, whoever typed it with whichever keys."""
    shown = [ch for ch in text if ch.isspace() or unicodedata.category(ch) not in _UNSEEN]
    return unicodedata.normalize("NFC", " ".join("".join(shown).split()))


_UNSEEN = ("Cc", "Cf")


def read_clock(text: str) -> int | None:
    """The minutes since midnight that `16:00` (or `16`) states."""
    hour, _, minute = text.partition(":")
    if not (
        text.isascii()
        and hour.isdigit()
        and len(hour) <= 2
        and ((minute.isdigit() and len(minute) == 2) or ":" not in text)
    ):
        return None
    minutes = int(hour) * 60 + int(minute or 0)
    return minutes if minutes < 1440 and int(minute or 0) < 60 else None


def misread(name: str, why: Misread, *, digits: int, currency: str = "") -> Unread:
    """A number that could not be read, in words; `currency` when it is money."""
    what = "an amount" if currency else "a number"
    places = "whole" if not digits else f"to {digits} decimal place{'s' if digits > 1 else ''}"
    shape = f"`{written_number(25 * 10**digits + (10 ** (digits - 1) if digits else 0), digits)}`"
    written = "write digits, with a point for decimals" if digits else "write digits alone"
    if why.why == "other-currency":
        return Unread(
            code="other-currency",
            message=f"`{name}` is in {why.detail}; this policy is in {currency}",
            hint=f"write the amount in {currency}, such as {shape}",
        )
    message, hint = {
        "negative": (f"`{why.detail}` is below zero", f"{what} is zero or more"),
        "too-precise": (
            f"`{why.detail}` is more precise than `{name}` can be",
            f"{currency or f'`{name}`'} is counted {places}, such as {shape}",
        ),
        "too-large": (f"`{why.detail}` is larger than anything that is counted here", "check the number of digits"),
    }.get(why.why, (f"`{why.detail}` is not {what}", f"{written}: {shape}"))
    if why.why == "not-a-number":
        meant = plainer(why.detail, currency, digits)
        hint = f"did you mean `{meant}`? {written}" if meant else hint
    elif grouped(why.detail, digits):
        hint = two_readings(why.detail, currency, digits) or hint
    code = why.why if why.why != "not-a-number" or not currency else "not-an-amount"
    return Unread(code=code, message=message, hint=hint)


def what_it_may_be(fact: Fact, currency: str) -> str:
    """The values that a fact may have, in words."""
    if fact.kind in ("one_of", "ordered"):
        return nearest("", fact.values, f"values of `{fact.name}`")
    if fact.kind in ("number", "money"):
        return _range(fact, currency)
    return _EXAMPLES[fact.kind]


_EXAMPLES = {
    "yes_no": "say `yes` or `no`",
    "date": "write the date as `2026-11-22`",
    "time": "write the time as `16:00`",
    "moment": "write date, time and offset, such as `2026-11-22T16:00:00+01:00`",
    "text": "write some text",
}
_NOT = {
    "not-yes-or-no": "`{}` is neither yes nor no",
    "not-a-date": "`{}` is no date",
    "not-a-time": "`{}` is no time of day",
    "not-a-moment": "`{}` is no moment",
    "no-offset": "`{}` does not say how far from UTC its clock is",
}


def _not_so(code: str, fact: Fact, text: str, currency: str) -> Unread:
    return Unread(
        code=code, message=f"{_NOT[code].format(text)}, as `{fact.name}` is", hint=what_it_may_be(fact, currency)
    )


def _number(fact: Fact, text: str, currency: str) -> FactValue | Unread:
    money = currency if fact.kind == "money" else ""
    may_be_below = fact.kind == "number" and (fact.least is None or fact.least < 0)
    below = may_be_below and text[:1] in ("-", "−")
    bare = text[1:].strip() if below else text
    value = read_money(bare, currency, fact.digits) if money else read_number(bare, fact.digits)
    if not isinstance(value, Misread) and grouped(bare, fact.digits):
        value = Misread(why="too-precise", detail=text)
    if isinstance(value, Misread):
        return misread(
            fact.name,
            value.but(detail=value.detail if value.why == "other-currency" else text),
            digits=fact.digits,
            currency=money,
        )
    value = -value if below else value
    if (fact.least is not None and value < fact.least) or (fact.most is not None and value > fact.most):
        return Unread(code="out-of-range", message=f"`{text}` cannot be `{fact.name}`", hint=_range(fact, currency))
    return value


def _range(fact: Fact, currency: str) -> str:
    """From where to where a number goes."""
    what = f"an amount in {currency}" if fact.kind == "money" else "a whole number" if not fact.digits else "a number"
    ends = []
    if fact.least is not None and (fact.least or fact.kind == "number"):
        ends.append(f"at least {written_number(fact.least, fact.digits)}")
    if fact.most is not None:
        ends.append(f"at most {written_number(fact.most, fact.digits)}")
    return f"`{fact.name}` is {what}{', ' if ends else ''}{' and '.join(ends)}"
