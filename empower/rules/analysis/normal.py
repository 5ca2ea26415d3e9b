"""Amounts in their normal form, so that two of them can be compared."""

from __future__ import annotations

from empower.domain.amounts import ZERO, amount_facts, evaluate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from empower.domain.amounts import Amount

__all__ = ["constant", "never_above", "normal", "number_of"]


def normal(amount: Amount, facts: Mapping[str, Any], day: int) -> Amount:
    """The amount with every branch taken that the situation takes, and every part that is constant evaluated."""
    form = amount[0]
    if form == "dated":
        when = day if not amount[2] else facts.get(f"{amount[2]}.day", facts.get(amount[2]))
        taken = [value for start, value in amount[1] if when is not None and start <= when]
        return normal(taken[-1], facts, day) if taken else ZERO
    if form == "steps" and amount[1] in facts:
        value = facts[amount[1]]
        taken = [step for start, step in amount[3] if start < value or (start == value and not amount[2])]
        return normal(taken[-1], facts, day) if taken else ZERO
    if form == "is" and amount[1] in facts:
        taken = [chosen for case, chosen in amount[2] if case == facts[amount[1]]]
        return normal(taken[0] if taken else amount[3] or ZERO, facts, day)
    if form in ("units", "fact"):
        return amount
    if not amount_facts(amount):
        return ("exactly", *_lowest(*evaluate(amount, facts, day))) if form != "round" else amount
    if form in ("greatest", "least", "sum"):
        return (form, tuple(sorted([normal(part, facts, day) for part in amount[1]], key=repr)))
    return tuple([normal(part, facts, day) if _is_amount(part) else part for part in amount])


def constant(amount: Amount) -> bool:
    """Whether a normal form turns on no fact."""
    return amount[0] in ("units", "exactly") or not amount_facts(amount)


def _is_amount(part: Any) -> bool:
    return isinstance(part, tuple) and bool(part) and isinstance(part[0], str)


def _lowest(top: int, bottom: int) -> tuple[int, int]:
    a, b = top, bottom
    while b:
        a, b = b, a % b
    return (top // a, bottom // a) if a else (top, bottom)


def number_of(amount: Amount) -> tuple[int, int] | None:
    """A constant as a fraction; `None` for what hangs on facts."""
    if amount[0] == "units":
        return amount[1], 1
    return (amount[1], amount[2]) if amount[0] == "exactly" else None


def never_above(low: Amount, high: Amount) -> bool:
    """Whether one amount is never above another, as far as their forms show it."""
    if low == high:
        return True
    a, b = number_of(low), number_of(high)
    if a is not None and b is not None:
        return a[0] * b[1] <= b[0] * a[1]
    if high[0] == "sum" and any([never_above(low, part) for part in high[1]]):
        return True
    if high[0] == "greatest" and any([never_above(low, part) for part in high[1]]):
        return True
    if low[0] == "least" and any([never_above(part, high) for part in low[1]]):
        return True
    if low[0] == "at_most" and never_above(low[1], high):
        return True
    if low[0] != high[0] or len(low) != len(high):
        return False
    if low[0] in ("greatest", "least", "sum"):
        return len(low[1]) == len(high[1]) and all([never_above(a, b) for a, b in zip(low[1], high[1], strict=True)])
    if low[0] in ("at_least", "at_most"):
        return never_above(low[1], high[1]) and never_above(low[2], high[2])
    if low[0] == "share":
        return low[1] * high[2] <= high[1] * low[2] and never_above(low[3], high[3])
    if low[0] == "each":
        return low[2:] == high[2:] and never_above(low[1], high[1])
    if low[0] == "round":
        return low[1] == high[1] and never_above(low[2], high[2])
    return False
