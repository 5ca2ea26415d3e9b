"""Puts the published cases to our own packs: their words in, their words out."""

from __future__ import annotations

from typing import Any

from empower.domain.balances import NOTHING_SPENT
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.money import read_money, written_money
from empower.policyfile.load import load_policy
from empower.policyfile.packs import pack_folder
from empower.rules.alternatives import most_of
from empower.rules.decide import decide
from empower.rules.rulebook import Rulebook

TODAY = 739_000  # any day will do: both sets speak of days passed
OUTCOMES = {"approve": "allowed", "escalate": "escalate", "deny": "denied"}
PAPERS = {"incident_report+tell_gm": "incident_report_and_gm_notice_24h"}


def rulebook(pack: str) -> Rulebook:
    folder = pack_folder(pack)
    assert folder is not None
    loaded = load_policy(folder).rulebook
    assert loaded is not None
    return loaded


def asked(book: Rulebook, role: str, gesture: Gesture, facts: dict[str, int]) -> dict[str, Any]:
    ask = Ask(gestures=(gesture,), actor=Actor(role=role), facts=tuple(facts.items()), at=0, day=TODAY, hour=12)
    decision = decide(book, ask, NOTHING_SPENT)
    most = most_of(book, ask, gesture.remedy, NOTHING_SPENT)
    papers = "+".join([*[need.id for need in decision.needs], *[duty.id for duty in decision.duties]])
    return {
        "outcome": OUTCOMES[str(decision.outcome)],
        "currency": book.currency,
        "approver": decision.approvers[0].role if decision.approvers else None,
        "amount_due": written_money(decision.parts[0].gesture.amount or 0, book.digits),
        "max_amount": written_money(most.amount, book.digits) if most and most.amount else None,
        "documentation": PAPERS.get(papers, papers),
    }


def hotel(case: dict[str, Any]) -> dict[str, Any]:
    book, given = rulebook("hotel-ladder"), case["given"]
    kind = next(remedy.kind for remedy in book.remedies if remedy.id == given["remedy"])
    amount = read_money(str(given["amount"]), book.currency, book.digits) if kind in ("credit", "cash") else None
    assert amount is None or isinstance(amount, int)
    return asked(book, given["role"], Gesture(remedy=given["remedy"], amount=amount), {})


def rail(case: dict[str, Any]) -> dict[str, Any]:
    book, given = rulebook("rail-delay"), case["given"]
    ticket = given | max(given.get("tickets", [given]), key=lambda one: int(one["delay_minutes"]))  # the delayed one
    facts = {
        fact.name: fact.values.index(ticket[fact.name]) for fact in book.facts if ticket.get(fact.name) in fact.values
    }
    facts |= {"price": round(ticket["price"] * 100), "delay_minutes": ticket["delay_minutes"]}
    facts["journey_date"] = TODAY - ticket["days_since_journey"]
    return asked(book, "claims_agent", Gesture(remedy="bank_transfer"), facts)
