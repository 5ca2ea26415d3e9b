"""Sums of gestures by month: who gave them, which remedy, with what answer, and by every fact with few values.

What an entry adds is a function of the entry, so that a report which walks over entries and one which reads the sums agree.
A gesture is one part of an entry. A month that is closed never changes: what comes later stands in the first open one.
"""

from __future__ import annotations

from empower.domain.entries import GIVING
from empower.domain.windows import window
from empower.ledger.entry_rows import entry_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.ledger.shapes import Row
    from empower.rules.rulebook import Rulebook

    Cells = dict[tuple[str, str], list[int]]
    """By what and its value: the `MEASURES`."""

__all__ = ["FEW_VALUES", "MEASURES", "answer_of", "fact_values", "gesture_cells", "month_of", "roll_up", "sum_parts"]

MEASURES = ("asked", "given", "cost", "owed", "unknown", "undone", "undone_cost")
FEW_VALUES = ("one_of", "ordered", "yes_no")
"""The kinds of facts that are summed by."""


def roll_up(place: Place, entry: Entry) -> None:
    """The sums with what the entry adds."""
    undone = None
    if entry.kind == "reversal":
        row = place.rows.get("entry", int(entry.data["refers"]))
        assert row is not None
        undone = entry_of(row)
    cells = gesture_cells(entry, place.rulebook_of(str((undone or entry).data["policy"])), undone)
    month = month_of(int(entry.data["day"]), place.head.closed_until)
    rows: list[Row] = []
    for (by, value), sums in cells.items():
        rows.append({"by": by, "value": value, "month": month, **dict(zip(MEASURES, sums, strict=True))})
    if rows:
        place.rows.roll("rollup", rows)


def gesture_cells(entry: Entry, rulebook: Rulebook, undone: Entry | None = None) -> Cells:
    """What an entry adds, by what and value; `rulebook` is the policy it was made by, `undone` what a reversal undoes.

    Costs are minor units, and only those that are known.
    """
    what = (undone or entry).data
    shared = [("role", what.get("asker_role") or ""), ("person", what.get("asker") or ""), ("outcome", answer_of(what))]
    shared += [(f"fact.{name}", value) for name, value in fact_values(what, rulebook)]
    cells: Cells = {}
    for part in entry.data["parts"]:
        sums = sum_parts(entry, [part])
        if any(sums):
            for cell in (*shared, ("remedy", str(part["remedy"]))):
                before = cells.get(cell)
                cells[cell] = sums if before is None else [a + b for a, b in zip(before, sums, strict=True)]
    return cells


def sum_parts(entry: Entry, parts: list[dict[str, Any]]) -> list[int]:
    """The `MEASURES` of some parts of an entry."""
    count = len(parts)
    cost = sum([part["cost"] or 0 for part in parts])
    owed = sum([part["owed_cost"] or 0 for part in parts if part["cost"] is not None])
    if entry.kind == "reversal":
        undone = len([part for part in parts if part["face"]])
        return [0, 0, -cost, -owed, 0, undone, cost]
    asked = count if entry.kind != "import" and entry.data.get("refers") is None else 0
    if entry.kind not in GIVING:
        return [asked, 0, 0, 0, 0, 0, 0]
    return [asked, count, cost, owed, len([part for part in parts if part["cost"] is None]), 0, 0]


def fact_values(data: dict[str, Any], rulebook: Rulebook) -> list[tuple[str, str]]:
    """The facts of an entry that have few values, as they are summed by; nothing for one that was not stated."""
    kept = data["facts"]
    few = [fact.name for fact in rulebook.facts if fact.kind in FEW_VALUES and fact.name in kept]
    return [(name, _told(kept[name])) for name in few]


def month_of(day: int, closed_until: int) -> int:
    """The first day of the month that a day is summed in: of its own, or of the first open one where that is closed."""
    return window(("month", 1), max(day, closed_until))[0] or 0


def answer_of(data: dict[str, Any]) -> str:
    """What was answered when it was asked: `imported` where nobody was asked."""
    if data.get("kind") == "import":
        return "imported"
    return "escalate" if data.get("refers") is not None or data.get("word") is not None else str(data["outcome"])


def _told(value: int | str | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
