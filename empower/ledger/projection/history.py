"""Counting history: what counters would say had they been there from the first entry on.

A counter that a policy newly needs begins with what was given before. Counting goes up to some entry before the lock is
taken, and the rest of the way under it; the sum is the same however it is split.
"""

from __future__ import annotations

from empower.domain.entries import GIVING
from empower.domain.given import Given, GivenPart
from empower.domain.kept_facts import known_facts
from empower.domain.windows import window
from empower.ledger.charging import key_text, period_of, rolls
from empower.ledger.closings import Closings, counted_on
from empower.ledger.entry_rows import entry_of
from empower.rules.counting import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.entries import Entry
    from empower.ledger.rows import Rows
    from empower.ledger.shapes import Row
    from empower.rules.rulebook import Counter, Rulebook

    Total = list[int]  # spent, held

__all__ = ["Tally", "given_in"]


def given_in(data: dict[str, Any], rulebook: Rulebook, parts: list[dict[str, Any]] | None = None) -> Given:
    """What an entry says was given or asked, as a policy counts it; with other parts where only some of it stands."""
    found = data["parts"] if parts is None else parts
    customer = (("customer", data["customer"]),) if data.get("customer") else ()
    return Given(
        parts=tuple(
            [
                GivenPart(
                    remedy=part["remedy"],
                    amount=part["amount"],
                    quantity=part["quantity"],
                    face=part["face"],
                    cost=part["cost"],
                    owed=part["owed"],
                    owed_cost=part["owed_cost"],
                    settled=tuple([(name, amount) for name, amount in part["settled"]]),
                )
                for part in found
            ]
        ),
        facts=(*known_facts(rulebook.facts, data["facts"]), *customer, ("incident", data["incident"])),
        day=data["day"],
        at=data.get("effective", data["at"]),
        employee=data.get("authority") or "",
    )


class Tally:
    """The counters being opened, as of some entry."""

    def __init__(self, rulebook: Rulebook, counters: tuple[Counter, ...]) -> None:
        self.rulebook = rulebook
        self.counters = counters
        self.seen = 0  # the last entry counted
        self._closings = Closings()
        self._by_id = {counter.id: counter for counter in counters}
        self._days: dict[tuple[str, str, int], Total] = {}
        self._held: dict[int, list[tuple[str, str, int, int, int | None]]] = {}  # by request

    def fits(self, rulebook: Rulebook, counters: tuple[Counter, ...]) -> bool:
        """Whether it is these that were counted."""
        return self.rulebook.ref == rulebook.ref and self.counters == counters

    def go_on(self, rows: Rows, until: int) -> None:
        """Counts the entries after the last one counted, up to but not including `until`."""
        while self.seen < until - 1:
            more = [row for row in rows.find("entries after", self.seen) if int(row["seq"] or 0) < until]
            if not more:
                return
            for row in more:
                self._take(rows, entry_of(row))

    def keep(self, rows: Rows) -> None:
        """Puts the counters, buckets and holdings in their tables."""
        days = self.days()
        for request, held in self._held.items():
            number = 1 + max([int(row["number"] or 0) for row in rows.find("holdings of", request)], default=-1)
            for counter, key, day, amount, expires_at in held:
                row: Row = {"request": request, "number": number, "counter": counter, "key": key, "day": day}
                rows.add("holding", {**row, "amount": amount, "expires_at": expires_at})
                number += 1
        totals: dict[tuple[str, str, int], Total] = {}
        last: dict[tuple[str, str], int] = {}
        for name, key, day in days:
            last[name, key] = max(day, last.get((name, key), day))
        for (name, key, day), (spent, held_now) in sorted(days.items()):
            if rolls(self._by_id[name]):
                rows.put("bucket", {"counter": name, "key": key, "day": day, "spent": spent, "held": held_now})
                first = window(self._by_id[name].every, last[name, key], self.rulebook.year_starts)[0]
                if first is not None and day < first:
                    continue
            total = totals.setdefault((name, key, period_of(self.rulebook, self._by_id[name], day)), [0, 0])
            total[0] += spent
            total[1] += held_now
        for (name, key, period), (spent, held_now) in totals.items():
            day = last[name, key] if rolls(self._by_id[name]) else period
            row = {"counter": name, "key": key, "period": period, "spent": spent, "held": held_now, "day": day}
            rows.put("counter", row)

    def days(self) -> dict[tuple[str, str, int], tuple[int, int]]:
        """What is spent and held by counter, key and day."""
        found = {place: (total[0], total[1]) for place, total in self._days.items()}
        for held in self._held.values():
            for counter, key, day, amount, _ in held:
                spent, before = found.get((counter, key, day), (0, 0))
                found[counter, key, day] = spent, before + amount
        return found

    def _take(self, rows: Rows, entry: Entry) -> None:
        self.seen = entry.seq
        data = entry.data
        if entry.kind in GIVING:
            self._held.pop(data.get("refers") or 0, None)
            self._count(data, None, 1, entry.seq)
        elif entry.kind == "hold":
            self._held[entry.seq] = [
                (charge.counter, key_text(charge.key), charge.day, charge.amount, data.get("expires_at"))
                for charge in counted(self.rulebook, given_in(data, self.rulebook), self._not_per_employee())
            ]
        elif entry.kind == "release":
            self._held.pop(data["refers"], None)
        elif entry.kind == "reversal":
            row = rows.get("entry", data["refers"])
            assert row is not None
            undone = entry_of(row).data
            self._count(undone, None, -1, data["refers"], data["day"])
            self._count(undone, data["left"], 1, data["refers"], data["day"])
        self._closings.take(entry)

    def _not_per_employee(self) -> tuple[Counter, ...]:
        return tuple([counter for counter in self.counters if "employee" not in counter.per])

    def _count(
        self,
        data: dict[str, Any],
        parts: list[dict[str, Any]] | None,
        sign: int,
        given: int,
        given_back: int | None = None,
    ) -> None:
        """Counts what entry `given` gave, on the day it counted on; what is undone, on that or on the day `given_back`."""
        closed = self._closings.before(given)
        for charge in counted(self.rulebook, given_in(data, self.rulebook, parts), self.counters):
            counter = self._by_id[charge.counter]
            day = counted_on(self.rulebook, counter, charge.day, closed, closed)
            if day is not None and given_back is not None:
                day = counted_on(self.rulebook, counter, day, self._closings.now, given_back)
            if day is not None:
                self._add(charge.counter, key_text(charge.key), day, sign * charge.amount, 0)

    def _add(self, counter: str, key: str, day: int, spent: int, held: int) -> None:
        total = self._days.setdefault((counter, key, day), [0, 0])
        total[0] += spent
        total[1] += held
