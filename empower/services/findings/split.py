"""Split gestures: one person gives one customer several things in a short time, each within a limit that their sum passes.

A limit per gesture or per incident cannot see that by itself. It is asked about where the gestures, each given at once, rest on
the same line of the policy.
"""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind, at_once
from empower.services.findings.recent import Found, Recent

__all__ = ["Split"]

_SIZES = frozenset({"gesture", "incident", "customer"})
"""A limit per person or per branch says nothing of the size of one gesture."""


class Split:
    """Reads gestures given at once, by asker and customer (the incident, where nobody said who the customer is)."""

    kind = "split"

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._found = Found(self.kind)
        self._recent: Recent[tuple[str, str], tuple[int, dict[tuple[str, ...], int]]] = Recent(
            behind.thresholds.split_micros
        )

    def take(self, entry: Entry) -> None:
        """One more entry."""
        about = entry.data.get("customer") or entry.data.get("incident")
        if not at_once(entry) or not about:
            return
        key = (entry.data["asker"], about)
        limits = {
            (one.line, *sorted(one.per)): one for one in self._behind.limits(entry) if one.per and one.per <= _SIZES
        }
        recent = self._recent.of(key, entry.at)
        before = [one for one in recent if not self._behind.undone_before(one[0], entry.seq)]
        for name, limit in sorted(limits.items()):
            rows = [(seq, asked[name]) for seq, asked in before if name in asked]
            total = limit.asked + sum([asked for _, asked in rows])
            if rows and total > limit.limit:
                seqs = [*[seq for seq, _ in rows], entry.seq]
                figures: dict[str, int | str] = {
                    "line": limit.line,
                    "per": ", ".join(name[1:]),
                    "limit": limit.limit,
                    "sum": total,
                    "count": len(seqs),
                }
                self._found.join(key, seqs, entry, [key[0]], figures)
                break
        self._recent.add(key, entry.at, (entry.seq, {name: one.asked for name, one in limits.items()}))

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
