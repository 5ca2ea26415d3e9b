"""Two people say yes to each other's requests: several times each way, and a good part of all the yeses that each of them had.

A yes is a vote on a request, or a word by telephone that was confirmed. It counts for whoever said it, in whose name ever.
The rows are the yeses with what they answer.
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
        self._limits = behind.thresholds
        self._found = Found(self.kind)
        self._had: Recent[str, int] = Recent(behind.thresholds.each_other_micros)  # yeses, by whoever asked
        self._recent: Recent[tuple[str, str], tuple[int, int, str]] = Recent(behind.thresholds.each_other_micros)

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind != "vote" and not (entry.kind == "confirmation" and entry.data["confirmed"]):
            return
        asker, approver = str(entry.data["asker"]), entry.data["by"]["id"]
        one, other = sorted((asker, approver))
        both = [*self._recent.of((one, other), entry.at), (entry.seq, entry.data["refers"], asker)]
        self._recent.add((one, other), entry.at, both[-1])
        of_one = sum([who == one for _, _, who in both])
        of_other = len(both) - of_one
        self._had.add(asker, entry.at, entry.seq)
        all_of_one, all_of_other = len(self._had.of(one, entry.at)), len(self._had.of(other, entry.at))
        percent = self._limits.each_other_percent
        often = of_one * 100 >= all_of_one * percent and of_other * 100 >= all_of_other * percent
        if often and min(of_one, of_other) >= self._limits.each_other_yeses:
            figures: dict[str, int | str] = {
                "one": one,
                "other": other,
                "of_one": of_one,
                "all_of_one": all_of_one,
                "of_other": of_other,
                "all_of_other": all_of_other,
            }
            self._found.join(
                (one, other), [row for yes, asked, _ in both for row in (yes, asked)], entry, [one, other], figures
            )

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
