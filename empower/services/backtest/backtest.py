"""A policy laid over a book: every decision asked again, in order.

With the balances *as they were* each decision is asked alone. *As they would have become* it is asked in the book that the
policy would have made (see `becoming`): people are taken to say what they said, unless the policy forbids it by the time they
do. What is unverified, was imported, or lies outside the days asked for, stands as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.backtest_results import Answer, Backtest, Tried
from empower.domain.canonical import entry_hash
from empower.domain.entries import Entry
from empower.domain.errors import EmpowerError
from empower.ledger.book import Page
from empower.ledger.cells import number
from empower.ledger.scratch import Scratch, scratch
from empower.ledger.verifying.chain import UNREADABLE, entry_in, rows_in_order
from empower.rules.rulebook import Rulebook
from empower.services.backtest.becoming import Becoming
from empower.services.backtest.fits import Days
from empower.services.backtest.judging import Readings, compared, readings
from empower.services.backtest.put import Lacks, Put, Putting
from empower.services.backtest.standing import cost_of, left_of, standing
from empower.services.backtest.summing import Sums
from empower.services.backtest.tallies import BothBalances

__all__ = ["backtested"]

_UNREADABLE: Lacks = (("entry", "its bytes are not as they were written"),)


def backtested(
    page: Page,
    rulebook: Rulebook,
    days: Days = (None, None),
    shown: Callable[[Tried], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Backtest:
    """The whole of it. Each decision is `shown` once it is known what became of it, so a request where it was answered."""
    with scratch() as place:
        run = _Run(page, rulebook, days, place, shown)
        for row in rows_in_order(page.rows):
            run.take(entry_in(row), number(row, "seq"))
            if progress is not None:
                progress(number(row, "seq"))
        return run.end()


class _Asked:
    """A decision that was asked again, or what is lacking for that."""

    __slots__ = ("entry", "found")

    def __init__(self, entry: Entry, found: Readings | Lacks) -> None:
        self.entry = entry
        self.found = found


class _Run:
    def __init__(
        self, page: Page, rulebook: Rulebook, days: Days, place: Scratch, shown: Callable[[Tried], None] | None
    ) -> None:
        self._page = page
        self._new = rulebook
        self._days = days
        self._shown = shown
        self._putting = Putting(page, rulebook)
        self._becoming = Becoming(page, rulebook, place)
        self._waiting: dict[int, _Asked] = {}
        self._sums = Sums()

    def take(self, entry: Entry | None, seq: int) -> None:
        """The next entry. Bytes that are none of ours are unverified, and change nothing."""
        if entry is None:
            self._show(_unread(seq))
            return
        try:
            self._take(entry)
        except UNREADABLE as wrong:
            if isinstance(wrong, EmpowerError) or entry_hash(entry.payload) == entry.hash:
                raise
            self._show(_unread(seq))

    def end(self) -> Backtest:
        """The sums, once requests that still wait are shown as they are."""
        for request in list(self._waiting):
            self._became(request, None)
        return self._sums.found(self._putting.roles_nobody_held)

    def _take(self, entry: Entry) -> None:
        kind, refers = entry.kind, entry.data.get("refers")
        if kind in ("hold", "denial") or (kind == "posting" and refers is None):
            self._decided(entry)
        elif kind == "posting":
            self._answered(entry)
        elif kind == "release":
            self._becoming.ended(entry.data["refers"])
            self._became(entry.data["refers"], None)
        elif kind == "reversal":
            self._becoming.undone(entry)
        elif kind == "period":
            self._becoming.closed(entry)
        elif kind == "import":
            self._sums.imported += bool(entry.data["parts"]) and self._wanted(entry)
            self._becoming.brought_in(entry)

    def _wanted(self, entry: Entry) -> bool:
        first, until = self._days
        day = entry.data["day"]
        return (first is None or first <= day) and (until is None or day < until)

    def _decided(self, entry: Entry) -> None:
        if not self._wanted(entry):
            self._becoming.decided(entry, None)
            return
        found = self._judged(entry)
        self._becoming.decided(entry, found.become if isinstance(found, Readings) else None)
        asked = _Asked(entry, found)
        if entry.kind == "hold":
            self._waiting[entry.seq] = asked
        else:
            self._show(self._tried(asked, entry if entry.kind == "posting" else None, None))

    def _answered(self, posting: Entry) -> None:
        """A request was given: people said so, and say so again where the policy still leaves it to them."""
        request = posting.data["refers"]
        asked = self._waiting.get(request)
        if asked is None or not isinstance(asked.found, Readings):
            self._becoming.answered(posting, None, None)
            self._became(request, posting)
            return
        then = asked.found
        now: Readings | None = None
        if "escalate" in (then.were.outcome, then.become.outcome):
            found = self._judged(posting, own=request)
            if not isinstance(found, Readings):
                self._becoming.never_asked(asked.entry, then.become)
                self._becoming.answered(posting, None, None)
                asked.found = found
                self._became(request, posting)
                return
            now = found
        self._becoming.answered(posting, then.become, now.become if now else None)
        self._became(request, posting, now)

    def _judged(self, entry: Entry, own: int = -1) -> Readings | Lacks:
        """The answers in both readings, or what is lacking."""
        if entry_hash(entry.payload) != entry.hash:
            return _UNREADABLE
        put = self._putting.put(entry)
        if not isinstance(put, Put):
            return put
        seen, now = entry.data.get("balances", []), entry.data["effective"] if own < 0 else entry.at
        return readings(put, BothBalances(self._becoming.tallies, seen, now, own))

    def _became(self, request: int, posting: Entry | None, now: Readings | None = None) -> None:
        """It is known what became of a request."""
        asked = self._waiting.pop(request, None)
        if asked is not None:
            self._show(self._tried(asked, posting, now))

    def _tried(self, asked: _Asked, posting: Entry | None, now: Readings | None) -> Tried:
        entry, data, found = asked.entry, asked.entry.data, asked.found
        left = left_of(self._page, posting) if posting is not None else None
        given = 0 if posting is None else cost_of(self._becoming.tallies.given(posting.data, left))
        answers: list[Answer | None] = [None, None]
        if isinstance(found, Readings):
            for side, judged in enumerate(found.sides):
                gives = now.sides[side] if now is not None and judged.outcome == "escalate" else judged
                cost = 0
                if judged.outcome == "approve" or (gives.outcome != "deny" and posting is not None):
                    gesture = self._becoming.tallies.given(data).but(parts=gives.parts)
                    cost = cost_of(standing(self._new, gesture, left))
                answers[side] = compared(data, judged, 0 if judged.outcome == "deny" else cost)
        return Tried(
            seq=entry.seq,
            day=data["day"],
            asker=data["asker"],
            role=data["asker_role"],
            remedy="+".join([part["remedy"] for part in data["parts"]]),
            incident=data["incident"] or "",
            asked=sum([part["cost"] for part in data["parts"]]),
            was=data["outcome"],
            given=given,
            were=answers[0],
            become=answers[1],
            lacks=() if isinstance(found, Readings) else found,
        )

    def _show(self, one: Tried) -> None:
        self._sums.take(one)
        if self._shown is not None:
            self._shown(one)


def _unread(seq: int) -> Tried:
    """An entry whose bytes are none that the program wrote."""
    return Tried(seq=seq, day=0, asker="", role="", remedy="", incident="", asked=0, was="", given=0, lacks=_UNREADABLE)
