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
from empower.rules.decide import decide, decision_alone
from empower.rules.rulebook import Rulebook
from empower.services.staff import with_delegates

__all__ = ["Rosters", "ask_of", "decision_of", "people_of", "seen_of"]

_MOST_DAYS = 64


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


class Rosters:
    """The people of each roster and day, read once: for whoever makes many decisions again."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: dict[tuple[Any, ...], tuple[Person, ...] | None] = {}

    def then(self, data: dict[str, Any], rulebook: Rulebook) -> tuple[Person, ...] | None:
        """The people as they could say yes to what an entry has, with those to whom they had delegated."""
        day, delegated = data.get("judged_on", data["day"]), tuple([(one[0], one[1]) for one in data["delegated"]])
        place = (data["roster"], rulebook.ref.digest, day, delegated)
        if place not in self._found:
            if len(self._found) >= _MOST_DAYS:
                self._found.clear()
            roster = place[:2]
            if roster not in self._found:
                self._found[roster] = people_of(self._page, data["roster"], rulebook)
            people = self._found[roster]
            self._found[place] = None if people is None else as_of(with_delegates(people, delegated, day), day)
        return self._found[place]


def decision_of(page: Page, entry: Entry, rosters: Rosters | None = None) -> Decision:
    """The decision of an entry, made again. With `rosters`, of which many are made, it has no alternatives."""
    rulebook = page.rulebook_of(entry.data["policy"])
    people = (rosters or Rosters(page)).then(entry.data, rulebook)
    balances = SeenBalances(seen_of(entry.data), rulebook, page.pseudonym)
    deciding = decide if rosters is None else decision_alone
    return deciding(rulebook, ask_of(page, entry, rulebook), balances, people)
