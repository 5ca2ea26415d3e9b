"""Grants, budgets, rules, entitlements, exceptions and the rest, compiled line by line."""

from __future__ import annotations

import pytest

from empower.domain.calendar import DAY, HOUR, day_of
from empower.domain.conditions import Condition
from empower.rules.rulebook import Beyond, Duty, Paper, Requests
from tests.rules.compiled_lines import codes, rulebook

ROLES = """roles:
  agent: {title: Anybody, reports_to: lead}
  lead: {reports_to: manager, covered_by: [finance, manager]}
  manager: {reports_to: owner}
  owner: {final: true}
  finance:
"""


def test_a_chain_is_named_from_the_nearest_up() -> None:
    agent, lead, manager, owner, finance = rulebook(ROLES).roles
    assert agent.above == ("lead", "manager", "owner")
    assert (lead.above, lead.covered_by) == (("manager", "owner"), ("finance", "manager"))
    assert (manager.above, owner.above, finance.above) == (("owner",), (), ())
    assert (agent.title, owner.final, finance.final) == ("Anybody", True, False)


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        ("{a: {reports_to: b}, b: {reports_to: a}}", "role-cycle"),
        ("{a: {reports_to: a}}", "role-cycle"),
        ("{a: {covered_by: a}}", "role-cycle"),
        ("{a: {reports_to: bb}, b: {}}", "unknown-role"),
        ("{a: {reports_to: [b]}, b: {}}", "wrong-kind"),
        ("{a: {final: yes}}", "wrong-kind"),
        ("{all: {}}", "reserved-name"),
    ],
)
def test_a_chain_that_leads_nowhere_is_said_once(roles: str, code: str) -> None:
    assert codes(f"roles: {roles}\ngrants: []\n") == [code]


@pytest.mark.parametrize(
    ("written", "signatures"),
    [
        ("manager", (("manager",),)),
        ("[manager, finance]", (("finance",), ("manager",))),
        ("[finance, manager]", (("finance",), ("manager",))),
        ("{any_of: [owner, finance]}", (("finance", "owner"),)),
        ("{to: lead, count: 2}", (("lead",), ("lead",))),
        ("{to: lead}", (("lead",),)),
        ("[manager, {any_of: [owner, finance]}]", (("finance", "owner"), ("manager",))),
    ],
)
def test_whose_call_it_is(written: str, signatures: object) -> None:
    beyond = f"{{id: y, limit: {{amount: 5, per: incident}}, beyond: {{escalate: {written}}}}}"
    lines = f"{ROLES}rules:\n  - {{id: x, escalate: {written}}}\n  - {beyond}\n"
    one, other = rulebook(lines).rules
    assert one.signatures == other.beyond.signatures == signatures


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("boss", "unknown-role"),
        ("[]", "empty-list"),
        ("[lead, lead]", "named-twice"),
        ("[[lead]]", "wrong-kind"),
        ("{any_of: []}", "empty-list"),
        ("{anyof: [lead]}", "unknown-key"),
        ("{any_of: [lead], count: 2}", "escalate-form"),
        ("{to: lead, count: 0}", "out-of-range"),
        ("{to: lead, count: two}", "out-of-range"),
        ("{}", "escalate-form"),
    ],
)
def test_what_does_not_say_whose_call_it_is(written: str, code: str) -> None:
    assert codes(f"{ROLES}rules:\n  - {{id: x, escalate: {written}}}\n") == [code]


@pytest.mark.parametrize(
    ("written", "beyond"),
    [
        ("deny", Beyond()),
        ("warn", Beyond(outcome="warn")),
        ("{must: report}", Beyond(outcome="must", must=("report",))),
        ("{escalate: manager}", Beyond(outcome="escalate", signatures=(("manager",),))),
    ],
)
def test_what_happens_beyond(written: str, beyond: Beyond) -> None:
    lines = (
        "duties: {report: {title: Report, within: 2 hours}}\n"
        f"budgets:\n  - {{id: b, amount: 500, beyond: {written}}}\n"
        f"rules:\n  - {{id: r, limit: {{amount: 5, per: incident}}, beyond: {written}, warn_at: 80%}}\n"
    )
    made = rulebook(lines)
    assert made.budgets[0].beyond == made.rules[0].beyond == beyond
    assert made.rules[0].warn_at == (4, 5)


