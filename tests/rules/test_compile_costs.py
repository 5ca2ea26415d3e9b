"""A cost never falls as more is given: what is let through never does, and the usual ways of writing one are let through."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.amounts import evaluate
from empower.rules.compile.costs import never_falls
from tests.rules.compiled_lines import codes, rulebook

Tree = tuple[Any, ...]
LEAVES = st.one_of(
    st.integers(0, 40).map(lambda n: ("units", n)),
    st.just(("fact", "amount")),
    st.just(("fact", "bill")),
    st.builds(
        lambda rate, every, after, how: ("each", ("units", rate), "quantity", 0, every, after, how if every else ""),
        st.integers(0, 5),
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from(["down", "up"]),
    ),
)


def _inner(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    starts = st.lists(st.integers(0, 30), min_size=1, max_size=3, unique=True).map(sorted)
    steps = st.builds(
        lambda name, strict, begins, values: ("steps", name, strict, tuple(zip(begins, values, strict=False))),
        st.sampled_from(["amount", "quantity", "bill"]),
        st.booleans(),
        starts,
        st.lists(parts, min_size=3, max_size=3),
    )
    return st.one_of(
        st.builds(lambda n, d, part: ("share", n, d, part), st.integers(0, 5), st.integers(1, 4), parts),
        st.builds(
            lambda form, some: (form, tuple(some)),
            st.sampled_from(["greatest", "least", "sum"]),
            st.lists(parts, min_size=1, max_size=3),
        ),
        st.builds(lambda a, b: ("difference", a, b), parts, parts),
        st.builds(
            lambda form, a, b: (form, a, b), st.sampled_from(["at_least", "at_most", "nothing_below"]), parts, parts
        ),
        st.builds(lambda a, b, c: ("nothing_below", a, b, ("at_least", a, c)), parts, parts, parts),
        steps,
    )


@given(st.recursive(LEAVES, _inner, max_leaves=8), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_let_through_never_falls(cost: Tree, bill: int, some: int, other: int) -> None:
    if not never_falls(cost):
        return
    less, more = sorted((some, other))
    before = evaluate(cost, {"amount": less, "quantity": less, "bill": bill}, 0)
    after = evaluate(cost, {"amount": more, "quantity": more, "bill": bill}, 0)
    assert Fraction(*before) <= Fraction(*after)


@pytest.mark.parametrize(
    "cost",
    [
        "12",
        "bill",
        "{share: 60%, of: amount}",
        "{sum: [{share: 55%, of: bill}, 15]}",
        "{sum: [{share: 10%, of: amount}, 3], at_least: 5, at_most: 80, round: up}",
        "{difference: [amount, 5]}",
        "{difference: [amount, {share: 30%, of: amount}]}",
        "{difference: [{sum: [amount, bill]}, {share: 30%, of: amount}]}",
        "{by: amount, steps: {0: 5, 50: {share: 20%, of: amount, at_least: 5}}}",
        "{by: amount, steps: {0: {share: 10%, of: amount}, 50: {share: 20%, of: amount}}}",
        "{by: bill, steps: {0: amount, 100: {share: 50%, of: amount}}}",
        "{greatest: [amount, bill]}",
        "{sum: [amount], nothing_below: 5}",
        "{2020-01-01: 5, 2026-06-01: amount}",
    ],
)
def test_the_usual_ways_of_writing_a_cost(cost: str) -> None:
    lines = f"effective: {{from: 2026-01-01}}\nremedies: {{credit: {{kind: credit, cost: {cost}}}}}\n"
    assert codes(lines) == []


@pytest.mark.parametrize(
    "cost",
    [
        "{difference: [50, amount]}",
        "{difference: [amount, {share: 110%, of: amount}]}",
        "{by: amount, steps: {0: amount, 50: {share: 50%, of: amount}}}",
        "{by: amount, over: {0: 50, 100: 10}}",
        "{sum: [amount], nothing_below: amount}",
        "{least: [amount, {difference: [50, amount]}]}",
    ],
)
def test_a_cost_that_may_fall_is_refused(cost: str) -> None:
    assert codes(f"remedies: {{apology: {{kind: courtesy}}, credit: {{kind: credit, cost: {cost}}}}}\n") == [
        "cost-may-fall"
    ]


@pytest.mark.parametrize(
    ("remedy", "cost"),
    [
        ("{kind: courtesy}", ("units", 0)),
        ("{kind: service}", ("units", 0)),
        ("{kind: service, cost: 35}", ("units", 3500)),
        (
            "{kind: service, unit: hour, cost: {each: 20, of: quantity}}",
            ("each", ("units", 2000), "quantity", 0, 0, 0, ""),
        ),
        ("{kind: in_kind, cost: 12}", ("units", 1200)),
        (
            "{kind: points, unit: point, cost: {each: 0.01, of: quantity}}",
            ("each", ("units", 1), "quantity", 0, 0, 0, ""),
        ),
        ("{kind: credit}", ("fact", "amount")),
        ("{kind: cash, cost: {share: 60%, of: amount}}", ("share", 3, 5, ("fact", "amount"))),
    ],
)
def test_each_kind_has_its_cost(remedy: str, cost: Tree) -> None:
    assert rulebook(f"remedies: {{it: {remedy}}}\n").remedies[0].cost == cost


@pytest.mark.parametrize(
    ("remedy", "code"),
    [
        ("{kind: courtesy, cost: 1}", "not-for-this-kind"),
        ("{kind: courtesy, unit: call}", "not-for-this-kind"),
        ("{kind: cash, unit: euro}", "not-for-this-kind"),
        ("{kind: in_kind}", "cost-missing"),
        ("{kind: points, unit: point}", "cost-missing"),
        ("{kind: in_kind, cost: amount}", "wrong-fact"),
        ("{kind: in_kind, cost: {each: 5, of: quantity}}", "wrong-fact"),
        ("{kind: cash, cost: {each: 5, of: quantity}}", "wrong-fact"),
        ("{kind: in_kind, unit: night, cost: quantity}", "wrong-fact"),
        ("{kind: in_kind, unit: night, cost: owed}", "wrong-fact"),
        ("{kind: in_kind, cost: {2026-01-01: 5}}", "cost-undated"),
        ("{cost: 5}", "missing-key"),
    ],
)
def test_a_cost_that_does_not_belong_to_the_kind(remedy: str, code: str) -> None:
    assert codes(f"remedies: {{it: {remedy}}}\n") == [code]
