"""A decision of the book, put to another policy: the same facts, moment and people, as that policy reads them."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Entry
from empower.domain.facts import Fact, FactValue, derive
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.kept_facts import known_facts
from empower.domain.people import Person
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY, Rulebook
from empower.services.backtest.people import PeopleThen

__all__ = ["Lacks", "Put", "Putting"]

Lacks = tuple[tuple[str, str], ...]
"""What kind of thing is not known, and its name."""

_MOST_READINGS = 32


class Put(Value):
    """What is asked of the policy, and which of its facts nobody could state then are asked for, whatever their default."""

    rulebook: Rulebook
    ask: Ask
    people: tuple[Person, ...] | None
    new_roles: frozenset[str] = frozenset()  # roles of the policy that nobody held then and no policy knew


class Putting:
    """Puts the decisions of one book to one policy."""

    def __init__(self, page: Page, rulebook: Rulebook) -> None:
        self._page = page
        self._new = rulebook
        self._people = PeopleThen(page, rulebook)
        self._with_unknown: dict[frozenset[str], Rulebook] = {}
        self._carried: dict[str, frozenset[str]] = {}
        self.roles_nobody_held: set[str] = set()

    def put(self, entry: Entry) -> Put | Lacks:
        """The question, or what the policy does not know of it."""
        data = entry.data
        old = self._page.rulebook_of(data["policy"])
        strange = self._strange(old, data)
        if strange:
            return strange
        facts, unknown = self._facts(old, data)
        if facts is None:
            return (("fact", "customer"),)
        ask = Ask(
            gestures=tuple([Gesture(remedy=one[0], amount=one[1], quantity=one[2]) for one in data["asked"]]),
            actor=Actor(role=data["asker_role"], id=data["asker"], vouched=data["by"]["vouched"]),
            facts=tuple(facts.items()),
            at=data["effective"],
            day=data["day"],
            hour=data["hour"],
            papers=tuple(data["papers"]),
        )
        people, new_roles = self._people.of(old, data)
        self.roles_nobody_held |= new_roles
        return Put(rulebook=self._asking_for(unknown), ask=ask, people=people, new_roles=new_roles)

    def _strange(self, old: Rulebook, data: dict[str, Any]) -> Lacks:
        """The remedies and the role that the policy does not know, or knows as something else."""
        remedies, before = index_of(self._new).remedies, index_of(old).remedies
        found: dict[tuple[str, str], None] = {}
        for name, _, _ in data["asked"]:
            if name not in remedies:
                found["remedy", name] = None
            elif name in before and (before[name].kind in IN_MONEY) != (remedies[name].kind in IN_MONEY):
                found["kind of the remedy", name] = None
        if data["asker_role"] not in index_of(self._new).roles:
            found["role", data["asker_role"]] = None
        return tuple(found)

    def _facts(self, old: Rulebook, data: dict[str, Any]) -> tuple[dict[str, FactValue] | None, frozenset[str]]:
        """The facts in the numbers of the policy, and the names of those that are not known to have been so or so."""
        index = index_of(self._new)
        known = dict(known_facts(self._new.facts, data["facts"]))
        carried = self._derived_alike(old)
        fresh = [fact for fact in index.derived if fact.name not in carried]
        for fact in fresh:
            known.pop(fact.name, None)
        used = {name for fact in fresh for name in (fact.derived or ("", (), ()))[1]}
        for name, commitment in data["texts"].items():
            text = self._page.text(commitment) if name in used or name in index.keys else None
            if name in index.facts and index.facts[name].kind == "text" and (text is not None or name not in used):
                known[name] = text or commitment
        unknown = frozenset([fact.name for fact in index.facts.values() if not fact.derived and fact.name not in known])
        facts = {name: value for name, value in known.items() if value is not None}
        if data["incident"]:
            facts["incident"] = data["incident"]
        if data["customer"]:
            facts["customer"] = data["customer"]  # what stands for them: all counters of a book are kept by it
            if "customer" in used and not self._with_customer(fresh, facts, data):
                return None, unknown
        return facts, unknown

    def _with_customer(self, fresh: list[Fact], facts: dict[str, FactValue], data: dict[str, Any]) -> bool:
        """Adds what is derived from who the customer is; says whether that is still known."""
        customer = self._page.text(data["customer"])
        for fact in fresh if customer is not None else ():
            if fact.derived and "customer" in fact.derived[1]:
                value = derive(fact, {"employee": data["asker"], **facts, "customer": customer or ""})
                if value is not None:
                    facts[fact.name] = value
        return customer is not None

    def _derived_alike(self, old: Rulebook) -> frozenset[str]:
        """The derived facts that are made in the same way by both policies, so that what was recorded stands."""
        found = self._carried.get(old.ref.digest)
        if found is None:
            before, now = index_of(old).facts, index_of(self._new).facts
            found = self._carried[old.ref.digest] = frozenset(
                [
                    fact.name
                    for fact in self._new.facts
                    if fact.derived
                    and fact.name in before
                    and before[fact.name].derived == fact.derived
                    and all([before.get(name) == now.get(name) for name in fact.derived[1]])
                ]
            )
        return found

    def _asking_for(self, unknown: frozenset[str]) -> Rulebook:
        """The policy where what is unknown has no default and is not taken to be absent: nobody could state it then."""
        facts = index_of(self._new).facts
        supposed = frozenset([name for name in unknown if facts[name].default is not None or facts[name].optional])
        if not supposed:
            return self._new
        found = self._with_unknown.get(supposed)
        if found is None:
            if len(self._with_unknown) == _MOST_READINGS:
                self._with_unknown.clear()
            asked = tuple([_asked_for(fact) if fact.name in supposed else fact for fact in self._new.facts])
            feeding = tuple([_fed(fact, supposed) for fact in asked])
            found = self._with_unknown[supposed] = self._new.but(facts=feeding)
        return found


def _asked_for(fact: Fact) -> Fact:
    return fact.but(default=None, optional=False)


def _fed(fact: Fact, supposed: frozenset[str]) -> Fact:
    """A derived fact is not taken to be absent either where it is made of such facts."""
    if fact.derived and fact.optional and supposed & set(fact.derived[1]):
        return fact.but(optional=False)
    return fact
