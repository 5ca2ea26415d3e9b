"""The dates, moments and times of day on both sides of everything that a small policy puts them beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.laws.reference_facts import months_after
from tests.laws.reference_limits import listed

__all__ = ["Near"]

Tree = dict[str, Any]


class Near:
    """What is near to the tests of one policy, asked on these days at these hours."""

    def __init__(self, tree: Tree, days: tuple[date, ...], hours: tuple[int, ...]) -> None:
        self._tree = tree
        self._days = days
        self._hours = hours

    def dates(self, name: str) -> list[date]:
        """Dates whose age is about so many weeks, months or years."""
        found = []
        for count, unit in self._ages(name):
            if unit in ("week", "month", "year"):
                months = count * {"week": 0, "month": 1, "year": 12}[unit]
                starts = [
                    months_after(day, -months) if months else day - timedelta(days=7 * count) for day in self._days
                ]
                found += [start + timedelta(days=by) for start in starts for by in (-1, 0, 1)]
        return found

    def moments(self, name: str) -> list[datetime]:
        """Instants about so long ago, at both ends of the days that are so long ago, and around those that are named."""
        ages, tick = list(self._ages(name)), timedelta(microseconds=1)
        found = set()
        for day in self._days:
            for hour in self._hours:
                at = datetime.combine(day, time(hour), UTC)
                found |= {at - timedelta(hours=count) for count, unit in ages if unit == "hour"} | {at}
            starts = [
                datetime.combine(day - timedelta(days=count), time(), UTC) for count, unit in ages if unit == "day"
            ]
            found |= {start + timedelta(days=by) for start in starts for by in (0, 1)}
        found |= {datetime.fromisoformat(bound) for way, bound in self._bounds(name) if way != "age"}
        return sorted({moment + by * tick for moment in found for by in (-1, 0, 1)})

    def times(self, name: str) -> list[int]:
        """Minutes of the day around those that are named."""
        named = [int(bound[:2]) * 60 + int(bound[3:]) for _, bound in self._bounds(name)]
        return sorted({minute + by for minute in named or [0] for by in (-1, 0, 1) if 0 <= minute + by < 24 * 60})

    def _ages(self, name: str) -> Iterator[tuple[int, str]]:
        for way, ages in self._bounds(name):
            for written in ages.values() if way == "age" else ():
                count, unit = written.split()
                yield int(count), unit.rstrip("s")

    def _bounds(self, name: str) -> Iterator[tuple[str, Any]]:
        for lines in self._tree.values():
            for line in lines if isinstance(lines, list) else ():
                for box in [*listed(line.get("when", {})), *listed(line.get("unless", {}))]:
                    test = box.get(name)
                    if isinstance(test, dict):
                        yield from [(way, bound) for way, bound in test.items() if way != "given"]
