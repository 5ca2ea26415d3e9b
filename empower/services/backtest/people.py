"""The people of the rosters that were in force then, in the roles and facts of another policy."""

from __future__ import annotations

from typing import Any

from empower.domain.kept_facts import kept_facts, known_facts
from empower.domain.people import Person, as_of
from empower.ledger.book import Page
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.services.replayed import people_of
from empower.services.staff import with_delegates

__all__ = ["PeopleThen"]

_MOST_DAYS = 64


class PeopleThen:
    """Who was there on each day, as one policy sees them. A role that it does not know is held by nobody."""

    def __init__(self, page: Page, rulebook: Rulebook) -> None:
        self._page = page
        self._new = rulebook
        self._rosters: dict[tuple[str, str], tuple[tuple[Person, ...] | None, frozenset[str]]] = {}
        self._days: dict[tuple[Any, ...], tuple[Person, ...]] = {}

    def of(self, old: Rulebook, data: dict[str, Any]) -> tuple[tuple[Person, ...] | None, frozenset[str]]:
        """The people of an entry's day, with those to whom they had delegated; and the new roles that nobody held."""
        digest = data["roster"]
        if not digest:
            return None, frozenset()
        roster = (digest, old.ref.digest)
        if roster not in self._rosters:
            self._rosters[roster] = self._read(old, digest)
        people, new_roles = self._rosters[roster]
        if people is None:
            return None, new_roles
        day = data.get("judged_on", data["day"])
        delegated = tuple([(one[0], one[1]) for one in data["delegated"]])
        place = (*roster, day, delegated)
        found = self._days.get(place)
        if found is None:
            if len(self._days) == _MOST_DAYS:
                self._days.clear()
            found = self._days[place] = as_of(with_delegates(people, delegated, day), day)
        return found, new_roles

    def _read(self, old: Rulebook, digest: str) -> tuple[tuple[Person, ...] | None, frozenset[str]]:
        people = people_of(self._page, digest, old)
        if people is None:
            return None, frozenset()
        roles = index_of(self._new).roles
        if old.ref.digest != self._new.ref.digest:
            people = tuple([self._seen(person, old) for person in people])
        held = {role for person in people for role in person.roles}
        return people, frozenset(roles.keys() - held - index_of(old).roles.keys())

    def _seen(self, person: Person, old: Rulebook) -> Person:
        roles = index_of(self._new).roles
        facts = known_facts(self._new.facts, kept_facts(old.facts, person.facts))
        return person.but(
            roles=tuple([role for role in person.roles if role in roles]),
            facts=tuple([(name, value) for name, value in facts if value is not None]),
        )
