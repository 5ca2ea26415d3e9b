"""The same remedy twice: for one incident or one customer, close in time, by whomever.

What was taken back before the second was given is a correction, and not asked about. Neither is what costs nothing.
"""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind, costly_remedies
from empower.services.findings.recent import Found, Recent

__all__ = ["Twice"]


class Twice:
    """Reads everything that was given here."""

    kind = "twice"

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._found = Found(self.kind)
        windows = behind.thresholds
        self._recent: dict[str, Recent[tuple[str, str], tuple[int, str]]] = {
            "incident": Recent(windows.twice_incident_micros),
            "customer": Recent(windows.twice_customer_micros),
        }

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind != "posting":
            return
        for remedy in costly_remedies(entry):
            earlier = [
                one
                for name, recent in self._recent.items()
                if entry.data.get(name)
                for one in recent.of((entry.data[name], remedy), entry.at)
            ]
            standing = [one for one in earlier if not self._behind.undone_before(one[0], entry.seq)]
            if standing:
                seq, asker = max(standing)
                people = sorted({asker, entry.data["asker"]})
                figures: dict[str, int | str] = {"remedy": remedy, "people": len(people)}
                self._found.join((remedy,), [seq, entry.seq], entry, people, figures)
        for remedy in costly_remedies(entry):
            for name, recent in self._recent.items():
                if entry.data.get(name):
                    recent.add((entry.data[name], remedy), entry.at, (entry.seq, entry.data["asker"]))

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
