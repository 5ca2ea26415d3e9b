"""Limits in words: how much, per what, over what time, and what is left of it."""

from __future__ import annotations

from empower.report.phrases import in_a_row, several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Reading
    from empower.report.wording import Names

__all__ = ["allowance", "every_words", "figure", "left_over", "per_words", "window_name"]

_BUILT_IN = ("incident", "customer", "employee")


def allowance(reading: Reading, names: Names) -> str:
    """What the limit allows (`4000.00 per customer in 365 days`)."""
    parts = [_whole(reading.limit, reading, names), per_words(reading.per), every_words(reading.every)]
    return " ".join([part for part in parts if part])


def left_over(reading: Reading, names: Names, verb: str = "asks") -> str:
    """The limit, what is spent and held of it, what is left, and what is asked."""
    asked = f"this {verb} {figure(reading.asked, reading, names)}"
    if reading.per == (("gesture", ""),):
        return f"{allowance(reading, names)}, {asked}"
    spent = "given" if reading.measure == "count" else "spent"
    held = f", {figure(reading.held, reading, names)} held" if reading.held else ""
    return (
        f"{allowance(reading, names)}: {figure(reading.spent, reading, names)} {spent}{held}, "
        f"{figure(reading.left, reading, names)} left, {asked}"
    )


def figure(value: int, reading: Reading, names: Names) -> str:
    """A figure of the limit: money, or a whole number."""
    if reading.measure == "cost" or (reading.measure == "face" and _of_money(reading, names)):
        return names.money(value)
    return str(value)


def per_words(per: tuple[tuple[str, str], ...]) -> str:
    """What it counts by (`per incident`, `for property lisbon`)."""
    words = []
    for name, value in per:
        plain = name.replace("_", " ").replace("-", " ")
        words.append(f"for {plain} {value}" if value and name not in _BUILT_IN else f"per {plain}")
    return in_a_row(words) if words else ""


def every_words(every: tuple[str, int] | None) -> str:
    """Over what time (`a month`, `in 365 days`)."""
    if every is None:
        return ""
    unit, count = every
    return f"in {several(count, unit.removesuffix('s'))}" if unit in ("days", "months") else f"a {unit}"


def window_name(every: tuple[str, int] | None) -> str | None:
    """The window as a policy writes it (`month`, `365 days`)."""
    if every is None:
        return None
    unit, count = every
    return f"{count} {unit}" if unit in ("days", "months") else unit


def _whole(value: int, reading: Reading, names: Names) -> str:
    if reading.measure == "count":
        return several(value, "gesture")
    if reading.measure == "face" and reading.unit and not _of_money(reading, names):
        return several(value, reading.unit)
    return figure(value, reading, names)


def _of_money(reading: Reading, names: Names) -> bool:
    """Whether a face value is money: only the most of a remedy counts faces, and its line is the remedy."""
    return names.in_money(reading.line)
