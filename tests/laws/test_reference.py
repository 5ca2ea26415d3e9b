"""Two readings of the language page, written apart, come to the same decisions, by the same lines and the same sums."""

from __future__ import annotations

from empower.domain.decision import Decision
from tests.laws.draws import Draws
from tests.laws.reference import Answer, reference
from tests.laws.situations import Drawn, holds

STOPS = ("forbidden", "limit", "budget", "needs-approval")


def test_the_reference_decides_the_same() -> None:
    holds(_the_same, 400, known=True, bundles=False)


def _the_same(drawn: Drawn, _: Draws) -> None:
    decision = drawn.case.decide()
    answer = reference(drawn.policy.tree, drawn.asking)
    assert decision.outcome == answer.outcome, (decision, answer)
    _the_same_sums(decision, answer)
    if decision.outcome != "approve" and not answer.asker.nothing:
        stopped = {reason.line for reason in decision.reasons if reason.code in STOPS}
        assert stopped == {*answer.asker.denied, *answer.open_calls} - {"most"}, (decision, answer)
    if decision.outcome == "escalate" and answer.approver:
        assert answer.approver in {approver.role for approver in decision.approvers}, (decision.approvers, answer)


def _the_same_sums(decision: Decision, answer: Answer) -> None:
    part, given = decision.parts[0], answer.asker.given
    assert (part.cost, part.owed, part.owed_cost) == (given.cost, given.owed, given.owed_cost), (decision, answer)
    read = {(one.line, one.measure, one.limit, one.spent) for one in decision.limits}
    assert read <= answer.asker.readings, (read - answer.asker.readings, answer.asker.readings)
