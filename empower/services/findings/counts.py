"""How many findings of each kind are in which state, for a report."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.finding import FINDING_KINDS, FINDING_STATES, Finding
from empower.domain.report_results import FindingCount
from empower.ledger.book import Page
from empower.services.findings.look import look
from empower.services.findings.pages import Wanted, finding_pages

__all__ = ["finding_counts"]


def finding_counts(
    page: Page,
    now: int,
    progress: Callable[[int], None] | None = None,
    days: tuple[int | None, int | None] | None = None,
) -> tuple[FindingCount, ...]:
    """The counts, in the order of kinds and states, of every kind and state that there is one of.

    With `days`, the second of which is exclusive, how many of each are of these is counted too.
    """
    found = look(page, now, progress=progress).findings
    counts = _counts(page, found, Wanted(state="all"))
    told = [(kind, state) for kind in FINDING_KINDS for state in FINDING_STATES if (kind, state) in counts]
    if days is None:
        return tuple([FindingCount(kind=kind, state=state, count=counts[kind, state]) for kind, state in told])
    first, until = days
    here = _counts(page, found, Wanted(state="all", first_day=first, until_day=until))
    return tuple(
        [
            FindingCount(kind=kind, state=state, count=counts[kind, state], here=here.get((kind, state), 0))
            for kind, state in told
        ]
    )


def _counts(page: Page, found: tuple[Finding, ...], wanted: Wanted) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for one in finding_pages(page, found, wanted):
        counts[one.kind, one.state] = counts.get((one.kind, one.state), 0) + 1
    return counts
