"""Closing a month: softly first, when nothing more is expected in it; then for good, with a checkpoint.

A closed month never changes. Whatever is undone, said or done later stands in the first open month.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from empower.domain.calendar import date_of, read_date
from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor
from empower.domain.merkle import Frontier
from empower.domain.value import Value
from empower.domain.windows import window
from empower.ledger.book import Book, Page
from empower.ledger.cells import number, text
from empower.ledger.checkpoint import Checkpoint, origin_of
from empower.ledger.verifying.chain import rows_in_order
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import local
from empower.services.adopters import may_adopt
from empower.services.findings.counts import finding_counts
from empower.services.house import House, cannot
from empower.services.obeying import writing
from empower.services.pen import Pen
from empower.services.reporting.standing_body import closing_standing
from empower.services.requests.expiring import expired

__all__ = [
    "Closed",
    "Month",
    "close_month",
    "closed_before",
    "may_be_closed",
    "month_said",
    "months_closed",
    "read_month",
]


class Month(Value):
    """A calendar month."""

    name: str  # 2026-04
    first_day: int  # its first day, an ordinal
    until_day: int  # the first day of the month after it


class Closed(Value):
    """What a closing wrote."""

    entry: Entry
    month: Month
    checkpoint: Checkpoint  # of the book with the closing in it


def read_month(said: str) -> Month | None:
    """The month that is written `2026-04`; `None` where it is none."""
    first = read_date(f"{said}-01") if len(said) == 7 else None
    return None if first is None else _month_of(first)


def month_said(said: str, words: WordsPage) -> Month:
    """The same. Raises `CannotAskError` where it is none."""
    month = read_month(said)
    if month is None:
        raise cannot("not-a-month", f"`{said}` is no month", "write its year and number, such as `2026-04`", words)
    return month


def months_closed(page: Page) -> list[tuple[str, str, int, int]]:
    """The months that are closed, in order: name, `soft` or `closed`, the entry that says so, and when."""
    rows = page.rows.find("every period")
    return [(text(row, "period"), text(row, "state"), number(row, "seq"), number(row, "at")) for row in rows]


def closed_before(page: Page) -> str | None:
    """The first open month: everything before it is closed, by itself or along with a later one. `None` where nothing is."""
    return _month_of(page.head.closed_until).name if page.head.closed_until else None


def close_month(
    house: House,
    book: Book,
    actor: Actor,
    month: Month,
    pen: Pen,
    words: WordsPage,
    *,
    soft: bool,
    by_login: bool,
    progress: Callable[[int], None] | None = None,
) -> Closed:
    """The entry that closes a month, with how things stand at its end. Raises `CannotAskError`.

    For the roles that may adopt a policy. `progress` hears of each entry that is read.
    """
    tree = Frontier()
    with book.reading() as page:  # most of the book is read before anybody has to wait for us
        seen = _added(tree, page, 0, None)
        findings = finding_counts(page, pen.now, progress)
    with writing(house, book, by_login=by_login) as page:
        today = may_be_closed(house, page, actor, month, pen, words, soft=soft)
        _added(tree, page, seen, None)
        body: dict[str, Any] = {
            "day": today,
            "period": month.name,
            "state": "soft" if soft else "closed",
            "first_day": month.first_day,
            "until_day": month.until_day,
            "checkpoint": {"size": page.head.size, "root": tree.root().hex()},
            "standing": closing_standing(page, month.until_day, pen.now, findings),
        }
        entry = page.append(Draft(kind="period", by=pen.by(actor), body=body), pen.now)
        tree.add(bytes.fromhex(entry.hash))
        checkpoint = Checkpoint(
            origin=origin_of(page.head.book), size=entry.seq, root=tree.root(), head=entry.hash, at=entry.at
        )
    return Closed(entry=entry, month=month, checkpoint=checkpoint)


def may_be_closed(
    house: House, page: Page, actor: Actor, month: Month, pen: Pen, words: WordsPage, *, soft: bool
) -> int:
    """The ordinal of today, where nothing stands in the way of closing a month. Raises `CannotAskError` otherwise."""
    may_adopt(page, actor, pen, "close a month")
    today = local(pen.now, house.rulebook.timezone, house.rulebook.day_starts).day
    _in_its_turn(page, month, today, words, soft=soft)
    if not soft:
        _nothing_waits(page, month, pen.now, words)
    return today


def _added(tree: Frontier, page: Page, after: int, progress: Callable[[int], None] | None) -> int:
    """Adds the entries after one to the tree; the number of the last."""
    last = after
    for row in rows_in_order(page.rows, after):
        tree.add(bytes.fromhex(str(row["hash"])))
        last = number(row, "seq")
        if progress is not None:
            progress(last)
    return last


def _in_its_turn(page: Page, month: Month, today: int, words: WordsPage, *, soft: bool) -> None:
    name = month.name
    row = page.rows.get("period", name)
    state = None if row is None else str(row["state"])
    if month.until_day <= page.head.closed_until:
        raise cannot("period-closed", f"{name} is closed already", "what comes late stands in an open month", words)
    if today < month.until_day:
        raise cannot("period-not-over", f"{name} is not over yet", "a month is closed when it is over", words)
    if soft and state == "soft":
        hint = f"close it for good: `empower period close {name}`"
        raise cannot("period-closed", f"{name} is closed softly already", hint, words)
    if soft:
        return
    if state != "soft":
        hint = f"first softly, so that what comes late is seen: `empower period close {name} --soft`"
        raise cannot("period-not-soft", f"{name} was not closed softly yet", hint, words)
    before = page.rows.find("first decision of days", page.head.closed_until, month.first_day)
    if before:
        earlier = _month_of(number(before[0], "day")).name
        hint = f"months are closed in order: `empower period close {earlier} --soft`, and then for good"
        raise cannot("period-not-soft", f"{earlier} is still open", hint, words)


def _nothing_waits(page: Page, month: Month, now: int, words: WordsPage) -> None:
    """Raises where a request of the month, or of one before, still waits: what becomes of it would stand in the month."""
    found = []
    for row in page.rows.find("requests in a state", "open"):
        entry = page.entry(number(row, "seq"))
        if entry is not None and entry.data["day"] < month.until_day and not expired(row, now):
            found.append(number(row, "seq"))
    if found:
        listed = ", ".join([str(one) for one in found[:5]]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
        hint = f"approve or decline them: `empower approve {found[0]}`, `empower decline {found[0]} --because …`"
        requests = "request" if len(found) == 1 else "requests"
        raise cannot("period-waits", f"{month.name} still waits for an answer to {requests} {listed}", hint, words)


def _month_of(day: int) -> Month:
    first, until = window(("month", 1), day)
    assert first is not None
    assert until is not None
    year, month, _ = date_of(first)
    return Month(name=f"{year:04}-{month:02}", first_day=first, until_day=until)
