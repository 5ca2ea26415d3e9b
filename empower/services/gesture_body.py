"""What an entry says of a gesture: enough to count it, to show it, and to make the same decision again."""

from __future__ import annotations

from typing import Any

from empower.domain.balances import Charge
from empower.domain.decision import Decision, Reading
from empower.domain.facts import FactValue
from empower.domain.gesture import Ask
from empower.domain.given import Given, GivenPart
from empower.domain.kept_facts import kept_facts
from empower.ledger.balances import BookBalances
from empower.ledger.book import Page
from empower.rules.index import index_of
from empower.rules.recorded import complete_facts
from empower.rules.rulebook import Rulebook
from empower.services.pen import Texts
from empower.services.staff import Delegated

__all__ = ["KeptFacts", "charges_body", "decision_body", "decision_parts", "facts_body", "part_body", "seen_body"]

KeptFacts = tuple[dict[str, Any], dict[str, str], str | None]
"""Facts, commitments of texts by fact, and what stands for the customer."""


def facts_body(
    rulebook: Rulebook, facts: tuple[tuple[str, FactValue | None], ...], page: Page, texts: Texts
) -> KeptFacts:
    """The facts as an entry keeps them: texts that nothing counts by, and the customer, as commitments only."""
    index = index_of(rulebook)
    customer: str | None = None
    plain: list[tuple[str, FactValue | None]] = []
    free: list[tuple[str, str]] = []
    for name, value in facts:
        if name in ("incident", "employee"):
            continue
        if name == "customer":
            if value is not None:
                customer = page.pseudonym(str(value))
                texts.subject = customer = customer if customer is not None else texts.customer(str(value))
        elif isinstance(value, str) and name in index.facts and name not in index.keys:
            free.append((name, value))
        else:
            plain.append((name, value))
    committed = {name: texts.text(name, value) for name, value in free}
    return kept_facts(rulebook.facts, plain), committed, customer


def decision_body(
    rulebook: Rulebook, ask: Ask, decision: Decision, page: Page, texts: Texts, delegated: Delegated
) -> dict[str, Any]:
    """What the entry of any gesture has."""
    facts, free, customer = facts_body(rulebook, complete_facts(rulebook, ask), page, texts)
    return {
        "effective": ask.at,
        "day": ask.day,
        "hour": ask.hour,
        "asker": ask.actor.id,
        "asker_role": ask.actor.role,
        "incident": dict(ask.facts).get("incident"),
        "customer": customer,
        "facts": facts,
        "texts": free,
        "papers": list(ask.papers),
        "asked": [[one.remedy, one.amount, one.quantity] for one in ask.gestures],
        "parts": [part_body(part) for part in decision_parts(decision)],
        "outcome": decision.outcome,
        "reasons": [[why.code, why.line] for why in decision.reasons],
        "approvers": [[one.role, list(one.others), one.count] for one in decision.approvers],
        "duties": [{"id": duty.id, "title": duty.title, "due_at": duty.due} for duty in decision.duties],
        "delegated": [list(pair) for pair in delegated],
        "policy": rulebook.ref.digest,
        "roster": page.head.roster,
    }


def decision_parts(decision: Decision) -> tuple[GivenPart, ...]:
    """The decision's parts as they are counted."""
    return tuple(
        [
            GivenPart(
                remedy=part.gesture.remedy,
                amount=part.gesture.amount,
                quantity=part.gesture.quantity,
                face=part.face,
                cost=part.cost,
                owed=part.owed,
                owed_cost=part.owed_cost,
                settled=part.settled,
            )
            for part in decision.parts
        ]
    )


def part_body(part: GivenPart) -> dict[str, Any]:
    """One part, as an entry has it."""
    found = {name: getattr(part, name) for name in GivenPart._fields}
    return {**found, "settled": [list(pair) for pair in part.settled]}


def seen_body(balances: BookBalances) -> list[list[Any]]:
    """Every balance that the decision saw."""
    return [[counter, list(key), *rest] for counter, key, *rest in balances.seen]


def charges_body(
    charges: tuple[Charge, ...], readings: tuple[Reading, ...], given: Given, *, held: bool = False
) -> list[list[Any]]:
    """What is added to each counter, and the most it may then say where a limit that was found to fit rests on it."""
    customer = dict(given.facts).get("customer")
    within: dict[tuple[str, tuple[str, ...]], int] = {}
    for reading in readings:
        if not reading.counter or reading.spent + reading.held + reading.asked > reading.limit:
            continue
        key = tuple([str(customer) if name == "customer" else value for name, value in reading.per])
        most = within.get((reading.counter, key))
        within[reading.counter, key] = reading.limit if most is None else min(most, reading.limit)
    found = []
    for charge in charges:
        most = within.get((charge.counter, charge.key)) if charge.amount > 0 else None
        spent, reserved = (0, charge.amount) if held else (charge.amount, 0)
        found.append([charge.counter, list(charge.key), charge.day, spent, reserved, most])
    return found
