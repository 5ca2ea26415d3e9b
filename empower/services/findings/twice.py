"""The same remedy twice: for one incident or one customer, close in time, by whomever.

What was taken back before the second was given is a correction, and not asked about. Neither is what costs nothing,
or was owed by rule: that is owed each time.
"""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind, given_freely
from empower.services.findings.recent import Found, Recent

__all__ = ["Twice"]


class Twice:
    """Reads everything that was given here."""

    kind = "twice"

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._found = Found(self.kind)
        micros = behind.thresholds.twice_micros
        self._recent: dict[str, Recent[tuple[str, str], tuple[int, str]]] = {
            "incident": Recent(micros),
            "customer": Recent(micros),
        }

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind != "posting":
            return
        for remedy in given_freely(entry):
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
                self._found.join((remedy,), [seq, entry.seq], entry, people, figures, also=remedy)
        for remedy in given_freely(entry):
            for name, recent in self._recent.items():
                if entry.data.get(name):
                    recent.add((entry.data[name], remedy), entry.at, (entry.seq, entry.data["asker"]))

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
