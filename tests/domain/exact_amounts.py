"""Amounts worked out again, over `fractions.Fraction` and `Decimal`: a second opinion that shares nothing with the first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import ceil, floor
from typing import Any

Amount = tuple[Any, ...]
ROUNDED = {"half_up": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}


def exactly(amount: Amount, facts: Mapping[str, int], day: int) -> Fraction:
    """What the amount comes to, before it is rounded."""

    def of(inner: Amount) -> Fraction:
        return exactly(inner, facts, day)

    match amount:
        case ("units", n):
            return Fraction(n)
        case ("fact", name):
            return Fraction(facts[name])
        case ("dated", dated, by):
            when = day if not by else facts[f"{by}.day"] if f"{by}.day" in facts else facts[by]
            begun = [(start, inner) for start, inner in dated if start <= when]
            return of(max(begun, key=lambda one: one[0])[1]) if begun else Fraction(0)
        case ("each", rate, name, digits, every, after, how):
            number, per = Fraction(facts[name], 10**digits), Fraction(every or 10**digits, 10**digits)
            beyond = max(Fraction(0), number - Fraction(after, 10**digits)) / per
            whole = {"": beyond, "down": Fraction(floor(beyond)), "up": Fraction(ceil(beyond))}[how]
            return of(rate) * whole
        case ("share", n, d, inner):
            return of(inner) * Fraction(n, d)
        case ("steps", name, strict, steps):
            begun = [
                (start, inner) for start, inner in steps if start < facts[name] or (start == facts[name] and not strict)
            ]
            return of(max(begun, key=lambda one: one[0])[1]) if begun else Fraction(0)
        case ("is", name, cases, otherwise):
            chosen = dict(cases).get(facts[name], otherwise)
            return of(chosen) if chosen is not None else Fraction(0)
        case ("greatest" | "least" | "sum" as form, several):
            values = [of(inner) for inner in several]
            return max(values) if form == "greatest" else min(values) if form == "least" else sum(values, Fraction(0))
        case ("nothing_below", inner, bound, otherwise):
            return of(otherwise) if of(inner) >= of(bound) else Fraction(0)
        case (form, first, second):
            return _of_two(form, of(first), of(second))
    raise AssertionError(f"no such amount: {amount!r}")


def _of_two(form: str, value: Fraction, other: Fraction) -> Fraction:
    return {
        "difference": max(Fraction(0), value - other),
        "at_least": max(value, other),
        "at_most": min(value, other),
        "nothing_below": value if value >= other else Fraction(0),
    }[form]


def in_units(amount: Amount, facts: Mapping[str, int], day: int) -> int:
    """The amount rounded once, as its `round` says."""
    how = "half_up"
    if amount[0] == "round":
        _, how, amount = amount
    value = exactly(amount, facts, day)
    with localcontext() as context:
        context.prec = 200
        # A remainder below 10^-60 of a unit would be lost: none of the tests' denominators is that large.
        return int((Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1), ROUNDED[how]))
