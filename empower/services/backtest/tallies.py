"""What the counters of a policy would have said on the way through a book: as it was, and as it would have become."""

from __future__ import annotations

from typing import Any

from empower.domain.balances import Balances
from empower.domain.given import Given
from empower.domain.windows import Window
from empower.ledger.book import Page
from empower.ledger.charging import key_text, period_of, rolls
from empower.ledger.closings import Closings, counted_on
from empower.ledger.projection.history import given_in
from empower.ledger.scratch import Scratch
from empower.rules.counting import counted
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook

__all__ = ["BothBalances", "Tallies"]

_Held = tuple[int, int, int | None, int, int]
"""Day, amount, when it expires, and whether it is held: as it was, as it would have become."""
_Pair = tuple[tuple[int, int], tuple[int, int]]
"""Spent and held: as it was, as it would have become."""


class Tallies:
    """Both sums of every counter of the policy, as of the entry that was taken last. What is held is kept by request."""

    def __init__(self, rulebook: Rulebook, page: Page, scratch: Scratch) -> None:
        self._rulebook = rulebook
        self._page = page
        self._scratch = scratch
        self._counters = index_of(rulebook).counters
        self._not_per_employee = tuple([one for one in rulebook.counters if "employee" not in one.per])
        self._holds: dict[tuple[str, tuple[str, ...]], dict[int, _Held]] = {}
        self._requests: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
        self.closings = Closings()

    def given(self, data: dict[str, Any], parts: list[dict[str, Any]] | None = None) -> Given:
        """What an entry says was given or asked, as the policy counts it, with the texts that it counts by."""
        given = given_in(data, self._rulebook, parts)
        keys = index_of(self._rulebook).keys
        texts = [
            (name, self._page.text(stands) or stands) for name, stands in data.get("texts", {}).items() if name in keys
        ]
        return given.but(facts=(*given.facts, *texts)) if texts else given

    def spend(self, given: Given, was: int, would: int, undone: tuple[int, int] | None = None) -> None:
        """Counts it so many times (or takes it back, where that is below zero) on either side.

        `undone` are the entry that is undone and the day it is: it goes to the day it was counted on, or, where its month is
        closed, to that day.
        """
        rows = []
        then = self.closings.now if undone is None else self.closings.before(undone[0])
        for charge in counted(self._rulebook, given):
            counter = self._counters[charge.counter]
            day = counted_on(self._rulebook, counter, charge.day, then, then)
            if day is not None and undone is not None:
                day = counted_on(self._rulebook, counter, day, self.closings.now, undone[1])
            if day is None:
                continue
            place = day if rolls(counter) else period_of(self._rulebook, counter, day)
            rows.append((charge.counter, key_text(charge.key), place, charge.amount * was, charge.amount * would))
        self._scratch.add(rows)

    def hold(self, request: int, given: Given, expires_at: int | None, *, was: bool, would: bool) -> None:
        """Holds it for a request, on either side, until it is let go or its time is up."""
        for charge in counted(self._rulebook, given, self._not_per_employee):
            place = charge.counter, charge.key
            # A request holds the same counter once on each side; where the sides differ they are two holds.
            number = request * 2 + (not was)
            self._holds.setdefault(place, {})[number] = (charge.day, charge.amount, expires_at, int(was), int(would))
            self._requests.setdefault(request, []).append(place)

    def let_go(self, request: int) -> None:
        """Holds nothing for a request any more."""
        for place in self._requests.pop(request, ()):
            held = self._holds.get(place, {})
            held.pop(request * 2, None)
            held.pop(request * 2 + 1, None)
            if not held:
                self._holds.pop(place, None)

    def read(self, counter: str, key: tuple[str, ...], window: Window, now: int, own: int) -> _Pair:
        """What is spent and held in a window, on either side, without what request `own` holds."""
        counting = self._counters[counter]
        text = key_text(key)
        first, until = window
        if rolls(counting):
            spent = self._scratch.between(counter, text, first or 0, until or 0)
        else:
            spent = self._scratch.at(counter, text, first or 0)
        held = [0, 0]
        for number, (day, amount, expires_at, was, would) in self._holds.get((counter, key), {}).items():
            inside = (first is None or first <= day) and (until is None or day < until)
            if inside and number // 2 != own and (expires_at is None or expires_at > now):
                held[0] += amount * was
                held[1] += amount * would
        return (spent[0], held[0]), (spent[1], held[1])


class BothBalances(Balances):
    """The balances of one decision in both readings: those it saw where it saw them, and else those of history."""

    __slots__ = ("_found", "_now", "_own", "_seen", "_tallies", "as_become")

    def __init__(self, tallies: Tallies, seen: list[list[Any]], now: int, own: int = -1) -> None:
        super().__init__()
        self._tallies = tallies
        self._seen = {(one[0], tuple(one[1]), (one[2], one[3])): (one[4], one[5]) for one in seen}
        self._now = now
        self._own = own
        self._found: dict[tuple[str, tuple[str, ...], Window], _Pair] = {}
        self.as_become = 0  # 1 for the balances as they would have become

    def read(self, counter: str, key: tuple[str, ...], window: Window) -> tuple[int, int]:
        """What is spent and what is held, in the window."""
        place = counter, key, window
        found = self._found.get(place)
        if found is None:
            was, would = self._tallies.read(counter, key, window, self._now, self._own)
            found = self._found[place] = self._seen.get(place, was), would
        return found[self.as_become]

    @property
    def agree(self) -> bool:
        """Whether all that was read is the same in both readings, so that the answer is too."""
        return all([was == would for was, would in self._found.values()])
