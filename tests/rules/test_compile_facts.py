"""The vocabulary: what each kind of fact may be, and what is computed from what."""

from __future__ import annotations

import pytest

from empower.domain.calendar import day_of
from empower.domain.facts import Fact
from tests.rules.compiled_lines import codes, rulebook


def fact(written: str) -> Fact:
    """The fact `it`, declared so."""
    return rulebook(f"facts: {{it: {written}}}\n").facts[0]


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("{one_of: [a, b]}", Fact(name="it", kind="one_of", values=("a", "b"), value_titles=("", ""))),
        (
            "{ordered: [low, {high: Very high}], default: high, title: How high, help: as seen}",
            Fact(
                name="it",
                kind="ordered",
                values=("low", "high"),
                value_titles=("", "Very high"),
                default=1,
                title="How high",
                help="as seen",
            ),
        ),
        ("{one_of: only}", Fact(name="it", kind="one_of", values=("only",), value_titles=("",))),
        ("{number: true}", Fact(name="it", kind="number", least=0)),
        (
            "{number: {at_least: -5, at_most: 5, decimals: 1}}",
            Fact(name="it", kind="number", least=-50, most=50, digits=1),
        ),
        (
            "{number: {at_most: 9.5, decimals: 2}, default: 1.25}",
            Fact(name="it", kind="number", least=0, most=950, digits=2, default=125),
        ),
        ("{money: true, optional: true}", Fact(name="it", kind="money", least=0, digits=2, optional=True)),
        ("{money: true, default: 12.5}", Fact(name="it", kind="money", least=0, digits=2, default=1250)),
        ("{yes_no: true, default: false}", Fact(name="it", kind="yes_no", default=0)),
        ("{date: true, default: 2026-05-01}", Fact(name="it", kind="date", default=day_of(2026, 5, 1))),
        ("{time: true, default: 16:30}", Fact(name="it", kind="time", default=990)),
        ("{text: true, default: north}", Fact(name="it", kind="text", default="north")),
        ("{moment: true}", Fact(name="it", kind="moment")),
    ],
)
def test_a_fact_is_declared(written: str, declared: Fact) -> None:
    assert fact(written) == declared


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{}", "fact-kind"),
        ("null", "wrong-kind"),
        ("money", "wrong-kind"),
        ("{money: false}", "wrong-kind"),
        ("{money: true, date: true}", "fact-kind"),
        ("{mony: true}", "unknown-key"),
        ("{one_of: []}", "empty-list"),
        ("{one_of: [a, A]}", "name-form"),
        ("{one_of: [a, a]}", "duplicate-name"),
        ("{one_of: [a, otherwise]}", "reserved-name"),
        ("{one_of: [a, true]}", "wrong-kind"),
        ("{one_of: [{a: A, b: B}]}", "wrong-kind"),
        ("{one_of: [a], default: b}", "unknown-value"),
        ("{number: {at_least: 5, at_most: 1}}", "empty-range"),
        ("{number: {at_least: 0.5}}", "too-precise"),
        ("{number: {decimals: 9}}", "out-of-range"),
        ("{number: {decimals: one}}", "wrong-kind"),
        ("{number: {at_most: 5}, default: 6}", "out-of-range"),
        ("{money: true, default: -1}", "negative"),
        ("{money: true, default: 1.005}", "too-precise"),
        ("{money: true, default: 1, optional: true}", "default-and-optional"),
        ("{yes_no: true, default: yes}", "wrong-kind"),
        ("{date: true, default: tomorrow}", "not-a-date"),
        ("{time: true, default: 24:00}", "not-a-time"),
        ("{moment: true, default: 2026-05-01T12:00:00Z}", "no-default"),
        ("{text: true, optional: maybe}", "wrong-kind"),
    ],
)
def test_what_is_no_fact_is_said_once(written: str, code: str) -> None:
    assert codes(f"facts: {{it: {written}}}\n") == [code]


