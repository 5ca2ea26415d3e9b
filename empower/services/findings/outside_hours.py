"""Gestures asked for outside a person's hours: those of the roster of that day, or else their usual ones.

All of one person and one day are one finding.
"""

from __future__ import annotations

from collections import Counter

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.domain.people import Person
from empower.services.findings.behind import Behind
from empower.services.findings.recent import Found, Recent

__all__ = ["OutsideHours"]

_DAY = 24 * 60


class OutsideHours:
    """Reads what was given at once or asked for."""

    kind = "outside-hours"

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._limits = behind.thresholds
        self._found = Found(self.kind)
        self._recent: Recent[str, int] = Recent(behind.thresholds.usual_micros)

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind != "hold" and not (entry.kind == "posting" and entry.data.get("refers") is None):
            return
        minute = self._behind.minute(entry)
        person = self._behind.asker(entry)
        if person is not None and person.hours is not None:
            figures = self._outside(person, minute)
        else:
            figures = self._unusual(entry, minute // 60)
        if figures:
            name, day = entry.data["asker"], int(entry.data["day"])
            figures["count"] = self._found.count((name, day)) + 1
            self._found.grow((name, day), [entry.seq], entry, [name], figures)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()

    def _outside(self, person: Person, minute: int) -> dict[str, int | str]:
        """By how much it lies outside the hours that the roster names; nothing where it does not."""
        assert person.hours is not None
        start, end = person.hours
        if person.on_shift(minute):
            return {}
        away = min((start - minute) % _DAY, (minute - end) % _DAY)
        if away <= self._limits.hours_grace_minutes:
            return {}
        return {"minute": minute, "start": start, "end": end, "away": away}

    def _unusual(self, entry: Entry, hour: int) -> dict[str, int | str]:
        """How few of a person's gestures before lie near this hour; nothing where it is a usual one."""
        person = entry.data["asker"]
        before = Counter(self._recent.of(person, entry.at))
        self._recent.add(person, entry.at, hour)
        width = self._limits.usual_hours
        near = sum([before[(hour + shift) % 24] for shift in range(-width, width + 1)])
        total = before.total()
        if total < self._limits.usual_gestures or near * 100 > total * self._limits.usual_percent:
            return {}
        return {"minute": self._behind.minute(entry), "near": near, "total": total, "width": width}