def test_a_budget_is_one_pot_that_counts_all_unless_it_says_otherwise() -> None:
    lines = (
        "facts: {property: {text: true}}\nbudgets:\n"
        "  - {id: year, amount: 500, every: year}\n"
        "  - {id: month, under: 50, per: property, every: month, counts: goodwill, remedies: refund}\n"
    )
    year, month = rulebook(lines).budgets
    assert (year.limit.per, year.limit.counts, year.limit.every, year.limit.under) == ((), "all", ("year", 1), False)
    assert (month.limit.per, month.limit.counts, month.limit.under) == (("property",), "goodwill", True)
    assert [test.axis for test in month.condition.when[0]] == ["remedy"]


@pytest.mark.parametrize(
    ("written", "per", "every"),
    [
        ("{amount: 5, per: gesture}", ("gesture",), None),
        ("{amount: 5, per: all, every: quarter}", (), ("quarter", 1)),
        ("{amount: 5, per: [property, customer], every: 12 months}", ("customer", "property"), ("months", 12)),
        ("{amount: 5, per: employee, every: 1 days}", ("employee",), ("days", 1)),
        ("{amount: 5, per: [incident, incident], every: week}", ("incident",), ("week", 1)),
    ],
)
def test_what_a_limit_counts_by(written: str, per: tuple[str, ...], every: object) -> None:
    lines = f"facts: {{property: {{text: true}}}}\ngrants:\n  - {{id: g, roles: agent, limit: {written}}}\n"
    (limit,) = rulebook(lines).grants[0].limits
    assert (limit.per, limit.every) == (per, every)


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("50", "wrong-kind"),
        ("[]", "empty-list"),
        ("[none]", "limit-form"),
        ("nothing", "wrong-kind"),
        ("{per: incident}", "limit-form"),
        ("{amunt: 5, per: incident}", "unknown-key"),
        ("{amount: 5, under: 6, per: incident}", "limit-form"),
        ("{amount: 5}", "per-missing"),
        ("{amount: 5, per: bil}", "unknown-fact"),
        ("{amount: 5, per: bill}", "wrong-fact"),
        ("{amount: 5, per: []}", "empty-list"),
        ("{amount: 5, per: [all, incident]}", "per-alone"),
        ("{amount: 5, per: customer, every: fortnight}", "not-a-window"),
        ("{amount: 5, per: customer, every: 0 days}", "not-a-window"),
        ("{amount: 5, per: customer, every: 99999 months}", "not-a-window"),
        ("{amount: 5, per: customer, counts: good}", "unknown-word"),
        ("{count: 1.5, per: customer}", "too-precise"),
    ],
)
def test_what_is_no_limit_is_said_once(limit: str, code: str) -> None:
    assert codes(f"grants:\n  - {{id: g, roles: agent, limit: {limit}}}\n") == [code]


def test_a_most_is_per_gesture_unless_it_is_a_limit() -> None:
    lines = (
        "facts: {bill: {money: true}, nights: {number: true}}\nremedies:\n"
        "  card: {kind: cash, most: 250}\n"
        "  refund: {kind: cash, most: {amount: bill, per: incident}}\n"
        "  credit: {kind: credit, most: [{share: 50%, of: bill}, {count: 2, per: customer, every: year, counts: goodwill}]}\n"
        "  points: {kind: cash, most: {each: 5, of: nights, every: 2, at_most: 90}}\n"
        "  night: {kind: in_kind, unit: night, cost: 100, most: 3}\n"
    )
    card, refund, credit, points, night = (remedy.most for remedy in rulebook(lines).remedies)
    assert [(limit.measure, limit.most, limit.per, limit.counts, limit.counter) for limit in card] == [
        ("face", ("units", 25000), ("gesture",), "all", -1)
    ]
    assert [(limit.most, limit.per) for limit in refund] == [(("fact", "bill"), ("incident",))]
    assert [(limit.measure, limit.per, limit.counts) for limit in credit] == [
        ("face", ("gesture",), "all"),
        ("count", ("customer",), "goodwill"),
    ]
    assert points[0].most[0] == "at_most"
    assert night[0].most == ("units", 3)


