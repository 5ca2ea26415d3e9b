"""What the lint finds on lines beside each other: said twice, one after another in time, exceptions, calls and chains."""

from __future__ import annotations

import pytest

from empower.rules.analysis.found import Found
from empower.rules.analysis.lint.alike import could_be_one, parts_within, said_twice
from empower.rules.analysis.lint.calls import called_below
from empower.rules.analysis.lint.dates import dates_outside, following
from empower.rules.analysis.lint.dead_ends import dead_ends
from empower.rules.analysis.lint.exceptions import exceptions_lifting
from empower.rules.analysis.lint.shown import ask_of, balances_of
from empower.rules.analysis.lint.single_lines import needless
from empower.rules.analysis.lint.space import Space
from empower.rules.answer import answered
from empower.rules.rulebook import Rulebook
from empower.rules.situation import Situation
from tests.rules.test_lint_exact import TODAY, policy, shows

ANALYSES = {
    "call-nobody-needs": needless,
    "same-line-twice": said_twice,
    "could-be-one": could_be_one,
    "part-says-nothing": parts_within,
    "dates-gap": following,
    "dates-overlap": following,
    "date-never-reached": dates_outside,
}
EXACT = {
    "lifts-nothing": exceptions_lifting,
    "exceptions-overlap": exceptions_lifting,
    "call-asked-below": called_below,
    "dead-end": dead_ends,
}

NOISE = "when: {failure: noise}"


def found(rulebook: Rulebook, code: str) -> list[Found]:
    said = ANALYSES[code](rulebook) if code in ANALYSES else EXACT[code](Space(rulebook, TODAY))
    return [one for one in said if one.problem.code == code]


@pytest.mark.parametrize(
    ("second", "twice"),
    [
        (f"{NOISE}, say: Hello", True),
        ("when: [{failure: [noise]}], say: Hello", True),
        (f"{NOISE}, say: Goodbye", False),
        ("when: {failure: billing}, say: Hello", False),
        (f"{NOISE}, unless: {{severity: major}}, say: Hello", False),
    ],
)
def test_a_rule_is_said_twice(second: str, twice: bool) -> None:
    rulebook = policy(rules=f"[{{id: one, {NOISE}, say: Hello}}, {{id: two, {second}}}]")
    assert [one.problem.path for one in found(rulebook, "same-line-twice")] == [("rules", 1)] * twice


@pytest.mark.parametrize(
    ("remedies", "limit", "twice"),
    [
        ("refund", "{amount: 20, per: incident}", True),
        ("refund", "{amount: 21, per: incident}", False),
        ("credit", "{amount: 20, per: incident}", False),
    ],
)
def test_a_grant_is_given_twice(remedies: str, limit: str, twice: bool) -> None:
    one = "{id: one, roles: agent, remedies: refund, limit: {amount: 20, per: incident}}"
    two = f"{{id: two, roles: agent, remedies: {remedies}, limit: {limit}}}"
    rulebook = policy(grants=f"[{one}, {two}, {{id: most, roles: lead, limit: none}}]")
    assert [one.problem.path for one in found(rulebook, "same-line-twice")] == [("grants", 1)] * twice


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("when: {failure: noise}, say: Hello", "when: {failure: billing}, say: Hello", True),
        ("when: {failure: noise}, say: Hello", "when: {failure: billing}, say: Bye", False),
        ("when: {failure: noise}, say: Hello", "when: {severity: major}, say: Hello", False),
        (
            "when: {failure: noise, severity: minor}, say: Hi",
            "when: {failure: billing, severity: major}, say: Hi",
            False,
        ),
        ("when: {remedy: refund}, escalate: lead", "when: {remedy: credit}, escalate: lead", True),
        (
            "when: {failure: noise}, limit: {amount: 9, per: incident}",
            "when: {failure: billing}, limit: {amount: 9, per: incident}",
            False,
        ),
        ("when: {bill: {under: 5}}, say: Hello", "when: {bill: {over: 9}}, say: Hello", False),
        (
            "when: {failure: noise}, say: Hello, because: quiet",
            "when: {failure: billing}, say: Hello, because: sums",
            False,
        ),
    ],
)
def test_two_rules_could_be_one(first: str, second: str, one: bool) -> None:
    rulebook = policy(rules=f"[{{id: a, {first}}}, {{id: b, {second}}}]")
    assert [said.problem.path for said in found(rulebook, "could-be-one")] == [("rules", 1)] * one


