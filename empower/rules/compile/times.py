"""Dates, times, moments and lengths of time as an author writes them, read into whole numbers."""

from __future__ import annotations

from empower.domain.calendar import DAY, EPOCH, HOUR, month_length, read_date
from empower.rules.compile.wording import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.findings import Findings

__all__ = ["clock", "counted", "counted_meant", "date", "duration", "is_date", "moment", "month_day"]

_UNITS = {"minute": HOUR // 60, "hour": HOUR, "day": DAY, "week": 7 * DAY}
_MONTH_DAY = "write month and day as `04-01`"


def is_date(key: Any) -> bool:
    """Whether a key is meant for a date, right or wrong."""
    return isinstance(key, str) and len(key) >= 8 and key[:4].isdigit() and key[4:5] == "-"


def date(value: Any, findings: Findings, path: Path, *, at_key: bool = False) -> int | None:
    """A day."""
    day = read_date(value) if isinstance(value, str) else None
    if day is None:
        findings.problem("not-a-date", f"{shown(value)} is not a date", path, _date_meant(value), at_key=at_key)
    return day


def _date_meant(value: Any) -> str:
    """The way out for something that is no date, in the author's own figures where it is clear which is which."""
    figures = str(value).replace("/", "-").replace(".", "-").split("-")
    if len(figures) == 3 and all([part.isascii() and part.isdigit() for part in figures]):
        if len(figures[2]) == 4 and "." in str(value):
            figures.reverse()
        meant = f"{figures[0]}-{figures[1]:0>2}-{figures[2]:0>2}"
        if len(figures[0]) == 4 and meant == value:
            return "there is no such day; write year, month and day as `2026-11-22`"
        if len(figures[0]) == 4 and read_date(meant) is not None:
            return f"write it as `{meant}`"
    if isinstance(value, int) and 1900 < value < 2100:
        return f"write the whole day, such as `{value}-01-01`"
    return "write year, month and day as `2026-11-22`"


def clock(value: Any, findings: Findings, path: Path, *, end: bool = False) -> int | None:
    """Minutes since midnight; `end` allows 24:00."""
    if isinstance(value, str) and len(value) == 5 and value[2] == ":" and value.isascii():
        hour, minute = value[:2], value[3:]
        if hour.isdigit() and minute.isdigit() and int(minute) < 60:
            minutes = int(hour) * 60 + int(minute)
            if minutes < 1440 or (end and minutes == 1440):
                return minutes
    hint = "write hours and minutes as `16:00`"
    if isinstance(value, str) and len(value) == 4 and value[1] == ":" and value[0].isdigit() and value[2:].isdigit():
        hint = f"write it as `0{value}`"
    findings.problem("not-a-time", f"{shown(value)} is not a time of day", path, hint)
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
    return (day - EPOCH) * DAY + minutes * (HOUR // 60) + seconds, offset


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
    parts = value.split() if isinstance(value, str) else []
    if len(parts) != 2 or not (parts[0].isascii() and parts[0].isdigit()) or len(parts[0]) > 6:
        return None
    unit = parts[1].removesuffix("s")
    return (int(parts[0]), unit) if unit in units and not parts[1].endswith("ss") else None


def counted_meant(value: Any, units: tuple[str, ...]) -> str:
    """The way out for `24h`, `90days` or `4 hrs`; "" where there is no telling."""
    text = value.lower().replace(" ", "") if isinstance(value, str) else ""
    figures = len(text) - len(text.lstrip("0123456789"))
    many, unit = text[:figures], text[figures:]
    if not many.strip("0") or not unit:
        return ""
    meant = [known for known in units if unit.removesuffix("s") in (known[:1], known[:3], known, f"{known[:1]}r")]
    if len(meant) != 1:
        return ""
    return f"write `{many} {meant[0]}{'s' if many != '1' else ''}`"


def duration(value: Any, findings: Findings, path: Path) -> int | None:
    """A length of time in microseconds."""
    found = counted(value, tuple(_UNITS))
    if found is None or not found[0]:
        hint = counted_meant(value, tuple(_UNITS)) or "write a number and a unit"
        hint += ": `30 minutes`, `24 hours`, `7 days`, `2 weeks`" if not hint.endswith("`") else ""
        findings.problem("not-a-duration", f"{shown(value)} is not a length of time", path, hint)
        return None
    return found[0] * _UNITS[found[1]]
