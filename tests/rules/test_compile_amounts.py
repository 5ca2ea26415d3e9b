"""Every form of an amount becomes its tuple of the algebra."""

from __future__ import annotations

from typing import Any

import pytest

from empower.domain.amounts import units
from empower.domain.calendar import day_of
from tests.rules.compiled_lines import codes, rulebook

FACTS = """facts:
  bill: {money: true}
  nights: {number: {at_least: 0, at_most: 90}}
  weight: {number: {at_least: 0, at_most: 30, decimals: 1}}
  class: {one_of: [household, business]}
  vip: {yes_no: true}
  flown_on: {date: true}
remedies:
  apology: {kind: courtesy}
  refund: {kind: cash}
  night: {kind: in_kind, unit: night, cost: 100}
"""
JANUARY, MARCH = day_of(2026, 1, 1), day_of(2026, 3, 1)


def amount(written: str) -> tuple[Any, ...]:
    """The amount of a limit, compiled."""
    lines = f"{FACTS}grants:\n  - {{id: x, roles: agent, limit: {{amount: {written}, per: incident}}}}\n"
    return rulebook(lines).grants[0].limits[0].most


@pytest.mark.parametrize(
    ("written", "compiled"),
    [
        ("250", ("units", 25000)),
        ("25.1", ("units", 2510)),
        ("25.10 EUR", ("units", 2510)),
        ('"25"', ("units", 2500)),
        ("bill", ("fact", "bill")),
        ("{each: 100, of: nights}", ("each", ("units", 10000), "nights", 0, 0, 0, "")),
        ("{each: 2.5, of: weight, every: 5, after: 2.5}", ("each", ("units", 250), "weight", 1, 50, 25, "down")),
        ("{each: 1, of: nights, every: 7, rounded: up}", ("each", ("units", 100), "nights", 0, 7, 0, "up")),
        ("{share: 50%, of: bill}", ("share", 1, 2, ("fact", "bill"))),
        ("{share: 12.5%, of: bill}", ("share", 1, 8, ("fact", "bill"))),
        ("{share: 1/464, of: {share: 150%, of: bill}}", ("share", 1, 464, ("share", 3, 2, ("fact", "bill")))),
        (
            "{by: nights, steps: {3: 20, 0: 0}}",
            ("steps", "nights", False, ((0, ("units", 0)), (3, ("units", 2000)))),
        ),
        ("{by: bill, over: {99.50: 5}}", ("steps", "bill", True, ((9950, ("units", 500)),))),
        ("{by: weight, steps: {0.5: 1}}", ("steps", "weight", False, ((5, ("units", 100)),))),
        (
            "{by: class, is: {business: 50, household: 20}}",
            ("is", "class", ((0, ("units", 2000)), (1, ("units", 5000))), None),
        ),
        ("{by: class, is: {business: 50, otherwise: 0}}", ("is", "class", ((1, ("units", 5000)),), ("units", 0))),
        ("{by: vip, is: {true: 50, false: bill}}", ("is", "vip", ((0, ("fact", "bill")), (1, ("units", 5000))), None)),
        ("{greatest: [5, bill]}", ("greatest", (("units", 500), ("fact", "bill")))),
        ("{least: [5]}", ("least", (("units", 500),))),
        ("{sum: [5, bill, 1]}", ("sum", (("units", 500), ("fact", "bill"), ("units", 100)))),
        ("{difference: [bill, 5]}", ("difference", ("fact", "bill"), ("units", 500))),
        (
            "{2026-03-01: 20, 2026-01-01: 10}",
            ("dated", ((JANUARY, ("units", 1000)), (MARCH, ("units", 2000))), ""),
        ),
        ("{2026-03-01: 20, as_of: flown_on}", ("dated", ((MARCH, ("units", 2000)),), "flown_on")),
        (
            "{share: 50%, of: bill, at_least: 5, at_most: 60, round: up}",
            (
                "round",
                "up",
                ("at_most", ("at_least", ("share", 1, 2, ("fact", "bill")), ("units", 500)), ("units", 6000)),
            ),
        ),
        ("{sum: [bill], nothing_below: 4}", ("nothing_below", ("sum", (("fact", "bill"),)), ("units", 400))),
    ],
)
def test_a_form_becomes_its_tuple(written: str, compiled: tuple[Any, ...]) -> None:
    assert amount(written) == compiled


