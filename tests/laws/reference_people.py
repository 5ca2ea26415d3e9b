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
        return len(places) == 1 and (self.final(role) or self.fills(role, places[0]))

    def fills(self, role: str, place: list[str]) -> bool:
        """Whether somebody in this role may fill the place."""
        return any(self.reaches(role, named) for named in place)

    def named_on_chain(self, calls: Tree, role: str) -> list[list[str]]:
        """The places that only roles above the asker can fill."""
        above = self.above(role)
        places = [place for call in calls.values() for place in self.places(call)]
        return [place for place in places if all(name in above for name in place)]

    def can_sign(self, calls: Tree, asking: Asking, role: str = "", person: str = "") -> bool:
        """Whether the places of every line can be filled by different persons: asker, approver if there is one, others."""
        free, used = [asking.role, *([role] if role else [])], frozenset({person})
        return all(self._filled(self.places(call), asking, used, free) for call in calls.values())

    def named(self, calls: Tree) -> list[list[str]]:
        """Every place that is filled by somebody anyway."""
        return [place for call in calls.values() for place in self.places(call)]

    def signed(self, call: Any, roles: tuple[str, str], filled: list[list[str]]) -> bool:
        """Whether asker and approver fill the places of a line, one each, but for places that are filled anyway."""
        asker, approver = roles
        if self.satisfied(call, asker) or self.satisfied(call, approver):
            return True
        left = [place for place in self.places(call) if place not in filled]
        ways: tuple[list[str], ...] = ([], [asker], [approver], [asker, approver], [approver, asker])
        return any(
            len(way) == len(left) and all(self.fills(role, place) for role, place in zip(way, left, strict=True))
            for way in ways
        )

    def _filled(self, places: list[list[str]], asking: Asking, used: frozenset[str], free: list[str]) -> bool:
        """`free` holds the roles of those who sign anyway and have filled no place yet."""
        if not places:
            return True
        first, rest = places[0], places[1:]
        for place, role in enumerate(free):
            if self.fills(role, first) and self._filled(rest, asking, used, free[:place] + free[place + 1 :]):
                return True
        if self.people is None:
            return self._filled(rest, asking, used, free)
        signers = {
            person
            for role in self.roles
            if self.fills(role, first)
            for person in self._available(role, asking)
            if person not in used
        }
        return any(self._filled(rest, asking, used | {person}, free) for person in signers)

    # People

    def others_holding(self, role: str, asking: Asking) -> list[tuple[str, str]]:
        """Who could say yes in a role, each with the person whose authority is used."""
        return [("", "")] if self.people is None else sorted(self._available(role, asking).items())

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
