"""What is kept added up beside the book, month by month: a report of whole months reads a row for each cell."""

from __future__ import annotations

from empower.domain.report_results import NOTHING, Figures, HandledRow, Span
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.projection.handlings import BANDS
from empower.ledger.projection.rollups import FEW_VALUES
from empower.policyfile.said.zone import local
from empower.rules.rulebook import Rulebook
from empower.services.reporting.span import month_of, month_text
from empower.services.reporting.walked import Sums

__all__ = ["book_days", "handled", "is_rolled", "rolled", "with_the_rest"]

_EVER = 1 << 40
_BANDS = tuple([name for name, _ in BANDS])
_ANSWERS = ("yes", "partly", "no")
_PLAIN = ("role", "person", "remedy", "outcome")


def book_days(page: Page, size: int) -> tuple[int, int] | None:
    """The first day of which something stands in the book, and the day on which entry `size` was written."""
    first, last = page.entry(1), page.entry(size)
    if first is None or last is None:
        return None
    months = [number(row, "month") for row in page.rows.find("rollup between", "outcome", 0, _EVER)]
    rulebook = page.rulebook
    ends = local(last.at, rulebook.timezone, rulebook.day_starts).day
    return min([int(first.data["day"]), *months]), ends


def is_rolled(rulebook: Rulebook, by: tuple[str, ...]) -> bool:
    """Whether the sums of this table are kept: one thing, by month or not."""
    things = [name for name in by if name != "month"]
    kinds = {fact.name: fact.kind for fact in rulebook.facts}
    kept = all([name in _PLAIN or kinds.get(name) in FEW_VALUES for name in things])
    return len(things) < 2 and kept


def rolled(page: Page, span: Span, by: tuple[str, ...]) -> Sums:
    """The sums of a table, from what is kept of its months."""
    thing = next((name for name in by if name != "month"), "remedy")
    found: Sums = {}
    for row in page.rows.find("rollup between", thing if thing in _PLAIN else f"fact.{thing}", *_months(span)):
        month = number(row, "month")
        names = {thing: text(row, "value"), "month": month_text(month)}
        by_month = found.setdefault(tuple([names[name] for name in by]), {})
        more = Figures(**{name: number(row, name) for name in Figures._fields})
        by_month[month] = by_month.get(month, NOTHING).plus(more)
    return found


def with_the_rest(found: Sums, by: tuple[str, ...], whole: dict[int, Figures]) -> Sums:
    """The sums of a fact with what did not state it, so that they come to what all gestures come to."""
    rest = dict(whole)
    for by_month in found.values():
        for month, figures in by_month.items():
            rest[month] = rest.get(month, NOTHING).less(figures)
    for month, figures in rest.items():
        if figures != NOTHING:
            names = {"month": month_text(month)}
            by_month = found.setdefault(tuple([names.get(name, "") for name in by]), {})
            by_month[month] = by_month.get(month, NOTHING).plus(figures)
    return found


def handled(page: Page, span: Span) -> tuple[HandledRow, ...]:
    """How incidents were handled that were opened in these months, and how duties were done."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in page.rows.find("handling between", *_months(span)):
        sums = found.setdefault((text(row, "by"), text(row, "value")), [0, 0, 0])
        for place, name in enumerate(("count", "cost", "micros")):
            sums[place] += number(row, name)
    return tuple(
        [
            HandledRow(by=by, value=value, count=count, cost=cost, micros=micros)
            for (by, value), (count, cost, micros) in sorted(found.items(), key=_place)
        ]
    )


def _place(one: tuple[tuple[str, str], list[int]]) -> tuple[str, int, str]:
    """Times from the shortest, levels from the lowest, causes from the dearest; what has no name comes last."""
    (by, value), (_, cost, _) = one
    if by in ("response", "recovery"):
        return by, _BANDS.index(value) if value in _BANDS else len(_BANDS), value
    if by == "levels":
        return by, int(value), value
    if by == "cause":
        return by, -cost if value else 1, value
    return by, _ANSWERS.index(value) if value in _ANSWERS else len(_ANSWERS), value


def _months(span: Span) -> tuple[int, int]:
    first = 0 if span.first is None else month_of(span.first)
    return first, _EVER if span.until is None else span.until
