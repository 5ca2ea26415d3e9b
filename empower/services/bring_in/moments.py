"""When an event was, read from a log: to the microsecond where it says so, to the day where it says no more."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from empower.domain.calendar import read_date
from empower.domain.problem import Problem
from empower.policyfile.said.zone import instant_of, instant_on, read_instant, with_offset
from empower.rules.rulebook import Rulebook

__all__ = ["moment"]

_TIME_OF_DAY = re.compile(r"%[HIcXT]")
_FIRST_YEAR = 1900
_FINER = re.compile(r"(\.[0-9]{6})[0-9]+")


def moment(text: str, dates: str, rulebook: Rulebook, now: int) -> int | Problem:
    """The instant. A time without an offset is that of the clocks where the policy lives; a day alone is its middle.

    `dates` is how dates and times are written, as `strptime` has it; ISO where it is "".
    """
    at = _in_form(text, dates, rulebook) if dates else _iso(text, rulebook)
    if at is None:
        hint = (
            f"the map says that dates are written `{dates}`"
            if dates
            else 'write `2026-11-22T16:00:00+01:00`, or say in the map how it is written (`dates: "%d.%m.%Y %H:%M"`)'
        )
        return Problem(code="not-a-moment", message=f"`{text[:100]}` is no date and time", path=("on",), hint=hint)
    if at > now:
        message, hint = f"`{text[:100]}` has not been yet", "what is imported was before today"
        return Problem(code="not-earlier", message=message, path=("on",), hint=hint)
    return at


def _iso(text: str, rulebook: Rulebook) -> int | None:
    day = read_date(text)
    if day is not None:
        return instant_on(day, rulebook.timezone, rulebook.day_starts)
    text = _FINER.sub(r"\1", text)
    at = read_instant(text)
    if not isinstance(at, int) and at.why == "no-offset":
        at = read_instant(with_offset(text, rulebook.timezone))
    return at if isinstance(at, int) else None


def _in_form(text: str, dates: str, rulebook: Rulebook) -> int | None:
    try:
        found = datetime.strptime(text, dates)  # noqa: DTZ007  # its zone is looked at below
    except ValueError:
        return None
    if found.year < _FIRST_YEAR:
        return None
    if _TIME_OF_DAY.search(dates) is None:
        return instant_on(found.date().toordinal(), rulebook.timezone, rulebook.day_starts)
    return instant_of(found if found.tzinfo is not None else found.replace(tzinfo=ZoneInfo(rulebook.timezone)))
