"""The answer of another policy to one decision, beside the answer that the book has."""

from __future__ import annotations

from typing import Any

from empower.domain.backtest_results import Answer
from empower.domain.decision import Decision
from empower.domain.given import GivenPart
from empower.rules.decide import decision_alone
from empower.services.backtest.put import Lacks, Put
from empower.services.backtest.tallies import BothBalances
from empower.services.decided import still_asked
from empower.services.gesture_body import decision_parts

__all__ = ["Judged", "Readings", "compared", "readings"]

_RANK = {"approve": 0, "escalate": 1, "deny": 2}


class Judged:
    """A decision of the policy, with what it would give."""

    __slots__ = ("decision", "parts")

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.parts = decision_parts(decision)

    @property
    def outcome(self) -> str:
        """approve, escalate or deny."""
        return self.decision.outcome or ""

    @property
    def by_others(self) -> bool:
        """Whether it is the authority of somebody else that would be used."""
        return any([one.decides for one in self.decision.approvers])


class Readings:
    """What the policy says with the balances as they were, and as they would have become."""

    __slots__ = ("become", "were")

    def __init__(self, were: Judged, become: Judged) -> None:
        self.were = were
        self.become = become

    @property
    def sides(self) -> tuple[Judged, Judged]:
        """Both, in this order."""
        return self.were, self.become


def readings(put: Put, balances: BothBalances) -> Readings | Lacks:
    """The answers in both readings, or what the policy would have to know for either of them."""
    balances.as_become = 0
    were = _judged(put, balances)
    if not isinstance(were, Judged):
        return were
    if balances.agree:
        return Readings(were, were)
    balances.as_become = 1
    become = _judged(put, balances)
    return Readings(were, become) if isinstance(become, Judged) else become


def _judged(put: Put, balances: BothBalances) -> Judged | Lacks:
    decision = decision_alone(put.rulebook, put.ask, balances, put.people)
    asks = decision.asks or still_asked(put.rulebook, decision)
    if asks:
        return tuple([("fact", one.fact) for one in asks])
    if put.new_roles and any([why.code == "nobody-can" for why in decision.reasons]):
        were_they_held = decision_alone(put.rulebook, put.ask, balances, None)
        asked = {role for one in were_they_held.approvers for role in (one.role, *one.others)}
        unheld = sorted(asked & put.new_roles)
        if were_they_held.outcome == "escalate" and unheld:
            return tuple([("people in the role", role) for role in unheld])
    return Judged(decision)


def compared(data: dict[str, Any], judged: Judged, cost: int) -> Answer:
    """The answer, how it differs from the one in the book, and which lines stand behind it."""
    was, decision = data["outcome"], judged.decision
    way = "same"
    differs: tuple[str, ...] = ()
    if _RANK[judged.outcome] != _RANK[was]:
        way = "freer" if _RANK[judged.outcome] < _RANK[was] else "stricter"
    elif was != "deny":
        differs = _differs(data, decision, judged.parts)
        way = "otherwise" if differs else "same"
    lines = dict.fromkeys([(why.code, why.line, why.section, why.place) for why in decision.reasons])
    return Answer(outcome=judged.outcome, way=way, differs=differs, cost=cost, lines=tuple(lines))


def _differs(data: dict[str, Any], decision: Decision, parts: tuple[GivenPart, ...]) -> tuple[str, ...]:
    """What is otherwise although the outcome is the same."""
    before = data["parts"]
    found = []
    if [[one.role, list(one.others), one.count] for one in decision.approvers] != data["approvers"]:
        found.append("people")
    if any([not need.given for need in decision.needs]):
        found.append("papers")
    if data["kind"] == "posting" and {one.id for one in decision.duties} != {one["id"] for one in data["duties"]}:
        found.append("duties")
    if [one.cost for one in parts] != [one["cost"] for one in before]:
        found.append("cost")
    if [(one.owed, one.owed_cost) for one in parts] != [(one["owed"], one["owed_cost"]) for one in before]:
        found.append("owed")
    return tuple(found)
