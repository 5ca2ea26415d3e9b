"""Time zones that the system knows, and what was meant where somebody names none of them."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from empower.domain.problem import Problem
from empower.policyfile.said.words import nearest

__all__ = ["unknown_timezone"]


def unknown_timezone(zone: str) -> Problem | None:
    """What is said of something that is no time zone; `None` for one that the system knows."""
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # one that is no zone at all, one that is a folder, one that is not there
        zones = sorted(available_timezones())
        city = zone.strip().lower().replace(" ", "_")
        there = [name for name in zones if name.rpartition("/")[2].lower() == city and not name.startswith("Etc/")]
        hint = f"did you mean `{there[0]}`?" if there else nearest(zone, zones, "time zones")
        if not hint.startswith("did you mean"):
            hint = "write it as the tz database does: `Europe/Lisbon`, `America/New_York`"
        message = f"`{zone}` is not a time zone"
        return Problem(code="unknown-timezone", message=message, path=("timezone",), hint=hint)
    return None
