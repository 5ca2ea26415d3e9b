"""The whole book read once, in order, for every kind of finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.domain.thresholds import Thresholds
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.ledger.cells import number
from empower.ledger.verifying.chain import UNREADABLE, entry_in, rows_in_order
from empower.services.findings.after_close import AfterClose
from empower.services.findings.behind import Behind
from empower.services.findings.each_other import EachOther
from empower.services.findings.near_limit import NearLimit
from empower.services.findings.one_customer import OneCustomer
from empower.services.findings.one_login import OneLogin
from empower.services.findings.outside_hours import OutsideHours
from empower.services.findings.split import Split
from empower.services.findings.twice import Twice
from empower.services.findings.word import Word

__all__ = ["Kind", "Looked", "kinds", "look"]


class Kind(Protocol):
    """One kind of finding: takes entries in order, and says what it found."""

    kind: str

    def take(self, entry: Entry) -> None:
        """One more entry."""

    def found(self) -> tuple[Finding, ...]:
        """What was found so far."""


class Looked(Value):
    """What was found, and the entries that could not be looked at: `ledger verify` says what is wrong with them."""

    findings: tuple[Finding, ...]
    unread: tuple[int, ...] = ()


def kinds(behind: Behind, now: int) -> tuple[Kind, ...]:
    """Every kind, in the order they are told."""
    return (
        Split(behind),
        Twice(behind),
        OneCustomer(behind),
        EachOther(behind),
        OneLogin(behind),
        NearLimit(behind),
        OutsideHours(behind),
        AfterClose(behind),
        Word(behind, now),
    )


def look(
    page: Page,
    now: int,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  # a value
    progress: Callable[[int], None] | None = None,
) -> Looked:
    """Every finding of a book as of `now`: the same for the same entries, whoever looks and whenever."""
    every = kinds(Behind(page, thresholds), now)
    unread: list[int] = []
    for row in rows_in_order(page.rows):
        seq, entry = number(row, "seq"), entry_in(row)
        try:
            if entry is not None:
                for one in every:
                    one.take(entry)
        except UNREADABLE:
            entry = None
        if entry is None:
            unread.append(seq)
        if progress is not None:
            progress(seq)
    return Looked(findings=tuple([found for one in every for found in one.found()]), unread=tuple(unread))
