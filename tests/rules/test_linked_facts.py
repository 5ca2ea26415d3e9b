"""Facts that hang together: where they can be had together, no difference and no use of a line hides there."""

from __future__ import annotations

import pytest

from empower.domain.calendar import day_of
from empower.policyfile.load import read_policy
from empower.rules.analysis.difference import difference
from empower.rules.analysis.lacking import Lacking, without
from empower.rules.analysis.lint.linted import linted
from empower.rules.rulebook import Rulebook
from empower.services.shown import comes_after, witness_at

TODAY = day_of(2026, 11, 25)
POLICY = """
empower: 1
policy: corner
currency: EUR
timezone: America/New_York
effective: {{from: 2026-01-01, until: 2027-01-01}}
facts: {facts}
derive: {derive}
remedies: {{refund: {{kind: cash}}}}
roles: {{agent: {{reports_to: lead}}, lead: {{final: true}}}}
grants: [{{id: some, roles: agent, limit: {{amount: {limit}, per: incident}}}}]
rules:
  - {{id: tried, when: {when}, deny: true}}
  - {{id: beside, when: {beside}, deny: true}}
"""
TWO = "{a: {number: {at_least: 0, at_most: 5}}, b: {number: {at_least: 0, at_most: 5}}}"
FROM = "{a: {number: {at_least: 3, at_most: 5}}, b: {number: {at_least: 0, at_most: 9}}}"
BILL = "{bill: {money: true}, food: {money: true}}"
TOTAL, APART = "{c: {total: [a, b]}}", "{c: {difference: [a, b]}}"
SPENT = "{spent: {total: [bill, food]}}"
NIGHTS = "{a: {date: true}, b: {date: true}}"
TOLD, STAYED = "{told: {moment: true}}", "{stayed_on: {date: true}}"
NEVER = "{remedy: refund, amount: {over: 100000}}"
CASES = {
    "a total that takes both": (TWO, TOTAL, "50", "{c: {over: 7}}", NEVER),
    "a total of what has a least": (FROM, TOTAL, "50", "{c: {under: 5}}", NEVER),
    "a difference of what has a least": (FROM, APART, "50", "{c: 2}", NEVER),
    "no difference": (FROM, APART, "50", "{c: 0}", NEVER),
    "a limit by a fact that is tested": (BILL, "{}", "bill", "{bill: {under: 100}, cost: {over: 10}}", NEVER),
    "a limit by a total that is tested": (BILL, SPENT, "spent", "{spent: {under: 7}, cost: {over: 1}}", NEVER),
    "a limit by a part of a total": (BILL, SPENT, "bill", "{spent: {under: 7}, cost: {over: 1}}", NEVER),
    "a limit by the days between": (
        NIGHTS,
        "{n: {days_between: [a, b]}}",
        "{each: 10, of: n}",
        "{n: {over: 3}, cost: {over: 10}}",
        NEVER,
    ),
    "hours of the same day": (TOLD, "{}", "50", "{told: {age: {over: 4 hours}}}", "{told: {age: {over: 0 days}}}"),
    "hours past midnight": (TOLD, "{}", "50", "{told: {age: {over: 0 days}}}", "{told: {age: {over: 4 hours}}}"),
    "a date and its age in months": (
        STAYED,
        "{}",
        "50",
        "{stayed_on: {before: 2026-03-01, age: {under: 2 months}}}",
        NEVER,
    ),
    "a date and its age in days": (
        STAYED,
        "{}",
        "50",
        "{stayed_on: {before: 2026-03-01, age: {under: 30 days}}}",
        NEVER,
    ),
    "a moment and its age in days": (
        TOLD,
        "{}",
        "50",
        '{told: {before: "2026-03-01T00:00:00Z", age: {under: 30 days}}}',
        NEVER,
    ),
    "a moment and its age in hours": (
        TOLD,
        "{}",
        "50",
        '{told: {before: "2026-03-01T00:00:00Z", age: {under: 30 hours}}}',
        NEVER,
    ),
    "a moment and its age in months": (
        TOLD,
        "{}",
        "50",
        '{told: {before: "2026-03-01T00:00:00Z", age: {under: 2 months}}}',
        NEVER,
    ),
}


