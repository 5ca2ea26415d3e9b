"""What a decision charges is what counting its record comes to: a counter opened from history says what it would have said."""

from __future__ import annotations

from collections import defaultdict

from empower.domain.balances import Charge
from empower.domain.conditions import Test as OneTest
from empower.domain.conditions import contains
from empower.domain.facts import FactValue, ages
from empower.domain.given import Given
from empower.domain.kept_facts import kept_facts, known_facts
from empower.rules.answer import answered
from empower.rules.counting import added, counted
from empower.rules.recorded import complete_facts
from empower.rules.rulebook import KINDS, Counter, Rulebook
from empower.rules.situation import Situation
from empower.services.gesture_body import decision_parts
from tests.laws.draws import Draws
from tests.laws.situations import Drawn, holds

_KEYS = ("incident", "customer", "employee")


def test_counting_a_record_is_what_the_decision_charged() -> None:
    holds(_counted_as_charged, 300, known=True)


def test_what_was_not_known_when_it_was_given_is_counted() -> None:
    holds(_counted_plainly, 300, known=True)


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


def _counted_plainly(drawn: Drawn, d: Draws) -> None:
    """With some facts not known, or a remedy that the policy has no more, each counter is asked on its own."""
    case = drawn.case
    decision = answered(Situation(case.rulebook, case.ask, case.balances, case.people))
    facts = tuple([fact for fact in complete_facts(case.rulebook, case.ask) if fact[0] in _KEYS or d.chance(60)])
    parts = decision_parts(decision)
    if d.chance(10):
        parts = tuple([part.but(remedy="no more") for part in parts])
    given = Given(parts=parts, facts=facts, day=case.ask.day, at=case.ask.at, employee=case.ask.actor.id)
    plainly: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    known = {name: value for name, value in facts if value is not None}
    for counter in case.rulebook.counters:
        key = [given.employee if name == "employee" else known.get(name) for name in counter.per]
        for part in parts:
            if counter.measure == "settled":
                amount = sum([settled for name, settled in part.settled if name == counter.id])
            else:
                amount = added(counter, part) if _speaks_of(case.rulebook, counter, part.remedy, given) else 0
            if all(key) and amount:
                plainly[counter.id, tuple([str(value) for value in key])] += amount
    assert _together(counted(case.rulebook, given)) == dict(plainly)


def _speaks_of(rulebook: Rulebook, counter: Counter, remedy: str, given: Given) -> bool:
    names = [one.id for one in rulebook.remedies]
    if remedy not in names:  # what would count whatever is given counts it too
        return all([_speaks_of(rulebook, counter, name, given) for name in names])
    if remedy not in counter.remedies:
        return False
    facts = dict(given.facts)
    known = {name: value for name, value in facts.items() if value is not None}
    one = next(one for one in rulebook.remedies if one.id == remedy)

    def fits(test: OneTest, *, unknown: bool) -> bool:
        if test.axis == "remedy":
            return contains(test.spans, one.position)
        if test.axis == "remedy_kind":
            return contains(test.spans, KINDS.index(one.kind))
        if test.axis.partition("#")[0] not in facts:
            return unknown
        value = ages(test.axis, known, given.day, given.at) if "#" in test.axis else known.get(test.axis)
        return contains(test.spans, value) if isinstance(value, int) else test.absent

    condition = counter.condition
    taken_away = any([all([fits(test, unknown=False) for test in box]) for box in condition.unless])
    return any([all([fits(test, unknown=True) for test in box]) for box in condition.when]) and not taken_away


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