@pytest.mark.parametrize(
    ("second", "one"),
    [
        ("{id: b, roles: agent, remedies: credit, limit: {amount: 9, per: gesture}}", True),
        ("{id: b, roles: agent, remedies: credit, limit: {amount: 8, per: gesture}}", False),
        ("{id: b, roles: lead, remedies: credit, limit: {amount: 9, per: gesture}}", False),
    ],
)
def test_two_grants_could_be_one(second: str, one: bool) -> None:
    first = "{id: a, roles: agent, remedies: refund, limit: {amount: 9, per: gesture}}"
    rulebook = policy(grants=f"[{first}, {second}, {{id: most, roles: lead, limit: none}}]")
    assert [said.problem.path for said in found(rulebook, "could-be-one")] == [("grants", 1)] * one


@pytest.mark.parametrize(
    ("when", "part"),
    [
        ("[{failure: noise, severity: major}, {failure: noise}]", 0),
        ("[{failure: noise}, {failure: noise}]", 1),
        ("[{bill: {over: 5}}, {bill: {over: 9}}]", 1),
        ("[{failure: noise}, {severity: major}]", None),
    ],
)
def test_a_part_of_a_condition_says_nothing(when: str, part: int | None) -> None:
    rulebook = policy(rules=f"[{{id: a, when: {when}, say: Hello}}]")
    wanted = [] if part is None else [("rules", 0, "when", part)]
    assert [said.problem.path for said in found(rulebook, "part-says-nothing")] == wanted


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("{until: 2026-06-01}", "{from: 2026-06-01}", ""),
        ("{until: 2026-06-01}", "{from: 2026-06-02}", "dates-gap"),
        ("{until: 2026-06-02}", "{from: 2026-06-01}", "dates-overlap"),
        ("{from: 2026-01-01, until: 2026-12-31}", "{from: 2026-03-01, until: 2026-04-01}", ""),
        ("{from: 2026-06-02}", "{until: 2026-06-01}", "dates-gap"),
    ],
)
def test_one_line_follows_another(first: str, second: str, code: str) -> None:
    def line(name: str, amount: int, effective: str) -> str:
        return f"{{id: {name}, {NOISE}, limit: {{amount: {amount}, per: incident}}, effective: {effective}}}"

    rulebook = policy(rules=f"[{line('a', 5, first)}, {line('b', 6, second)}]")
    said = {name for name in ("dates-gap", "dates-overlap") for _ in found(rulebook, name)}
    assert said == ({code} if code else set())


def test_the_days_of_a_gap_are_named() -> None:
    line = "{{id: {0}, when: {{failure: noise}}, say: Hello, effective: {{{1}}}}}"
    rulebook = policy(rules=f"[{line.format('a', 'until: 2026-06-01')}, {line.format('b', 'from: 2026-06-04')}]")
    (one,) = found(rulebook, "dates-gap")
    assert "from 2026-06-01 to 2026-06-03 neither" in one.problem.message


def test_lines_that_test_something_else_do_not_follow_each_other() -> None:
    line = "{{id: {0}, when: {{failure: {1}}}, say: Hello, effective: {{{2}}}}}"
    rulebook = policy(
        rules=f"[{line.format('a', 'noise', 'until: 2026-06-01')}, {line.format('b', 'billing', 'from: 2026-06-04')}]"
    )
    assert not found(rulebook, "dates-gap")


@pytest.mark.parametrize(
    ("effective", "amount", "days"),
    [
        ("{from: 2026-01-01, until: 2027-01-01}", "{2025-01-01: 5, 2026-01-01: 6}", ["2025-01-01"]),
        ("{from: 2026-01-01, until: 2027-01-01}", "{2025-01-01: 5, 2026-01-02: 6}", []),
        ("{from: 2026-01-01, until: 2027-01-01}", "{2026-01-01: 5, 2027-01-01: 6}", ["2027-01-01"]),
    ],
)
def test_a_date_is_never_reached(effective: str, amount: str, days: list[str]) -> None:
    rulebook = policy(effective=effective, rules=f"[{{id: a, {NOISE}, limit: {{amount: {amount}, per: incident}}}}]")
    said = [one.problem.message for one in found(rulebook, "date-never-reached")]
    assert [text.split(" from ", 1)[1][:10] for text in said] == days


RULE = "{id: quiet, when: {failure: noise, amount: {over: 10}}, deny: true}"
LIFT = "approved_by: lead, because: told so, effective: {from: 2026-01-01, until: 2027-01-01}"


@pytest.mark.parametrize(
    ("when", "nothing"),
    [
        ("{failure: billing}", True),
        ("{severity: major}", False),
        ("{remedy: refund}", False),
        ("{remedy: apology}", True),
    ],
)
def test_an_exception_lifts_nothing(when: str, nothing: bool) -> None:
    rulebook = policy(rules=f"[{RULE}]", exceptions=f"[{{id: free, lifts: [quiet], when: {when}, {LIFT}}}]")
    assert [one.problem.path for one in found(rulebook, "lifts-nothing")] == [("exceptions", 0, "lifts")] * nothing


