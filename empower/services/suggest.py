"""What may I give here and now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empower.domain.decision import Asked, Warned
from empower.domain.results import SuggestResult
from empower.rules.alternatives import owed_now, suggested
from empower.services.asked import asked
from empower.services.heard import heard
from empower.services.house import House
from empower.services.obeying import obeys
from empower.services.open_facts import open_facts
from empower.services.question import Question

if TYPE_CHECKING:
    from empower.ledger.book import Page

__all__ = ["suggest"]


def suggest(house: House, question: Question, page: Page | None = None) -> SuggestResult:
    """What may be given alone, most fitting first, with the most of each, and what is owed; by what the book counts.

    Raises `CannotAskError` when the question cannot be put. Facts that could still change it are in `asks`.
    """
    understood = asked(house, heard(house, question), page)
    rulebook, ask, balances, people = house.rulebook, understood.ask, understood.balances, house.people
    warnings = () if understood.counted or not rulebook.counters else (Warned(code="nothing-counted"),)
    if page is not None and obeys(page.head, house):
        warnings = (Warned(code="not-in-force"),)
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
        warnings=warnings,
        policy=rulebook.ref.name,
        digest=rulebook.ref.digest,
    )
