"""Amounts, costs and windows that hang on facts: no difference hides behind the figure that is tried first."""

from __future__ import annotations

import pytest

from empower.domain.calendar import day_of
from empower.domain.windows import always_within, window
from empower.policyfile.load import read_policy
from empower.rules.analysis.difference import difference
from empower.rules.analysis.lacking import Lacking
from empower.rules.rulebook import Rulebook
from empower.services.shown import comes_after, witness_at

TODAY = day_of(2026, 11, 25)
POLICY = """
empower: 1
policy: shop
currency: EUR
timezone: UTC
facts: {bill: {money: true}, fare: {money: true}, ticket: {one_of: [single, season]}, n: {number: {at_least: 0}}}
papers: {slip: A slip}
roles: {clerk: {reports_to: boss}, boss: {reports_to: owner}, owner: {final: true}}
"""
CASH = "refund: {kind: cash}"
CHANGES = {
    "another fact limits": (
        f"remedies: {{{CASH}}}\ngrants: [{{id: g, roles: clerk, limit: {{amount: bill, per: incident}}}}]",
        ("amount: bill", "amount: fare"),
        {"looser", "tighter"},
    ),
    "a test above what a tested fact allows at least": (
        (
            f"remedies: {{{CASH}}}\n"
            "grants:\n"
            "  - {id: g, roles: clerk, when: {bill: {under: 500}}, limit: {amount: bill, per: incident}}\n"
            "  - {id: h, roles: clerk, limit: {amount: 100, per: incident}}\n"
            "rules: [{id: r, when: {amount: {over: 250}}, escalate: owner}]"
        ),
        ("over: 250", "over: 450"),
        {"looser"},
    ),
    "a limit on what costs as much as a fact": (
        (
            "remedies: {again: {kind: in_kind, cost: bill}}\n"
            "grants: [{id: g, roles: clerk, limit: {amount: 400, per: incident}}]"
        ),
        ("amount: 400", "amount: 200"),
        {"tighter"},
    ),
    "a lower share of a fact as a cost": (
        (
            "remedies: {again: {kind: in_kind, cost: {sum: [{share: 55%, of: bill}, 15]}}}\n"
            "grants: [{id: g, roles: clerk, limit: {amount: 200, per: incident}}]"
        ),
        ("share: 55%", "share: 50%"),
        {"looser"},
    ),
    "a most that is gone": (
        (
            "remedies: {refund: {kind: cash, most: {amount: bill, per: incident}}}\n"
            "grants: [{id: g, roles: clerk, limit: {amount: 50, per: incident}}]"
        ),
        (", most: {amount: bill, per: incident}", ""),
        {"looser"},
    ),
    "a paper asked for by what the incident cost": (
        (
            f"remedies: {{{CASH}, amenity: {{kind: in_kind, cost: 80}}}}\n"
            "grants: [{id: g, roles: clerk, limit: {amount: 900, per: incident}}]\n"
            "rules: [{id: r, when: {incident_goodwill: {over: 500}}, needs: slip}]"
        ),
        ("cost: 80", "cost: 40"),
        {"looser"},
    ),
    "fewer days": (
        (
            f"remedies: {{{CASH}}}\n"
            "grants: [{id: g, roles: clerk, limit: {amount: 90, per: customer, every: 90 days}}]"
        ),
        ("90 days", "30 days"),
        {"looser"},
    ),
    "a month of a year": (
        f"remedies: {{{CASH}}}\ngrants: [{{id: g, roles: clerk, limit: {{amount: 90, per: customer, every: year}}}}]",
        ("every: year", "every: month"),
        {"looser"},
    ),
    "for each of fewer": (
        f"remedies: {{{CASH}}}\ngrants: [{{id: g, roles: clerk, limit: {{amount: 90, per: customer, every: month}}}}]",
        ("per: customer", "per: [customer, employee]"),
        {"looser"},
    ),
    "what may stand in for what is owed": (
        (
            f"remedies: {{{CASH}, voucher: {{kind: credit}}}}\n"
            "owed:\n"
            "  - {id: o, remedies: refund, amount: 100, settles_from: {amount: 50, when: {n: {over: 5}}},\n"
            "     instead: {remedy: voucher, at_least: 100, at_most: 200, when: {ticket: single}}}"
        ),
        ("ticket: single", "ticket: [single, season]"),
        {"looser", "tighter"},  # what the owner gave as goodwill before settles what is owed now
    ),
    "a smaller sum that settles": (
        (
            f"remedies: {{{CASH}}}\n"
            "owed: [{id: o, remedies: refund, amount: 100, settles_from: {amount: 50, when: {n: {over: 5}}}}]"
        ),
        ("over: 5", "over: 3"),
        {"tighter"},
    ),
}


