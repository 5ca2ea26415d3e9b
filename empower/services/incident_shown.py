"""An incident of the book with all that was done about it."""

from __future__ import annotations

from empower.domain.book_results import IncidentPage
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.entry_rows import entry_of
from empower.ledger.shapes import Row
from empower.policyfile.said.page import WordsPage
from empower.rules.rulebook import Rulebook
from empower.services.book_facts import incident_in, unknown_incident
from empower.services.house import cannot
from empower.services.mine import duty_lines

__all__ = ["incident_shown", "incidents_listed"]


def incident_shown(page: Page, rulebook: Rulebook, name: str, words: WordsPage, now: int) -> IncidentPage:
    """The incident. Raises `CannotAskError` where the book has none of this id."""
    known = incident_in(page, rulebook, name)
    if known is None:
        missing = unknown_incident(page, name)
        raise cannot(missing.code, missing.message, missing.hint, words)
    entries = tuple([entry_of(row) for row in page.rows.find("entries of an incident", name)])
    duties = [
        row for entry in entries for row in page.rows.find("duties of an entry", entry.seq) if row["done_at"] is None
    ]
    return _page(known.row, now).but(facts=known.facts, entries=entries, duties=duty_lines(duties))


def incidents_listed(page: Page, now: int, *, everything: bool) -> tuple[IncidentPage, ...]:
    """Incidents without their entries: the open ones, the most urgent first; and the closed ones if so asked."""
    rows = page.rows.find("incidents in a state", "open")
    if everything:
        rows = rows + page.rows.find("incidents in a state", "closed")
    return tuple(sorted([_page(row, now) for row in rows], key=_urgency))


def _urgency(one: IncidentPage) -> tuple[bool, int, int]:
    due = [
        due
        for due, done in ((one.response_due, one.responded_at), (one.recovery_due, one.recovered_at))
        if due is not None and done is None
    ]
    return one.state != "open", min(due, default=1 << 62), one.opened_at


def _page(row: Row, now: int) -> IncidentPage:
    def instant(name: str) -> int | None:
        return None if row[name] is None else number(row, name)

    return IncidentPage(
        id=text(row, "id"),
        state=text(row, "state"),
        now=now,
        opened_at=number(row, "opened_at"),
        opened_by=text(row, "opened_by"),
        facts=(),
        response_due=instant("response_due"),
        recovery_due=instant("recovery_due"),
        responded_at=instant("responded_at"),
        recovered_at=instant("recovered_at"),
        closed_at=instant("closed_at"),
        satisfied=text(row, "satisfied"),
        cause=text(row, "cause"),
        reopened=number(row, "reopened"),
    )
