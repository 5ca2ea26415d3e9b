"""What concerns one person: what they gave, what they asked for, what is left, and what is still to do."""

from __future__ import annotations

from empower.domain.book_results import DutyLine, Mine, RequestLine, WordLine
from empower.domain.calendar import DAY, HOUR, date_of, read_date
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.domain.problem import Problem
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.entry_rows import entry_of
from empower.ledger.shapes import Row
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import instant_on, local
from empower.rules.rulebook import Rulebook
from empower.services.house import House
from empower.services.pots import pots_of_employee
from empower.services.requests.expiring import expired

__all__ = ["begins", "duty_lines", "first_moment", "mine"]

_STEP = HOUR // 2
_STATES = ("open", "approved", "declined", "withdrawn", "expired")


def begins(house: House, now: int, since: str | None) -> int:
    """The first moment of the day that was said, where the policy lives; of this month where none was.

    Raises `CannotAskError` where it is no day.
    """
    rulebook = house.rulebook
    today = local(now, rulebook.timezone, rulebook.day_starts).day
    day = today - date_of(today)[2] + 1 if since is None else read_date(since)
    if day is None:
        words = WordsPage(("--since", since or "''"), "empower mine")
        hint = "say `--since 2026-11-22`"
        raise CannotAskError(
            words.placed([Problem(code="not-a-date", message=f"`{since}` is no date", hint=hint, path=(1,))])
        )
    return first_moment(rulebook, day)


def first_moment(rulebook: Rulebook, day: int) -> int:
    """The first moment of a day, where the policy lives; clocks that go forward or back that morning included."""
    start = instant_on(day, rulebook.timezone, rulebook.day_starts) - DAY // 2
    while local(start, rulebook.timezone, rulebook.day_starts).day < day:  # clocks went forward that morning
        start += _STEP
    while local(start - _STEP, rulebook.timezone, rulebook.day_starts).day >= day:  # or back
        start -= _STEP
    return start


def mine(house: House, page: Page, actor: Actor, now: int, since: int) -> Mine:
    """The person's page, with gestures and requests since an instant and everything that is still open."""
    person = next((one for one in house.people or () if one.id == actor.id), None)
    rows = page.rows.find("gestures of an asker", actor.id, since)
    requests = [row for state in _STATES for row in page.rows.find("requests of an asker", actor.id, state)]
    requests.sort(key=lambda row: -number(row, "seq"))
    today = local(now, house.rulebook.timezone, house.rulebook.day_starts).day
    delegations = page.rows.find("delegations that may hold", today)
    return Mine(
        person=actor.id,
        name=person.name if person else "",
        role=actor.role,
        now=now,
        since=since,
        given=tuple([entry_of(row) for row in rows if row["kind"] == "posting"]),
        requests=tuple(
            [_request(row, page, now) for row in requests if row["state"] == "open" or number(row, "at") >= since]
        ),
        limits=pots_of_employee(page, page.rulebook, actor.id, person.roles if person else (actor.role,), now),
        duties=duty_lines(page.rows.find("duties of a person", actor.id)),
        words=tuple(
            [
                WordLine(
                    seq=number(row, "seq"),
                    asker=text(row, "asker"),
                    parts=_parts(page, number(row, "seq")),
                    incident=text(row, "incident"),
                    confirm_by=None if row["expires_at"] is None else number(row, "expires_at"),
                )
                for row in page.rows.find("requests in a state", "word")
                if row["on_word"] == actor.id
            ]
        ),
        delegated=_delegations(delegations, "delegator", "delegate", actor.id),
        received=_delegations(delegations, "delegate", "delegator", actor.id),
    )


def duty_lines(rows: list[Row]) -> tuple[DutyLine, ...]:
    """Duties that are not done yet, as lines."""
    return tuple(
        [
            DutyLine(
                seq=number(row, "seq"),
                duty=text(row, "duty"),
                title=text(row, "title"),
                incident=text(row, "incident"),
                due_at=None if row["due_at"] is None else number(row, "due_at"),
            )
            for row in rows
        ]
    )


def _request(row: Row, page: Page, now: int) -> RequestLine:
    return RequestLine(
        seq=number(row, "seq"),
        state="expired" if expired(row, now) else text(row, "state"),
        parts=_parts(page, number(row, "seq")),
        incident=text(row, "incident"),
        at=number(row, "at"),
        expires_at=None if row["expires_at"] is None else number(row, "expires_at"),
    )


def _parts(page: Page, seq: int) -> tuple[tuple[str, int | None, int | None], ...]:
    entry = page.entry(seq)
    assert entry is not None
    return tuple([(part["remedy"], part["amount"], part["quantity"]) for part in entry.data["parts"]])


def _delegations(rows: list[Row], me: str, other: str, person: str) -> tuple[tuple[int, str, int, int], ...]:
    return tuple(
        [
            (number(row, "seq"), text(row, other), number(row, "from_day"), number(row, "until_day"))
            for row in rows
            if row[me] == person
        ]
    )
