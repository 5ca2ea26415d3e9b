"""A counter is what is counted, not who counts it: its name outlives the line's id, its price and its place in the file."""

from __future__ import annotations

import pytest

from empower.rules.rulebook import Counter
from tests.rules.compiled_lines import rulebook

HEAD = """facts:
  failure: {one_of: [noise, billing]}
  tier: {ordered: [silver, gold]}
  bill: {money: true}
  property: {text: true}
remedies: {apology: {kind: courtesy}, credit: {kind: credit}, refund: {kind: cash, most: {amount: 100, per: incident}}}
"""


def rule(text: str) -> Counter:
    """The counter of one rule's limit."""
    made = rulebook(f"{HEAD}rules:\n  - {text}\n")
    limit = made.rules[0].limit
    assert limit is not None
    return made.counters[limit.counter]


def test_the_two_totals_of_an_incident_come_first() -> None:
    cost, goodwill = rulebook(HEAD).counters[:2]
    remedies = ("apology", "credit", "refund")
    assert cost == Counter(
        id="incident_cost", measure="cost", remedies=remedies, per=("incident",), every=None, counts="all"
    )
    assert goodwill == cost.but(id="incident_goodwill", counts="goodwill")


@pytest.mark.parametrize(
    "other",
    [
        "{id: other, when: {failure: noise}, limit: {amount: 50, per: incident}}",
        "{id: a, when: {failure: noise}, limit: {under: 50, per: incident, counts: goodwill}, beyond: warn, because: x}",
        "{id: a, when: {failure: {not: billing}}, limit: {amount: 50, per: [incident]}}",
        "{id: a, when: {failure: noise, role: agent}, limit: {amount: 50, per: incident}}",
        "{id: a, when: {failure: noise, cost: {over: 5}, hour: 20, weekday: monday}, limit: {amount: 50, per: incident}}",
        "{id: a, when: [{failure: noise, amount: {over: 1}}, {failure: noise}], limit: {amount: 50, per: incident}}",
        "{id: a, when: [{failure: noise, bill: 5}, {failure: noise}], limit: {amount: 50, per: incident}}",
        "{id: a, when: {failure: noise}, unless: {tier: gold, cost: {under: 5}}, limit: {amount: 50, per: incident}}",
        "{id: a, when: {failure: noise}, effective: {from: 2026-01-01}, limit: {amount: {2026-03-01: 5}, per: incident}}",
    ],
)
def test_lines_that_count_the_same_share_a_counter(other: str) -> None:
    assert rule(other).id == rule("{id: a, when: {failure: noise}, limit: {amount: 100, per: incident}}").id
    lines = (
        f"{HEAD}rules:\n  - {{id: first, when: {{failure: noise}}, limit: {{amount: 9, per: incident}}}}\n  - {other}\n"
    )
    made = rulebook(lines)
    assert len({line.limit.counter for line in made.rules if line.limit}) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{id: a, limit: {amount: 5, per: incident}}", "cost goodwill per incident"),
        ("{id: a, limit: {count: 5, per: all, counts: all}}", "count all per all"),
        (
            "{id: a, when: {remedy_kind: [cash, credit]}, limit: {amount: 5, per: [property, customer], every: 90 days}}",
            "cost goodwill of credit,refund per customer,property every 90 days",
        ),
        (
            "{id: a, when: {failure: noise, tier: {at_least: gold}}, limit: {amount: 5, per: incident, every: month}}",
            "cost goodwill per incident every month when failure=[noise] & tier=[gold]",
        ),
        (
            "{id: a, when: [{remedy: refund}, {failure: noise}], limit: {amount: 5, per: incident}}",
            "cost goodwill per incident when failure=[noise] | remedy=[refund]",
        ),
        (
            "{id: a, when: {bill: {over: 5, under: 8}}, unless: {failure: noise, remedy: refund}, limit: {count: 1, per: all}}",
            "count goodwill per all when bill=5.01..7.99 unless failure=[noise] & remedy=[refund]",
        ),
    ],
)
def test_a_name_says_what_is_counted(text: str, name: str) -> None:
    assert rule(text).id == name


