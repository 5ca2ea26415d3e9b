"""What a book promises, checked from its entries alone: no projection is believed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from empower.domain.canonical import canonical, entry_hash
from empower.domain.windows import CALENDAR, window
from empower.ledger.cells import number, text
from empower.ledger.head import FIRST_PREVIOUS
from empower.services.replayed import decision_of
from tests.ledger.shop_house import Desk

_RESOLVING = ("posting", "release")


def hold(desk: Desk) -> None:
    """Every promise that entries can show."""
    entries = desk.entries()
    _chained(entries)
    _answered_once(entries)
    _nobody_their_own(entries)
    _counted(desk, entries)
    _last_replays(desk, entries)


def _chained(entries: list[Any]) -> None:
    previous = FIRST_PREVIOUS
    for seq, entry in enumerate(entries, start=1):
        assert entry.seq == seq
        assert entry.previous == previous
        assert canonical(entry.data) == entry.payload
        assert entry_hash(entry.payload) == entry.hash
        previous = entry.hash


def _answered_once(entries: list[Any]) -> None:
    answered = [entry.data["refers"] for entry in entries if entry.kind in _RESOLVING and entry.data.get("refers")]
    assert len(answered) == len(set(answered))
    undone = [entry.data["refers"] for entry in entries if entry.kind == "reversal"]
    assert len(undone) == len(set(undone))
    ids = [entry.data["request_id"] for entry in entries if entry.data.get("request_id")]
    assert len(ids) == len(set(ids))
    by_seq = {entry.seq: entry for entry in entries}
    for entry in entries:
        if entry.kind == "posting" and entry.data.get("refers"):
            asked = by_seq[entry.data["refers"]]
            assert asked.data["expires_at"] is None or entry.at < asked.data["expires_at"]
            assert entry.data["binds"] == asked.hash
            for part, wanted in zip(entry.data["parts"], asked.data["parts"], strict=True):
                assert part["face"] <= wanted["face"]


def _nobody_their_own(entries: list[Any]) -> None:
    for entry in entries:
        if entry.kind in ("vote", "reversal", "confirmation"):
            assert entry.data["by"]["id"] != entry.data["asker"]
        if entry.kind == "vote":
            assert entry.data["authority"] != entry.data["asker"]
    votes = [(entry.data["refers"], entry.data["by"]["id"]) for entry in entries if entry.kind == "vote"]
    assert len(votes) == len(set(votes))
    names = [(entry.data["refers"], entry.data["authority"]) for entry in entries if entry.kind == "vote"]
    assert len(names) == len(set(names))


def _counted(desk: Desk, entries: list[Any]) -> None:
    """Counters say what the entries since the policy was adopted, and history before it, add up to."""
    from empower.ledger.projection.history import Tally

    with desk.book.reading() as page:
        rulebook = page.rulebook
        afresh = Tally(rulebook, rulebook.counters)
        afresh.go_on(page.rows, until=len(entries) + 1)
        spent: dict[tuple[str, str, int], int] = defaultdict(int)
        held: dict[tuple[str, str, int], int] = defaultdict(int)
        for place, total in afresh.days().items():
            spent[place] += total[0]
            held[place] += total[1]
        for counter in rulebook.counters:
            for row in page.rows.find("counters called", counter.id):
                assert number(row, "spent") >= 0 <= number(row, "held")
                key = text(row, "key")
                first, until = None, None
                if counter.every is not None:
                    of = number(row, "day") if counter.every[0] not in CALENDAR else number(row, "period")
                    first, until = window(counter.every, of, rulebook.year_starts)
                days = [
                    day
                    for name, its, day in spent
                    if (name, its) == (counter.id, key)
                    and (first is None or day >= first)
                    and (until is None or day < until)
                ]
                assert number(row, "spent") == sum([spent[counter.id, key, day] for day in days]), counter.id
                assert number(row, "held") == sum([held[counter.id, key, day] for day in days]), counter.id


def _last_replays(desk: Desk, entries: list[Any]) -> None:
    for entry in entries[-3:]:
        if entry.kind in ("posting", "hold", "denial"):
            with desk.book.reading() as page:
                again = decision_of(page, entry)
            assert again.outcome == entry.data["outcome"], entry.data
            assert [part.cost for part in again.parts] == [part["cost"] for part in entry.data["parts"]]
