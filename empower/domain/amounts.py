"""Amounts: a small closed algebra over constants and facts, evaluated exactly.

An amount is a nested tuple whose first item names its form:

| form | means |
| --- | --- |
| `("units", n)` | n minor units (or whole things) |
| `("fact", name)` | a money fact, or `amount`, `quantity`, `owed` where they are allowed |
| `("dated", ((day, amount), …), fact or "")` | the latest not after the day of the decision, or after the day in a date fact |
| `("each", rate, fact, digits, every, after, how)` | rate × the fact, per `every`, beyond `after` (in steps of 10^-digits) |
| `("share", n, d, amount)` | n/d of it |
| `("steps", fact, strict, ((start, amount), …))` | that of the largest start not above the fact (strict: below it), or 0 |
| `("is", fact, ((value, amount), …), otherwise or None)` | by the value of a one_of, ordered or yes_no fact |
| `("greatest" / "least" / "sum", (amount, …))` | of several |
| `("difference", amount, amount)` | never below zero |
| `("at_least" / "at_most" / "nothing_below", amount, bound)` | a floor, a cap, or 0 when it comes to less than the bound |
| `("nothing_below", amount, bound, otherwise)` | 0 when the first comes to less than the bound, else the last: with a floor |
| `("round", how, amount)` | outermost only |

The `how` of an `each` is "" (exact), or "down" or "up" to whole steps of `every`.
"""

from __future__ import annotations

from empower.domain.errors import AbsentFactError
from empower.domain.money import Fraction, rounded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    Amount = tuple[Any, ...]

__all__ = ["ZERO", "amount_facts", "evaluate", "parts", "units"]

ZERO: Amount = ("units", 0)


def units(amount: Amount, facts: Mapping[str, Any], day: int) -> int:
    """The amount in whole units, rounded once, as its `round` says (half up unless it does).

    `facts` maps names to whole numbers. Raises `AbsentFactError` when one that is needed is missing.
    """
    how = "half_up"
    if amount[0] == "units":
        return int(amount[1])
    if amount[0] == "round":
        _, how, amount = amount
    return rounded(evaluate(amount, facts, day), how)


def evaluate(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    """The exact amount as a fraction, never negative."""
    form = amount[0]
    if form == "units":
        return amount[1], 1
    if form == "fact":
        return _fact(amount[1], facts), 1
    return _FORMS[form](amount, facts, day)


def amount_facts(amount: Amount) -> frozenset[str]:
    """The names of all facts that the amount is made from."""
    names = {part[_NAMES[part[0]]] for part in parts(amount) if part[0] in _NAMES}
    return frozenset(names - {""})


def parts(amount: Amount) -> Iterator[Amount]:
    """The amount, and every amount inside it."""
    waiting: list[Any] = [amount]
    while waiting:
        part = waiting.pop()
        if part and isinstance(part[0], str):
            yield part
        waiting += [inner for inner in part if isinstance(inner, tuple)]


_NAMES = {"fact": 1, "steps": 1, "is": 1, "each": 2, "dated": 2}  # where a form names its fact


def _fact(name: str, facts: Mapping[str, Any]) -> int:
    value = facts.get(name)
    if value is None:
        raise AbsentFactError(name)
    return int(value)


def _dated(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    _, dated, by = amount
    when = _fact(f"{by}.day" if f"{by}.day" in facts else by, facts) if by else day
    chosen = ZERO  # before the first the whole line is not in force, which its condition sees to
    for start, value in dated:
        if start <= when:
            chosen = value
    return evaluate(chosen, facts, day)


def _each(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    _, rate, name, digits, every, after, how = amount
    top, bottom = evaluate(rate, facts, day)
    steps = max(0, _fact(name, facts) - after)
    if how:
        whole, rest = divmod(steps, every)
        steps = (whole + (how == "up" and rest > 0)) * every
    # `every` is in the fact's own steps; without it the rate is per 1, which is 10^digits steps.
    return top * steps, bottom * (every or 10**digits)


def _share(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    top, bottom = evaluate(amount[3], facts, day)
    return top * amount[1], bottom * amount[2]


def _steps(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    _, name, strict, steps = amount
    value, chosen = _fact(name, facts), ZERO
    for start, step in steps:
        if start < value or (start == value and not strict):
            chosen = step
    return evaluate(chosen, facts, day)


def _is(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    _, name, cases, otherwise = amount
    value = _fact(name, facts)
    for case, chosen in cases:
        if case == value:
            return evaluate(chosen, facts, day)
    return evaluate(otherwise or ZERO, facts, day)


def _less(left: Fraction, right: Fraction) -> bool:
    return left[0] * right[1] < right[0] * left[1]


def _greatest(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    first, *others = amount[1]
    best = evaluate(first, facts, day)
    for part in others:
        value = evaluate(part, facts, day)
        best = value if _less(best, value) else best
    return best


def _least(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    first, *others = amount[1]
    best = evaluate(first, facts, day)
    for part in others:
        value = evaluate(part, facts, day)
        best = value if _less(value, best) else best
    return best


def _sum(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    top, bottom = 0, 1
    for part in amount[1]:
        t, b = evaluate(part, facts, day)
        top, bottom = top * b + t * bottom, bottom * b
    return top, bottom


def _difference(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    a, b = evaluate(amount[1], facts, day), evaluate(amount[2], facts, day)
    return max(0, a[0] * b[1] - b[0] * a[1]), a[1] * b[1]


def _at_least(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    return _greatest(("greatest", amount[1:]), facts, day)


def _at_most(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    return _least(("least", amount[1:]), facts, day)


def _nothing_below(amount: Amount, facts: Mapping[str, Any], day: int) -> Fraction:
    value, bound = evaluate(amount[1], facts, day), evaluate(amount[2], facts, day)
    if _less(value, bound):
        return 0, 1
    return evaluate(amount[3], facts, day) if len(amount) > 3 else value


_FORMS = {
    "dated": _dated,
    "each": _each,
    "share": _share,
    "steps": _steps,
    "is": _is,
    "greatest": _greatest,
    "least": _least,
    "sum": _sum,
    "difference": _difference,
    "at_least": _at_least,
    "at_most": _at_most,
    "nothing_below": _nothing_below,
}