def policy(facts: str, derive: str, limit: str, when: str, beside: str) -> Rulebook:
    text = POLICY.format(facts=facts, derive=derive, limit=limit, when=when, beside=beside)
    found = read_policy(text.encode(), "policy.yaml")
    assert found.rulebook is not None, found.problems
    return found.rulebook


@pytest.mark.parametrize("case", CASES)
def test_a_line_that_denies_something_matters(case: str) -> None:
    book = policy(*CASES[case])
    assert Lacking(book, TODAY).matters(book.rules[0]) is True


@pytest.mark.parametrize("case", CASES)
def test_a_request_shows_it(case: str) -> None:
    old = policy(*CASES[case])
    new = without(old, old.rules[0])
    found = difference(old, new, TODAY)
    assert found.verdict in ("only looser", "may differ")
    for change in found.changes:
        where = change.where
        assert where.new is not None
        asked = witness_at(new, where.new, where.remedy, where.role, where.face)
        before, after = comes_after(old, asked), comes_after(new, asked)
        assert before is not None
        assert after is not None
        assert (before.outcome, after.outcome) in (("deny", "approve"), ("deny", "escalate"))


def test_a_limit_that_grows_with_a_tested_fact_is_tried_at_both_ends() -> None:
    text = POLICY.format(facts=BILL, derive="{}", limit="bill", when="{bill: {under: 100}, role: agent}", beside=NEVER)
    text = text.replace("role: agent}, deny: true", "role: agent, cost: {over: 10}}, escalate: lead")
    book = read_policy(text.encode(), "policy.yaml").rulebook
    assert book is not None
    assert Lacking(book, TODAY).matters(book.rules[0]) is True


LISTS = "{known: {listed: [reason, [x, y]]}, bad: {listed: [reason, [y, z]]}, free: {listed: [reason, [w]]}}"


def test_lists_of_one_text_are_had_together_where_a_text_is_in_all_of_them() -> None:
    old = policy("{reason: {text: true}}", LISTS, "50", "{known: true}", NEVER)
    new = policy("{reason: {text: true}}", LISTS, "50", "{known: true, bad: true}", NEVER)
    found = difference(old, new, TODAY)
    assert found.verdict == "only looser"
    where = found.changes[0].where
    assert where.new is not None
    assert dict(where.new.facts)["reason"] == "x"  # of the one list and not of the other
    none = policy("{reason: {text: true}}", LISTS, "50", "{known: true, free: true}", NEVER)
    assert Lacking(none, TODAY).matters(none.rules[0]) is not True


def test_a_promise_is_not_called_kept_where_no_situation_was_found() -> None:
    dates = "{told_on: {date: true}, booked_on: {date: true}, departs_on: {date: true}}"
    derive = "{ahead: {days_between: [booked_on, departs_on]}, notice: {days_between: [told_on, departs_on]}}"
    text = POLICY.format(facts=dates, derive=derive, limit="50", when="{ahead: {under: 5}}", beside=NEVER)
    text += "promises: [{id: p, when: {notice: {over: 20}}, never: deny}]\n"
    book = read_policy(text.encode(), "policy.yaml").rulebook
    assert book is not None
    codes = {one.problem.code for one in linted(book, TODAY)}
    assert codes & {"broken-promise", "promise-not-proven"}


def test_totals_that_share_a_part_are_had_together() -> None:
    facts = "{a: {number: {at_most: 100}}, b: {number: {at_most: 100}}, c: {number: {at_most: 100}}}"
    derive = "{ab: {total: [a, b]}, ac: {total: [a, c]}, apart: {difference: [a, b]}}"
    for beside in ("ac: {over: 7}", "apart: {over: 5}"):
        old = policy(facts, derive, "50", f"{{ab: {{over: 5}}, {beside}}}", NEVER)
        found = difference(old, without(old, old.rules[0]), TODAY)
        assert found.verdict == "only looser", beside
