"""The words of a delegation: days, an amount, a number."""

from __future__ import annotations

from empower.domain.calendar import read_date
from empower.domain.errors import CannotAskError
from empower.domain.money import Misread, read_money
from empower.domain.problem import Problem
from empower.policyfile.said.fact_values import misread
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import local
from empower.rules.rulebook import Rulebook

__all__ = ["amount_said", "day_said", "number_said"]


def day_said(rulebook: Rulebook, option: str, text: str | None, now: int | None) -> int:
    """The day that an option states; today where nothing is said and `now` is given."""
    if text is None and now is not None:
        return local(now, rulebook.timezone, rulebook.day_starts).day
    day = read_date(text or "")
    if day is not None:
        return day
    message = f"`{text}` is no date" if text else f"`{option}` is missing"
    raise _wrong(option, text or "", "not-a-date", message, f"say `{option} 2026-11-22`")


def amount_said(rulebook: Rulebook, option: str, text: str | None) -> int | None:
    """The amount that an option states, in minor units; `None` where nothing is said."""
    if text is None:
        return None
    found = read_money(text, rulebook.currency, rulebook.digits)
    if not isinstance(found, Misread):
        return found
    unread = misread(option, found, digits=rulebook.digits, currency=rulebook.currency)
    raise _wrong(option, text, unread.code, unread.message, unread.hint)


def number_said(words: WordsPage) -> int:
    """The number of the delegation to take back: the second of the words."""
    text = words.words[1] if len(words.words) > 1 else ""
    if text.isascii() and text.isdigit():
        return int(text[:18])
    message = f"`{text}` is no number of a delegation" if text else "no delegation is named"
    problem = Problem(code="unknown-delegation", message=message, hint="`empower mine` shows yours", path=(1,))
    raise CannotAskError(words.placed([problem]))


def _wrong(option: str, text: str, code: str, message: str, hint: str) -> CannotAskError:
    page = WordsPage((option, text) if text else (option,), "empower delegate")
    return CannotAskError(page.placed([Problem(code=code, message=message, hint=hint, path=(1 if text else 0,))]))
