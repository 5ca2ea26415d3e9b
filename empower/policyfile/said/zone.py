"""Time where the policy lives: the only place that knows time zones.

An instant is whole microseconds in UTC. What a decision needs of it is the local day (which begins when the policy says a
day begins), the wall-clock hour and the minute.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from empower.domain.calendar import HOUR, read_date
from empower.domain.money import Misread
from empower.domain.value import Value

__all__ = [
    "Local",
    "instant_of",
    "instant_on",
    "instant_with",
    "local",
    "on_the_wall",
    "read_instant",
    "with_offset",
    "written_local",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?"
)


class Local(Value):
    """An instant as a person in the policy's zone would put it."""

    day: int  # which `day_starts` moves
    hour: int  # of the wall clock
    minute: int  # of the wall clock, since midnight


@lru_cache(maxsize=8)
def local(at: int, timezone: str, day_starts: int = 0) -> Local:
    """The local day, hour and minute of an instant; a day begins `day_starts` minutes after midnight."""
    here = _here(at, timezone)
    day = (here.replace(tzinfo=None) - timedelta(minutes=day_starts)).date().toordinal()
    return Local(day=day, hour=here.hour, minute=here.hour * 60 + here.minute)


def instant_on(day: int, timezone: str, day_starts: int = 0) -> int:
    """The middle of a local day, for what is known to the day only."""
    midnight = datetime.combine(date.fromordinal(day), datetime.min.time())
    middle = midnight + timedelta(minutes=day_starts + 720)
    return instant_of(middle.replace(tzinfo=_zone(timezone)))


def instant_with(day: int, hour: int, timezone: str, day_starts: int = 0) -> int:
    """An instant of a local day at which the clock on the wall shows the hour; the middle of the day where none does."""
    noon = instant_on(day, timezone, day_starts)
    for shift in range(-14, 15):
        at = noon - noon % HOUR + shift * HOUR
        here = local(at, timezone, day_starts)
        if (here.day, here.hour) == (day, hour):
            return at
    return noon


def instant_of(moment: datetime) -> int:
    """An aware `datetime` as microseconds in UTC."""
    return (moment - _EPOCH) // _TICK


def read_instant(text: str) -> int | Misread:
    """The instant that `2026-05-01T22:15:00+01:00` states, or why it states none.

    `why` is `no-offset` when only the offset from UTC is missing, else `not-a-moment`.
    """
    found = _INSTANT.fullmatch(text.strip())
    if found is None or read_date(found[1]) is None:
        return Misread(why="not-a-moment", detail=text)
    if found[4] is None:
        return Misread(why="no-offset", detail=text)
    try:
        return instant_of(datetime.fromisoformat(text.strip().upper()))
    except ValueError:
        return Misread(why="not-a-moment", detail=text)


def with_offset(text: str, timezone: str) -> str:
    """A moment that says no offset, with the one of the clocks there; "" when it is no moment at all."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=_zone(timezone)).isoformat()
    except ValueError:
        return ""


def written_local(at: int, timezone: str) -> str:
    """The instant on the wall clock there, as `2026-05-01 22:15`."""
    return _here(at, timezone).strftime("%Y-%m-%d %H:%M")


def on_the_wall(at: int, timezone: str) -> datetime:
    """The instant on the wall clock there, to the second, as a time of no zone."""
    return _here(at, timezone).replace(microsecond=0, tzinfo=None)


def _here(at: int, timezone: str) -> datetime:
    return (_EPOCH + timedelta(microseconds=at)).astimezone(_zone(timezone))


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
