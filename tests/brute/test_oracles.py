"""The oracles themselves, on policies so small that anybody can see what is true of them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tests.brute.asked import Asked
from tests.brute.authority import (
    broken_promises,
    carries,
    exceptions_overlap,
    lifts_something,
    never_holds,
    nobody_may,
    prefer_possible,
    promise_kept,
)
from tests.brute.compare import compare
from tests.brute.covering import LIMIT, combinations, limits_hit, thresholds, thresholds_hit
from tests.brute.oracle import Oracle, same_by_decide
from tests.brute.space import space_of
from tests.brute.turning import Threshold
from tests.brute.verdicts import limit_binds, line_matters

Tree = dict[str, Any]


def shop(**sections: Any) -> Tree:
    """A clerk may refund up to 2 on an incident, a manager up to 4; a courtesy is free to all."""
    tree: Tree = {
        "empower": 1,
        "policy": "shop",
        "title": "Shop",
        "currency": "JPY",
        "timezone": "UTC",
        "facts": {"failure": {"one_of": ["late", "broken"]}},
        "remedies": {"sorry": {"kind": "courtesy"}, "refund": {"kind": "cash"}},
        "roles": {"clerk": {"reports_to": "manager"}, "manager": {}},
        "grants": [
            {"id": "words", "roles": "all", "remedies": "sorry", "limit": "none"},
            {"id": "two", "roles": "clerk", "remedies": "refund", "limit": {"amount": 2, "per": "incident"}},
            {"id": "four", "roles": "manager", "remedies": "refund", "limit": {"amount": 4, "per": "incident"}},
        ],
    }
    return tree | deepcopy(sections)


def outcomes(asked: list[Asked], goodwill: int) -> set[str]:
    return {one.answer.outcome for one in asked if one.state["incident_goodwill"] == goodwill}


BROKEN = {"failure": "broken"}


def test_every_request_in_every_state_is_put_and_decide_says_the_same() -> None:
    oracle = Oracle(shop(rules=[{"id": "big", "when": {"incident_goodwill": {"over": 3}}, "escalate": "manager"}]))
    same_by_decide(oracle, 1, 200)
    at_two = [one for one in oracle.every if one.request.role == "clerk" and one.request.face == 2]
    assert outcomes(at_two, 0) == {"approve"}
    assert outcomes(at_two, 1) == {"escalate"}, "words cost nothing, so it was refunded"
    assert outcomes(at_two, 2) == {"escalate"}, "over 3 is the manager's, who may refund 4"
    assert outcomes(at_two, 3) == {"deny"}, "and not 5"


def test_counters_that_count_within_each_other_stand_so() -> None:
    late = {
        "id": "late-two",
        "when": {"failure": "late", "remedy": "refund"},
        "limit": {"amount": 2, "per": "incident"},
    }
    oracle = Oracle(shop(rules=[late]))
    names = {name for one in oracle.every for name in one.state}
    part = next(name for name in names if "failure=[late]" in name)
    whole = next(name for name in names if "failure" not in name)
    both = [one.state for one in oracle.every if part in one.state and whole in one.state]
    assert {(state[part], state[whole]) for state in both} == {(a, b) for b in range(6) for a in range(b + 1)}


@pytest.mark.parametrize(
    ("limit", "verdict"), [(2, "equivalent"), (3, "only looser"), (1, "only tighter"), (4, "only looser")]
)
def test_the_way_a_limit_is_moved_is_the_way_the_policy_leans(limit: int, verdict: str) -> None:
    other = shop()
    other["grants"][1]["limit"]["amount"] = limit
    assert compare(shop(), other).verdict == verdict


def test_a_limit_up_here_and_a_refusal_there_is_mixed() -> None:
    other = shop(rules=[{"id": "no", "when": BROKEN, "deny": True}])
    other["grants"][1]["limit"]["amount"] = 3
    found = compare(shop(), other)
    assert found.verdict == "mixed"
    assert dict(found.ways["looser"].request.facts) == {"failure": "late"}
    assert found.ways["tighter"].new.outcome == "deny"


def test_a_paper_more_is_tighter_and_a_line_of_another_name_is_nothing() -> None:
    other = shop(papers={"receipt": "A receipt"}, rules=[{"id": "paper", "when": BROKEN, "needs": "receipt"}])
    assert compare(shop(), other).verdict == "only tighter"
    renamed = deepcopy(other)
    renamed["rules"][0]["id"] = "slip"
    assert compare(other, renamed).verdict == "equivalent"


def test_a_remedy_taken_away_is_a_no() -> None:
    other = shop(remedies={"refund": {"kind": "cash"}})
    del other["grants"][0]
    assert compare(shop(), other).verdict == "only tighter"


def test_a_rule_in_the_shadow_of_another_never_matters() -> None:
    tree = shop(
        rules=[
            {"id": "all", "when": {"remedy": "refund"}, "deny": True},
            {"id": "some", "when": {"remedy": "refund", "failure": "broken"}, "deny": True},
        ]
    )
    assert line_matters(tree, "rules", "some") is None
    example = line_matters(tree, "rules", "all")
    assert example
    assert (example.old.outcome, dict(example.request.facts)) == ("deny", {"failure": "late"})


def test_a_rule_that_an_exception_always_lifts_never_matters_and_one_it_lifts_elsewhere_does() -> None:
    rule = {"id": "no", "when": {"remedy": "refund", "failure": "broken"}, "deny": True}
    storm = {"id": "storm", "lifts": ["no"], "when": BROKEN, "approved_by": "manager", "ticket": "T-1"}
    storm["effective"] = {"from": "2026-05-01", "until": "2026-05-03"}
    tree = shop(rules=[rule], exceptions=[storm], effective={"from": "2026-05-01", "until": "2026-05-03"})
    assert line_matters(tree, "rules", "no") is None
    assert lifts_something(Oracle(tree), "storm")
    tree["effective"] = {"from": "2026-05-01", "until": "2026-05-05"}
    example = line_matters(tree, "rules", "no")
    assert example
    assert example.request.day >= date(2026, 5, 3)


def test_a_limit_that_a_tighter_one_covers_cannot_bind() -> None:
    tree = shop()
    tree["grants"][1]["limit"] = [{"amount": 2, "per": "incident"}, {"amount": 3, "per": "incident"}]
    assert limit_binds(tree, "grants", "two", 1) is None
    assert limit_binds(tree, "grants", "two", 0)
    tree["grants"][1]["limit"][1]["per"] = "customer"
    assert limit_binds(tree, "grants", "two", 1)


def test_promises_are_kept_or_broken_by_what_was_given_before() -> None:
    tree = shop(
        promises=[
            {"id": "free", "when": {"remedy": "sorry"}, "always": "approve"},
            {"id": "not-alone", "when": {"role": "clerk", "incident_goodwill": {"over": 2}}, "never": "approve"},
            {"id": "never-three", "when": {"role": "clerk", "amount": {"at_least": 2}}, "never": "approve"},
        ]
    )
    oracle = Oracle(tree)
    assert promise_kept(oracle, "free") is None
    assert set(broken_promises(oracle)) == {"not-alone", "never-three"}
    found = promise_kept(oracle, "not-alone")
    assert found
    assert found.request.remedy == "sorry", "words cost nothing whatever the incident has cost so far"


def test_what_nobody_may_give_is_told_from_what_is_forbidden() -> None:
    tree = shop(remedies={"sorry": {"kind": "courtesy"}, "refund": {"kind": "cash"}, "voucher": {"kind": "cash"}})
    late = (("failure", "late"),)
    found = nobody_may(Oracle(tree))
    assert {where[0] for where in found} == {"voucher"}
    tree["rules"] = [{"id": "no", "when": {"remedy": "voucher", "failure": "broken"}, "deny": True}]
    assert {where[:2] for where in nobody_may(Oracle(tree))} == {("voucher", late)}


def test_a_condition_that_no_request_meets_never_holds() -> None:
    tree = shop(
        rules=[
            {"id": "costly-words", "when": {"remedy": "sorry", "cost": {"over": 0}}, "deny": True},
            {"id": "costly", "when": {"cost": {"over": 0}, "failure": "late"}, "escalate": "manager"},
        ]
    )
    oracle = Oracle(tree)
    assert never_holds(oracle, "rules", "costly-words")
    assert not never_holds(oracle, "rules", "costly")


def test_an_entitlement_is_carried_or_is_not() -> None:
    owed = [{"id": "due", "when": {"failure": "late"}, "remedies": "refund", "amount": 3}]
    assert carries(Oracle(shop(owed=owed)), "due") is None
    small = {"sorry": {"kind": "courtesy"}, "refund": {"kind": "cash", "most": 2}}
    found = carries(Oracle(shop(owed=owed, remedies=small)), "due")
    assert found
    assert found.answer.outcome == "deny"


def test_what_is_preferred_is_possible_or_is_not() -> None:
    rule = {"id": "no", "when": {"remedy": "sorry", "failure": "late"}, "deny": True, "prefer": ["refund"]}
    stop = {"id": "stop", "when": {"remedy": "refund", "failure": "late"}, "deny": True}
    assert prefer_possible(Oracle(shop(rules=[rule])), "no", "refund")
    assert not prefer_possible(Oracle(shop(rules=[rule, stop])), "no", "refund")


def test_exceptions_that_lift_the_same_rule_at_once_overlap() -> None:
    rule = {"id": "no", "when": {"remedy": "refund"}, "deny": True}
    label: Tree = {"lifts": ["no"], "approved_by": "manager", "ticket": "T-1"}
    one = label | {"id": "x1", "effective": {"from": "2026-05-01", "until": "2026-05-03"}}
    two = label | {"id": "x2", "effective": {"from": "2026-05-02", "until": "2026-05-04"}, "when": BROKEN}
    assert exceptions_overlap(Oracle(shop(rules=[rule], exceptions=[one, two])), "x1", "x2") == {"no"}
    two["effective"]["from"] = "2026-05-03"
    assert not exceptions_overlap(Oracle(shop(rules=[rule], exceptions=[one, two])), "x1", "x2")


def test_combinations_and_thresholds_are_countable_by_hand() -> None:
    tree = shop(rules=[{"id": "big", "when": {"amount": {"over": 1}, "failure": "late"}, "escalate": "manager"}])
    oracle = Oracle(tree)
    assert combinations(oracle) == {
        frozenset({"words"}),
        frozenset({"two"}),
        frozenset({"two", "big"}),
        frozenset({"two", "four"}),
        frozenset({"two", "four", "big"}),
    }
    one, other, over = sorted(thresholds(oracle) - {Threshold("words", LIMIT, 0)}, key=lambda at: at.axis == "amount")
    assert over == Threshold("big", "amount", 2), "over 1 in the whole yens of it"
    assert {one, other} == {Threshold("two", LIMIT, 0), Threshold("four", LIMIT, 0)}
    low = [one for one in oracle.fresh if one.request.face == 1]
    assert thresholds_hit(oracle, low) == {(over, False)}
    assert thresholds_hit(oracle, oracle.fresh) == {(over, False), (over, True)}
    clerks = [one for one in low if one.request.role == "clerk"]
    assert limits_hit(oracle, clerks) == {(Threshold("two", LIMIT, 0), False)}


def test_a_gesture_of_nothing_can_be_left_out() -> None:
    other = shop(
        papers={"receipt": "A receipt"}, rules=[{"id": "slip", "when": {"cost": {"under": 1}}, "needs": "receipt"}]
    )
    del other["grants"][0]
    plain = {key: part for key, part in other.items() if key not in ("papers", "rules")}
    for tree in (plain, other):
        tree["remedies"] = {"refund": {"kind": "cash"}}
    assert compare(plain, other).verdict == "only tighter"
    assert compare(plain, other, space_of(plain, other).beyond_zero()).verdict == "equivalent"