@pytest.mark.parametrize(("bill", "comes_to"), [(300, 0), (399, 0), (400, 500), (700, 700), (900, 800)])
def test_too_little_is_nothing_and_is_not_raised_by_the_floor(bill: int, comes_to: int) -> None:
    written = "{sum: [bill], nothing_below: 4, at_least: 5, at_most: 8}"
    assert units(amount(written), {"bill": bill}, JANUARY) == comes_to


@pytest.mark.parametrize(
    ("written", "compiled"),
    [
        ("2", ("units", 2)),
        ("nights", ("each", ("units", 1), "nights", 0, 0, 0, "")),
        ("weight", ("each", ("units", 1), "weight", 1, 0, 0, "")),
        ("{each: 2, of: nights, at_most: 3}", ("at_most", ("each", ("units", 2), "nights", 0, 0, 0, ""), ("units", 3))),
    ],
)
def test_things_are_counted_whole(written: str, compiled: tuple[Any, ...]) -> None:
    (line,) = rulebook(f"{FACTS}owed:\n  - {{id: x, remedies: night, quantity: {written}}}\n").owed
    assert (line.amount, line.of_things) == (compiled, True)
    assert codes(f"{FACTS}owed:\n  - {{id: x, remedies: night, quantity: 1.5}}\n") == ["too-precise"]
    assert codes(f"{FACTS}owed:\n  - {{id: x, remedies: night, quantity: bill}}\n") == ["wrong-fact"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("amount", "wrong-fact"),
        ("owed", "wrong-fact"),
        ("incident_cost", "wrong-fact"),
        ("flown_on", "wrong-fact"),
        ("nights", "wrong-fact"),
        ("none", "not-an-amount"),
        ("[1, 2]", "wrong-kind"),
        ("true", "wrong-kind"),
        ("{}", "amount-form"),
        ("{of: bill}", "amount-form"),
        ("{shar: 50%, of: bill}", "unknown-key"),
        ("{share: 50%, off: bill}", "unknown-key"),
        ("{share: 50%}", "missing-key"),
        ("{by: nights, stesp: {0: 1}}", "unknown-key"),
        ("{each: 5, of: bill}", "wrong-fact"),
        ("{each: 5, of: nights, rounded: up}", "amount-form"),
        ("{each: 5, of: nights, every: 0}", "out-of-range"),
        ("{each: 5, of: nights, every: 2, rounded: half_up}", "unknown-word"),
        ("{by: nights}", "amount-form"),
        ("{by: nights, steps: {0: 1}, over: {0: 1}}", "amount-form"),
        ("{by: nights, steps: {}}", "wrong-kind"),
        ("{by: nights, steps: {one: 1}}", "not-a-number"),
        ('{by: nights, steps: {1: 1, "1": 2}}', "duplicate-name"),
        ("{by: class, steps: {0: 1}}", "wrong-fact"),
        ("{by: nights, is: {0: 1}}", "wrong-fact"),
        ("{by: class, is: {houshold: 1, business: 2}}", "unknown-value"),
        ("{by: vip, is: {true: 1}}", "value-left-out"),
        ("{greatest: []}", "empty-list"),
        ("{difference: [1]}", "amount-form"),
        ("{2026-02-30: 1}", "not-a-date"),
        ("{2026-03-01: 1, as_of: bill}", "wrong-fact"),
        ("{2026-03-01: 1, share: 5%, of: bill}", "amount-form"),
        ("{share: 50%, of: bill, round: near}", "unknown-word"),
        ("{share: 1/0, of: bill}", "not-a-share"),
        ("{share: -5%, of: bill}", "not-a-share"),
    ],
)
def test_what_is_no_amount_is_said_once(written: str, code: str) -> None:
    lines = f"{FACTS}grants:\n  - {{id: x, roles: agent, limit: {{amount: {written}, per: incident}}}}\n"
    assert codes(lines) == [code]
