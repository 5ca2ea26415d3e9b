"""Which state of the book a report is of: the last entry, the last that was known at some moment, or a month's closing."""

from __future__ import annotations

from empower.domain.calendar import read_date
from empower.domain.problem import Problem
from empower.domain.report_results import Span, Stood
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.rules.rulebook import Rulebook
from empower.services.house import cannot
from empower.services.mine import first_moment
from empower.services.moment import read_moment
from empower.services.reporting.span import month_text

__all__ = ["closing_of", "known_said", "latest", "stood"]


def stood(page: Page, span: Span, known_at: int | None) -> Stood:
    """The state. Raises `CannotAskError` where nothing was known yet."""
    head = page.head
    if known_at is not None and known_at < head.at:
        seq = _last_known(page, known_at)
        if not seq:
            raise cannot("no-days", "nothing was in the book yet at the moment of `--known-at`", "name a later moment")
        return _at_entry(page, seq, "").but(known_at=known_at)
    state, closing = closing_of(page, span)
    if state == "closed":
        return _at_entry(page, closing, state)
    return latest(page, state)


def latest(page: Page, state: str) -> Stood:
    """The book as it is, where the month is in this state."""
    head = page.head
    return Stood(book=head.book, size=head.size, hash=head.hash, at=head.at, policy=head.policy, state=state)


def known_said(rulebook: Rulebook, text: str | None) -> int | None:
    """The moment of `--known-at`; of a date alone its last. Raises `CannotAskError` where it is none."""
    if text is None:
        return None
    found = read_moment(rulebook, text)
    if isinstance(found, Problem):
        raise cannot(found.code, found.message, found.hint, ("--known-at", text))
    day = read_date(text)
    return found if day is None else first_moment(rulebook, day + 1) - 1


def closing_of(page: Page, span: Span) -> tuple[str, int]:
    """The state of the last month of the span, and the entry that made it so; ("", 0) where it is open."""
    if span.until is None or not span.whole_months:
        return "", 0
    row = page.rows.get("period", month_text(span.until - 1))
    if row is None or (row["state"] == "soft" and span.until <= page.head.closed_until):
        return _closed_along(page, span.until)
    return text(row, "state"), number(row, "seq")


def _closed_along(page: Page, until: int) -> tuple[str, int]:
    """The closing of a later month that closed this one along with it, as it does where only imports stand in between."""
    rows = [row for row in page.rows.find("every period") if row["state"] == "closed"]
    later = min(
        [(number(row, "until_day"), number(row, "seq")) for row in rows if number(row, "until_day") >= until],
        default=None,
    )
    return ("", 0) if later is None else ("closed", later[1])


def _at_entry(page: Page, seq: int, state: str) -> Stood:
    row = page.rows.get("entry", seq)
    assert row is not None
    return Stood(
        book=page.head.book,
        size=seq,
        hash=text(row, "hash"),
        at=number(row, "at"),
        policy=text(row, "policy"),
        state=state,
    )


def _last_known(page: Page, at: int) -> int:
    """The last entry that was recorded by then; entries stand in the order of their times."""
    low, high = 0, page.head.size
    while low < high:
        middle = (low + high + 1) // 2
        row = page.rows.get("entry", middle)
        if row is not None and number(row, "at") <= at:
            low = middle
        else:
            high = middle - 1
    return low
