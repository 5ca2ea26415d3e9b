"""What the exact analyses of the lint find on small policies, what they leave in peace, and that each witness shows it."""

from __future__ import annotations

import pytest

from empower.domain.calendar import day_of
from empower.policyfile.load import read_policy
from empower.rules.analysis.found import Found
from empower.rules.analysis.lint.linted import linted
from empower.rules.analysis.lint.shown import ask_of, balances_of
from empower.rules.decide import decide
from empower.rules.rulebook import Rulebook

TODAY = day_of(2026, 5, 1)
HEAD = {
    "empower": "1",
    "policy": "corner",
    "currency": "EUR",
    "timezone": "UTC",
    "facts": "{failure: {one_of: [noise, billing]}, severity: {ordered: [minor, major]}, bill: {money: true}}",
    "remedies": "{apology: {kind: courtesy}, refund: {kind: cash}, credit: {kind: credit, cost: {share: 60%, of: amount}}}",
    "roles": "{agent: {reports_to: lead}, lead: {}}",
    "grants": "[{id: fifty, roles: agent, limit: {amount: 50, per: incident}}, {id: most, roles: lead, limit: none}]",
}


def policy(**lines: str) -> Rulebook:
    rulebook = read_policy("\n".join(f"{key}: {text}" for key, text in (HEAD | lines).items()).encode(), "p.yaml")
    assert rulebook.rulebook is not None, rulebook.problems
    return rulebook.rulebook


def found(rulebook: Rulebook, code: str) -> list[Found]:
    return [one for one in linted(rulebook, TODAY) if one.problem.code == code]


def shows(rulebook: Rulebook, one: Found) -> bool:
    """Whether the witness, put to the engine, comes to what it says."""
    assert one.witness is not None
    decision = decide(rulebook, ask_of(rulebook, one.witness), balances_of(rulebook, one.witness))
    return decision.outcome == one.witness.comes


NEVER = [
    ("{failure: noise, remedy: apology, cost: {over: 0}}", True),
    ("{failure: noise, remedy: refund, cost: {over: 0}}", False),
    ("{remedy: apology, remedy_kind: cash}", True),
    ("{remedy: refund, amount: {over: 300}}", False),
    ("{remedy: credit, amount: {under: 10}, cost: {over: 6}}", True),
    ("{remedy: credit, amount: {under: 10}, cost: {over: 5}}", False),
    ("{incident_cost: {under: 10}, incident_goodwill: {over: 10}}", True),
    ("{incident_cost: {over: 10}, incident_goodwill: {under: 10}}", False),
]


@pytest.mark.parametrize(("when", "never"), NEVER)
def test_a_condition_never_holds(when: str, never: bool) -> None:
    rulebook = policy(rules=f"[{{id: odd, when: {when}, say: Hello}}]")
    assert [one.problem.path[:2] for one in found(rulebook, "never-holds")] == [("rules", 0)] * never


def test_one_part_of_a_condition_never_holds() -> None:
    when = "[{remedy: apology, cost: {over: 0}}, {failure: noise}]"
    one = found(policy(rules=f"[{{id: odd, when: {when}, say: Hello}}]"), "never-holds")
    assert [part.problem.path for part in one] == [("rules", 0, "when", 0)]


@pytest.mark.parametrize(
    ("unless", "path"), [("{failure: billing}", "unless"), ("{severity: major}", ""), ("{failure: noise}", "unless")]
)
def test_an_unless_takes_nothing_or_everything_away(unless: str, path: str) -> None:
    rulebook = policy(rules=f"[{{id: odd, when: {{failure: noise}}, unless: {unless}, say: Hello}}]")
    assert [one.problem.path for one in found(rulebook, "never-holds")] == ([("rules", 0, path)] if path else [])


@pytest.mark.parametrize(("until", "paths"), [("2025-06-01", [("rules", 0, "effective")]), ("2026-06-01", [])])
def test_a_line_outside_the_days_of_its_policy(until: str, paths: list[tuple[object, ...]]) -> None:
    line = f"{{id: old, when: {{failure: noise}}, say: Hello, effective: {{from: 2025-01-01, until: {until}}}}}"
    rulebook = policy(effective="{from: 2026-01-01}", rules=f"[{line}]")
    assert [one.problem.path for one in found(rulebook, "never-holds")] == paths


@pytest.mark.parametrize(("age", "never"), [("{under: 30 days}", True), ("{over: 30 days}", False)])
def test_an_age_and_a_date_that_no_day_has_together(age: str, never: bool) -> None:
    lines = [
        f"{{id: {name}, when: {{stayed_on: {test}}}, say: Hello}}" for name, test in (("a", "{before: 2026-01-01}"),)
    ]
    both = f"{{id: b, when: {{stayed_on: {{before: 2026-01-01, age: {age}}}}}, say: Hello}}"
    rulebook = policy(
        facts="{stayed_on: {date: true}}", effective="{from: 2026-06-01}", rules=f"[{', '.join([*lines, both])}]"
    )
    assert [one.problem.path[1] for one in found(rulebook, "never-holds")] == [1] * never


UNGRANTED = "[{id: fifty, roles: agent, when: {failure: noise}, limit: none}]"


