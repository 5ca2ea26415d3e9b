"""What a limit counts and whether a gesture is within it, read plainly from the lines of the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.laws.reference_amounts import whole
from tests.laws.reference_facts import Reading, first_of_window

__all__ = ["Given", "Limits", "key_of", "listed"]

Tree = dict[str, Any]


@dataclass
class Given:
    """One gesture, as it is recorded: its face and cost, and how much of each was owed."""

    reading: Reading
    remedy: str
    employee: str
    face: int
    cost: int
    owed: int
    owed_cost: int
    settled: dict[tuple[Any, ...], int] = field(default_factory=dict)
    wholly_owed: bool = False

    def adds(self, measure: str, counts: str) -> int:
        """What it adds to a counter."""
        if measure == "count":
            parts = {"owed": self.owed > 0, "goodwill": self.face > self.owed, "all": self.face > 0}
            return int(parts[counts])
        all_, owed = (self.cost, self.owed_cost) if measure == "cost" else (self.face, self.owed)
        return {"owed": owed, "goodwill": all_ - owed, "all": all_}[counts]


class Limits:
    """The limits of one policy, over the gestures given so far."""

    def __init__(self, tree: Tree, history: list[Given]) -> None:
        self.tree = tree
        self.history = history
        self.readings: set[tuple[str, str, int, int]] = set()  # line, measure, limit, spent before

    def within(self, line: Tree, limit: Tree, given: Given) -> bool:
        """Whether what goes beyond what is owed is within a limit of a line."""
        counts, measure = limit.get("counts", "goodwill"), "count" if "count" in limit else "cost"
        fits = self._fits(line, limit, given, measure, counts)
        return fits or counts == "owed" or given.adds(measure, "goodwill") == 0

    def within_most(self, given: Given) -> bool:
        """Whether the whole gesture is within the most of its remedy."""
        return all(self.mosts(given))

    def mosts(self, given: Given) -> list[bool]:
        """For each limit of the most of its remedy, whether the whole gesture is within it."""
        most = self.tree["remedies"][given.remedy].get("most", [])
        forms = listed(most) if _is_limit(most) else [{"amount": most, "per": "gesture"}]
        line = {"id": given.remedy, "remedies": given.remedy}
        found = []
        for form in forms:
            counts, measure = form.get("counts", "all"), "count" if "count" in form else "face"
            found.append(self._fits(line, form, given, measure, counts) or not given.adds(measure, counts))
        return found

    def _fits(self, line: Tree, limit: Tree, given: Given, measure: str, counts: str) -> bool:
        money = measure == "cost" or (measure == "face" and "unit" not in self.tree["remedies"][given.remedy])
        bound = limit["count"] if measure == "count" else limit.get("amount", limit.get("under"))
        most: Any = bound if measure == "count" else whole(bound, given.reading, money=money)
        spent = 0 if limit["per"] == "gesture" else self._spent(line, limit, given, measure, counts)
        self.readings.add((line["id"], measure, most - ("under" in limit), spent))
        total = spent + given.adds(measure, counts)
        return bool(total < most if "under" in limit else total <= most)

    def _spent(self, line: Tree, limit: Tree, given: Given, measure: str, counts: str) -> int:
        key, reading = key_of(given.reading, limit["per"]), given.reading
        if None in key:
            return 0
        first = first_of_window(limit.get("every"), reading.day, self.tree.get("year_starts", "01-01"))
        return sum(
            earlier.adds(measure, counts)
            for earlier in self.history
            if first <= earlier.reading.day <= reading.day
            and key_of(earlier.reading, limit["per"]) == key
            and self.covers(line, earlier.remedy)
            and earlier.reading.holds(line, only_facts=True)
        )

    def covers(self, line: Tree, remedy: str) -> bool:
        written = line.get("remedies", "all")
        if written == "all":
            return True
        if isinstance(written, dict):
            return remedy not in self._spelled(written["not"])
        return remedy in self._spelled(written)

    def _spelled(self, written: Any) -> list[str]:
        groups: dict[str, list[str]] = self.tree.get("groups", {})
        return [remedy for name in listed(written) for remedy in groups.get(name, [name])]


def key_of(reading: Reading, per: Any) -> tuple[Any, ...]:
    """The values of the keys a line counts by; None for one that is blank."""
    return tuple(reading.value(name) or None for name in listed(per) if name != "all")


def listed(written: Any) -> list[Any]:
    return written if isinstance(written, list) else [written]


def _is_limit(most: Any) -> bool:
    return isinstance(most, list) or (isinstance(most, dict) and "per" in most)
