"""Every outcome in the book, made again from what its entry kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from empower.domain.canonical import entry_hash
from empower.domain.decision import Decision
from empower.domain.entries import Entry
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.ledger.cells import number
from empower.ledger.verifying.chain import UNREADABLE, entry_in, rows_in_order
from empower.services.replayed import Rosters, decision_of

__all__ = ["Differs", "Replayed", "replayed"]

_DECIDED = ("posting", "hold", "denial")
_MOST_KEPT = 1_000


class Differs(Value):
    """An entry that says otherwise than the decision made again."""

    seq: int
    again: str  # what it says now, or why it says nothing


class Replayed(Value):
    """How many were made again, and which of them differ."""

    same: int
    differing: int
    imported: int
    found: tuple[Differs, ...] = ()


def replayed(page: Page, progress: Callable[[int], None] | None = None) -> Replayed:
    """The replay of every gesture that was decided. What was imported was not decided here, and is counted apart."""
    same = imported = differing = 0
    found: list[Differs] = []
    rosters = Rosters(page)
    for row in rows_in_order(page.rows):
        seq, entry = number(row, "seq"), entry_in(row)
        if entry is None or entry.kind in _DECIDED:
            again = "its bytes cannot be read as an entry" if entry is None else _again(page, entry, rosters)
            same += not again
            differing += bool(again)
            if again and len(found) < _MOST_KEPT:
                found.append(Differs(seq=seq, again=again))
        elif entry.kind == "import":
            imported += bool(entry.data["parts"])  # the entry of a past incident gave nothing
        if progress is not None:
            progress(seq)
    return Replayed(same=same, differing=differing, imported=imported, found=tuple(found))


def _again(page: Page, entry: Entry, rosters: Rosters) -> str:
    """What the decision says where it is not what the entry says; else nothing."""
    if entry_hash(entry.payload) != entry.hash:
        return "its bytes were changed: they do not have its hash"
    try:
        return _difference(decision_of(page, entry, rosters), entry.data)
    except UNREADABLE as wrong:
        return f"it cannot be made again: {wrong}"


def _difference(decision: Decision, data: dict[str, Any]) -> str:
    if decision.outcome != data["outcome"]:
        return f"{decision.outcome}, not {data['outcome']}"
    if [part.cost for part in decision.parts] != [part["cost"] for part in data["parts"]]:
        return "the costs differ"
    if [[one.role, list(one.others), one.count] for one in decision.approvers] != data["approvers"]:
        return "the approvers differ"
    if [[why.code, why.line] for why in decision.reasons] != data["reasons"]:
        return "the reasons differ"
    return ""
