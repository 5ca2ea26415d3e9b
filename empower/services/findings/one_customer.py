"""One person gives to one customer far more often than chance would have it.

Counted are incidents, not gestures: several things given for one incident are one occasion. Of all pairs of an incident and
somebody who gave something in it, within the window, `total`: `marked` are of the customer, `drawn` of the person, `seen` of
both. Asked about where the person has the stated share of the customer's, and Fisher's exact test says that chance alone gives
so many less than once in the stated number.

What was imported counts on its own day, as long as that comes after what was read before: a book begins with its imports.
"""

from __future__ import annotations

from collections import Counter, deque

from empower.domain.entries import GIVING, Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind, given_freely
from empower.services.findings.exact import one_in
from empower.services.findings.recent import Found

__all__ = ["OneCustomer"]


class OneCustomer:
    """Reads everything that was given to a customer, imported or not."""

    kind = "one-customer"

    def __init__(self, behind: Behind) -> None:
        self._limits = behind.thresholds
        self._found = Found(self.kind)
        self._now = 0
        self._order: deque[tuple[int, str, str, str]] = deque()  # at, person, customer, incident
        self._times: Counter[tuple[str, str, str]] = Counter()  # entries of each occasion
        self._of_person: Counter[str] = Counter()  # occasions
        self._of_customer: Counter[str] = Counter()
        self._pairs: dict[tuple[str, str], deque[tuple[int, str]]] = {}  # the entries of a person and a customer

    def take(self, entry: Entry) -> None:
        """One more entry."""
        customer = entry.data.get("customer")
        if entry.kind not in GIVING or not customer or not given_freely(entry):
            return
        self._now = max(self._now, int(entry.data["effective"]) if entry.kind == "import" else entry.at)
        person, incident = entry.data["asker"], entry.data.get("incident") or f"\0{entry.seq}"
        self._forget(self._now - self._limits.one_customer_micros)
        self._add(entry, person, customer, incident)
        pair = self._pairs[person, customer]
        seen, marked = len({one for _, one in pair}), self._of_customer[customer]
        few = seen < self._limits.one_customer_incidents
        if few or seen * 100 < marked * self._limits.one_customer_percent:
            return
        drawn, total = self._of_person[person], len(self._times)
        rare = one_in(seen, drawn, marked, total)
        if rare >= self._limits.one_customer_one_in:
            figures: dict[str, int | str] = {
                "seen": seen,
                "marked": marked,
                "drawn": drawn,
                "total": total,
                "one_in": rare,
            }
            self._found.join((person, customer), [seq for seq, _ in pair], entry, [person], figures)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()

    def _add(self, entry: Entry, person: str, customer: str, incident: str) -> None:
        self._order.append((self._now, person, customer, incident))
        self._pairs.setdefault((person, customer), deque()).append((entry.seq, incident))
        self._times[person, customer, incident] += 1
        if self._times[person, customer, incident] == 1:
            self._of_person[person] += 1
            self._of_customer[customer] += 1

    def _forget(self, before: int) -> None:
        while self._order and self._order[0][0] < before:
            _, person, customer, incident = self._order.popleft()
            pair = self._pairs[person, customer]
            pair.popleft()
            if not pair:
                del self._pairs[person, customer]
            self._times[person, customer, incident] -= 1
            if not self._times[person, customer, incident]:
                del self._times[person, customer, incident]
                _less(self._of_person, person)
                _less(self._of_customer, customer)


def _less(counts: Counter[str], name: str) -> None:
    counts[name] -= 1
    if not counts[name]:
        del counts[name]
