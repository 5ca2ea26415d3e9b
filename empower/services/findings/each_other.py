"""Two people say yes to each other's requests, several times each way within the window.

A yes is a vote on a request, or a word by telephone that was confirmed. It counts for whoever said it, in whose name ever.
"""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind
from empower.services.findings.recent import Found, Recent

__all__ = ["EachOther"]


class EachOther:
    """Reads votes and confirmations, by the two people."""

    kind = "each-other"

    def __init__(self, behind: Behind) -> None:
        self._least = behind.thresholds.each_other_yeses
        self._found = Found(self.kind)
        self._recent: Recent[tuple[str, str], tuple[int, str]] = Recent(behind.thresholds.each_other_micros)

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind != "vote" and not (entry.kind == "confirmation" and entry.data["confirmed"]):
            return
        asker, approver = str(entry.data["asker"]), entry.data["by"]["id"]
        one, other = sorted((asker, approver))
        both = [*self._recent.of((one, other), entry.at), (entry.seq, asker)]
        self._recent.add((one, other), entry.at, (entry.seq, asker))
        of_one = sum([who == one for _, who in both])
        of_other = len(both) - of_one
        if min(of_one, of_other) >= self._least:
            figures: dict[str, int | str] = {"one": one, "other": other, "of_one": of_one, "of_other": of_other}
            self._found.join((one, other), [seq for seq, _ in both], entry, [one, other], figures)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
