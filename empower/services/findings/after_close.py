"""What was given is taken back after the incident was closed, or after the month it was given in."""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind
from empower.services.findings.recent import Found

__all__ = ["AfterClose"]


class AfterClose:
    """Reads reversals, and which months were closed; looks back at the incident."""

    kind = "after-close"

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._found = Found(self.kind)
        self._closings: list[tuple[int, str, int]] = []  # first day after the month, its name, the entry that closed it

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind == "period" and entry.data["state"] == "closed":
            self._closings.append((entry.data["until_day"], entry.data["period"], entry.seq))
        if entry.kind != "reversal":
            return
        given = self._behind.entry(entry.data["refers"])
        if given is None:
            return
        incident = entry.data["incident"]
        closed = self._behind.closed_before(incident, entry.seq) if incident else None
        month = next((one for one in self._closings if given.data["day"] < one[0] and given.seq < one[2]), None)
        if closed is None and month is None:
            return
        rows = [given.seq, entry.seq]
        figures: dict[str, int | str] = {"given": given.seq, "by": entry.data["by"]["id"]}
        if closed is not None:
            rows.append(closed)
            figures["closed"] = closed
        if month is not None:
            rows.append(month[2])
            figures |= {"month": month[1], "month_closed": month[2]}
        self._found.grow((entry.seq,), rows, entry, [entry.data["by"]["id"]], figures)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
