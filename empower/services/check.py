"""May I give this?"""

from __future__ import annotations

from empower.domain.decision import Decision, Warned
from empower.rules.decide import decide
from empower.services.asked import asked
from empower.services.house import House
from empower.services.question import Question

__all__ = ["check"]


def check(house: House, question: Question) -> Decision:
    """The decision on a question. Records nothing. Raises `CannotAskError` when the question cannot be put."""
    understood = asked(house, question)
    decision = decide(house.rulebook, understood.ask, understood.balances, house.people)
    adds_up = any([reading.per != (("gesture", ""),) for reading in decision.limits])
    if understood.counted or not adds_up:
        return decision
    return decision.but(warnings=(*decision.warnings, Warned(code="nothing-counted")))
