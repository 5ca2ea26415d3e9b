"""Plain values as an author writes them (amounts, numbers, dates, times, shares, durations), read into whole numbers."""

from __future__ import annotations

from empower.domain.calendar import DAY, HOUR, month_length, read_date
from empower.domain.money import Misread, read_money, read_number, written_number
from empower.rules.compile.wording import shown, spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.findings import Findings

__all__ = [
    "Money",
    "clock",
    "counted",
    "date",
    "duration",
    "figure",
    "is_date",
    "is_figure",
    "moment",
    "month_day",
    "number",
    "share",
]

_UNITS = {"minute": HOUR // 60, "hour": HOUR, "day": DAY, "week": 7 * DAY}
_MONTH_DAY = "write month and day as `04-01`"


class Money:
    """How amounts of money are written in a policy."""

    __slots__ = ("currency", "digits")

    def __init__(self, currency: str, digits: int) -> None:
        self.currency = currency
        self.digits = digits

    @property
    def sample(self) -> str:
        """An amount as it may be written."""
        return written_number(25 * 10**self.digits + (10 ** (self.digits - 1) if self.digits else 0), self.digits)


def is_figure(value: Any) -> bool:
    """Whether a scalar is a number, or a text that starts like one."""
    if isinstance(value, str):
        return (
            value[:1].isdigit()
            or (value[:1] in "-−" and value[1:2].isdigit())
            or (value[:3].isalpha() and value[3:4] == " ")
        )
    return (isinstance(value, int) and not isinstance(value, bool)) or type(value).__name__ == "Decimal"


def is_date(key: Any) -> bool:
    """Whether a key is meant for a date, right or wrong."""
    return isinstance(key, str) and len(key) >= 8 and key[:4].isdigit() and key[4:5] == "-"


def figure(value: Any, money: Money, findings: Findings, path: Path, *, at_key: bool = False) -> int | None:
    """An amount of money in minor units."""
    if type(value) is int and 0 <= value < 10**9:
        minor: int = value * 10**money.digits
        return minor
    if not is_figure(value):
        hint = f"write digits, with a point for decimals: `{money.sample}`"
        findings.problem("not-an-amount", f"{shown(value)} is not an amount", path, hint, at_key=at_key)
        return None
    text = spelled(value)
    if not money.currency:  # it was complained about already
        text = "".join([letter for letter in text if not letter.isalpha()])
    read = read_money(text, money.currency, money.digits)
    if not isinstance(read, Misread):
        return read
    if read.why == "other-currency":
        message = f"{shown(value)} is in {read.detail}; this policy is in {money.currency}"
        findings.problem("other-currency", message, path, f"write it in {money.currency}", at_key=at_key)
    else:
        _misread(read, value, money.digits, money.currency, findings, path, at_key=at_key)
    return None


def number(
    value: Any, digits: int, findings: Findings, path: Path, *, below: bool = False, at_key: bool = False
) -> int | None:
    """A number in steps of its last decimal place; `below` zero only where that is allowed."""
    if type(value) is int and 0 <= value < 10**9:
        steps: int = value * 10**digits
        return steps
    if not is_figure(value):
        point = ", with a point for decimals" if digits else ""
        hint = f"write digits{point}, such as `{written_number(4 * 10**digits, digits)}`"
        findings.problem("not-a-number", f"{shown(value)} is not a number", path, hint, at_key=at_key)
        return None
    text = spelled(value)
    negative = below and text[:1] in "-−"
    read = read_number(text[1:] if negative else text, digits)
    if isinstance(read, Misread):
        _misread(read, value, digits, "", findings, path, at_key=at_key)
        return None
    return -read if negative else read


def _misread(
    read: Misread, value: Any, digits: int, currency: str, findings: Findings, path: Path, *, at_key: bool
) -> None:
    places = f"to {digits} decimal place{'s' if digits > 1 else ''}" if digits else "whole"
    what = f"amounts in {currency} are counted {places}" if currency else f"this number is counted {places}"
    code = read.why if read.why != "not-a-number" or not currency else "not-an-amount"
    message, hint = {
        "negative": (f"{shown(value)} is below zero", "write zero or more"),
        "too-precise": (f"{shown(value)} has too many decimal places", what),
        "too-large": (f"{shown(value)} is larger than anything that is counted here", "check the number of digits"),
    }.get(read.why, (f"{shown(value)} is not {'an amount' if currency else 'a number'}", f"write plain digits; {what}"))
    findings.problem(code, message, path, hint, at_key=at_key)


def date(value: Any, findings: Findings, path: Path, *, at_key: bool = False) -> int | None:
    """A day."""
    day = read_date(value) if isinstance(value, str) else None
    if day is None:
        findings.problem("not-a-date", f"{shown(value)} is not a date", path, "write it as `2026-11-22`", at_key=at_key)
    return day


def clock(value: Any, findings: Findings, path: Path, *, end: bool = False) -> int | None:
    """Minutes since midnight; `end` allows 24:00."""
    if isinstance(value, str) and len(value) == 5 and value[2] == ":" and value.isascii():
        hour, minute = value[:2], value[3:]
        if hour.isdigit() and minute.isdigit() and int(minute) < 60:
            minutes = int(hour) * 60 + int(minute)
            if minutes < 1440 or (end and minutes == 1440):
                return minutes
    findings.problem("not-a-time", f"{shown(value)} is not a time of day", path, "write hours and minutes as `16:00`")
    return None


def moment(value: Any, findings: Findings, path: Path) -> int | None:
    """Microseconds in UTC since 1970."""
    at = _instant(value) if isinstance(value, str) else None
    if at is None:
        hint = "write date, time and the offset from UTC, such as `2026-11-22T16:00:00+01:00`"
        findings.problem("not-a-moment", f"{shown(value)} is not a moment", path, hint)
    return at


def _instant(text: str) -> int | None:
    day, sign, rest = read_date(text[:10]), text[10:11], text[11:]
    if day is None or sign not in ("T", "t", " ") or not rest.isascii():
        return None
    offset = 0
    if rest[-1:] in ("Z", "z"):
        rest = rest[:-1]
    else:
        for sign, way in (("+", -1), ("-", 1)):
            before, found, after = rest.rpartition(sign)
            if found:
                read = _minutes(after)
                if read is None:
                    return None
                offset, rest = way * read, before
                break
        else:
            return None
    minutes = _minutes(rest[:5])
    whole, point, part = rest[6:].partition(".")
    if minutes is None or (rest[5:] and (rest[5] != ":" or len(whole) != 2 or not whole.isdigit() or int(whole) > 59)):
        return None
    if point and not (part.isdigit() and len(part) <= 6):
        return None
    seconds = int(whole) if whole else 0
    return (
        ((day - 719_163) * DAY)
        + (minutes + offset) * (HOUR // 60)
        + seconds * 10**6
        + int(part.ljust(6, "0") if part else 0)
    )


def _minutes(text: str) -> int | None:
    if len(text) != 5 or text[2] != ":" or not (text[:2].isdigit() and text[3:].isdigit()):
        return None
    hours, minutes = int(text[:2]), int(text[3:])
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def month_day(value: Any, findings: Findings, path: Path) -> tuple[int, int] | None:
    """A month and a day that every year has."""
    if isinstance(value, str) and len(value) == 5 and value[2] == "-" and value.isascii():
        month, day = value[:2], value[3:]
        if (
            month.isdigit()
            and day.isdigit()
            and 1 <= int(month) <= 12
            and 1 <= int(day) <= month_length(2025, int(month))
        ):
            return int(month), int(day)
    findings.problem("not-a-date", f"{shown(value)} is not a day that every year has", path, _MONTH_DAY)
    return None


def counted(value: Any, units: tuple[str, ...]) -> tuple[int, str] | None:
    """A number of something (`365 days`), with its unit in the singular."""
    parts = value.split(" ") if isinstance(value, str) else []
    if len(parts) != 2 or not (parts[0].isascii() and parts[0].isdigit()) or len(parts[0]) > 6:
        return None
    unit = parts[1].removesuffix("s")
    return (int(parts[0]), unit) if unit in units and not parts[1].endswith("ss") else None


def duration(value: Any, findings: Findings, path: Path) -> int | None:
    """A length of time in microseconds."""
    found = counted(value, tuple(_UNITS))
    if found is None or not found[0]:
        hint = "write a number and a unit: `30 minutes`, `24 hours`, `7 days`, `2 weeks`"
        findings.problem("not-a-duration", f"{shown(value)} is not a length of time", path, hint)
        return None
    return found[0] * _UNITS[found[1]]


def share(value: Any, findings: Findings, path: Path) -> tuple[int, int] | None:
    """A share as numerator and denominator in lowest terms."""
    found = _share(value) if isinstance(value, str) else None
    if found is None:
        hint = "write it as `50%` or as `1/464`"
        findings.problem("not-a-share", f"{shown(value)} is not a share", path, hint)
        return None
    top, bottom = found
    a, b = found
    while b:
        a, b = b, a % b
    return top // a, bottom // a


def _share(text: str) -> tuple[int, int] | None:
    if text.endswith("%"):
        places = len(text[:-1].partition(".")[2])
        if places > 6:
            return None
        read = read_number(text[:-1], places)
        return None if isinstance(read, Misread) else (read, 100 * 10**places)
    top, slash, bottom = text.partition("/")
    if not slash or not all([part.isascii() and part.isdigit() and len(part) <= 9 for part in (top, bottom)]):
        return None
    return (int(top), int(bottom)) if int(bottom) else None