def test_nobody_may_give_what_no_grant_covers() -> None:
    rulebook = policy(grants=UNGRANTED)
    (one,) = found(rulebook, "nobody-may-give")
    assert one.problem.path == ("remedies", "apology")
    (region,) = one.regions
    assert (region.remedies, region.roles) == (("apology", "refund", "credit"), ())
    assert [(part.axis, part.names) for part in region.within] == [("failure", ("billing",))]
    assert shows(rulebook, one)
    assert one.witness is not None
    assert one.witness.role == "lead"


@pytest.mark.parametrize(
    "lines",
    [
        {},
        {"grants": UNGRANTED, "rules": "[{id: no, when: {failure: billing}, deny: true}]"},
        {"grants": UNGRANTED, "roles": "{agent: {reports_to: lead}, lead: {final: true}}"},
        {"remedies": "{refund: {kind: cash, most: 0}}"},
        {"rules": "[{id: none, when: {failure: billing}, limit: {amount: 0, per: incident}}]"},
        {"grants": "[{id: bill, roles: agent, limit: {amount: bill, per: incident}}]"},
    ],
    ids=["granted", "forbidden", "last word", "most", "limit of nothing", "by a fact"],
)
def test_somebody_may_give_it_or_a_line_says_why_not(lines: dict[str, str]) -> None:
    assert found(policy(**lines), "nobody-may-give") == []


def test_nobody_may_give_what_costs_more_than_a_limit() -> None:
    rulebook = policy(
        remedies="{cookies: {kind: in_kind, cost: 12}}",
        rules="[{id: small, when: {failure: noise}, limit: {amount: 10, per: incident}}]",
    )
    (one,) = found(rulebook, "nobody-may-give")
    assert one.problem.path == ("remedies", "cookies")
    assert shows(rulebook, one)


@pytest.mark.parametrize(
    ("when", "vain"),
    [("{failure: noise}", False), ("{failure: billing}", True), ("{failure: [noise, billing]}", False)],
)
def test_what_is_preferred_is_never_approved(when: str, vain: bool) -> None:
    rulebook = policy(
        grants="[{id: some, roles: agent, remedies: [apology, credit], limit: none}, "
        "{id: cash, roles: agent, remedies: refund, when: {failure: noise}, limit: none}]",
        rules=f"[{{id: rather, when: {when[:-1]}, remedy: credit}}, deny: true, prefer: [refund]}}]",
    )
    one = found(rulebook, "prefer-never-approved")
    assert [part.problem.path for part in one] == [("rules", 0, "prefer", 0)] * vain
    assert all(shows(rulebook, part) for part in one)


def test_a_remedy_that_a_rule_cannot_speak_of_is_no_place_where_it_prefers_in_vain() -> None:
    grants = "[{id: words, roles: agent, remedies: [apology, credit], limit: none}]"
    rules = "[{id: dear, when: {cost: {over: 0}}, deny: true, prefer: [refund]}]"
    (one,) = found(policy(grants=grants, rules=rules), "prefer-never-approved")
    assert [part.remedies for part in one.regions] == [("refund", "credit")], "an apology costs nothing"
    never = "[{id: dear, when: {remedy: apology, cost: {over: 0}}, deny: true, prefer: [refund]}]"
    assert found(policy(grants=grants, rules=never), "prefer-never-approved") == []


def test_a_preferred_remedy_that_only_others_may_give() -> None:
    rules = "[{id: rather, when: {role: agent, remedy: credit}, deny: true, prefer: [refund]}]"
    grants = "[{id: cash, roles: lead, remedies: [refund, credit], limit: none}, "
    grants += "{id: kind, roles: agent, remedies: apology, limit: none}]"
    (one,) = found(policy(grants=grants, rules=rules), "prefer-never-approved")
    assert [region.roles for region in one.regions] == [("agent",)]


CARRY = [
    ("{refund: {kind: cash, most: 250}}", "300", True),
    ("{refund: {kind: cash, most: 300}}", "300", False),
    ("{refund: {kind: cash}}", "300", False),
    ("{refund: {kind: cash, most: 250}}", "{share: 50%, of: bill}", True),
    ("{refund: {kind: cash, most: 250}}", "{share: 50%, of: bill, at_most: 250}", False),
    ("{refund: {kind: cash, most: bill}}", "{share: 50%, of: bill}", False),
]


@pytest.mark.parametrize(("remedies", "amount", "short"), CARRY)
def test_what_is_owed_is_more_than_a_gesture_may_be(remedies: str, amount: str, short: bool) -> None:
    owed = f"[{{id: due, when: {{failure: billing}}, remedies: refund, amount: {amount}}}]"
    rulebook = policy(remedies=remedies, owed=owed)
    one = found(rulebook, "owed-not-carried")
    assert [part.problem.path for part in one] == [("owed", 0)] * short
    for part in one:
        assert shows(rulebook, part)
        assert [within.names for within in part.regions[0].within if within.axis == "failure"] == [("billing",)]


