"""May I give this?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empower.domain.decision import Decision, Warned
from empower.rules.decide import decide
from empower.services.asked import asked
from empower.services.heard import heard
from empower.services.house import House
from empower.services.question import Question

if TYPE_CHECKING:
    from empower.ledger.book import Page

__all__ = ["check"]


def check(house: House, question: Question, page: Page | None = None) -> Decision:
    """The decision on a question, with a page of the book by what it counts. Records nothing.

    Raises `CannotAskError` when the question cannot be put.
    """
    if page is not None:
        return _by_the_book(house, question, page)
    understood = asked(house, heard(house, question))
    decision = decide(house.rulebook, understood.ask, understood.balances, house.people)
    adds_up = any([reading.per != (("gesture", ""),) for reading in decision.limits])
    if understood.counted or not adds_up:
        return decision
    return decision.but(warnings=(*decision.warnings, Warned(code="nothing-counted")))


def _by_the_book(house: House, question: Question, page: Page) -> Decision:
    from empower.services.decided import decided  # noqa: PLC0415  # only where there is a book
    from empower.services.obeying import obeys  # noqa: PLC0415

    decision = decided(house, asked(house, heard(house, question), page), page)
    if not obeys(page.head, house):
        return decision
    return decision.but(warnings=(*decision.warnings, Warned(code="not-in-force")))
