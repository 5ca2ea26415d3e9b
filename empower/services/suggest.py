"""What may I give here and now?"""

from __future__ import annotations

from empower.domain.decision import Asked, Warned
from empower.domain.results import SuggestResult
from empower.rules.alternatives import owed_now, suggested
from empower.services.asked import asked
from empower.services.house import House
from empower.services.open_facts import open_facts
from empower.services.question import Question

__all__ = ["suggest"]


def suggest(house: House, question: Question) -> SuggestResult:
    """What may be given alone, most fitting first, with the most of each, and what is owed.

    Raises `CannotAskError` when the question cannot be put. Facts that could still change it are in `asks`.
    """
    understood = asked(house, question)
    rulebook, ask, balances, people = house.rulebook, understood.ask, understood.balances, house.people
    found = suggested(rulebook, ask, balances, people)
    asks: dict[str, Asked] = {}
    most = {one.remedy: one for one in found}
    for remedy in rulebook.remedies:
        for fact in open_facts(rulebook, ask, remedy, most.get(remedy.id), balances, people):
            before = asks.get(fact.fact)
            lines = fact.lines if before is None else tuple(sorted({*before.lines, *fact.lines}))
            asks[fact.fact] = fact.but(lines=lines)
    return SuggestResult(
        ask=ask,
        alternatives=found,
        owed=owed_now(rulebook, ask, balances, people),
        asks=tuple(asks.values()),
        warnings=() if understood.counted or not rulebook.counters else (Warned(code="nothing-counted"),),
        policy=rulebook.ref.name,
        digest=rulebook.ref.digest,
    )
