"""What is not over at one moment: what waits, what is left of budgets, which duties are overdue."""

from __future__ import annotations

from pathlib import Path

from empower.domain.book_results import PotLine, Waiting
from empower.domain.gesture import Actor
from empower.domain.people import Person
from empower.domain.report_results import FindingCount, OverdueLine, Standing, WaitingLine, share_used
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.shapes import Row
from empower.policyfile.roster import roster_of
from empower.policyfile.said.zone import local
from empower.services.house import House
from empower.services.inbox import waiting
from empower.services.pots import pots
from empower.services.requests.expiring import expired

__all__ = ["MOST_LINES", "not_over", "not_recovered", "standing_now"]

NOBODY = Actor(role="", id="")

MOST_LINES = 50
"""Of each kind so many are kept by name, the most pressing first; the others are counted."""


def standing_now(page: Page, at: int, *, budgets_at: int, findings: tuple[FindingCount, ...] | None) -> Standing:
    """How things stand at `at`; budgets in the windows of `budgets_at`."""
    rows, found, late = not_over(page, at, budgets_at)
    house, overdue = _house(page), not_recovered(page, at)
    return Standing(
        at=at,
        waiting=tuple([_line(house, page, row, at) for row in rows[:MOST_LINES]]),
        waiting_count=len(rows),
        waiting_cost=sum([number(row, "cost") for row in rows if row["state"] == "open"]),
        pots=tuple(found[:MOST_LINES]),
        pots_count=len(found),
        pots_day=local(budgets_at, page.rulebook.timezone, page.rulebook.day_starts).day,
        overdue=tuple([_overdue(row) for row in late[:MOST_LINES]]),
        overdue_count=len(late),
        findings=findings,
        late_count=len(overdue),
        late_longest=max([at - due for due in overdue], default=0),
    )


def not_over(page: Page, at: int, budgets_at: int) -> tuple[list[Row], list[PotLine], list[Row]]:
    """Requests that wait, budgets by what is left of them, and duties that are overdue, as the tables have them at `at`."""
    waits = [row for row in page.rows.find("requests in a state", "open") if not expired(row, at)]
    waits += page.rows.find("requests in a state", "word")
    found = sorted(_by_key(page, pots(page, page.rulebook, budgets_at)), key=_pressing)
    late = [
        row for row in page.rows.find("duties not done") if row["due_at"] is not None and number(row, "due_at") < at
    ]
    return sorted(waits, key=lambda row: number(row, "seq")), found, late


def not_recovered(page: Page, at: int) -> list[int]:
    """When each open incident was due to be recovered whose time was up at `at`, and nothing was given for it."""
    return [
        number(row, "recovery_due")
        for row in page.rows.find("incidents in a state", "open")
        if row["recovery_due"] is not None and row["recovered_at"] is None and number(row, "recovery_due") < at
    ]


def _pressing(pot: PotLine) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    used, of = share_used(pot)
    return -(used * 1_000_000 // of), pot.budget, pot.per


def _by_key(page: Page, found: tuple[PotLine, ...]) -> list[PotLine]:
    """The pots as the book keeps them: what stands for a customer, never their id."""
    return [
        pot.but(per=tuple([(name, (page.pseudonym(of) or of) if name == "customer" else of) for name, of in pot.per]))
        for pot in found
    ]


def _house(page: Page) -> House:
    """The house as the book has it, whoever looks: its policy and its people."""
    rulebook = page.rulebook
    row = page.rows.get("policy", page.head.roster) if page.head.roster else None
    people: tuple[Person, ...] = ()
    if row is not None:
        people = roster_of(text(row, "text").encode(), text(row, "name"), rulebook)
    return House(rulebook=rulebook, file=Path(rulebook.ref.name), people=people)


def _line(house: House, page: Page, row: Row, at: int) -> WaitingLine:
    shown = waiting(house, page, NOBODY, number(row, "seq"), at)
    return WaitingLine(
        seq=number(row, "seq"),
        state=text(row, "state"),
        asker=text(row, "asker"),
        role=text(row, "role"),
        remedy=text(row, "remedy"),
        cost=None if row["cost"] is None else number(row, "cost"),
        at=number(row, "at"),
        expires_at=None if row["expires_at"] is None else number(row, "expires_at"),
        moved_up=shown.moved_up if row["state"] == "open" else 0,
        waits_for=_waits_for(shown, row),
    )


def _waits_for(shown: Waiting, row: Row) -> tuple[str, ...]:
    return (text(row, "on_word"),) if row["state"] == "word" else shown.waits_for


def _overdue(row: Row) -> OverdueLine:
    return OverdueLine(
        seq=number(row, "seq"),
        duty=text(row, "duty"),
        title=text(row, "title"),
        person=text(row, "person"),
        incident=text(row, "incident"),
        due_at=number(row, "due_at"),
    )