def test_groups_hold_groups() -> None:
    lines = (
        "groups: {all_of_it: [money, apology], money: refund}\nrules:\n  - {id: r, needs: note, prefer: [all_of_it]}\n"
    )
    made = rulebook(lines)
    assert dict(made.groups) == {"money": ("refund",), "all_of_it": ("apology", "refund")}
    assert made.rules[0].prefer == ("apology", "refund")


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("{id: r}", "says-nothing"),
        ("{id: r, deny: false}", "deny-false"),
        ("{id: r, deny: true, limit: {amount: 5, per: incident}}", "deny-and-more"),
        ("{id: r, limit: none}", "limit-form"),
        ("{id: r, limit: [{amount: 5, per: incident}, {count: 1, per: incident}]}", "limit-form"),
        ("{id: r, needs: note, warn_at: 80%}", "beyond-without-limit"),
        ("{id: r, limit: {amount: 5, per: incident}, warn_at: 180%}", "out-of-range"),
        ("{id: r, at_least: {under: 5, per: incident}}", "limit-form"),
        ("{id: r, at_least: 5}", "wrong-kind"),
        ("{id: r, needs: nota}", "unknown-paper"),
        ("{id: r, needs: []}", "empty-list"),
        ("{id: r, deny: true, remedy: refund}", "unknown-key"),
        ("{id: r, limit: {amount: 5, per: incident}, beyond: escalate}", "wrong-kind"),
        ("{id: r, limit: {amount: 5, per: incident}, beyond: nothing}", "unknown-word"),
        ("{id: r, limit: {amount: 5, per: incident}, beyond: {deny: true}}", "wrong-kind"),
        ("{id: R, deny: true}", "name-form"),
        ("{deny: true}", "missing-key"),
        ("{id: r, deny: true, when: {failure: noise}, unless: {}}", "never-true"),
        ("{id: r, deny: true, when: []}", "empty-list"),
    ],
)
def test_what_is_no_rule_is_said_once(rule: str, code: str) -> None:
    assert codes(f"rules:\n  - {rule}\n") == [code]


def test_what_is_owed() -> None:
    lines = (
        "papers: {form: A form}\nduties: {report: Report}\n"
        "remedies: {refund: {kind: cash}, credit: {kind: credit}, night: {kind: in_kind, unit: night, cost: 90}}\nowed:\n"
        "  - id: due\n"
        "    remedies: refund\n"
        "    amount: 100\n"
        "    roles: manager\n"
        "    per: [customer, incident]\n"
        "    settles_from: {amount: {share: 50%, of: owed}, when: {failure: noise}}\n"
        "    instead: {remedy: credit, at_least: {share: 150%, of: owed}, needs: form}\n"
        "    needs: [form, note]\n"
        "    must: report\n"
        "    source: Section 4\n"
        "  - {id: nights, remedies: night, quantity: 2, roles: all}\n"
        "not_owed:\n  - {id: bar, of: due, when: {failure: billing}}\n  - {id: all, of: all}\n"
    )
    made = rulebook(lines)
    due, nights = made.owed
    assert (due.remedies, due.roles, due.per, due.needs) == (
        ("refund",),
        ("manager",),
        ("customer", "incident"),
        ("form", "note"),
    )
    (smaller,), (other,) = due.settles_from, due.instead
    assert smaller.amount == ("share", 1, 2, ("fact", "owed"))
    assert [test.axis for test in smaller.condition.when[0]] == ["failure"]
    assert (other.remedy, other.at_least, other.at_most) == (
        "credit",
        ("share", 3, 2, ("fact", "owed")),
        other.at_least,
    )
    assert (other.needs, other.condition) == (("form",), Condition())
    assert (nights.of_things, nights.amount, nights.roles, nights.group) == (True, ("units", 2), (), "night")
    assert [bar.of for bar in made.not_owed] == [("due",), ()]