def test_another_remedy_carries_what_is_owed() -> None:
    remedies = "{refund: {kind: cash, most: 250}, credit: {kind: credit}}"
    owed = "[{id: due, when: {failure: billing}, remedies: [refund, credit], amount: 300}]"
    assert found(policy(remedies=remedies, owed=owed), "owed-not-carried") == []
    instead = "[{id: due, when: {failure: billing}, remedies: refund, amount: 300, instead: {remedy: credit, at_least: owed}}]"
    assert found(policy(remedies=remedies, owed=instead), "owed-not-carried") == []


def test_a_witness_states_what_other_lines_would_ask_for() -> None:
    rulebook = policy(
        remedies="{refund: {kind: cash, most: 250}}",
        owed="[{id: due, remedies: refund, amount: 300}]",
        rules="[{id: major, when: {severity: major}, needs: note}]",
    )
    (one,) = found(rulebook, "owed-not-carried")
    assert shows(rulebook, one)


PROMISES = [
    ("{when: {remedy: apology}, always: approve}", ""),
    ("{when: {remedy: refund}, always: approve}", "escalate"),
    ("{when: {remedy: refund, amount: {at_most: 50}}, always: approve}", "escalate"),
    ("{when: {remedy: refund, incident_goodwill: {at_most: 50}}, always: approve}", ""),
    ("{when: {role: lead}, always: approve}", ""),
    ("{when: {role: lead}, never: deny}", ""),
    ("{when: {role: lead}, never: escalate}", ""),
    ("{when: {role: agent}, never: escalate}", "escalate"),
    (
        "{when: {role: agent, incident_goodwill: {over: 50}}, never: approve}",
        "approve",
    ),  # an apology, after a lead's 51
    ("{when: {role: agent, incident_goodwill: {over: 50}, cost: {over: 0}}, never: approve}", ""),
    ("{when: {role: agent, incident_goodwill: {over: 49.99}}, never: approve}", "approve"),
    ("{when: {role: agent, incident_goodwill: {over: 50}, cost: {over: 0}}, always: escalate}", ""),
    ("{when: {role: agent, cost: {over: 50}}, never: approve}", ""),
    ("{when: {role: agent, amount: {over: 50}, remedy: credit}, never: approve}", "approve"),
    ("{when: {role: agent, failure: noise}, never: deny}", ""),
]


@pytest.mark.parametrize(("promise", "comes"), PROMISES)
def test_a_promise_is_kept_or_a_request_breaks_it(promise: str, comes: str) -> None:
    rulebook = policy(promises=f"[{{id: word, {promise[1:]}]")
    one = found(rulebook, "broken-promise")
    assert found(rulebook, "promise-not-proven") == []
    assert [part.witness.comes for part in one if part.witness] == [comes] * bool(comes)
    assert all(shows(rulebook, part) for part in one)
    assert all(part.problem.level == "problem" for part in one)


def test_a_promise_broken_only_by_what_was_given_before() -> None:
    rulebook = policy(promises="[{id: word, when: {remedy: refund, amount: {at_most: 50}}, always: approve}]")
    (one,) = found(rulebook, "broken-promise")
    assert one.witness is not None
    assert one.witness.given
    assert (
        decide(rulebook, ask_of(rulebook, one.witness), balances_of(rulebook, one.witness.but(given=()))).outcome
        == "approve"
    )


def test_a_promise_broken_by_another_remedy_given_before() -> None:
    rulebook = policy(
        grants="[{id: cash, roles: agent, remedies: refund, limit: {amount: 50, per: incident}}, "
        "{id: credit, roles: agent, remedies: credit, limit: {amount: 50, per: incident}}]",
        promises="[{id: word, when: {incident_goodwill: {over: 60}}, never: approve}]",
    )
    (one,) = found(rulebook, "broken-promise")
    assert one.witness is not None
    assert one.witness.given
    assert shows(rulebook, one)


def test_a_promise_is_about_what_goes_beyond_what_is_owed() -> None:
    rulebook = policy(
        owed="[{id: due, when: {failure: billing}, remedies: refund, amount: 300}]",
        promises="[{id: word, when: {role: agent, cost: {over: 50}}, never: approve}]",
    )
    assert found(rulebook, "broken-promise") == []


def test_a_promise_that_could_not_be_settled_is_told() -> None:
    rulebook = policy(
        remedies="{upgrade: {kind: in_kind, cost: {share: 10%, of: bill}}}",
        promises="[{id: word, when: {role: agent, cost: {over: 50}}, never: approve}]",
    )
    (one,) = found(rulebook, "promise-not-proven")
    assert one.problem.level == "warning"
    assert [region.roles for region in one.regions] == [("agent",)]


def test_what_was_not_looked_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empower.rules.analysis.walk.CEILING", 0)
    rulebook = policy(
        rules="[{id: noise, when: {failure: noise, severity: minor}, say: Hello}]",
        promises="[{id: word, when: {remedy: apology}, always: approve}]",
    )
    assert [one.problem.path for one in found(rulebook, "not-all-tried")] == [
        ("remedies", name) for name in ("apology", "refund", "credit")
    ]
    (one,) = found(rulebook, "promise-not-proven")
    assert "left out" in one.problem.message
    assert found(rulebook, "never-holds") == []
