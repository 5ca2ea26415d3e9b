"""Two books at once: the counters as entries made them, and as they would have become under another policy.

What the policy would have approved is spent when it was asked; what it escalates is held, and spent where it was given in the
book; what it denies is not. Where a decision was not asked again, it stands as it is in the book on both sides.
"""

from __future__ import annotations

import json
from typing import Any

from empower.domain.entries import Entry
from empower.domain.given import Given
from empower.ledger.book import Page
from empower.ledger.scratch import Scratch
from empower.rules.rulebook import Rulebook
from empower.services.backtest.judging import Judged
from empower.services.backtest.standing import standing
from empower.services.backtest.tallies import Tallies
from empower.services.gesture_body import part_body

__all__ = ["Becoming"]

_NOTHING = Given(parts=(), facts=(), day=0, at=0, employee="")


class Becoming:
    """Both sides of a book, brought on entry by entry."""

    def __init__(self, page: Page, rulebook: Rulebook, scratch: Scratch) -> None:
        self.tallies = Tallies(rulebook, page, scratch)
        self._page = page
        self._new = rulebook
        self._scratch = scratch

    def brought_in(self, entry: Entry) -> None:
        """What was given before there was a book."""
        self.tallies.spend(self.tallies.given(entry.data), 1, 1)

    def decided(self, entry: Entry, would: Judged | None) -> None:
        """A decision, and what the policy would have said; `None` where it was not asked."""
        was = self.tallies.given(entry.data)
        if would is None:
            self._as_it_was(entry, was, on_both=True)
            return
        given = was.but(parts=would.parts, employee=_whose(entry.data, would))
        spent = would.outcome == "approve" or (would.outcome == "escalate" and entry.kind == "posting")
        held = would.outcome == "escalate" and entry.kind == "hold"
        alike = given == was if spent else given.parts == was.parts
        if alike and ((spent and entry.kind == "posting") or held):
            self._as_it_was(entry, was, on_both=True)
            return
        self._as_it_was(entry, was, on_both=False)
        if spent:
            self.tallies.spend(given, 0, 1)
        elif held:
            self.tallies.hold(entry.seq, given, entry.data.get("expires_at"), was=False, would=True)
        if entry.kind == "posting":
            self._keep(entry.seq, given if spent else _NOTHING)

    def answered(self, posting: Entry, asked: Judged | None, now: Judged | None) -> None:
        """A request was given: what was `asked` of it when it was made, and what the policy says `now`, if that counts."""
        self.tallies.let_go(posting.data["refers"])
        was = self.tallies.given(posting.data)
        if asked is None:
            self.tallies.spend(was, 1, 1)
            return
        given = _NOTHING
        if asked.outcome == "approve":  # spent already on the other side, when it was asked
            given = was.but(parts=asked.parts, employee=str(posting.data["asker"]))
        elif asked.outcome == "escalate" and now is not None and now.outcome != "deny":
            given = was.but(parts=now.parts)
            self.tallies.spend(given, 0, 1)
        self.tallies.spend(was, 1, 0)
        if given != was:
            self._keep(posting.seq, given)

    def never_asked(self, hold: Entry, asked: Judged) -> None:
        """Takes back what the policy would have spent on a request, as it turns out not to be known what it says of it."""
        if asked.outcome == "approve":
            given = self.tallies.given(hold.data).but(parts=asked.parts, employee=str(hold.data["asker"]))
            self.tallies.spend(given, 0, -1)

    def ended(self, request: int) -> None:
        """A request that nobody gave is held no more."""
        self.tallies.let_go(request)

    def undone(self, reversal: Entry) -> None:
        """Something was taken back, on each side as far as it was given there."""
        posting = self._page.entry(reversal.data["refers"])
        if posting is None:
            return
        left, of = reversal.data["left"], (posting.seq, int(reversal.data["day"]))
        kept = self._scratch.kept(posting.seq)
        on_both = int(kept is None)
        self.tallies.spend(self.tallies.given(posting.data), -1, -on_both, of)
        self.tallies.spend(self.tallies.given(posting.data, left), 1, on_both, of)
        if kept is not None:
            known = json.loads(kept)
            given = self.tallies.given(posting.data, known["parts"]).but(employee=known["employee"])
            self.tallies.spend(given, 0, -1, of)
            self.tallies.spend(standing(self._new, given, left), 0, 1, of)

    def closed(self, period: Entry) -> None:
        """A month is closed: what is undone of it from now on goes to the first open one."""
        self.tallies.closings.take(period)

    def _as_it_was(self, entry: Entry, was: Given, *, on_both: bool) -> None:
        if entry.kind == "posting":
            self.tallies.spend(was, 1, int(on_both))
        elif entry.kind == "hold":
            self.tallies.hold(entry.seq, was, entry.data.get("expires_at"), was=True, would=on_both)

    def _keep(self, posting: int, given: Given) -> None:
        """What a posting would have been, for when it is undone."""
        parts = [part_body(part) for part in given.parts]
        self._scratch.keep(posting, json.dumps({"parts": parts, "employee": given.employee}))


def _whose(data: dict[str, Any], would: Judged) -> str:
    """Whose authority would be used: the asker's; where it takes somebody else's, theirs, whom only the book can name."""
    if would.outcome == "approve" or not would.by_others:
        return str(data["asker"])
    return str(data.get("authority") or "") if data["outcome"] == "escalate" else ""
