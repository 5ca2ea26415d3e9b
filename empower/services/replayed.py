"""A decision made again from its entry: the same policy, people, facts, moment and balances, so the same outcome."""

from __future__ import annotations

from typing import Any

from empower.domain.decision import Decision
from empower.domain.entries import Entry
from empower.domain.facts import FactValue
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.kept_facts import known_facts
from empower.domain.people import Person, as_of
from empower.ledger.balances import Seen, SeenBalances
from empower.ledger.book import Page
from empower.policyfile.roster import roster_of
from empower.rules.decide import decide
from empower.rules.rulebook import Rulebook
from empower.services.staff import with_delegates

__all__ = ["ask_of", "decision_of", "people_of", "seen_of"]


def ask_of(page: Page, entry: Entry, rulebook: Rulebook) -> Ask:
    """What was asked. Texts that were erased are what stands for them."""
    data = entry.data
    facts: dict[str, FactValue] = {
        name: value for name, value in known_facts(rulebook.facts, data["facts"]) if value is not None
    }
    for name, commitment in data["texts"].items():
        facts[name] = page.text(commitment) or commitment
    if data["incident"]:
        facts["incident"] = data["incident"]
    if data["customer"]:
        facts["customer"] = page.text(data["customer"]) or data["customer"]
    return Ask(
        gestures=tuple([Gesture(remedy=one[0], amount=one[1], quantity=one[2]) for one in data["asked"]]),
        actor=Actor(role=data["asker_role"], id=data["asker"], vouched=data["by"]["vouched"]),
        facts=tuple(facts.items()),
        at=data["effective"],
        day=data["day"],
        hour=data["hour"],
        papers=tuple(data["papers"]),
    )


def people_of(page: Page, digest: str | None, rulebook: Rulebook) -> tuple[Person, ...] | None:
    """The people of a roster that was in force once."""
    row = page.rows.get("policy", digest) if digest else None
    return None if row is None else roster_of(str(row["text"]).encode(), str(row["name"]), rulebook)


def seen_of(data: dict[str, Any]) -> tuple[Seen, ...]:
    """The balances that a decision saw."""
    return tuple([(one[0], tuple(one[1]), one[2], one[3], one[4], one[5]) for one in data.get("balances", ())])


def decision_of(page: Page, entry: Entry) -> Decision:
    """The decision of an entry, made again."""
    data = entry.data
    rulebook = page.rulebook_of(data["policy"])
    people = people_of(page, data["roster"], rulebook)
    if people is not None:
        day = data.get("judged_on", data["day"])
        people = with_delegates(people, tuple([(one[0], one[1]) for one in data["delegated"]]), day)
        people = as_of(people, day)
    balances = SeenBalances(seen_of(data), rulebook, page.pseudonym)
    return decide(rulebook, ask_of(page, entry, rulebook), balances, people)
