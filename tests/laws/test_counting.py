"""What a decision charges is what counting its record comes to: a counter opened from history says what it would have said."""

from __future__ import annotations

from collections import defaultdict

from empower.domain.balances import Charge
from empower.domain.facts import FactValue
from empower.domain.given import Given
from empower.domain.kept_facts import kept_facts, known_facts
from empower.rules.answer import answered
from empower.rules.counting import counted
from empower.rules.recorded import complete_facts
from empower.rules.situation import Situation
from empower.services.gesture_body import decision_parts
from tests.laws.draws import Draws
from tests.laws.situations import Drawn, holds

_KEYS = ("incident", "customer", "employee")


def test_counting_a_record_is_what_the_decision_charged() -> None:
    holds(_counted_as_charged, 300, known=True)


def test_facts_come_back_from_an_entry_as_they_were() -> None:
    holds(_facts_come_back, 200, known=True)


def _counted_as_charged(drawn: Drawn, d: Draws) -> None:
    case = drawn.case
    decision = answered(Situation(case.rulebook, case.ask, case.balances, case.people))
    given = Given(
        parts=decision_parts(decision),
        facts=complete_facts(case.rulebook, case.ask),
        day=case.ask.day,
        at=case.ask.at,
        employee=case.ask.actor.id,
    )
    assert _together(counted(case.rulebook, given)) == _together(decision.charges)


def _together(charges: tuple[Charge, ...]) -> dict[tuple[str, tuple[str, ...]], int]:
    found: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    for charge in charges:
        found[charge.counter, charge.key] += charge.amount
    return dict(found)


def _facts_come_back(drawn: Drawn, d: Draws) -> None:
    rulebook, ask = drawn.case.rulebook, drawn.case.ask
    facts = tuple([fact for fact in complete_facts(rulebook, ask) if fact[0] not in _KEYS])
    back: dict[str, FactValue | None] = dict(known_facts(rulebook.facts, kept_facts(rulebook.facts, facts)))
    assert back == dict(facts)
