"""Which lines of a tree match a request, by the plain reading of the laws: names, dates and comparisons, no boxes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.brute.asked import Asked
from tests.brute.space import ASKER, KEYS, LINES
from tests.laws.reference_facts import Reading
from tests.laws.reference_limits import Limits, listed

__all__ = ["Matching", "stands_above"]

Tree = dict[str, Any]


class Matching:
    """The lines of one tree beside requests that were put."""

    def __init__(self, tree: Tree) -> None:
        self.tree = {"facts": {}, **tree}
        self._limits = Limits(self.tree, [])

    def reading(self, asked: Asked) -> Reading:
        """The request with all that a test may look at; amounts are what goes beyond what is owed."""
        request, part = asked.request, asked.part
        remedy = self.tree["remedies"][request.remedy]
        money = remedy["kind"] in ("cash", "credit")
        beyond, goodwill = part.face - part.owed, part.cost - part.owed_cost
        built_in = {
            "role": request.role,
            "remedy": request.remedy,
            "remedy_kind": remedy["kind"],
            "amount": beyond if money else 0,
            "quantity": 0 if money else beyond,
            "cost": goodwill,
            "incident_cost": asked.state.get("incident_cost", 0) + part.cost,
            "incident_goodwill": asked.state.get("incident_goodwill", 0) + goodwill,
        }
        at = datetime(request.day.year, request.day.month, request.day.day, request.hour, tzinfo=UTC)
        facts = {**KEYS, "employee": ASKER, **dict(request.facts)}
        return Reading(self.tree, facts, request.day, at, request.hour, built_in, lambda moment: moment.date())

    def matches(self, section: str, line: Tree, asked: Asked, reading: Reading | None = None) -> bool:
        """Whether the line speaks of the request; an exception does when it holds, whether or not it finds a rule to lift."""
        reading = reading or self.reading(asked)
        remedy = asked.request.remedy
        if section in ("grants", "budgets") and not self._limits.covers(line, remedy):
            return False
        if section == "grants" and not self._may_use(line, asked.request.role):
            return False
        if section == "owed":
            others = [one["remedy"] for one in listed(line.get("instead", []))]
            if remedy not in [*listed(line["remedies"]), *others]:
                return False
        return reading.holds(line)

    def lifted(self, reading: Reading) -> set[str]:
        """The rules that an exception lifts here, if they match."""
        never = {rule["id"] for rule in self.tree.get("rules", []) if not rule.get("may_be_lifted", True)}
        lines = [line for line in self.tree.get("exceptions", []) if reading.holds(line)]
        return {name for line in lines for name in listed(line["lifts"])} - never

    def lines(self, asked: Asked) -> frozenset[str]:
        """The ids of all lines that match: grants that the role may use, rules that are not lifted; no promises."""
        reading = self.reading(asked)
        lifted = self.lifted(reading)
        return frozenset(
            line["id"]
            for section in LINES[:-1]
            for line in self.tree.get(section, [])
            if not (section == "rules" and line["id"] in lifted) and self.matches(section, line, asked, reading)
        )

    def granted(self, remedy: str) -> set[str]:
        """The roles that some grant lets give a remedy, with those above them and the final ones; none where no grant does."""
        lines = [line for line in self.tree["grants"] if self._limits.covers(line, remedy)]
        final = {role for role, spec in self.tree["roles"].items() if spec.get("final")} if lines else set()
        return {role for role in self.tree["roles"] if any(self._may_use(line, role) for line in lines)} | final

    def _may_use(self, grant: Tree, role: str) -> bool:
        roles = grant.get("roles", "all")
        return roles == "all" or any(stands_above(self.tree, role, named) for named in listed(roles))


def stands_above(tree: Tree, role: str, named: str) -> bool:
    """Whether a role is the named one or stands above it."""
    while named != role and "reports_to" in tree["roles"][named]:
        named = tree["roles"][named]["reports_to"]
    return named == role
