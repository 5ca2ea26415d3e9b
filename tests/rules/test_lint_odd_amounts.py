"""What the lint finds odd about amounts and dates, and that it leaves alone what may well be meant."""

from __future__ import annotations

import pytest

from empower.rules.analysis.found import Found
from empower.rules.analysis.lint.odd_amounts import falling_steps, less_above, more_than_all
from empower.rules.analysis.lint.single_lines import over
from empower.rules.rulebook import Rulebook
from tests.rules.test_lint_exact import TODAY, policy

FACTS = "{failure: {one_of: [noise, billing]}, bill: {money: true}, late: {number: {}, default: 0}}"
CHAIN = "{agent: {reports_to: lead}, lead: {reports_to: boss}, boss: {}, clerk: {reports_to: boss}}"


def found(rulebook: Rulebook, code: str) -> list[Found]:
    said = [*more_than_all(rulebook), *falling_steps(rulebook), *less_above(rulebook), *over(rulebook, TODAY)]
    return [one for one in said if one.problem.code == code]


@pytest.mark.parametrize(
    ("amount", "odd"),
    [
        ("{share: 500%, of: bill}", True),
        ("{share: 3/2, of: bill}", True),
        ("{greatest: [10, {share: 101%, of: bill}]}", True),
        ("{share: 100%, of: bill}", False),
        ("{share: 150%, of: {share: 50%, of: bill}}", False),
        ("{share: 50%, of: bill}", False),
    ],
)
@pytest.mark.parametrize("where", ["grants", "rules", "remedies", "owed"])
def test_a_share_is_no_more_than_all_of_a_fact(where: str, amount: str, odd: bool) -> None:
    limit = f"{{amount: {amount}, per: incident}}"
    lines = {
        "grants": {"grants": f"[{{id: a, roles: agent, limit: {limit}}}]"},
        "rules": {"rules": f"[{{id: a, limit: {limit}}}]"},
        "remedies": {"remedies": f"{{refund: {{kind: cash, most: {limit}}}}}"},
        "owed": {"owed": f"[{{id: a, remedies: refund, amount: {amount}, source: the law}}]"},
    }[where]
    if where == "remedies":
        lines["groups"] = "{}"
    said = found(policy(**({"facts": FACTS, "rules": "[]", "grants": "[]"} | lines)), "more-than-all")
    assert [one.problem.path[0] for one in said] == [where] * odd


@pytest.mark.parametrize(
    ("steps", "falls"),
    [
        ("{30: bill, 60: {share: 50%, of: bill}}", True),
        ("{30: {share: 50%, of: bill}, 60: bill}", False),
        ("{0: 0, 30: 20, 60: 10}", True),
        ("{0: 10, 30: 10, 60: 20}", False),
        ("{30: bill, 60: 20}", False),
    ],
)
def test_steps_rise(steps: str, falls: bool) -> None:
    owed = f"[{{id: a, remedies: refund, amount: {{by: late, steps: {steps}}}, source: the law}}]"
    said = found(policy(facts=FACTS, rules="[]", owed=owed), "steps-that-fall")
    assert [(one.problem.path, one.problem.level) for one in said] == [(("owed", 0, "amount"), "note")] * falls


@pytest.mark.parametrize(
    ("above", "less"),
    [
        ("roles: lead, limit: {amount: 20, per: incident}", True),
        ("roles: boss, remedies: refund, limit: {amount: 20, per: incident}", True),
        ("roles: lead, limit: {amount: 50, per: incident}", False),
        ("roles: clerk, limit: {amount: 20, per: incident}", False),
        ("roles: agent, limit: {amount: 20, per: incident}", False),
        ("roles: [lead, clerk], limit: {amount: 20, per: incident}", False),
        ("roles: lead, limit: {amount: 20, per: customer}", False),
        ("roles: lead, limit: {amount: {share: 20%, of: bill}, per: incident}", False),
        ("roles: lead, when: {failure: billing}, limit: {amount: 20, per: incident}", False),
        ("roles: lead, limit: [{amount: 20, per: incident}, {count: 2, per: customer}]", False),
        ("roles: lead, limit: none", False),
    ],
)
def test_no_role_is_given_less_than_one_below_it(above: str, less: bool) -> None:
    grants = f"[{{id: small, roles: agent, limit: {{amount: 50, per: incident}}}}, {{id: large, {above}}}]"
    said = found(policy(facts=FACTS, roles=CHAIN, grants=grants, rules="[]"), "less-above")
    assert [one.problem.path for one in said] == [("grants", 1, "limit")] * less


@pytest.mark.parametrize(
    ("lines", "path", "level"),
    [
        ({"effective": "{until: 2020-01-01}"}, ("effective",), "warning"),
        ({"effective": "{until: 2099-01-01}"}, None, ""),
        (
            {"rules": "[{id: a, escalate: lead, effective: {until: 2020-01-01}}]"},
            ("rules", 0),
            "note",
        ),
        ({"rules": "[{id: a, escalate: lead, effective: {from: 2020-01-01}}]"}, None, ""),
    ],
)
def test_what_is_over_is_told(lines: dict[str, str], path: tuple[str, int] | None, level: str) -> None:
    said = [(one.problem.path, one.problem.level) for one in found(policy(**lines), "no-longer-in-force")]
    assert said == ([(path, level)] if path else [])
