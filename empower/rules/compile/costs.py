"""Whether a cost never falls as what is given grows: seen from its form, and refused where it cannot be seen."""

from __future__ import annotations

from itertools import pairwise

from empower.domain.amounts import amount_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.amounts import Amount

    Fraction = tuple[int, int]
    Line = dict[str, Fraction]
    """An amount as a sum of parts: each fact's factor, and under "" the constant."""

__all__ = ["never_falls"]

GROWING = frozenset(("amount", "quantity"))
_CAPS = ("least", "at_most")
_FLOORS = ("greatest", "at_least", "sum")


def never_falls(amount: Amount) -> bool:
    """Whether more of `amount` or `quantity` never makes it less."""
    if _steady(amount):
        return True
    form = amount[0]
    if form == "fact":
        return True
    if form == "round":
        return never_falls(amount[2])
    if form == "each":
        return never_falls(amount[1])
    if form == "share":
        return never_falls(amount[3])
    if form == "dated":
        return all([never_falls(part) for _, part in amount[1]])
    if form == "is":
        return all([never_falls(part) for _, part in amount[2]]) and (amount[3] is None or never_falls(amount[3]))
    if form in ("greatest", "least", "sum"):
        return all([never_falls(part) for part in amount[1]])
    if form == "steps":
        return _rising(amount)
    if form == "difference":
        return never_falls(amount[1]) and (_steady(amount[2]) or _straight(amount[2], amount[1], only=GROWING))
    bounded = never_falls(amount[1])
    if form == "nothing_below":
        return bounded and _steady(amount[2]) and (len(amount) == 3 or never_falls(amount[3]))
    return bounded and never_falls(amount[2])


def _steady(amount: Amount) -> bool:
    return not amount_facts(amount) & GROWING


def _rising(amount: Amount) -> bool:
    """Whether each step is as high as the one before."""
    values = [value for _, value in amount[3]]
    if not all([never_falls(value) for value in values]):
        return False
    return amount[1] not in GROWING or all([_below(lower, higher) for lower, higher in pairwise(values)])


def _below(left: Amount, right: Amount) -> bool:
    """Whether it can be seen that `left` is never more than `right`."""
    return (
        left == right
        or _straight(left, right, only=None)
        or (left[0] in _CAPS and any([_below(part, right) for part in _parts(left)]))
        or (right[0] in _FLOORS and any([_below(left, part) for part in _parts(right)]))
        or (left[0] in ("at_least", "greatest") and all([_below(part, right) for part in _parts(left)]))
        or (right[0] in _CAPS and all([_below(left, part) for part in _parts(right)]))
    )


def _parts(amount: Amount) -> tuple[Amount, ...]:
    return amount[1] if amount[0] in ("least", "greatest", "sum") else amount[1:3]


def _straight(left: Amount, right: Amount, only: frozenset[str] | None) -> bool:
    """Whether each part of `left`, as a sum, is at most the same part of `right`; of `only` these names."""
    a, b = _line(left), _line(right)
    if a is None or b is None:
        return False
    names = set(a) | set(b)
    if only is not None:
        names &= only
    return all([_less_or_equal(a.get(name, (0, 1)), b.get(name, (0, 1))) for name in names])


def _less_or_equal(left: Fraction, right: Fraction) -> bool:
    return left[0] * right[1] <= right[0] * left[1]


def _line(amount: Amount) -> Line | None:
    """The amount as a sum of parts, where it is one."""
    form = amount[0]
    if form == "units":
        return {"": (amount[1], 1)}
    if form == "fact":
        return {amount[1]: (1, 1)}
    if form == "share":
        return _scaled(_line(amount[3]), amount[1], amount[2])
    if form == "each" and not amount[6] and not amount[5] and amount[1][0] == "units":
        return {amount[2]: (amount[1][1], amount[4] or 10 ** amount[3])}
    if form == "sum":
        total: Line = {}
        for part in amount[1]:
            line = _line(part)
            if line is None:
                return None
            for name, (top, bottom) in line.items():
                a, b = total.get(name, (0, 1))
                total[name] = a * bottom + top * b, b * bottom
        return total
    return None


def _scaled(line: Line | None, top: int, bottom: int) -> Line | None:
    return None if line is None else {name: (a * top, b * bottom) for name, (a, b) in line.items()}
