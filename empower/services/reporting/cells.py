"""What one entry adds to a report: the figures of each of its gestures, by the same rule as the sums that are kept."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import GIVING, Entry
from empower.domain.report_results import Figures
from empower.ledger.projection.rollups import MEASURES, sum_parts

__all__ = ["COUNTED", "figures_of"]

COUNTED = (*GIVING, "hold", "denial", "reversal")
"""The kinds of entries that ask, give or take back."""


def figures_of(entry: Entry) -> tuple[tuple[dict[str, Any], Figures], ...]:
    """Each part of the entry with what it adds; nothing for an entry that neither asks nor gives nor takes back."""
    if entry.kind not in COUNTED:
        return ()
    found = [(part, sum_parts(entry, [part])) for part in entry.data["parts"]]
    return tuple([(part, Figures(**dict(zip(MEASURES, sums, strict=True)))) for part, sums in found if any(sums)])
