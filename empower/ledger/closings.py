"""Which months were closed when, and where what comes later is counted."""

from __future__ import annotations

from empower.domain.windows import window
from empower.ledger.charging import rolls
from empower.ledger.entry_rows import entry_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.rows import Rows
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["Closings", "counted_on"]


class Closings:
    """The closings for good of a book, in order, as far as its entries were read."""

    def __init__(self) -> None:
        self._found: list[tuple[int, int]] = []  # the entry, and the first day that is open since

    @classmethod
    def of(cls, rows: Rows) -> Closings:
        """All there are by now."""
        found = cls()
        for row in rows.find("entries of a kind", "period"):
            found.take(entry_of(row))
        return found

    def take(self, entry: Entry) -> None:
        """One more entry, whatever it is."""
        if entry.kind == "period" and entry.data["state"] == "closed":
            self._found.append((entry.seq, int(entry.data["until_day"])))

    @property
    def now(self) -> int:
        """The first day that is open; 0 where nothing was closed."""
        return self._found[-1][1] if self._found else 0

    def before(self, seq: int) -> int:
        """The first day that was open when entry `seq` was written."""
        return max([until for closed, until in self._found if closed < seq], default=0)


def counted_on(rulebook: Rulebook, counter: Counter, day: int, closed_until: int, instead: int) -> int | None:
    """The day on which a counter counts what belongs to `day`: that day, unless the whole window of it is closed.

    Then a pot counts it on the day `instead`, which is open; and a limit on people, whose time is over, does not at all.
    """
    if counter.every is None or rolls(counter):
        return day
    until = window(counter.every, day, rulebook.year_starts)[1]
    if until is None or until > closed_until:
        return day
    pots = [budget.limit.counter for budget in rulebook.budgets]
    return instead if any([rulebook.counters[place].id == counter.id for place in pots]) else None
