"""A person's amounts lie near their own limit far more often than the others' lie near theirs.

Of gestures given at once that a limit on their amount (per gesture or per incident) counts, `total` in the window: `marked`
are near their limit, `drawn` are the person's, `seen` are both. An amount is near where it uses the stated share of the limit
that binds most, with what was given for the incident before. Asked about where the person's share is so many times the others',
and Fisher's exact test says that chance alone gives so many less than once in the stated number.
"""

from __future__ import annotations

from collections import Counter, deque

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind, at_once
from empower.services.findings.exact import one_in
from empower.services.findings.recent import Found

__all__ = ["NearLimit"]

_SIZES = frozenset({"gesture", "incident"})
"""What adds up over weeks comes near its limit by itself."""


class NearLimit:
    """Reads gestures given at once."""

    kind = "near-limit"

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._limits = behind.thresholds
        self._found = Found(self.kind)
        self._order: deque[tuple[int, str, int]] = deque()  # at, person, entry where it is near, else 0
        self._of_person: Counter[str] = Counter()
        self._near: dict[str, deque[int]] = {}
        self._marked = 0
        self._told: dict[
            str, dict[str, int | str]
        ] = {}  # of each person asked about, the figures that were last reckoned

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if not at_once(entry):
            return
        limits = [one for one in self._behind.limits(entry) if one.per <= _SIZES and one.per]
        if not limits:
            return
        person, tight = entry.data["asker"], limits[0]
        near = tight.total * 100 >= tight.limit * self._limits.near_limit_percent
        self._forget(entry.at - self._limits.near_limit_micros)
        self._order.append((entry.at, person, entry.seq if near else 0))
        self._of_person[person] += 1
        if near:
            self._marked += 1
            self._near.setdefault(person, deque()).append(entry.seq)
            self._ask(entry, person)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()

    def _ask(self, entry: Entry, person: str) -> None:
        rows, drawn, total = self._near[person], self._of_person[person], len(self._order)
        seen, marked = len(rows), self._marked
        others, others_near = total - drawn, marked - seen
        often = seen * others >= self._limits.near_limit_times * others_near * drawn
        if seen < self._limits.near_limit_gestures or not others or not often:
            return
        known = self._told.get(person)
        if (
            known is not None and seen * 20 < int(known["seen"]) * 21
        ):  # whole numbers of thousands of digits: not each time
            self._found.join((person,), rows, entry, [person], known)
            return
        rare = one_in(seen, drawn, marked, total)
        if rare >= self._limits.near_limit_one_in:
            figures: dict[str, int | str] = {
                "seen": seen,
                "drawn": drawn,
                "others_near": others_near,
                "others": others,
                "percent": self._limits.near_limit_percent,
                "one_in": rare,
            }
            self._told[person] = figures
            self._found.join((person,), rows, entry, [person], figures)

    def _forget(self, before: int) -> None:
        while self._order and self._order[0][0] < before:
            _, person, near = self._order.popleft()
            self._of_person[person] -= 1
            if near:
                self._near[person].popleft()
                self._marked -= 1
