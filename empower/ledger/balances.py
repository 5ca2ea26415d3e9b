"""The balances of a book, read one counter at a time while a decision is made; each reading is remembered as evidence."""

from __future__ import annotations

from empower.domain.balances import Balances
from empower.ledger.cells import number
from empower.ledger.charging import key_text, left_since, period_of, rolls
from empower.rules.index import index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from empower.domain.windows import Window
    from empower.ledger.rows import Rows
    from empower.ledger.shapes import Cell, Row
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["BookBalances", "Seen", "SeenBalances"]

Seen = tuple[str, tuple[str, ...], int | None, int | None, int, int]
"""Counter, key, first day, day after the last, spent, held."""


class BookBalances(Balances):
    """What the book's counters say at an instant: holds past their time are left out, and one request's own if asked."""

    __slots__ = ("_counters", "_now", "_own", "_pseudonym", "_rows", "_rulebook", "_seen")

    def __init__(
        self,
        rows: Rows,
        rulebook: Rulebook,
        now: int,
        pseudonym: Callable[[str], str | None],
        leaving_out: int | None = None,
    ) -> None:
        super().__init__()
        self._rows = rows
        self._rulebook = rulebook
        self._now = now
        self._pseudonym = pseudonym
        self._counters = index_of(rulebook).counters
        self._own: list[Row] = [] if leaving_out is None else rows.find("holdings of", leaving_out)
        self._seen: dict[tuple[str, tuple[str, ...], Window], tuple[int, int]] = {}

    def read(self, counter: str, key: tuple[str, ...], window: Window) -> tuple[int, int]:
        """What is spent and what is held, in the window."""
        counted = self._counters[counter]
        known = self._kept_key(counted, key)
        found = self._seen.get((counter, known, window))
        if found is None:
            found = self._seen[counter, known, window] = self._read(counted, known, window)
        return found

    def expect(self, counters: Callable[[], Iterable[tuple[Counter, tuple[str, ...]]]], day: int) -> None:
        """These will be read, for a day: from a book that is far away they are fetched at once."""
        if not self._rows.far:
            return
        asked: list[tuple[Cell, ...]] = []
        for counter, key in counters():
            known = self._kept_key(counter, key)
            if "" not in known:
                text = key_text(known)
                asked.append(("counter", counter.id, text, period_of(self._rulebook, counter, day)))
                if rolls(counter):
                    asked.append(("bucket", counter.id, text, day))
        self._rows.expect(*asked)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Every reading made so far, in a stable order."""
        found = [(counter, key, *window, *value) for (counter, key, window), value in self._seen.items()]
        return tuple(sorted(found, key=lambda one: (one[0], one[1], one[2] or 0)))

    def _kept_key(self, counter: Counter, key: tuple[str, ...]) -> tuple[str, ...]:
        """The key as the book keeps it: a customer by what stands for them; one never seen stands for themselves alone."""
        if "customer" not in counter.per:
            return key
        return tuple(
            [
                (self._pseudonym(value) or "") if name == "customer" else value
                for name, value in zip(counter.per, key, strict=True)
            ]
        )

    def _read(self, counter: Counter, key: tuple[str, ...], window: Window) -> tuple[int, int]:
        if "" in key:
            return 0, 0
        text = key_text(key)
        if rolls(counter):
            spent, held = self._rolling(counter, text, window)
        else:
            period = window[0] or 0  # the first day of a calendar window
            row = self._rows.get("counter", counter.id, text, period)
            spent, held = (0, 0) if row is None else (number(row, "spent"), number(row, "held"))
        if held:
            due = self._rows.find("holdings past their time", counter.id, text, self._now)
            own = [one for one in self._own if one["counter"] == counter.id and one["key"] == text and one not in due]
            held -= sum([number(one, "amount") for one in (*due, *own) if _within(window, number(one, "day"))])
        return spent, held

    def _rolling(self, counter: Counter, key: str, window: Window) -> tuple[int, int]:
        row = self._rows.get("counter", counter.id, key, 0)
        if row is None:
            return 0, 0
        first, until = window
        day = (until or 1) - 1
        as_of = number(row, "day")
        if day >= as_of:
            gone_spent, gone_held = left_since(self._rows, counter, row, day)
            return number(row, "spent") - gone_spent, number(row, "held") - gone_held
        found = self._rows.find("buckets between", counter.id, key, first, until)
        return sum([number(one, "spent") for one in found]), sum([number(one, "held") for one in found])


class SeenBalances(Balances):
    """Balances as an entry recorded them; what was not read then is not known, and reads as nothing."""

    __slots__ = ("_counters", "_pseudonym", "_seen", "lacking")

    def __init__(self, seen: tuple[Seen, ...], rulebook: Rulebook, pseudonym: Callable[[str], str | None]) -> None:
        super().__init__()
        self._seen = {(one[0], one[1], (one[2], one[3])): (one[4], one[5]) for one in seen}
        self._counters = index_of(rulebook).counters
        self._pseudonym = pseudonym
        self.lacking: list[str] = []

    def read(self, counter: str, key: tuple[str, ...], window: Window) -> tuple[int, int]:
        """What was spent and held, in the window."""
        per = self._counters[counter].per
        known = tuple(
            [
                (self._pseudonym(value) or "") if name == "customer" else value
                for name, value in zip(per, key, strict=True)
            ]
        )
        found = self._seen.get((counter, known, window))
        if found is None:
            self.lacking.append(counter)
            return 0, 0
        return found


def _within(window: Window, day: int) -> bool:
    return (window[0] is None or window[0] <= day) and (window[1] is None or day < window[1])
