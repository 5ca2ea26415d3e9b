"""Whether a book can be asked again by another policy: its money and its days have to mean the same."""

from __future__ import annotations

from empower.domain.calendar import read_date
from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.ledger.book import Page
from empower.policyfile.said.page import WordsPage
from empower.services.adoption_fits import reads_alike
from empower.services.house import House, cannot

__all__ = ["Days", "days_said", "may_be_tried"]

Days = tuple[int | None, int | None]
"""From a day until the day before another; `None` for no end."""


def may_be_tried(page: Page, house: House) -> None:
    """Nothing, where the house's policy can be laid over the book. Raises `CannotAskError` where it cannot."""
    new, kept, head = house.rulebook, page.rulebook, page.head
    if new.currency != (head.currency or kept.currency):
        message = f"this book counts in {head.currency or kept.currency}, and `{house.file}` is in {new.currency}"
        hint = "write the policy to be tried in the money of the book; every amount would mean something else"
        raise cannot("book-currency", message, hint)
    if (new.timezone, new.day_starts) != (kept.timezone, kept.day_starts):
        ours, theirs = [f"{one.timezone}, its days from {_clock(one.day_starts)}" for one in (kept, new)]
        message = f"this book keeps the days of {ours}, and `{house.file}` those of {theirs}"
        hint = "give the policy to be tried the `timezone` and `day_starts` of the book; a gesture would fall on another day"
        raise cannot("book-timezone", message, hint)
    reads_alike(page, new)


def days_said(start: str | None, until: str | None) -> Days:
    """The days that the options state. Raises `CannotAskError` where one is no date, or the end does not come after."""
    found = [_day(option, text) for option, text in (("--from", start), ("--until", until))]
    first, last = found
    if first is not None and last is not None and last <= first:
        raise _wrong(
            "--until", until or "", "no-days", "there is no day between the two", "let `--until` name a later day"
        )
    return first, last


def _day(option: str, text: str | None) -> int | None:
    if text is None:
        return None
    day = read_date(text)
    if day is None:
        raise _wrong(option, text, "not-a-date", f"`{text}` is no date", f"say `{option} 2026-11-22`")
    return day


def _wrong(option: str, text: str, code: str, message: str, hint: str) -> CannotAskError:
    page = WordsPage((option, text) if text else (option,), "empower ledger replay")
    return CannotAskError(page.placed([Problem(code=code, message=message, hint=hint, path=(1 if text else 0,))]))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
