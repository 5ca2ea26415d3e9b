"""What was given is taken back after the incident was closed, or after the month it was given in."""

from __future__ import annotations

from empower.domain.calendar import date_of
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
        self._months: dict[str, int] = {}  # closed, each with the entry that closed it

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind == "period" and entry.data["state"] == "closed":
            self._months[entry.data["period"]] = entry.seq
        if entry.kind != "reversal":
            return
        given = self._behind.entry(entry.data["refers"])
        if given is None:
            return
        year, month, _ = date_of(int(given.data["day"]))
        name = f"{year:04d}-{month:02d}"
        incident = entry.data["incident"]
        closed = self._behind.closed_before(incident, entry.seq) if incident else None
        by_month = self._months.get(name)
        rows = [one for one in (given.seq, closed, by_month) if one is not None]
        if closed is None and by_month is None:
            return
        figures: dict[str, int | str] = {"given": given.seq, "by": entry.data["by"]["id"]}
        if closed is not None:
            figures["closed"] = closed
        if by_month is not None:
            figures |= {"month": name, "month_closed": by_month}
        self._found.grow((entry.seq,), [*rows, entry.seq], entry, [entry.data["by"]["id"]], figures)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
