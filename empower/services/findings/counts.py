"""How many findings of each kind are in which state, for a report."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.finding import FINDING_KINDS, FINDING_STATES
from empower.domain.report_results import FindingCount
from empower.ledger.book import Page
from empower.services.findings.look import look
from empower.services.findings.pages import Wanted, finding_pages

__all__ = ["finding_counts"]


def finding_counts(page: Page, now: int, progress: Callable[[int], None] | None = None) -> tuple[FindingCount, ...]:
    """The counts, in the order of kinds and states, of every kind and state that there is one of."""
    counts: dict[tuple[str, str], int] = {}
    for one in finding_pages(page, look(page, now, progress=progress).findings, Wanted(state="all")):
        counts[one.kind, one.state] = counts.get((one.kind, one.state), 0) + 1
    told = [(kind, state) for kind in FINDING_KINDS for state in FINDING_STATES if (kind, state) in counts]
    return tuple([FindingCount(kind=kind, state=state, count=counts[kind, state]) for kind, state in told])
