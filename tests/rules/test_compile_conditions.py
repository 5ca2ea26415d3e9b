"""Conditions become boxes of whole numbers, one test for each axis, in the directions that are lawful."""

from __future__ import annotations

import pytest

from empower.domain.calendar import HOUR, day_of
from empower.domain.conditions import EVERYTHING, Condition, Spans
from empower.domain.conditions import Test as OneTest
from tests.rules.compiled_lines import codes, rulebook

FACTS = """facts:
  failure: {one_of: [noise, {billing: A wrong bill}, conduct]}
  tier: {ordered: [standard, silver, gold, platinum]}
  nights: {number: {at_least: 1, at_most: 90}}
  degrees: {number: {at_least: -30, at_most: 60, decimals: 1}}
  bill: {money: true}
  vip: {yes_no: true}
  stayed_on: {date: true, optional: true}
  told_at: {moment: true}
  came: {time: true}
  scheme: {one_of: [15, 30]}
"""
DAY = day_of(2026, 5, 1)
NOON = (DAY - 719_163) * 24 * HOUR + 11 * HOUR


def condition(when: str) -> Condition:
    """The condition of a rule that only asks, with this `when`."""
    return rulebook(f"{FACTS}rules:\n  - {{id: asks, needs: note, when: {when}}}\n").rules[0].condition


def only_test(when: str) -> OneTest:
    """The one test of a condition."""
    ((test,),) = condition(when).when
    return test


@pytest.mark.parametrize(
    ("when", "axis", "spans", "said"),
    [
        ("{failure: billing}", "failure", ((1, 2),), (("is", (1,)),)),
        ("{failure: [conduct, noise]}", "failure", ((0, 1), (2, 3)), (("is", (0, 2)),)),
        ("{failure: {not: noise}}", "failure", ((1, 3),), (("not", (0,)),)),
        ("{failure: {not: [noise, conduct]}}", "failure", ((1, 2),), (("not", (0, 2)),)),
        ("{scheme: 30}", "scheme", ((1, 2),), (("is", (1,)),)),
        ("{tier: {at_least: gold}}", "tier", ((2, None),), (("at_least", (2,)),)),
        ("{tier: {over: standard, at_most: gold}}", "tier", ((1, 3),), (("at_most", (2,)), ("over", (0,)))),
        ("{nights: 3}", "nights", ((3, 4),), (("is", (3,)),)),
        ("{nights: [1, 2, 5]}", "nights", ((1, 3), (5, 6)), (("is", (1, 2, 5)),)),
        ("{nights: {not: 1}}", "nights", ((2, 91),), (("not", (1,)),)),
        ("{nights: {over: 7}}", "nights", ((8, None),), (("over", (7,)),)),
        ("{degrees: {under: -2.5}}", "degrees", ((None, -25),), (("under", (-25,)),)),
        ("{bill: {at_most: 25.1}}", "bill", ((None, 2511),), (("at_most", (2510,)),)),
        ("{vip: true}", "vip", ((1, 2),), (("is", (1,)),)),
        ("{vip: false}", "vip", ((0, 1),), (("is", (0,)),)),
        ("{stayed_on: {from: 2026-05-01}}", "stayed_on", ((DAY, None),), (("from", (DAY,)),)),
        ("{stayed_on: {before: 2026-05-01}}", "stayed_on", ((None, DAY),), (("before", (DAY,)),)),
        ("{stayed_on: {over: 2026-05-01}}", "stayed_on", ((DAY + 1, None),), (("over", (DAY,)),)),
        ("{told_at: {before: 2026-05-01T12:00:00+01:00}}", "told_at", ((None, NOON),), (("before", (NOON,)),)),
        ("{came: {from: 16:00, before: 24:00}}", "came", ((960, 1440),), (("before", (1440,)), ("from", (960,)))),
        ("{weekday: [saturday, sunday]}", "weekday", ((5, 7),), (("is", (5, 6)),)),
        ("{hour: {not: 12}}", "hour", ((0, 12), (13, 24)), (("not", (12,)),)),
        ("{role: manager}", "role", ((1, 2),), (("is", (1,)),)),
        ("{remedy: {not: apology}}", "remedy", ((1, 2),), (("not", (0,)),)),
        ("{remedy_kind: [cash, courtesy]}", "remedy_kind", ((0, 1), (5, 6)), (("is", (0, 5)),)),
        ("{cost: {over: 5, at_most: 10}}", "cost", ((501, 1001),), (("at_most", (1000,)), ("over", (500,)))),
        ("{quantity: {at_least: 2}}", "quantity", ((2, None),), (("at_least", (2,)),)),
    ],
)
def test_a_test_is_a_set_of_whole_numbers(when: str, axis: str, spans: Spans, said: object) -> None:
    assert only_test(when) == OneTest(axis=axis, spans=spans, said=said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("age", "axis", "spans", "value"),
    [
        ("{over: 365 days}", "stayed_on#days", ((366, None),), 365),
        ("{at_most: 1 day}", "stayed_on#days", ((None, 2),), 1),
        ("{under: 2 weeks}", "stayed_on#days", ((None, 14),), 14),
        ("{over: 3 months}", "stayed_on#months", ((7, None),), 6),
        ("{at_least: 3 months}", "stayed_on#months", ((6, None),), 6),
        ("{under: 3 months}", "stayed_on#months", ((None, 6),), 6),
        ("{at_most: 2 years}", "stayed_on#months", ((None, 49),), 48),
        ("{over: 30 hours}", "told_at#hours", ((30 * HOUR + 1, None),), 30 * HOUR),
        ("{under: 7 days}", "told_at#days", ((None, 7),), 7),
    ],
)
def test_an_age_has_an_axis_of_its_own(age: str, axis: str, spans: Spans, value: int) -> None:
    test = only_test(f"{{{axis.partition('#')[0]}: {{age: {age}}}}}")
    assert (test.axis, test.spans) == (axis, spans)
    assert [values for _, values in test.said] == [(value,)]


