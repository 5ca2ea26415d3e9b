"""What cases reach of a policy, on policies small enough to be counted by hand, and against plain enumeration."""

from __future__ import annotations

from itertools import product

from empower.domain.balances import NOTHING_SPENT
from empower.domain.calendar import day_of
from empower.domain.gesture import Actor, Ask, Gesture
from empower.policyfile.load import read_policy
from empower.rules.analysis.asking import Totals
from empower.rules.analysis.combinations import walked
from empower.rules.analysis.coverage import Coverage, coverage_of
from empower.rules.analysis.sight import LIMIT, Sights, Threshold, thresholds_of
from empower.rules.rulebook import INCIDENT_COST, INCIDENT_GOODWILL, Rulebook

DAY = day_of(2026, 5, 1)
SMALL = """
empower: 1
policy: corner
currency: JPY
timezone: UTC
facts: {severity: {ordered: [minor, major, critical]}}
remedies: {sorry: {kind: courtesy}, refund: {kind: cash}}
roles: {agent: {reports_to: lead}, lead: {final: true}}
grants: [{id: fifty, roles: agent, limit: {amount: 50, per: incident}}]
rules:
  - {id: serious, when: {severity: {at_least: major}}, escalate: lead}
  - {id: large, when: {remedy: refund, incident_goodwill: {over: 80}}, escalate: lead}
"""
RICH = """
empower: 1
policy: station
currency: JPY
timezone: UTC
facts:
  late: {number: {at_least: 0, at_most: 3}}
  ours: {yes_no: true, optional: true}
remedies: {refund: {kind: cash}, voucher: {kind: credit, cost: {share: 50%, of: amount}}, tea: {kind: in_kind, cost: 2}}
roles: {agent: {reports_to: lead}, lead: {final: true}}
grants:
  - {id: little, roles: agent, remedies: [refund, tea], when: {amount: {at_most: 4}}, limit: {amount: 3, per: incident}}
  - {id: more, roles: lead, limit: none}
rules:
  - {id: not-late, when: {late: {under: 2}}, deny: true}
  - {id: dear, when: {cost: {over: 1}, role: agent}, escalate: lead}
  - {id: history, when: {incident_cost: {over: 5}, remedy: [voucher, tea]}, unless: {incident_goodwill: {under: 2}}, deny: true}
owed: [{id: delay, when: {late: {at_least: 2}}, remedies: refund, amount: {each: 1, of: late}}]
not_owed: [{id: theirs, when: {ours: false}}]
exceptions: [{id: strike, lifts: [not-late], when: {ours: true, late: 1}, approved_by: lead,
    effective: {from: 2026-01-01, until: 2027-01-01}}]
"""


def book_of(text: str) -> Rulebook:
    found = read_policy(text.encode(), "policy.yaml")
    assert found.rulebook is not None, found.problems
    return found.rulebook


def ask(role: str, gesture: Gesture, **facts: int) -> Ask:
    stated: tuple[tuple[str, int | str], ...] = (("incident", "this"), *facts.items())
    return Ask(gestures=(gesture,), actor=Actor(role=role), facts=stated, at=0, day=DAY, hour=12)


def refund(amount: int) -> Gesture:
    return Gesture(remedy="refund", amount=amount)


def reached(*asks: Ask) -> Coverage:
    return coverage_of(book_of(SMALL), [(one, NOTHING_SPENT, None) for one in asks], DAY)


def combinations_of(book: Rulebook) -> set[frozenset[str]]:
    every = walked(book, DAY)
    assert every.left_out == ()
    return {lines for lines, _ in every.found}


def figures(coverage: Coverage) -> tuple[int, int, int]:
    return len(coverage.lines_reached), len(coverage.thresholds_reached), len(coverage.combinations_reached)


