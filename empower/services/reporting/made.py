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
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.policyfile.said.zone import instant_on
from empower.rules.rulebook import Rulebook
from empower.services.as_it_stood import as_it_stood
from empower.services.reporting.axes import axis_names, place_on
from empower.services.reporting.laid_out import laid_out, of_all
from empower.services.reporting.rolled import book_days, handled, is_rolled, rolled, with_the_rest
from empower.services.reporting.span import cut, months_between
from empower.services.reporting.standing import standing_now
from empower.services.reporting.standing_body import standing_of
from empower.services.reporting.stood import closing_of, latest, stood
from empower.services.reporting.walked import Sums, walked

__all__ = ["MOST_REMADE", "USUAL", "Look", "Made", "made", "reported"]

Look = Callable[[Page], tuple[FindingCount, ...]]
"""Looks for findings, which reads the whole book."""
MOST_REMADE = 2_000_000
"""Of a book with more entries only the sums are told as they stood: to make all of it again would take too long."""
USUAL = (("role",), ("person",), ("remedy",))


class Made(Value):
    """A report, and the policy in whose words it is told."""

    report: Report
    rulebook: Rulebook


def reported(
    page: Page,
    span: Span,
    by: tuple[str, ...] = (),
    *,
    known_at: int | None = None,
    as_of: int | None = None,
    look: Look | None = None,
    told: Callable[[int], None] | None = None,
) -> Made:
    """The report of these days: of the book as it is, or as it was known at an instant, or with what had effect by a day.

    As it stood, the book is made again from its entries; of a very long one only the sums are told. Raises `CannotAskError`.
    """
    if known_at is not None and known_at >= page.head.at:
        known_at = None
    if as_of is not None:
        if known_at is None and _closed_by(page, span, as_of):
            as_of = None
        else:
            span = cut(span, as_of)
    if known_at is None and as_of is None:
        report = made(page, span, by, look=look, told=told)
    elif page.head.size > MOST_REMADE:
        report = made(page, span, by, known_at=known_at, told=told).but(handled=None, standing=None)
        report = report.but(stood=_seen(page, report.stood, ""))
    else:
        now = stood(page, span, known_at)
        with as_it_stood(page, known_at=known_at, as_of=as_of, progress=told) as then:
            whole = span.but(whole_months=span.whole_months or span.until == (as_of or 0) + 1)
            report = made(then, whole, by, look=look)
        report = report.but(span=span, stood=_seen(page, now, report.stood.state))
    report = report.but(as_of=as_of)
    return Made(report=report, rulebook=page.rulebook_of(report.stood.policy))


def _closed_by(page: Page, span: Span, as_of: int) -> bool:
    """Whether the last month of the span was closed for good by then: its report is the same ever after."""
    state, closing = closing_of(page, span)
    entry = page.entry(closing) if state == "closed" else None
    return entry is not None and int(entry.data["day"]) <= as_of


def _seen(page: Page, now: Stood, state: str) -> Stood:
    """The book that was read, where the month was in this state then."""
    return now if now.known_at is not None or now.state == state else latest(page, state)


def made(
    page: Page,
    span: Span,
    by: tuple[str, ...] = (),
    *,
    known_at: int | None = None,
    look: Look | None = None,
    told: Callable[[int], None] | None = None,
) -> Report:
    """The report of these days, laid out as it usually is or as was said. Raises `CannotAskError`."""
    state = stood(page, span, known_at)
    rulebook = page.rulebook_of(state.policy)
    wanted = (axis_names(rulebook, by),) if by else USUAL
    sums = _sums(page, span, state, rulebook, (("month",), ("outcome",), ("person",), *wanted), told)
    months = _months(sums[0])
    by_month = {month: figures for of_month in sums[0].values() for month, figures in of_month.items()}
    incidents = _handled(page, span, state)
    nothing = not any([one != NOTHING for one in by_month.values()]) and not any([row.count for row in incidents or ()])
    return Report(
        span=span,
        stood=state,
        total=of_all(by_month),
        months=tuple([(month, by_month.get(month, NOTHING)) for month in months]),
        tables=tuple([laid_out(table, found, months, rulebook) for table, found in zip(wanted, sums[3:], strict=True)]),
        people=laid_out(("person",), sums[2], months, rulebook).rows,
        outcomes=laid_out(("outcome",), sums[1], months, rulebook).rows,
        handled=incidents,
        standing=_standing(page, span, state, rulebook, look),
        empty_of=book_days(page, state.size) if nothing and state.size else None,
    )


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


def _standing(page: Page, span: Span, state: Stood, rulebook: Rulebook, look: Look | None) -> Standing | None:
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
    return standing_now(page, state.at, budgets_at=ends, findings=None if look is None else look(page))