def test_ages_in_days_and_months_are_two_tests() -> None:
    ((days, months),) = condition("{stayed_on: {age: {at_least: 1 month, under: 90 days}}}").when
    assert (days.axis, days.spans) == ("stayed_on#days", ((None, 90),))
    assert (months.axis, months.spans) == ("stayed_on#months", ((2, None),))


def test_presence_is_tested_of_what_may_be_absent() -> None:
    given, absent = only_test("{stayed_on: {given: true}}"), only_test("{stayed_on: {given: false}}")
    assert (given.spans, given.absent) == (EVERYTHING, False)
    assert (absent.spans, absent.absent) == ((), True)
    assert not only_test("{stayed_on: {before: 2026-05-01}}").absent
    assert codes(
        f"{FACTS}rules:\n  - {{id: a, deny: true, when: {{stayed_on: {{given: false, from: 2026-05-01}}}}}}\n"
    ) == ["never-true"]


def test_no_when_is_always_and_a_list_is_any() -> None:
    either_line = "{id: b, deny: true, when: [{vip: true}, {nights: 3}], unless: {vip: false}}"
    lines = f"{FACTS}rules:\n  - {{id: a, deny: true}}\n  - {either_line}\n"
    always, either = rulebook(lines).rules
    assert always.condition == Condition()
    assert [[test.axis for test in box] for box in either.condition.when] == [["vip"], ["nights"]]
    assert [[test.axis for test in box] for box in either.condition.unless] == [["vip"]]


def test_the_order_in_which_tests_are_written_does_not_show() -> None:
    one = condition("{vip: true, failure: noise, tier: {over: standard, at_most: gold}}")
    other = condition("{tier: {at_most: gold, over: standard}, failure: noise, vip: true}")
    assert one == other


def test_equal_tests_are_one_object() -> None:
    lines = "\n".join(
        f"  - {{id: r{number}, deny: true, when: {{vip: true, nights: {{over: 5}}}}}}" for number in range(3)
    )
    first, second, third = rulebook(f"{FACTS}rules:\n{lines}\n").rules
    for one, other in ((first, second), (second, third)):
        assert all(a is b for a, b in zip(one.condition.when[0], other.condition.when[0], strict=True))


def test_what_a_line_covers_is_a_test_too() -> None:
    lines = (
        "remedies: {apology: {kind: courtesy}, refund: {kind: cash}, credit: {kind: credit}}\n"
        "groups: {money: [refund, credit]}\n"
        "grants:\n"
        "  - {id: all, roles: agent, limit: none}\n"
        "  - {id: money, roles: agent, remedies: money, limit: none}\n"
        "  - {id: less, roles: agent, remedies: {not: credit}, when: {remedy: money}, limit: none}\n"
    )
    every, money, less = rulebook(lines).grants
    assert (every.condition.when, every.remedies) == (((),), ("apology", "refund", "credit"))
    assert [(test.axis, test.spans, test.said) for test in money.condition.when[0]] == [("remedy", ((1, 3),), ())]
    assert money.remedies == ("refund", "credit")
    ((test,),) = less.condition.when
    assert (test.axis, test.spans) == ("remedy", ((1, 2),))