@pytest.mark.parametrize(
    ("owed", "code"),
    [
        ("{id: o, remedies: refund}", "amount-or-quantity"),
        ("{id: o, remedies: apology, amount: 5}", "wrong-remedy"),
        ("{id: o, remedies: refund, quantity: 5}", "wrong-remedy"),
        ("{id: o, remedies: refund, amount: 5, per: gesture}", "per-alone"),
        ("{id: o, remedies: refund, amount: 5, instead: {remedy: refund, at_least: owed}}", "wrong-remedy"),
        ("{id: o, remedies: refund, amount: 5, instead: {remedy: apology, at_least: owed}}", "wrong-fact"),
        ("{id: o, remedies: refund, amount: 5, instead: {remedy: apology}}", "missing-key"),
        ("{id: o, remedies: refund, amount: 5, settles_from: {share: 50%, of: owed}}", "missing-key"),
        ("{id: o, remedies: refund, amount: 5, settles_from: 5}", "wrong-kind"),
        ("{id: o, remedies: refund, amount: 5, group: The Group}", "name-form"),
    ],
)
def test_what_is_nothing_owed_is_said_once(owed: str, code: str) -> None:
    assert codes(f"owed:\n  - {owed}\n") == [code]


def test_all_that_carries_an_amount_is_meant_where_money_is_owed_in_any_remedy() -> None:
    (line,) = rulebook("owed:\n  - {id: o, amount: 5}\n").owed
    assert line.remedies == ("refund",)


def test_the_short_sections() -> None:
    lines = (
        f"{ROLES}papers: {{form: A form, slip: {{title: A slip}}, bare: {{}}}}\n"
        "duties: {report: {title: Report, within: 90 minutes}, call: Call}\n"
        "requests: {moves_up_after: 4 hours, on_word: 1 day}\n"
        "causes: {thin_walls: Thin walls, other: null}\nclocks: {first_response: 24 hours, recovery: 1 week}\n"
        "day_starts: 04:00\nyear_starts: 04-01\neffective: {from: 2026-01-01, until: 2027-01-01}\ntitle: A shop\n"
    )
    made = rulebook(lines)
    assert made.papers == (Paper(id="form", title="A form"), Paper(id="slip", title="A slip"), Paper(id="bare"))
    assert made.duties == (Duty(id="report", title="Report", within=3 * HOUR // 2), Duty(id="call", title="Call"))
    assert made.requests == Requests(moves_up_after=4 * HOUR, on_word=DAY)
    assert made.causes == (("thin_walls", "Thin walls"), ("other", ""))
    assert made.clocks == (("first_response", DAY), ("recovery", 7 * DAY))
    assert (made.day_starts, made.year_starts, made.title) == (240, (4, 1), "A shop")
    assert made.effective == (day_of(2026, 1, 1), day_of(2027, 1, 1))
    assert made.adopts == ("owner",)
    assert rulebook(f"{ROLES}adopts: [finance, lead]\n").adopts == ("finance", "lead")


@pytest.mark.parametrize(
    ("exception", "code"),
    [
        ("{id: x, lifts: r, approved_by: manager}", "missing-key"),
        ("{id: x, lifts: r, approved_by: manager, effective: {from: 2026-01-01}}", "missing-key"),
        ("{id: x, lifts: r, effective: {from: 2026-01-01, until: 2026-02-01}}", "missing-key"),
        ("{id: x, lifts: [], approved_by: manager, effective: {from: 2026-01-01, until: 2026-02-01}}", "empty-list"),
        (
            "{id: x, lifts: small, approved_by: manager, effective: {from: 2026-01-01, until: 2026-02-01}}",
            "unknown-line",
        ),
        (
            "{id: x, lifts: fixed, approved_by: manager, effective: {from: 2026-01-01, until: 2026-02-01}}",
            "may-not-be-lifted",
        ),
        ("{id: x, lifts: r, approved_by: manager, effective: {from: 2026-02-01, until: 2026-02-01}}", "empty-period"),
    ],
)
def test_an_exception_is_owned_and_dated(exception: str, code: str) -> None:
    rules = "rules:\n  - {id: r, deny: true}\n  - {id: fixed, deny: true, may_be_lifted: false}\n"
    assert codes(f"{rules}exceptions:\n  - {exception}\n") == [code]


def test_a_promise_is_always_or_never() -> None:
    always, never = rulebook(
        "promises:\n  - {id: a, always: approve}\n  - {id: b, never: deny, when: {role: agent}}\n"
    ).promises
    assert (always.always, always.outcome, never.always, never.outcome) == (True, "approve", False, "deny")
    assert codes("promises:\n  - {id: a}\n") == ["promise-form"]
    assert codes("promises:\n  - {id: a, always: approved}\n") == ["unknown-word"]
