"""Step one of the page, read plainly: what is owed, and how much of a gesture settles it."""

from __future__ import annotations

from typing import Any

from tests.laws.asks import Asking, local_day
from tests.laws.reference_amounts import whole
from tests.laws.reference_facts import Reading
from tests.laws.reference_limits import Given, key_of, listed

__all__ = ["Stated"]

Tree = dict[str, Any]


class Stated:
    """What a gesture comes to for somebody in a role: its face and cost, and how much of each is owed."""

    def __init__(self, tree: Tree, history: list[Given]) -> None:
        self.tree = tree
        self.history = history

    def stated(self, asking: Asking, role: str, employee: str) -> tuple[Given, bool]:
        gesture = asking.gestures[0]
        day, hour = local_day(self.tree, asking.at)
        remedy = self.tree["remedies"][gesture.remedy]
        facts = {**asking.facts, **({"employee": employee} if employee else {})}
        built_in: Tree = {"role": role, "remedy": gesture.remedy, "remedy_kind": remedy["kind"]}
        reading = Reading(self.tree, facts, day, asking.at, hour, built_in, lambda at: local_day(self.tree, at)[0])
        money, unit = remedy["kind"] in ("credit", "cash"), "unit" in remedy
        due = self._due(reading, role) if money or unit else {}
        instead = self._instead(reading, role) if money else {}
        face = gesture.amount if money else gesture.quantity if unit else 1
        anybody = self._due(reading, "") if money or unit else {}
        others = self._instead(reading, "") if money else {}
        or_instead = [least for key, (least, _, _) in others.items() if key not in anybody]
        if face is None and remedy["kind"] == "service" and not anybody:
            face = 1
        nothing = face is None and not anybody and not or_instead
        if face is None:
            face = sum(left for left, _ in anybody.values()) + sum(or_instead)
        owed, settled, left_over = 0, {}, face
        for key in sorted({*due, *instead}):
            if key in due:
                left, lawful = due[key]
                part = min(left, left_over)
                settles = min([left, *lawful])
            else:
                settles, most, left = instead[key]
                part = min(most, left_over) if left_over >= settles else 0
            if part:
                owed, left_over = owed + part, left_over - part
                settled[key] = left if part >= settles else part
        given = Given(
            reading,
            gesture.remedy,
            employee,
            face,
            0,
            owed,
            0,
            settled,
            wholly_owed=bool(due or settled) and face == owed,
        )
        given.cost, given.owed_cost = self._cost(reading, remedy, face), self._cost(reading, remedy, owed)
        self._totals(given)
        return given, nothing

    def _due(self, reading: Reading, role: str) -> dict[tuple[Any, ...], tuple[int, list[int]]]:
        """Per group: what is left of it, and the smaller sums that settle it."""
        found: dict[tuple[Any, ...], tuple[int, list[int]]] = {}
        for group, lines in self._by_group().items():
            entitled = [line for line in lines if self._entitled(line, reading, role, line["remedies"])]
            for line, left, key in self._left(group, entitled, reading):
                smaller = [one for one in listed(line.get("settles_from", [])) if reading.holds(one)]
                found[key] = left, [whole(one["amount"], _with(reading, owed=left)) for one in smaller]
        return found

    def _instead(self, reading: Reading, role: str) -> dict[tuple[Any, ...], tuple[int, int, int]]:
        """Per group where this remedy stands for what is owed in another: from what worth, up to what, what is left of it."""
        found = {}
        for group, lines in self._by_group().items():
            entitled = [
                line
                for line in lines
                if reading.built_in["remedy"] in [one["remedy"] for one in listed(line.get("instead", []))]
                and self._entitled(line, reading, role, None)
            ]
            for line, left, key in self._left(group, entitled, reading):
                owing = _with(reading, owed=left)
                for one in listed(line["instead"]):
                    if one["remedy"] == reading.built_in["remedy"] and reading.holds(one):
                        least = whole(one["at_least"], owing)
                        found[key] = (least, whole(one.get("at_most", one["at_least"]), owing), left)
        return found

    def _left(self, group: str, lines: list[Tree], reading: Reading) -> list[tuple[Tree, int, tuple[Any, ...]]]:
        """The greatest line of a group (of equals the first by name), with what is left of it; none when nothing is."""
        if not lines:
            return []
        line = max(sorted(lines, key=lambda line: str(line["id"])), key=lambda line: self._sum(line, reading))
        key = (group, *key_of(reading, line.get("per", "incident")))
        left = self._sum(line, reading) - self._settled(key)
        return [(line, left, key)] if left > 0 else []

    def _settled(self, key: tuple[Any, ...]) -> int:
        """What was settled before; a blank key counts nothing."""
        return 0 if None in key else sum(earlier.settled.get(key, 0) for earlier in self.history)

    def _sum(self, line: Tree, reading: Reading) -> int:
        if "quantity" in line:
            return whole(line["quantity"], reading, money=False)
        return whole(line["amount"], reading)

    def _entitled(self, line: Tree, reading: Reading, role: str, remedies: Any) -> bool:
        if remedies is not None and reading.built_in["remedy"] not in listed(remedies):
            return False
        roles = line.get("roles", "all")
        if role and roles != "all" and not any(self.reaches(role, named) for named in listed(roles)):
            return False
        barred = any(
            line["id"] in listed(bar.get("of", line["id"])) and reading.holds(bar)
            for bar in self.tree.get("not_owed", [])
        )
        return not barred and reading.holds(line)

    def _by_group(self) -> dict[str, list[Tree]]:
        """The entitlements by group; lines without a name that share a remedy are one."""
        named: dict[str, list[Tree]] = {}
        parts: list[tuple[set[str], list[Tree]]] = []
        for line in self.tree.get("owed", []):
            if "group" in line:
                named.setdefault(line["group"], []).append(line)
                continue
            remedies, lines = set(listed(line["remedies"])), [line]
            for part in [part for part in parts if part[0] & remedies]:
                parts.remove(part)
                remedies, lines = remedies | part[0], part[1] + lines
            parts.append((remedies, lines))
        return named | {"+".join(sorted(remedies)): lines for remedies, lines in parts}

    def _cost(self, reading: Reading, remedy: Tree, face: int) -> int:
        if not face or remedy["kind"] == "courtesy":
            return 0
        if "cost" not in remedy:
            return face if remedy["kind"] in ("credit", "cash") else 0
        return whole(remedy["cost"], _with(reading, amount=face, quantity=face))

    def _totals(self, given: Given) -> None:
        """What tests of amounts look at: the gesture beyond what is owed, and the incident so far with it."""
        incident = given.reading.value("incident")
        before = [earlier for earlier in self.history if incident and earlier.reading.value("incident") == incident]
        goodwill = given.face - given.owed
        figure = self.tree["remedies"][given.remedy]
        given.reading.built_in |= {
            "amount": goodwill if figure["kind"] in ("credit", "cash") else 0,
            "quantity": 0 if figure["kind"] in ("credit", "cash") else goodwill,
            "cost": given.cost - given.owed_cost,
            "incident_cost": given.cost + sum(earlier.cost for earlier in before),
            "incident_goodwill": given.cost
            - given.owed_cost
            + sum(earlier.cost - earlier.owed_cost for earlier in before),
        }

    def reaches(self, role: str, named: str) -> bool:
        """Whether a role is the named one or stands above it."""
        while named != role and "reports_to" in self.tree["roles"][named]:
            named = self.tree["roles"][named]["reports_to"]
        return named == role


def _with(reading: Reading, **built_in: int) -> Reading:
    return Reading(
        reading.tree,
        reading.facts,
        reading.day,
        reading.at,
        reading.hour,
        reading.built_in | built_in,
        reading.local_day,
    )