def test_what_is_counted_is_decided_by_the_condition_alone() -> None:
    counter = rule("{id: a, when: {remedy: refund, failure: noise, role: agent}, limit: {amount: 5, per: incident}}")
    assert counter.remedies == ("refund",)
    ((failure, remedy),) = counter.condition.when
    assert (failure.axis, failure.spans, failure.said) == ("failure", ((0, 1),), ())
    assert (remedy.axis, remedy.spans, remedy.said) == ("remedy", ((2, 3),), ())


def test_a_long_name_is_cut_and_still_its_own() -> None:
    values = ", ".join(f"a-rather-long-name-{number}" for number in range(20))
    head = f"facts: {{failure: {{one_of: [{values}, other]}}}}\nrules:\n"
    text = "  - {{id: {0}, when: {{failure: [{1}]}}, limit: {{amount: 5, per: incident}}}}\n"
    some, more = text.format("a", values), text.format("b", values + ", other")
    made = rulebook(head + some + more)
    names = {made.counters[line.limit.counter].id for line in made.rules if line.limit}
    assert len(names) == 2
    assert all(
        len(name) <= 120 and name.startswith("cost goodwill per incident when failure=[a-rather") for name in names
    )


def test_a_most_counts_the_face_value_of_its_remedy() -> None:
    made = rulebook(HEAD)
    (most,) = made.remedies[2].most
    assert (most.measure, most.counts, most.per) == ("face", "all", ("incident",))
    assert made.counters[most.counter].id == "face all of refund per incident"


def test_the_order_of_the_file_numbers_no_counter() -> None:
    lines = [f"  - {{id: r{n}, limit: {{amount: 5, per: customer, every: {n + 1} days}}}}\n" for n in range(5)]
    made, turned = rulebook(f"{HEAD}rules:\n{''.join(lines)}"), rulebook(f"{HEAD}rules:\n{''.join(reversed(lines))}")
    assert made.counters == turned.counters
    assert [rule.id for rule in turned.rules] == ["r4", "r3", "r2", "r1", "r0"]
    assert {line.id: line.limit for line in made.rules} == {line.id: line.limit for line in turned.rules}


def test_a_limit_per_gesture_counts_nothing() -> None:
    made = rulebook(f"{HEAD}grants:\n  - {{id: g, roles: agent, limit: {{amount: 5, per: gesture}}}}\n")
    assert made.grants[0].limits[0].counter == -1


def test_what_is_settled_is_kept_for_the_group() -> None:
    lines = (
        f"{HEAD}owed:\n"
        "  - {id: a, when: {failure: noise}, remedies: [refund], amount: 5}\n"
        "  - {id: b, when: {failure: billing}, remedies: [refund, credit], amount: 5}\n"
        "  - {id: c, group: delay, remedies: [refund], amount: 5}\n"
    )
    first, second, third = rulebook(lines).owed
    counters = rulebook(lines).counters
    assert (first.group, second.group, third.group) == ("credit+refund", "credit+refund", "delay")
    assert first.counter == second.counter != third.counter
    settled = counters[first.counter]
    assert settled.id == "settled credit+refund in money per incident"
    assert (settled.measure, settled.counts, settled.remedies) == ("settled", "owed", ("credit", "refund"))


def test_lines_are_one_group_by_however_many_lines_in_between() -> None:
    lines = (
        "remedies: {a: {kind: cash}, b: {kind: cash}, c: {kind: cash}, d: {kind: cash}}\nowed:\n"
        "  - {id: one, remedies: [a, b], amount: 5}\n"
        "  - {id: two, remedies: [c, d], amount: 5}\n"
        "  - {id: three, remedies: [b, c], amount: 5}\n"
        "  - {id: four, remedies: [d], group: d, amount: 5}\n"
    )
    assert [line.group for line in rulebook(lines).owed] == ["a+b+c+d", "a+b+c+d", "a+b+c+d", "d"]


def test_a_group_by_name_is_never_taken_for_one_without() -> None:
    lines = (
        "owed:\n  - {id: one, remedies: refund, amount: 5}\n  - {id: two, group: refund, remedies: refund, amount: 5}\n"
    )
    one, two = rulebook(lines).owed
    assert one.group != two.group
    assert one.counter != two.counter
