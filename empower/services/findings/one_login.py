"""One login behind a request and a yes to it, or behind a gesture and the word it was given on.

Where several people share a machine and its login, that is how it is there; where logins are people's own, it is a question.
"""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind
from empower.services.findings.recent import Found

__all__ = ["OneLogin"]


class OneLogin:
    """Reads votes and confirmations, and looks back at what they answer."""

    kind = "one-login"

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._found = Found(self.kind)

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind != "vote" and not (entry.kind == "confirmation" and entry.data["confirmed"]):
            return
        login, asked = entry.data["by"]["login"], self._behind.entry(entry.data["refers"])
        if not login or asked is None or asked.data["by"]["login"] != login:
            return
        asker, approver = str(entry.data["asker"]), entry.data["by"]["id"]
        key = (login, asker, approver)
        count = self._found.count(key) // 2 + 1
        figures: dict[str, int | str] = {"login": login, "asker": asker, "approver": approver, "count": count}
        self._found.grow(key, [asked.seq, entry.seq], entry, [asker, approver], figures)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._found.all()
