"""Another policy comes into force: the counters it needs are opened from history, those it does not need are closed."""

from __future__ import annotations

from empower.ledger.projection.history import Tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.rules.rulebook import Rulebook

__all__ = ["adopt", "go_on"]


def adopt(place: Place, entry: Entry) -> None:
    """Counters as the adopted policy has them. Those of the policy before that count the same go on as they are."""
    new = place.rulebook_of(str(entry.data["policy"]))
    if not place.head.policy:
        return
    kept = go_on(place.rulebook, new)
    for name in sorted({counter.id for counter in place.rulebook.counters} - kept):
        _forget(place, name)
    opening = tuple([counter for counter in new.counters if counter.id not in kept])
    if not opening:
        return
    tally = place.tally if place.tally is not None and place.tally.fits(new, opening) else Tally(new, opening)
    tally.go_on(place.rows, until=entry.seq)
    tally.keep(place.rows)


def go_on(before: Rulebook, new: Rulebook) -> frozenset[str]:
    """The counters that go on as they are from one policy to the next; all others are closed, or opened from history."""
    known = {counter.id: counter for counter in before.counters}
    kept = {counter.id for counter in new.counters} & known.keys()
    if before.year_starts != new.year_starts:
        kept = {name for name in kept if (known[name].every or ("",))[0] not in ("quarter", "year")}
    return frozenset(kept)


def _forget(place: Place, counter: str) -> None:
    for row in place.rows.find("counters called", counter):
        place.rows.remove("counter", counter, row["key"], row["period"])
    for row in place.rows.find("buckets called", counter):
        place.rows.remove("bucket", counter, row["key"], row["day"])
    for row in place.rows.find("holdings called", counter):
        place.rows.remove("holding", row["request"], row["number"])
