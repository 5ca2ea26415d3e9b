"""Days and times of the year, on the clocks of the houses, as the book counts them: microseconds, UTC."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["CHANGE", "DAY", "DAYS", "FIRST", "HOUR", "MINUTE", "at", "day_of", "minute_of"]

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
FIRST = date(2025, 10, 1)
CHANGE = date(2026, 4, 1)  # when the second policy is put in force
DAYS = 365
_ZONE = ZoneInfo("Europe/Lisbon")


def at(day: date, clock: str = "", minute: int = 0) -> int:
    """The instant of a time on a day: `17:30`, or so many minutes after midnight."""
    hours, _, minutes = clock.partition(":")
    past = int(hours) * 60 + int(minutes) if clock else minute
    midnight = datetime.combine(day, time(), tzinfo=_ZONE) + timedelta(minutes=past)
    return int(midnight.timestamp()) * 1_000_000


def day_of(instant: int) -> date:
    """The day on the calendar."""
    return _local(instant).date()


def minute_of(instant: int) -> int:
    """The minutes since midnight, on the wall."""
    wall = _local(instant)
    return wall.hour * 60 + wall.minute


def _local(instant: int) -> datetime:
    return datetime.fromtimestamp(instant // 1_000_000, _ZONE)
