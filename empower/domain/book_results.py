"""What commands that read the book answer, as values: `services` makes them, `report` shows them."""

from __future__ import annotations

from empower.domain.decision import Decision, Reading
from empower.domain.entries import Entry
from empower.domain.facts import FactValue
from empower.domain.gesture import Ask
from empower.domain.value import Value

__all__ = ["DutyLine", "IncidentPage", "Mine", "PotLine", "RequestLine", "Waiting", "WordLine"]


class Waiting(Value):
    """A request that waits, as whoever may answer it looks at it."""

    seq: int
    state: str  # open | word
    asker: str
    asker_name: str
    role: str
    at: int
    expires_at: int | None
    moved_up: int  # how many roles further up may answer by now
    ask: Ask  # with the customer and texts as they were said, where they were not forgotten
    decision: Decision  # as it was made
    limits: tuple[Reading, ...]  # as they stand now, without what this request holds
    votes: tuple[tuple[str, str], ...]  # who, in whose name
    waits_for: tuple[str, ...]  # roles
    yours: bool
    note: str = ""
    word_of: str = ""
    outlived: str = ""  # why the policy in force cannot judge it, so that it can only be declined
    denied: str = ""  # why all of it may not be given as things stand now, though less of it may fit


class PotLine(Value):
    """One budget under one key."""

    budget: str
    per: tuple[tuple[str, str], ...]
    every: tuple[str, int] | None
    measure: str
    limit: int
    spent: int
    held: int
    near: bool = False

    @property
    def left(self) -> int:
        """What is left, never below zero."""
        return max(0, self.limit - self.spent - self.held)

    @property
    def over(self) -> int:
        """What is used and held beyond all of it."""
        return max(0, self.spent + self.held - self.limit)


class RequestLine(Value):
    """A request of one's own."""

    seq: int
    state: str
    parts: tuple[tuple[str, int | None, int | None], ...]  # remedy, amount, quantity
    incident: str
    at: int
    expires_at: int | None = None


class DutyLine(Value):
    """Something still to do."""

    seq: int
    duty: str
    title: str
    incident: str
    due_at: int | None = None


class WordLine(Value):
    """A word that somebody is said to have given."""

    seq: int
    asker: str
    parts: tuple[tuple[str, int | None, int | None], ...]
    incident: str
    confirm_by: int | None = None


class Mine(Value):
    """What concerns one person."""

    person: str
    name: str
    role: str
    now: int
    since: int
    given: tuple[Entry, ...]  # postings, newest first
    requests: tuple[RequestLine, ...]
    limits: tuple[PotLine, ...]  # per employee
    duties: tuple[DutyLine, ...]
    words: tuple[WordLine, ...]
    delegated: tuple[tuple[int, str, int, int], ...]  # number, to whom, from, until
    received: tuple[tuple[int, str, int, int], ...]  # number, from whom


class IncidentPage(Value):
    """An incident with all that was done about it."""

    id: str
    state: str
    now: int
    opened_at: int
    opened_by: str
    facts: tuple[tuple[str, FactValue], ...]
    response_due: int | None = None
    recovery_due: int | None = None
    responded_at: int | None = None
    recovered_at: int | None = None
    closed_at: int | None = None
    satisfied: str = ""
    cause: str = ""
    reopened: int = 0
    entries: tuple[Entry, ...] = ()
    duties: tuple[DutyLine, ...] = ()
