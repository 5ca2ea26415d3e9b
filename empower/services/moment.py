"""When: the moment a question is about, and whether the policy is in force then."""

from __future__ import annotations

from empower.domain.calendar import read_date
from empower.domain.errors import CannotAskError
from empower.domain.money import Misread
from empower.domain.problem import Problem
from empower.policyfile.said.asking import not_in_force
from empower.policyfile.said.zone import instant_on, read_instant, with_offset
from empower.rules.rulebook import Rulebook
from empower.services.question import Question

__all__ = ["instant", "moment", "read_moment"]


def instant(rulebook: Rulebook, question: Question) -> int:
    """The moment the question is about, at which the policy is in force. Raises `CannotAskError` when there is none."""
    at = moment(rulebook, question)
    outside = not_in_force(rulebook, at, question.place_of("--at"))
    if outside:
        raise CannotAskError(question.page.placed([outside]))
    return at


def moment(rulebook: Rulebook, question: Question) -> int:
    """The moment that was said, or now. Raises `CannotAskError` when what was said is no moment."""
    found = read_moment(rulebook, question.at) if question.at else question.now
    if isinstance(found, Problem):
        raise CannotAskError(question.page.placed([found.but(path=question.place_of("--at"))]))
    return found


def read_moment(rulebook: Rulebook, text: str) -> int | Problem:
    """The moment that a text says, or what is wrong with it; of a date alone the middle of that day."""
    day = read_date(text)
    found = read_instant(text) if day is None else instant_on(day, rulebook.timezone, rulebook.day_starts)
    if not isinstance(found, Misread):
        return found
    message = f"`{text}` is no moment"
    hint = "write date, time and offset, such as `2026-11-22T16:00:00+01:00`, or a date alone"
    if found.why == "no-offset":
        message = f"`{text}` does not say how far from UTC its clock is"
        there = with_offset(text, rulebook.timezone)
        hint = f"by the clocks of {rulebook.timezone} that is `{there}`" if there else hint
    return Problem(code=found.why, message=message, hint=hint)