def test_what_there_is() -> None:
    book = book_of(SMALL)
    assert thresholds_of(book) == (
        Threshold(line="serious", axis="severity", at=1),
        Threshold(line="large", axis="incident_goodwill", at=81),
        Threshold(line="fifty", axis=LIMIT, at=0),
    )
    assert combinations_of(book) == {
        frozenset(lines.split()) for lines in ("fifty", "fifty serious", "fifty large", "fifty serious large")
    }
    nothing = reached()
    assert (nothing.reached, nothing.all, nothing.lines_missed) == (0, 10, ("fifty", "serious", "large"))


def test_a_total_is_had_though_no_part_of_it_may_be_so_much_alone() -> None:
    parts = "facts: {a: {number: {at_most: 1}}, b: {number: {at_most: 1}}, "
    two = "derive: {both: {total: [a, b]}}\nrules:\n  - {id: two, when: {both: 2}, deny: true}"
    book = book_of(SMALL.replace("facts: {", parts).replace("rules:", two))
    assert len(combinations_of(book)) == 8, "each of the four with it and without"


def test_on_a_friday_it_is_no_other_day() -> None:
    one_day = "timezone: UTC\neffective: {from: 2026-05-01, until: 2026-05-02}"
    rule = "rules:\n  - {id: late, when: {weekday: [friday, monday], severity: critical}, deny: true}"
    assert len(combinations_of(book_of(SMALL.replace("timezone: UTC", one_day).replace("rules:", rule)))) == 6
    other = rule.replace("friday, ", "")
    assert len(combinations_of(book_of(SMALL.replace("timezone: UTC", one_day).replace("rules:", other)))) == 4


def test_what_was_two_days_ago_was_not_an_hour_ago() -> None:
    told = "facts: {told: {moment: true}, "
    rules = """rules:
  - {id: friday, when: {told: {age: {at_least: 1 hours}}, weekday: friday}, deny: true}
  - {id: old, when: {told: {age: {over: 1 days}}}, deny: true}"""
    found = combinations_of(book_of(SMALL.replace("facts: {", told).replace("rules:", rules)))
    assert {frozenset(), frozenset({"old"}), frozenset({"friday"}), frozenset({"friday", "old"})} == {
        lines & {"friday", "old"} for lines in found
    }


def test_each_case_reaches_a_little_more() -> None:
    sorry = ask("agent", Gesture(remedy="sorry"), severity=0)
    all_three = ask("agent", refund(81), severity=2)
    assert figures(reached(sorry)) == (1, 0, 1)
    assert figures(reached(sorry, all_three)) == (
        3,
        1,
        2,
    )  # `large` says nothing of an apology, so nothing lies below it
    within = ask("lead", refund(50), severity=0)
    assert figures(reached(sorry, all_three, within)) == (3, 3, 2)


def test_a_constant_itself_is_at_or_over_it() -> None:
    coverage = reached(ask("agent", refund(80), severity=1))
    large = Threshold(line="large", axis="incident_goodwill", at=81)
    assert coverage.missing_sides(large) == (True,)
    assert coverage.missing_sides(Threshold(line="serious", axis="severity", at=1)) == (False,)


def test_a_case_that_is_not_decided_reaches_nothing() -> None:
    assert reached(ask("agent", refund(10))).reached == 0


def test_combinations_are_those_of_plain_enumeration() -> None:
    book = book_of(RICH)
    sights = Sights(book)
    counters = book.counters[INCIDENT_COST].id, book.counters[INCIDENT_GOODWILL].id
    gestures = [
        *[refund(amount) for amount in range(9)],
        *[Gesture(remedy="voucher", amount=amount) for amount in range(14)],
        Gesture(remedy="tea"),
    ]
    found: set[frozenset[str]] = set()
    for role, gesture, late, ours in product(("agent", "lead"), gestures, range(4), (None, 0, 1)):
        asked = ask(role, gesture, late=late, **({} if ours is None else {"ours": ours}))
        for cost in range(8):
            for goodwill in range(cost + 1):
                sight = sights.of(asked, Totals(((counters[0], cost), (counters[1], goodwill))))  # type: ignore[arg-type]
                assert sight is not None
                found.update(sight.combinations)
    assert combinations_of(book) == found
    assert len(found) > 20
