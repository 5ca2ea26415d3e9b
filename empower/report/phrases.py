"""Small pieces of plain English: counts, rows, ages and the clock."""

from __future__ import annotations

from empower.domain.calendar import DAY, HOUR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["capital", "clock", "in_a_row", "lasting", "several", "shortened", "time_given", "yes_no"]

_MINUTE = HOUR // 60
_LONG = 100
_CUT = "…"


def capital(text: str) -> str:
    """The text with its first letter as a sentence has it."""
    return text[:1].upper() + text[1:]


def several(count: int, noun: str) -> str:
    """The count with its noun: `1 night`, `2 nights`."""
    if count == 1 or noun.endswith("s"):
        return f"{count} {noun}"
    if noun.endswith("y") and noun[-2:-1] not in ("", "a", "e", "i", "o", "u"):
        return f"{count} {noun[:-1]}ies"
    return f"{count} {noun}{'es' if noun.endswith(('x', 'ch', 'sh')) else 's'}"


def in_a_row(words: Iterable[str], last: str = "and") -> str:
    """The words as people list them: `a, b and c`."""
    *before, end = list(words) or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def lasting(value: int, unit: str) -> str:
    """An age in words: days, months (given in halves) or hours (given in microseconds)."""
    if unit == "days":
        return several(value, "day")
    if unit == "months":
        months = value // 2
        whole = several(months // 12, "year") if months and months % 12 == 0 else several(months, "month")
        return f"{whole} and some days" if value % 2 else whole
    hours, rest = divmod(value, HOUR)
    minutes = rest // _MINUTE
    return f"{several(hours, 'hour')} {several(minutes, 'minute')}" if minutes else several(hours, "hour")


def time_given(microseconds: int) -> str:
    """A time that somebody has for something: whole days where there are several, else hours and minutes."""
    days, rest = divmod(microseconds, DAY)
    if days > 1 and not rest:
        return several(days, "day")
    if microseconds < HOUR:
        return several(microseconds // _MINUTE, "minute")
    return lasting(microseconds, "hours")


def yes_no(value: int) -> str:
    """A yes or no in words."""
    return "yes" if value else "no"


def clock(minutes: int) -> str:
    """Minutes since midnight on the wall (`16:00`)."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def shortened(text: str) -> str:
    """The text, or its beginning when it is longer than anybody reads."""
    return text if len(text) <= _LONG else f"{text[:_LONG]}{_CUT}"
