"""Dates, times, moments and lengths of time as an author writes them, read into whole numbers."""

from __future__ import annotations

from empower.domain.calendar import DAY, HOUR, month_length, read_date
from empower.rules.compile.wording import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.findings import Findings

__all__ = ["clock", "counted", "date", "duration", "is_date", "moment", "month_day"]

_UNITS = {"minute": HOUR // 60, "hour": HOUR, "day": DAY, "week": 7 * DAY}
_EPOCH = 719_163  # the day that 1970-01-01 is
_MONTH_DAY = "write month and day as `04-01`"


def is_date(key: Any) -> bool:
    """Whether a key is meant for a date, right or wrong."""
    return isinstance(key, str) and len(key) >= 8 and key[:4].isdigit() and key[4:5] == "-"


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
    sample = "`2026-11-22T16:00:00+01:00`"
    local, minutes_off = _parted(value) if isinstance(value, str) else (None, None)
    if local is None:
        hint = f"write date, time and the offset from UTC, such as {sample}"
        findings.problem("not-a-moment", f"{shown(value)} is not a moment", path, hint)
        return None
    if minutes_off is None:
        hint = f"write date, time and offset, such as {sample}"
        findings.problem("no-offset", f"{shown(value)} does not say how far from UTC its clock is", path, hint)
        return None
    return local - minutes_off * (HOUR // 60)


def _parted(text: str) -> tuple[int | None, int | None]:
    """The microseconds on the clock of a moment, and how many minutes that clock is before UTC."""
    day, between, rest = read_date(text[:10]), text[10:11], text[11:]
    if day is None or between not in ("T", "t", " ") or not rest.isascii():
        return None, None
    offset: int | None = None
    if rest[-1:] in ("Z", "z"):
        rest, offset = rest[:-1], 0
    elif rest[-6:-5] in ("+", "-"):
        ahead = _minutes(rest[-5:])
        if ahead is None:
            return None, None
        offset = -ahead if rest[-6] == "-" else ahead
        rest = rest[:-6]
    minutes, seconds = _minutes(rest[:5]), _microseconds(rest[5:])
    if minutes is None or seconds is None:
        return None, None
    return (day - _EPOCH) * DAY + minutes * (HOUR // 60) + seconds, offset


def _microseconds(text: str) -> int | None:
    """What `:30` or `:30.5` adds to a minute."""
    whole, point, part = text[1:].partition(".")
    if not text:
        return 0
    if text[0] != ":" or len(whole) != 2 or not whole.isdigit() or int(whole) > 59 or (point and not part.isdigit()):
        return None
    return int(whole) * 10**6 + int(part.ljust(6, "0")) if len(part) <= 6 else None


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
