"""A decision has a reason, or a fact to ask for; figures on it add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.decision import REASON_CODES, WARNING_CODES, Asked, Decision, Part, Reading, Reason
from empower.domain.gesture import Actor, Ask, Gesture

REFUND = Gesture(remedy="refund", amount=6000)
ASK = Ask(gestures=(REFUND,), actor=Actor(role="associate"), facts=(), at=0, day=739_738, hour=22)
PARTS = (Part(gesture=REFUND, cost=6000),)
WHY = Reason(code="within-authority", line="two-thousand", section="grants")
SEVERITY = Asked(fact="severity", kind="ordered", values=("minor", "major"), lines=("minor-noise",))
NO_REASON = "a decision has a reason, or a fact to ask for"


@pytest.mark.parametrize("outcome", ["approve", "escalate", "deny"])
def test_an_outcome_without_a_reason_is_no_decision(outcome: str) -> None:
    with pytest.raises(TypeError, match=NO_REASON):
        Decision(outcome=outcome, ask=ASK, parts=PARTS)
    with pytest.raises(TypeError, match=NO_REASON):
        Decision(outcome=outcome, ask=ASK, parts=PARTS, asks=(SEVERITY,))
    assert Decision(outcome=outcome, ask=ASK, parts=PARTS, reasons=(WHY,)).outcome == outcome


def test_no_outcome_without_a_fact_to_ask_for_is_no_decision() -> None:
    with pytest.raises(TypeError, match=NO_REASON):
        Decision(outcome=None, ask=ASK, parts=PARTS, reasons=(WHY,))
    assert Decision(outcome=None, ask=ASK, parts=PARTS, asks=(SEVERITY,)).outcome is None


def test_a_decision_cannot_lose_its_reason() -> None:
    decision = Decision(outcome="approve", ask=ASK, parts=PARTS, reasons=(WHY,))
    with pytest.raises(TypeError, match=NO_REASON):
        decision.but(reasons=())
    assert decision.but(outcome="deny").reasons == (WHY,)


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000)), min_size=1, max_size=4))
def test_goodwill_is_what_goes_beyond_what_is_owed(costs: list[tuple[int, int]]) -> None:
    parts = tuple([Part(gesture=REFUND, cost=good + owed, owed_cost=owed) for good, owed in costs])
    decision = Decision(outcome="approve", ask=ASK, parts=parts, reasons=(WHY,))
    assert decision.goodwill == sum(good for good, _ in costs)


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 900))
def test_headroom_is_never_below_zero(limit: int, spent: int, held: int) -> None:
    reading = Reading(
        line="x", section="rules", measure="cost", per=(), every=None, limit=limit, spent=spent, held=held, asked=1
    )
    assert reading.left == (limit - spent - held if limit > spent + held else 0)


def test_codes_are_told_apart() -> None:
    codes = (*REASON_CODES, *WARNING_CODES)
    assert len(set(codes)) == len(codes)
    assert all(code == code.lower() and code.replace("-", "").isalpha() for code in codes)
    # the reasons are a contract: scripts rely on each of them
    assert set(REASON_CODES) == {
        *("within-authority", "owed", "not-owed", "forbidden", "not-granted", "above-authority", "limit", "budget"),
        *("needs-approval", "remedy-maximum", "nobody-can", "final", "exception"),
    }
