"""A finding: a question about some entries of a book, for a person to answer. It is never a verdict."""

from __future__ import annotations

import hashlib

from empower.domain.canonical import canonical
from empower.domain.entries import Entry
from empower.domain.value import Value

__all__ = ["FINDING_KINDS", "FINDING_STATES", "Answered", "Finding", "FindingPage", "finding_id"]

FINDING_KINDS = (
    "split",
    "twice",
    "one-customer",
    "each-other",
    "one-login",
    "near-limit",
    "outside-hours",
    "after-close",
    "word",
)
FINDING_STATES = ("open", "explained", "confirmed")

_DIGITS = 10
"""Of the digest in an id: among ten thousand findings of a kind, two share one in fewer than one book in ten thousand."""


class Finding(Value):
    """What is asked, the entries it is asked about, and the figures that made somebody ask."""

    id: str
    kind: str  # one of `FINDING_KINDS`
    rows: tuple[int, ...]  # numbers of entries, in order
    people: tuple[str, ...]  # whom it is about: they do not answer it
    figures: tuple[tuple[str, int | str], ...]  # by name; counts, minor units, minutes, names
    incident: str | None = None
    customer: str | None = None  # what stands for them in the book
    last_at: int = 0  # when the last of it was recorded

    def figure(self, name: str) -> int:
        """One of its numbers."""
        found = dict(self.figures)[name]
        assert isinstance(found, int)
        return found

    def word(self, name: str) -> str:
        """One of its names."""
        return str(dict(self.figures)[name])


class Answered(Value):
    """What somebody said of a finding, and why."""

    seq: int
    state: str  # one of `FINDING_STATES`
    kind: str
    at: int
    person: str
    role: str
    because: str | None  # `None` where the reason was erased
    rows: tuple[int, ...]  # that they had before them


class FindingPage(Value):
    """A finding with what was said of it. Without `finding` it was answered once and is not found any more."""

    id: str
    kind: str
    finding: Finding | None
    answered: Answered | None = None
    earlier: tuple[Answered, ...] = ()  # what was said before that, oldest first
    customer: str | None = None  # as they were named; `None` where they were forgotten
    entries: tuple[Entry, ...] = ()  # its rows, where they were asked for

    @property
    def state(self) -> str:
        """Open, until somebody explains or confirms it."""
        return self.answered.state if self.answered is not None else "open"

    @property
    def more(self) -> int:
        """How many rows came to it since it was answered."""
        if self.finding is None or self.answered is None:
            return 0
        return len(set(self.finding.rows) - set(self.answered.rows))

    @property
    def waits(self) -> bool:
        """Whether somebody should look at it: nobody has answered, or it grew since."""
        return self.finding is not None and (self.state == "open" or self.more > 0)


def finding_id(kind: str, *key: str | int) -> str:
    """The id of a finding: its kind, and a digest of what it hangs on, which is the same tomorrow."""
    return f"{kind}-{hashlib.sha256(canonical(list(key))).hexdigest()[:_DIGITS]}"
