"""What the entry that closed a month keeps of how things stood, held against the tables as entries make them.

Else a table could be changed, the month closed, and the table changed back: and the month's report would be false for ever.
"""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Entry
from empower.ledger.book import Page
from empower.ledger.cells import number
from empower.policyfile.said.zone import instant_on
from empower.services.reporting.standing import MOST_LINES, not_over, not_recovered
from empower.services.reporting.standing_body import standing_of

__all__ = ["not_as_closed"]


def not_as_closed(page: Page, entry: Entry) -> tuple[str, ...]:
    """What an entry that closes a month says otherwise than `page`, the book right before it; a sentence each."""
    body: dict[str, Any] = entry.data["standing"]
    kept, rulebook = standing_of(body), page.rulebook
    last = instant_on(entry.data["until_day"] - 1, rulebook.timezone, rulebook.day_starts)
    waits, pots, late = not_over(page, kept.at, min(kept.at, last))
    found = []
    if entry.data["state"] == "closed" and [row for row in waits if _of_the_month(page, number(row, "seq"), entry)]:
        found.append("it closes a month in which something still waited for an answer")
    if (len(waits), [number(row, "seq") for row in waits[:MOST_LINES]]) != (
        kept.waiting_count,
        [one.seq for one in kept.waiting],
    ):
        found.append("it says of what waited otherwise than the entries before it")
    if (len(pots), tuple(pots[:MOST_LINES])) != (kept.pots_count, kept.pots):
        found.append("it says of the budgets otherwise than the entries before it")
    overdue = [(number(row, "seq"), str(row["duty"])) for row in late[:MOST_LINES]]
    if (len(late), overdue) != (kept.overdue_count, [(one.seq, one.duty) for one in kept.overdue]):
        found.append("it says of the duties otherwise than the entries before it")
    not_yet = not_recovered(page, kept.at)
    if kept.late_count is not None and (len(not_yet), max([kept.at - due for due in not_yet], default=0)) != (
        kept.late_count,
        kept.late_longest,
    ):
        found.append("it says of the incidents otherwise than the entries before it")
    return tuple(found)


def _of_the_month(page: Page, seq: int, closing: Entry) -> bool:
    row, asked = page.rows.get("request", seq), page.entry(seq)
    open_still = row is not None and row["state"] == "open"
    return open_still and asked is not None and int(asked.data["day"]) < int(closing.data["until_day"])
