"""A report, made from a page of the book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from empower.domain.calendar import add_months
from empower.domain.report_results import (
    NOTHING,
    Figures,
    FindingCount,
    HandledRow,
    Report,
    Span,
    Standing,
    Stood,
)
from empower.ledger.book import Page
from empower.policyfile.said.zone import instant_on
from empower.rules.rulebook import Rulebook
from empower.services.reporting.axes import axis_names, place_on
from empower.services.reporting.laid_out import laid_out, of_all
from empower.services.reporting.rolled import handled, is_rolled, rolled, with_the_rest
from empower.services.reporting.span import months_between
from empower.services.reporting.standing import standing_now
from empower.services.reporting.standing_body import standing_of
from empower.services.reporting.stood import stood
from empower.services.reporting.walked import Sums, walked

__all__ = ["USUAL", "made", "rulebook_then"]

USUAL = (("role",), ("person",), ("remedy",))


def made(
    page: Page,
    span: Span,
    by: tuple[str, ...] = (),
    *,
    known_at: int | None = None,
    findings: tuple[FindingCount, ...] | None = None,
    told: Callable[[int], None] | None = None,
) -> Report:
    """The report of these days, laid out as it usually is or as was said. Raises `CannotAskError`."""
    state = stood(page, span, known_at)
    rulebook = page.rulebook_of(state.policy)
    wanted = (axis_names(rulebook, by),) if by else USUAL
    sums = _sums(page, span, state, rulebook, (("month",), ("outcome",), ("person",), *wanted), told)
    months = _months(sums[0])
    by_month = {month: figures for of_month in sums[0].values() for month, figures in of_month.items()}
    return Report(
        span=span,
        stood=state,
        total=of_all(by_month),
        months=tuple([(month, by_month.get(month, NOTHING)) for month in months]),
        tables=tuple([laid_out(table, found, months, rulebook) for table, found in zip(wanted, sums[3:], strict=True)]),
        people=laid_out(("person",), sums[2], months, rulebook).rows,
        outcomes=laid_out(("outcome",), sums[1], months, rulebook).rows,
        handled=_handled(page, span, state),
        standing=_standing(page, span, state, rulebook, findings),
    )


def rulebook_then(page: Page, report: Report) -> Rulebook:
    """The policy in whose words a report is told."""
    return page.rulebook_of(report.stood.policy)


def _sums(
    page: Page,
    span: Span,
    state: Stood,
    rulebook: Rulebook,
    tables: tuple[tuple[str, ...], ...],
    told: Callable[[int], None] | None,
) -> list[Sums]:
    """The sums of each table: read where they are kept, added up once for all the others."""
    kept = span.whole_months and state.known_at is None
    read = {by: rolled(page, span, by) for by in tables if kept and is_rolled(rulebook, by)}
    others = [by for by in tables if by not in read]
    if others:
        places = tuple([tuple([place_on(name, page, rulebook, state.size) for name in by]) for by in others])
        read |= dict(zip(others, walked(page, span, state.size, places, told), strict=True))
    whole: dict[int, Figures] = {}
    for by_month in read[tables[0]].values():
        whole |= by_month
    return [with_the_rest(read[by], by, whole) for by in tables]


def _months(sums: Sums) -> tuple[int, ...]:
    """All from the first in which there is something to the last."""
    found = sorted({month for by_month in sums.values() for month in by_month})
    return months_between(found[0], add_months(found[-1], 1)) if found else ()


def _handled(page: Page, span: Span, state: Stood) -> tuple[HandledRow, ...] | None:
    return handled(page, span) if span.whole_months and state.known_at is None else None


def _standing(
    page: Page, span: Span, state: Stood, rulebook: Rulebook, findings: tuple[FindingCount, ...] | None
) -> Standing | None:
    """How it stood: as the closing says where the month is closed, as it is now where nothing else was asked for."""
    if state.state == "closed":
        entry = page.entry(state.size)
        body: dict[str, Any] = {} if entry is None else entry.data.get("standing") or {}
        return standing_of(body) if body else None
    if state.known_at is not None:
        return None
    ends = state.at
    if span.until is not None:
        ends = min(ends, instant_on(span.until - 1, rulebook.timezone, rulebook.day_starts))
    return standing_now(page, state.at, budgets_at=ends, findings=findings)
