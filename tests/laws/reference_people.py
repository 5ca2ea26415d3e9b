"""Who may sign, read plainly from the roles of the tree and the people of a question."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.laws.asks import Asking, local_day

__all__ = ["House"]

Tree = dict[str, Any]


class House:
    """The chain of a policy, and who of a roster is there. Without a roster every role is held, by as many as it takes."""

    def __init__(self, tree: Tree, asking: Asking) -> None:
        self.roles: Tree = tree["roles"]
        self.people = asking.people
        self.day: date = local_day(tree, asking.at)[0]

    def above(self, role: str) -> list[str]:
        """The chain above a role, nearest first."""
        found = []
        while "reports_to" in self.roles[role]:
            role = self.roles[role]["reports_to"]
            found.append(role)
        return found

    def reaches(self, role: str, named: str) -> bool:
        """Whether a role is the named one or stands above it."""
        return role == named or role in self.above(named)

    def final(self, role: str) -> bool:
        return bool(self.roles[role].get("final"))

    # Signatures: each line asks for places, filled by different persons

    def places(self, call: Any) -> list[list[str]]:
        """The places of an `escalate`, each with the roles any one of which will do."""
        if isinstance(call, str):
            return [[call]]
        if isinstance(call, list):
            return [[role] for role in call]
        if "any_of" in call:
            return [call["any_of"]]
        return [[call["to"]]] * int(call.get("count", 1))

    def satisfied(self, call: Any, role: str) -> bool:
        """Whether somebody in this role is enough alone; the last word passes a single signature, whoever is named."""
        places = self.places(call)
        return len(places) == 1 and (self.final(role) or self._fills(role, places[0]))

    def named_on_chain(self, calls: Tree, role: str) -> set[str]:
        """The roles above the asker that are named, where there is no choice."""
        named = {place[0] for call in calls.values() for place in self.places(call) if len(place) == 1}
        return {name for name in named if name in self.above(role)}

    def can_sign(self, calls: Tree, asking: Asking) -> bool:
        """Whether every line's places can be filled by different persons, the asker among them."""
        return all(self._filled(self.places(call), asking, frozenset(), asker=True) for call in calls.values())

    def _fills(self, role: str, place: list[str]) -> bool:
        return any(self.reaches(role, named) for named in place)

    def _filled(self, places: list[list[str]], asking: Asking, used: frozenset[str], *, asker: bool) -> bool:
        if not places:
            return True
        first, rest = places[0], places[1:]
        if asker and self._fills(asking.role, first) and self._filled(rest, asking, used, asker=False):
            return True
        if self.people is None:
            return self._filled(rest, asking, used, asker=asker)
        signers = {
            person
            for role in self.roles
            if self._fills(role, first)
            for person in self._available(role, asking)
            if person not in used
        }
        return any(self._filled(rest, asking, used | {person}, asker=asker) for person in signers)

    # People

    def others_holding(self, role: str, asking: Asking) -> list[str]:
        """Whose authority would be used: those who hold the role and are there, or are stood in for."""
        if self.people is None:
            return [""]
        return sorted(set(self._available(role, asking).values()))

    def _available(self, role: str, asking: Asking) -> dict[str, str]:
        """Who could say yes for a role, each with the person whose authority it is."""
        assert self.people is not None
        found = {}
        holders = [person for person in self.people if role in person["roles"]]
        for person in holders:
            if self._in_service(person):
                found[person["id"]] = person["id"]
        for person in holders:
            deputy = next((other for other in self.people if other["id"] == person.get("deputy")), None)
            if not self._in_service(person) and deputy and self._in_service(deputy):
                found.setdefault(deputy["id"], person["id"])
        if holders and not any(self._in_service(person) for person in holders):
            covers = self.roles[role].get("covered_by", [])
            for cover in covers if isinstance(covers, list) else [covers]:
                for person in self.people:
                    if cover in person["roles"] and self._in_service(person):
                        found.setdefault(person["id"], person["id"])
        found.pop(asking.by, None)
        return {person: principal for person, principal in found.items() if principal != asking.by}

    def _in_service(self, person: Tree) -> bool:
        if self.day < person.get("from", date.min) or self.day >= person.get("until", date.max):
            return False
        return not any(start <= self.day < end for start, end in person.get("away", ()))
