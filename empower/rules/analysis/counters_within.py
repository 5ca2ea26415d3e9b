"""Which counters can never stand above others, because all that they count the others count too.

It is decided exactly, by a walk over the tests of the two: nowhere does the one count and the other not.
"""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.domain.windows import always_within
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.walk import Walk
from empower.rules.rulebook import INCIDENT_COST, INCIDENT_GOODWILL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["counters_alike", "counters_within"]


def counters_within(*rulebooks: Rulebook) -> tuple[tuple[str, str], ...]:
    """Pairs of counters by name, of all these policies: the first never stands above the second."""
    first = rulebooks[0]
    totals = first.counters[INCIDENT_GOODWILL].id, first.counters[INCIDENT_COST].id
    found = [totals]
    known = {counter.id: (book, counter) for book in rulebooks for counter in book.counters}
    for name, (book, counter) in known.items():
        for other_name, (other_book, other) in known.items():
            if (
                name != other_name
                and _no_wider(book, counter, other_book, other)
                and _within(book, counter, other_book, other)
            ):
                found.append((name, other_name))
    return tuple(found)


def counters_alike(within: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """For each counter that always stands where another does, the first of them by name."""
    pairs = set(within)
    found: dict[str, str] = {}
    for low, high in pairs:
        if (high, low) in pairs:
            found[low] = min(found.get(low, low), high)
    return {name: first for name, first in found.items() if name != first}


def _no_wider(book: Rulebook, counter: Counter, other_book: Rulebook, other: Counter) -> bool:
    """Whether it counts in the same way as the other, for as little of the time and for as few at most."""
    if counter.measure == "settled" or (counter.measure, counter.counts) != (other.measure, other.counts):
        return False
    of_years = {"quarter", "year"} & {every[0] for every in (counter.every, other.every) if every}
    within = always_within(counter.every, other.every, book.year_starts)
    return (
        set(counter.per) >= set(other.per) and within and not (of_years and book.year_starts != other_book.year_starts)
    )


def _within(book: Rulebook, counter: Counter, other_book: Rulebook, other: Counter) -> bool:
    others = {remedy.id: remedy for remedy in other_book.remedies}
    for remedy in book.remedies:
        nothing = counter.measure == "cost" and remedy.cost == ZERO
        if remedy.id not in counter.remedies or nothing:
            continue
        if remedy.id not in other.remedies:
            return False
        sheets = Sheet(book, remedy, only=counter), Sheet(other_book, others[remedy.id], only=other)
        for mine, theirs in Walk(sheets, 1).masks:
            if (
                mine is not None
                and sheets[0].standing(mine)
                and not (theirs is not None and sheets[1].standing(theirs))
            ):
                return False
    return True
