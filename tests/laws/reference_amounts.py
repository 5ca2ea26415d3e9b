"""The amounts of the language page, worked out on the tree as written, with fractions and dates: slow and plain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

__all__ = ["dated_starts", "exact", "whole"]

Tree = dict[str, Any]
Part = Callable[[Any], Fraction]

BOUNDS = ("at_least", "at_most", "nothing_below", "round")


def whole(written: Any, reading: Any, *, money: bool = True) -> int:
    """The amount in minor units (or things), rounded once as its `round` says."""
    value = exact(written, reading, money=money)
    how = written.get("round", "half_up") if isinstance(written, dict) else "half_up"
    return {"up": ceil(value), "down": floor(value), "half_up": floor(value + Fraction(1, 2))}[how]


def exact(written: Any, reading: Any, *, money: bool = True) -> Fraction:
    """The amount before it is rounded. `reading` knows the facts, the kinds of facts, the digits and the day."""
    if isinstance(written, str):
        return Fraction(reading.value(written))
    if not isinstance(written, dict):
        return Fraction(written) * (10**reading.digits if money else 1)

    def part(inner: Any) -> Fraction:
        return exact(inner, reading, money=money)

    value = _form({key: inner for key, inner in written.items() if key not in BOUNDS}, reading, part)
    if "nothing_below" in written and value < part(written["nothing_below"]):
        value = Fraction(0)
    elif "at_least" in written:
        value = max(value, part(written["at_least"]))
    if "at_most" in written:
        value = min(value, part(written["at_most"]))
    return value


def dated_starts(written: Any) -> list[tuple[str, str]]:
    """The first date of every dated amount within, each with the fact it goes by (or nothing)."""
    found = []
    if isinstance(written, dict):
        dates = [str(key) for key in written if _is_date(key)]
        if dates:
            found.append((min(dates), str(written.get("as_of", ""))))
        for inner in written.values():
            found += dated_starts(inner)
    if isinstance(written, list):
        for inner in written:
            found += dated_starts(inner)
    return found


def _form(form: Tree, reading: Any, part: Part) -> Fraction:
    if "each" in form:
        return _each(form, reading, part)
    if "share" in form:
        return _share(form["share"]) * part(form["of"])
    if "by" in form:
        return _by(form, reading, part)
    for name, join in (("greatest", max), ("least", min), ("sum", sum)):
        if name in form:
            return Fraction(join([part(inner) for inner in form[name]]))
    if "difference" in form:
        return max(Fraction(0), part(form["difference"][0]) - part(form["difference"][1]))
    when = reading.value(form["as_of"]) if form.get("as_of") else reading.day
    started = {key: inner for key, inner in form.items() if _is_date(key) and date.fromisoformat(key) <= when}
    return part(started[max(started)]) if started else Fraction(0)


def _each(form: Tree, reading: Any, part: Part) -> Fraction:
    count: Fraction = max(Fraction(0), reading.exact(form["of"]) - Fraction(form.get("after", 0)))
    if "every" in form:
        groups = count / Fraction(form["every"])
        count = Fraction(ceil(groups) if form.get("rounded", "down") == "up" else floor(groups))
    return Fraction(part(form["each"]) * count)


def _by(form: Tree, reading: Any, part: Part) -> Fraction:
    if "is" in form:
        value = reading.value(form["by"])
        return part(form["is"][value] if value in form["is"] else form["is"]["otherwise"])
    value = reading.exact(form["by"])
    scale = 10**reading.digits if reading.is_money(form["by"]) else 1
    chosen: Any = 0
    steps: Tree = form["steps"] if "steps" in form else form["over"]
    for start in sorted(steps):
        begins = Fraction(start) * scale
        if begins < value or (begins == value and "steps" in form):
            chosen = steps[start]
    return part(chosen)


def _share(written: str) -> Fraction:
    if written.endswith("%"):
        return Fraction(Decimal(written[:-1])) / 100
    return Fraction(written)


def _is_date(key: Any) -> bool:
    return isinstance(key, str) and len(key) == 10 and key[4] == "-"