@pytest.mark.parametrize(
    ("second", "overlap"), [("{severity: major}", True), ("{remedy: refund}", True), ("{severity: minor}", False)]
)
def test_two_exceptions_lift_the_same_rule(second: str, overlap: bool) -> None:
    first = f"{{id: a, lifts: [quiet], when: {{severity: major}}, {LIFT}}}"
    rulebook = policy(rules=f"[{RULE}]", exceptions=f"[{first}, {{id: b, lifts: [quiet], when: {second}, {LIFT}}}]")
    said = found(rulebook, "exceptions-overlap")
    assert [one.problem.path for one in said] == [("exceptions", 1, "lifts")] * overlap
    for one in said:
        assert one.regions
        assert shows(rulebook, one)
        assert one.witness is not None
        situation = Situation(rulebook, ask_of(rulebook, one.witness), balances_of(rulebook, one.witness), None)
        lifted = {(reason.line, reason.lifted) for reason in answered(situation).reasons if reason.code == "exception"}
        assert lifted == {("a", "quiet"), ("b", "quiet")}


@pytest.mark.parametrize(
    ("rule", "below"),
    [
        ("when: {remedy: credit}, escalate: lead", True),
        ("when: {remedy: refund}, escalate: lead", False),
        ("when: {failure: noise}, escalate: lead", False),
        ("when: {remedy: credit}, escalate: {to: lead, count: 2}", False),
    ],
)
def test_a_call_on_somebody_who_gives_it_in_any_case(rule: str, below: bool) -> None:
    grants = "[{id: a, roles: agent, remedies: refund, limit: none}, {id: b, roles: lead, limit: none}]"
    rulebook = policy(grants=grants, rules=f"[{{id: ask, {rule}}}]")
    assert [one.problem.path for one in found(rulebook, "call-asked-below")] == [("rules", 0, "escalate")] * below


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ({"budgets": "[{id: pot, amount: 100, every: month, beyond: {escalate: agent}}]"}, ("budgets", 0, "beyond")),
        ({"budgets": "[{id: pot, amount: 100, every: month, beyond: {escalate: lead}}]"}, None),
        ({"budgets": "[{id: pot, amount: 100, every: month, beyond: warn}]"}, None),
        (
            {"rules": "[{id: cap, limit: {amount: 9, per: incident}, beyond: {escalate: agent}}]"},
            ("rules", 0, "beyond"),
        ),
        ({"rules": "[{id: two, escalate: [lead, agent]}]"}, None),  # of a lead it asks an agent besides
        ({"rules": "[{id: two, when: {role: agent}, escalate: [lead, agent]}]"}, ("rules", 0, "escalate")),
        ({"rules": "[{id: two, when: {role: agent}, escalate: {to: agent, count: 2}}]"}, None),
    ],
)
def test_a_call_that_everybody_satisfies(lines: dict[str, str], path: tuple[str, int, str] | None) -> None:
    said = found(policy(**lines), "call-nobody-needs")
    assert [one.problem.path for one in said] == ([path] if path else [])


def test_a_pot_that_brings_it_to_whoever_may_give_it() -> None:
    grants = "[{id: a, roles: agent, remedies: apology, limit: none}, {id: b, roles: lead, limit: none}]"
    pot = "[{id: pot, amount: 100, every: month, beyond: {escalate: lead}}]"
    (said,) = found(policy(grants=grants, budgets=pot), "call-asked-below")
    assert said.problem.path == ("budgets", 0, "beyond")
    assert not found(policy(grants="[{id: a, roles: agent, limit: none}]", budgets=pot), "call-asked-below")


@pytest.mark.parametrize(("beside", "stuck"), [("{}", True), ("{reports_to: lead}", False)])
def test_a_role_is_at_a_dead_end(beside: str, stuck: bool) -> None:
    rulebook = policy(
        roles=f"{{agent: {{reports_to: lead}}, lead: {{}}, clerk: {beside}}}",
        grants="[{id: fifty, roles: [agent, clerk], limit: {amount: 50, per: incident}}, {id: most, roles: lead, limit: none}]",
    )
    said = found(rulebook, "dead-end")
    assert [one.problem.path for one in said] == [("roles", "clerk")] * stuck
    assert all([one.witness is not None and one.witness.role == "clerk" and shows(rulebook, one) for one in said])


def test_what_a_rule_forbids_is_no_dead_end() -> None:
    rulebook = policy(rules="[{id: not-you, when: {role: agent, remedy: refund}, deny: true}]")
    assert not found(rulebook, "dead-end")