def test_dates_of_a_line_are_tests_of_the_day() -> None:
    first, last, started = day_of(2026, 1, 1), day_of(2027, 1, 1), day_of(2026, 3, 1)
    lines = (
        "rules:\n"
        "  - id: a\n"
        "    when: [{failure: noise}, {failure: billing}]\n"
        "    effective: {from: 2026-01-01, until: 2027-01-01}\n"
        "    limit: {amount: {2026-03-01: 100, 2026-06-01: 200}, per: incident}\n"
    )
    (rule,) = rulebook(lines).rules
    for day, failure in rule.condition.when:
        assert (day.axis, day.spans) == ("day", ((started, last),))
        assert dict(day.said)["before"] == (last,)
        assert ("from", (first,)) in day.said
        assert failure.axis == "failure"


def test_an_amount_that_goes_by_a_date_fact_is_in_force_from_its_first_date() -> None:
    lines = "facts: {flown_on: {date: true}}\nowed:\n  - {id: a, remedies: refund, amount: {2026-03-01: 5, as_of: flown_on}}\n"
    (line,) = rulebook(lines).owed
    test = next(test for test in line.condition.when[0] if test.axis == "flown_on")
    assert test.spans == ((day_of(2026, 3, 1), None),)


UP, DOWN = ("over", "at_least"), ("under", "at_most")
KINDS = {
    "grants": "grants:\n  - {{id: x, roles: agent, limit: none, {}}}\n",
    "denies": "rules:\n  - {{id: x, deny: true, {}}}\n",
    "escalates": "rules:\n  - {{id: x, escalate: manager, {}}}\n",
    "limits": "rules:\n  - {{id: x, limit: {{amount: 5, per: incident}}, {}}}\n",
    "asks": "rules:\n  - {{id: x, needs: note, {}}}\n",
    "budgets": "budgets:\n  - {{id: x, amount: 5, {}}}\n",
    "exceptions": (
        "rules: [{{id: r, deny: true}}]\nexceptions:\n"
        "  - {{id: x, lifts: r, approved_by: manager, effective: {{from: 2026-01-01, until: 2027-01-01}}, {}}}\n"
    ),
    "promises": "promises:\n  - {{id: x, never: approve, {}}}\n",
}
LAWFUL = {"grants": DOWN, "exceptions": DOWN, "denies": UP, "escalates": UP, "limits": UP, "budgets": UP}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("side", ["when", "unless"])
@pytest.mark.parametrize("operator", [*UP, *DOWN, "not"])
@pytest.mark.parametrize("name", ["amount", "quantity", "cost", "incident_cost", "incident_goodwill"])
def test_more_is_never_judged_more_kindly(kind: str, side: str, operator: str, name: str) -> None:
    ways = LAWFUL.get(kind, (*UP, *DOWN, "not"))
    if side == "unless" and kind in LAWFUL:
        ways = DOWN if ways == UP else UP
    found = codes(KINDS[kind].format(f"{side}: {{{name}: {{{operator}: 5}}}}"))
    assert found == ([] if operator in ways else ["wrong-direction"])


@pytest.mark.parametrize(
    "line", ["owed:\n  - {id: x, remedies: refund, amount: 5, %s}\n", "not_owed:\n  - {id: x, %s}\n"]
)
@pytest.mark.parametrize(
    "test", ["amount: {over: 5}", "cost: {under: 5}", "incident_goodwill: {over: 5}", "role: agent"]
)
def test_what_is_owed_turns_on_what_happened(line: str, test: str) -> None:
    assert codes(line % f"when: {{{test}}}") == ["not-tested-here"]


@pytest.mark.parametrize("kind", KINDS)
def test_only_rules_and_promises_test_the_role(kind: str) -> None:
    found = codes(KINDS[kind].format("when: {role: agent}"))
    assert found == (["not-tested-here"] if kind in ("grants", "budgets", "exceptions") else [])


@pytest.mark.parametrize(
    "part", ["settles_from: {amount: owed, when: {%s}}", "instead: {remedy: card, at_least: owed, when: {%s}}"]
)
@pytest.mark.parametrize("test", ["remedy: refund", "role: agent", "cost: {over: 5}"])
def test_parts_of_what_is_owed_test_facts_alone(part: str, test: str) -> None:
    lines = (
        "remedies: {refund: {kind: cash}, card: {kind: credit}}\nowed:\n  - {id: x, remedies: refund, amount: 5, %s}\n"
    )
    assert codes(lines % (part % test)) == ["not-tested-here"]
    assert codes(lines % (part % "failure: noise")) == []
