"""Who may sign, read plainly from the roles of the tree and the people of a question."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from tests.laws.asks import Asking, local_day

__all__ = ["House"]

Tree = dict[str, Any]
Places = list[list[str]]


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
            return [sorted(call["any_of"])]
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
        """Whether what asker and approver (`person` in `role`) leave open can be filled by others, one place each."""
        ways = [self._left(self.places(call), [asking.role, *([role] if role else [])]) for call in calls.values()]
        return any(self._filled(_merged(way), asking, frozenset({person})) for way in product(*ways))

    def signed(self, call: Any, asking: Asking, role: str, calls: Tree) -> bool:
        """Whether a line that the approver would meet when asking needs only those who sign for `calls` anyway."""
        if self.satisfied(call, asking.role) or self.satisfied(call, role):
            return True
        ways = [self._left(self.places(other), [asking.role, role]) for other in calls.values()]
        for anyway in product(*ways):
            merged = _merged(anyway)
            for left in self._left(self.places(call), [asking.role, role]):
                if all(left.count(place) <= merged.count(place) for place in left):
                    return True
        return False

    def _left(self, places: Places, roles: list[str]) -> list[Places]:
        """What is open after people in these roles have each filled the highest place they can; either of equals."""
        ways = [places]
        for role in roles:
            after: list[Places] = []
            for way in ways:
                open_to = [place for place in way if self.fills(role, place)]
                highest = min([self._depth(place) for place in open_to], default=0)
                filled = [place for place in open_to if self._depth(place) == highest]
                after += [_without(way, place) for place in filled] or [way]
            ways = after
        return ways

    def _depth(self, place: list[str]) -> int:
        return min(len(self.above(role)) for role in place)

    def _filled(self, places: Places, asking: Asking, used: frozenset[str]) -> bool:
        if not places or self.people is None:
            return True
        signers = {
            person
            for role in self.roles
            if self.fills(role, places[0])
            for person in self._available(role, asking)
            if person not in used
        }
        return any(self._filled(places[1:], asking, used | {person}) for person in signers)

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


def _without(places: Places, filled: list[str]) -> Places:
    at = places.index(filled)
    return places[:at] + places[at + 1 :]


def _merged(several: tuple[Places, ...]) -> Places:
    """The places of several lines: one person may fill the same place of each."""
    merged: Places = []
    for places in several:
        for place in places:
            while merged.count(place) < places.count(place):
                merged.append(place)
    return merged
