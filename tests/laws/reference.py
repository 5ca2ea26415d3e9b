"""A second reading of the language page, slow and plain, that shares no code with the engine it is compared with.

It works on the tree as written, with dates and fractions, and asks its questions in the order of the page: what is owed, is
it forbidden, is it within authority, within limits and budgets, is it someone else's call.

Left out: bundles; asks with facts missing (the laws of missing facts speak of those); needs, duties, sayings, warnings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.laws.asks import Asking, Earlier
from tests.laws.reference_limits import Given, Limits, listed
from tests.laws.reference_owed import Stated
from tests.laws.reference_people import House

__all__ = ["Answer", "reference"]

Tree = dict[str, Any]


@dataclass
class Verdict:
    """What the steps say for somebody in a role."""

    given: Given
    nothing: bool = False  # no amount was asked and nothing is owed
    denied: list[str] = field(default_factory=list)
    fits: list[str] = field(default_factory=list)  # the grants that fit
    calls: dict[str, Any] = field(default_factory=dict)  # line -> escalate as written
    readings: set[tuple[str, str, int, int]] = field(default_factory=set)


@dataclass
class Answer:
    """The reference decision."""

    outcome: str
    asker: Verdict
    open_calls: dict[str, Any] = field(default_factory=dict)  # what the asker alone does not satisfy
    approver: str = ""  # the lowest role up the chain that may say yes


def reference(tree: Tree, asking: Asking) -> Answer:
    """The decision on one gesture, every fact being known."""
    house = House(tree, asking)
    policy = Policy(tree, house)
    history: list[Given] = []
    for earlier in asking.given:
        history.append(policy.given(earlier, history))
    asker = policy.verdict(asking, asking.role, asking.by, history)
    open_calls = {line: call for line, call in asker.calls.items() if not house.satisfied(call, asking.role)}
    if asker.nothing or asker.denied:
        return Answer("deny", asker, open_calls)
    if asker.given.wholly_owed:
        return Answer("approve", asker)
    if asker.fits and not open_calls:
        return Answer("approve", asker)
    named = house.named_on_chain(open_calls, asking.role)
    if asker.fits and not named:
        return Answer("escalate" if house.can_sign(open_calls, asking) else "deny", asker, open_calls)
    for role in house.above(asking.role):
        if not all(house.fills(role, place) for place in named):
            continue
        for person, authority in house.others_holding(role, asking):
            verdict = policy.verdict(asking, role, authority, history)
            if verdict.nothing or verdict.denied or not (verdict.fits or verdict.given.wholly_owed):
                continue
            left = {line: call for line, call in open_calls.items() if not house.satisfied(call, role)}
            own = [call for line, call in verdict.calls.items() if line not in open_calls]
            anyway = all(house.signed(call, asking, role, left) for call in own)
            if anyway and house.can_sign(left, asking, role, person):
                return Answer("escalate", asker, open_calls, role)
    return Answer("deny", asker, open_calls)


class Policy:
    """The tree, and the steps of the page in their order."""

    def __init__(self, tree: Tree, house: House) -> None:
        self.tree = tree
        self.house = house

    def given(self, earlier: Earlier, history: list[Given]) -> Given:
        """An earlier gesture as it was recorded."""
        asking = Asking((earlier.gesture,), earlier.role, earlier.by, earlier.facts, earlier.at)
        return Stated(self.tree, history).stated(asking, earlier.role, earlier.by)[0]

    def verdict(self, asking: Asking, role: str, employee: str, history: list[Given]) -> Verdict:
        """Steps 1 to 5 for somebody in this role."""
        given, nothing = Stated(self.tree, history).stated(asking, role, employee)
        limits, verdict = Limits(self.tree, history), Verdict(given, nothing)
        if not limits.within_most(given):
            verdict.denied.append("most")
        if not given.wholly_owed:
            lifted = {
                rule for line in self.tree.get("exceptions", []) if given.reading.holds(line) for rule in line["lifts"]
            }
            self._rules(verdict, given, limits, lifted)
            self._budgets(verdict, given, limits)
            self._grants(verdict, given, limits, role)
        verdict.readings = limits.readings
        return verdict

    # 2. to 5.

    def _rules(self, verdict: Verdict, given: Given, limits: Limits, lifted: set[str]) -> None:
        for rule in self.tree.get("rules", []):
            if (rule["id"] in lifted and rule.get("may_be_lifted", True)) or not given.reading.holds(rule):
                continue
            if "deny" in rule:
                verdict.denied.append(rule["id"])
            if "escalate" in rule:
                verdict.calls[rule["id"]] = rule["escalate"]
            if "limit" in rule and not limits.within(rule, rule["limit"], given):
                self._beyond(verdict, rule)

    def _budgets(self, verdict: Verdict, given: Given, limits: Limits) -> None:
        for line in self.tree.get("budgets", []):
            if limits.covers(line, given.remedy) and given.reading.holds(line):
                limit = {"counts": "all", "per": "all"} | {k: v for k, v in line.items() if k in _LIMIT}
                if not limits.within(line, limit, given):
                    self._beyond(verdict, line)

    def _beyond(self, verdict: Verdict, line: Tree) -> None:
        beyond = line.get("beyond", "deny")
        if beyond == "deny":
            verdict.denied.append(line["id"])
        elif "escalate" in beyond:
            verdict.calls[line["id"]] = beyond["escalate"]

    def _grants(self, verdict: Verdict, given: Given, limits: Limits, role: str) -> None:
        for line in self.tree["grants"]:
            roles = line["roles"]
            held = roles == "all" or any(self.house.reaches(role, named) for named in listed(roles))
            if not held or not limits.covers(line, given.remedy) or not given.reading.holds(line):
                continue
            bounds = [] if line["limit"] == "none" else listed(line["limit"])
            if all([limits.within(line, limit, given) for limit in bounds]):
                verdict.fits.append(line["id"])
        if self.house.final(role):
            verdict.fits.append("final")


_LIMIT = ("amount", "under", "count", "per", "every", "counts")