@pytest.mark.parametrize(
    "written", ["{}", "money", "{money: false}", "{mony: true}", "{one_of: []}", "{one_of: [a, a]}"]
)
def test_what_tests_a_fact_that_is_declared_wrongly_says_nothing_more(written: str) -> None:
    rules = "".join(f"  - {{id: r{number}, deny: true, when: {{it: {{over: 5}}}}}}\n" for number in range(5))
    owed = "owed:\n  - {id: o, remedies: refund, amount: {share: 50%, of: it}}\n"
    assert len(codes(f"facts: {{it: {written}}}\nrules:\n{rules}{owed}")) == 1


PARTS = """facts:
  told_on: {date: true}
  left_at: {moment: true}
  reason: {text: true}
  a: {number: {at_least: 1, at_most: 5}}
  b: {number: {at_least: 0, at_most: 9}}
  c: {number: {at_least: 0, decimals: 1}}
  paid: {money: true}
  back: {money: true, optional: true}
  one: {one_of: [x, y]}
  two: {one_of: [x, y]}
  three: {one_of: [x, z]}
"""


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        (
            "{days_between: [told_on, left_at]}",
            Fact(name="it", kind="number", derived=("days_between", ("told_on", "left_at"), ())),
        ),
        ("{same: [reason, employee]}", Fact(name="it", kind="yes_no", derived=("same", ("reason", "employee"), ()))),
        ("{same: [one, two]}", Fact(name="it", kind="yes_no", derived=("same", ("one", "two"), ()))),
        ("{total: [a, b]}", Fact(name="it", kind="number", least=1, most=14, derived=("total", ("a", "b"), ()))),
        (
            "{difference: [a, b]}",
            Fact(name="it", kind="number", least=0, most=5, derived=("difference", ("a", "b"), ())),
        ),
        (
            "{difference: [paid, back], title: Left}",
            Fact(
                name="it",
                kind="money",
                digits=2,
                least=0,
                optional=True,
                title="Left",
                derived=("difference", ("paid", "back"), ()),
            ),
        ),
        (
            "{listed: [reason, [damaged, 15]]}",
            Fact(name="it", kind="yes_no", derived=("listed", ("reason",), ("damaged", "15"))),
        ),
    ],
)
def test_a_fact_is_derived(written: str, declared: Fact) -> None:
    assert rulebook(f"{PARTS}derive: {{it: {written}}}\n").facts[-1] == declared


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{days_between: [told_on, reason]}", "derive-form"),
        ("{days_between: [told_on]}", "derive-form"),
        ("{same: [one, three]}", "derive-form"),
        ("{same: [one, reason]}", "derive-form"),
        ("{total: [a, c]}", "derive-form"),
        ("{total: [a, paid]}", "derive-form"),
        ("{listed: [one, [x]]}", "derive-form"),
        ("{listed: [reason, []]}", "derive-form"),
        ("{listed: reason}", "derive-form"),
        ("{total: [a, it]}", "derive-form"),
        ("{total: [a, d]}", "unknown-fact"),
        ("{}", "derive-form"),
        ("{total: [a, b], same: [one, two]}", "derive-form"),
        ("{sum: [a, b]}", "unknown-key"),
    ],
)
def test_what_does_not_go_together_is_said_once(written: str, code: str) -> None:
    lines = f"{PARTS}derive:\n  it: {written}\nrules:\n  - {{id: x, deny: true, when: {{it: true}}}}\n"
    assert codes(lines) == [code]


def test_a_derived_fact_is_not_declared_twice() -> None:
    assert codes(f"{PARTS}derive: {{a: {{total: [a, b]}}}}\n") == ["duplicate-name"]


@pytest.mark.parametrize("name", ["amount", "role", "customer", "day", "owed", "weekday"])
def test_what_is_built_in_is_not_declared(name: str) -> None:
    assert codes(f"facts: {{{name}: {{text: true}}}}\n") == ["reserved-name"]