def book(tail: str) -> Rulebook:
    loaded = read_policy((POLICY + tail + "\n").encode(), "policy.yaml")
    assert loaded.rulebook is not None, loaded.problems
    return loaded.rulebook


def changed(name: str) -> tuple[Rulebook, Rulebook]:
    tail, (before, after), _ = CHANGES[name]
    assert tail.count(before) == 1
    return book(tail), book(tail.replace(before, after))


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_and_each_way_of_it(name: str) -> None:
    told = difference(*changed(name), TODAY)
    assert {way for change in told.changes for way in change.ways} == CHANGES[name][2]
    assert told.verdict in ("mixed", "only looser", "only tighter")
    assert difference(changed(name)[0], changed(name)[0], TODAY).verdict == "equivalent"


@pytest.mark.parametrize("name", CHANGES)
def test_what_shows_with_nothing_given_before_is_so_for_the_engine(name: str) -> None:
    old, new = changed(name)
    for change in difference(old, new, TODAY).changes:
        where = change.where
        if where.state or where.old is None or where.new is None:
            continue
        came = [
            comes_after(one, witness_at(one, place, where.remedy, where.role, where.face))
            for one, place in ((old, where.old), (new, where.new))
        ]
        assert None not in came
        assert came[0] != came[1]


def test_a_line_that_stops_dear_things_matters_and_so_does_a_grant_for_them() -> None:
    dear = book(
        "remedies: {dinner: {kind: in_kind, cost: {share: 50%, of: bill}}}\n"
        "grants:\n"
        "  - {id: g, roles: clerk, limit: {amount: 200, per: incident}}\n"
        "  - {id: h, roles: boss, limit: {amount: 400, per: incident}}\n"
        "rules: [{id: d, when: {cost: {over: 50}}, deny: true}]"
    )
    lacking = Lacking(dear, TODAY)
    assert lacking.matters(dear.rules[0]) is True
    assert lacking.matters(dear.grants[0]) is not False  # neither is told to be taken out where that is not certain


def test_a_line_beside_others_that_ask_for_as_much_matters_as_soon_as_none_does() -> None:
    tail = (
        f"remedies: {{{CASH}}}\n"
        "grants: [{id: g, roles: clerk, limit: none}]\n"
        "rules:\n"
        "  - {id: first, when: {amount: {over: 50}}, escalate: owner}\n"
        "  - {id: second, when: {amount: {over: 80}, ticket: single}, escalate: owner}\n"
        "  - {id: third, when: {ticket: season, amount: {over: 20}}, deny: true}"
    )
    beside = book(tail)
    lacking = Lacking(beside, TODAY)
    assert [lacking.matters(line) for line in beside.rules] == [True, False, True]
    assert lacking.beside_idle(beside.rules[1]) == {"first"}
    alone = book(tail.replace("  - {id: first, when: {amount: {over: 50}}, escalate: owner}\n", ""))
    assert Lacking(alone, TODAY).matters(alone.rules[0]) is True


EVERY = [
    None,
    ("day", 1),
    ("week", 1),
    ("month", 1),
    ("quarter", 1),
    ("year", 1),
    ("days", 7),
    ("days", 31),
    ("months", 1),
]


@pytest.mark.parametrize("starts", [(1, 1), (4, 6)])
def test_a_window_lies_within_another_on_every_day_where_it_is_said(starts: tuple[int, int]) -> None:
    days = range(day_of(2023, 1, 1), day_of(2027, 1, 1))
    for inner in EVERY:
        for outer in EVERY:
            if not always_within(inner, outer, starts):
                continue
            for day in days:
                (low, end), (first, last) = window(inner, day, starts), window(outer, day, starts)
                assert first is None or (low is not None and low >= first)
                assert last is None or (end is not None and end <= last)
