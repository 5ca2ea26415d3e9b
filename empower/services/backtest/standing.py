"""What of a gesture stands: what another policy would have given, after what people said and undid in the book."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Entry
from empower.domain.given import Given
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.rules.recorded import less
from empower.rules.rulebook import Rulebook

__all__ = ["cost_of", "left_of", "standing"]


def left_of(page: Page, posting: Entry) -> list[dict[str, Any]] | None:
    """The parts that are left of what was given; `None` where nothing of it was undone."""
    for row in page.rows.find("entries that refer to", posting.seq):
        if row["kind"] == "reversal":
            left: list[dict[str, Any]] = entry_of(row).data["left"]
            return left
    return None


def standing(rulebook: Rulebook, given: Given, left: list[dict[str, Any]] | None) -> Given:
    """What is left of `given` where the book's gesture was undone down to `left`."""
    if left is None:
        return given
    face = sum([part["face"] for part in left])
    if face and len(given.parts) != 1:
        return given
    return less(rulebook, given, face)


def cost_of(given: Given) -> int:
    """What it cost, as far as that is known."""
    return sum([part.cost or 0 for part in given.parts])
