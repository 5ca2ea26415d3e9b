"""What one entry adds to a report: for each of its gestures the figures, and its place on whatever a report is laid out by."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import GIVING, Entry
from empower.domain.report_results import Figures

__all__ = ["figures_of", "outcome_of"]


def figures_of(entry: Entry) -> tuple[tuple[dict[str, Any], Figures], ...]:
    """Each part of the entry with what it adds; nothing for an entry that neither asks nor gives nor takes back."""
    data = entry.data
    if entry.kind == "reversal":
        return tuple([(part, _undone(part)) for part in data["parts"]])
    asked = int(entry.kind in ("hold", "denial") or (entry.kind == "posting" and data.get("refers") is None))
    given = entry.kind in GIVING
    if not asked and not given:
        return ()
    return tuple([(part, _part(part, asked, given=given)) for part in data["parts"]])


def outcome_of(entry: Entry) -> str:
    """How it was answered when it was asked; what was brought in was not decided here."""
    if entry.kind == "import":
        return "imported"
    asked_others = entry.data.get("refers") is not None or entry.data.get("word") is not None
    return "escalate" if asked_others else str(entry.data["outcome"])


def _part(part: dict[str, Any], asked: int, *, given: bool) -> Figures:
    if not given:
        return Figures(asked=asked)
    if part["cost"] is None:
        return Figures(asked=asked, given=1, unknown=1)
    return Figures(asked=asked, given=1, cost=part["cost"], owed=part["owed_cost"])


def _undone(part: dict[str, Any]) -> Figures:
    undone = int(bool(part["face"]))
    if part["cost"] is None:
        return Figures(undone=undone)
    return Figures(cost=-part["cost"], owed=-part["owed_cost"], undone=undone, undone_cost=part["cost"])
