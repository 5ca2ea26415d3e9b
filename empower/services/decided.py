"""A decision against the book: the same `decide` as without one, and no limit is skipped because its key is blank."""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.decision import Asked, Decision
from empower.domain.gesture import Ask
from empower.ledger.balances import BookBalances
from empower.ledger.book import Page
from empower.rules.decide import decide
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.rules.touched import touched
from empower.services.asked import Understood
from empower.services.house import House
from empower.services.staff import Delegated, delegations_for, with_delegates

__all__ = ["decided", "delegated_for", "still_asked"]


def decided(house: House, understood: Understood, page: Page, delegated: Delegated | None = None) -> Decision:
    """The decision, or, where a key is blank that something counts by, the question for it.

    `delegated` are the delegations that hold, where they were looked up already.
    """
    ask, balances = understood.ask, understood.balances
    if isinstance(balances, BookBalances):
        balances.expect(lambda: touched(house.rulebook, ask), ask.day)
    people = house.people
    if people is not None:
        found = delegated_for(house.rulebook, understood, page) if delegated is None else delegated
        people = with_delegates(people, found, understood.ask.day)
    decision = decide(house.rulebook, ask, balances, people)
    blank = still_asked(house.rulebook, decision)
    return decision.but(outcome=None, asks=blank) if blank else decision


def still_asked(rulebook: Rulebook, decision: Decision) -> tuple[Asked, ...]:
    """What a record needs to know beyond the answer: the keys that limits count by, and what the cost hangs on."""
    if decision.outcome in (None, "deny"):
        return ()
    return (*_blank_keys(decision), *_cost_facts(rulebook, decision.ask))


def delegated_for(rulebook: Rulebook, understood: Understood, page: Page) -> Delegated:
    """The delegations that hold for what is asked."""
    return delegations_for(page, rulebook, understood.ask, understood.balances, understood.ask.day)


def _cost_facts(rulebook: Rulebook, ask: Ask) -> tuple[Asked, ...]:
    """The facts that the cost of what is asked hangs on, and that are not known: what is recorded is never a supposed cost."""
    index = index_of(rulebook)
    stated = dict(ask.facts)
    found: dict[str, list[str]] = {}
    for gesture in ask.gestures:
        for name in amount_facts(index.remedies[gesture.remedy].cost):
            fact = index.facts.get(name)
            for one in () if fact is None else fact.derived[1] if fact.derived else (name,):
                known = index.facts.get(one)
                if known is not None and known.default is None and not known.optional and one not in stated:
                    found.setdefault(one, []).append(gesture.remedy)
    return tuple(
        [
            Asked(
                fact=name,
                kind=index.facts[name].kind,
                values=index.facts[name].values,
                lines=tuple(sorted(set(remedies))),
            )
            for name, remedies in found.items()
        ]
    )


def _blank_keys(decision: Decision) -> tuple[Asked, ...]:
    found: dict[str, list[str]] = {}
    for reading in decision.limits:
        for name, value in reading.per:
            if name not in ("gesture", "employee") and not value and reading.asked:
                found.setdefault(name, []).append(reading.line)
    return tuple(
        [Asked(fact=name, kind="text", values=(), lines=tuple(sorted(set(lines)))) for name, lines in found.items()]
    )
