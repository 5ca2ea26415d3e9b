"""The schemas of cases and rosters accept what is shipped, and refuse every slip; judged by a validator that is not ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from empower.policyfile.load import load_policy
from empower.policyfile.packs import POLICY
from empower.policyfile.reader.tree import read_tree
from empower.policyfile.roster import load_roster
from empower.policyfile.schema.cases import cases_schema_for
from empower.policyfile.schema.policy import schema_for
from empower.policyfile.schema.roster import roster_schema_for
from empower.rules.rulebook import Rulebook
from tests.policyfile.test_schema import as_json

TOP = Path(__file__).resolve().parents[2]
PACKS = [*TOP.glob("policies/*/policy*.yaml"), *TOP.glob("tests/packs/*/policy.yaml")]
OTHERS = [TOP / "tests/report/shop/policy.yaml", TOP / "examples/night-shift/policy.yaml"]
POLICIES = sorted([*PACKS, *OTHERS])
HOTEL = TOP / "tests/packs/harbour-hotel"


def rulebook_of(path: Path) -> Rulebook:
    found = load_policy(path).rulebook
    assert found is not None
    return found


def wrong(schema: dict[str, Any], text: str) -> list[str]:
    """What a validator says of a file."""
    tree = read_tree(text.encode())
    assert tree.problems == ()
    Draft7Validator.check_schema(schema)
    return [error.message for error in Draft7Validator(schema).iter_errors(as_json(tree.data))]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_lies_beside_a_policy_is_good(policy: Path) -> None:
    rulebook = rulebook_of(policy)
    cases, roster = policy.with_name(policy.name.replace("policy", "cases")), policy.with_name("roster.yaml")
    assert cases.exists() or roster.exists()
    if roster.exists():
        text = roster.read_text(encoding="utf-8")
        assert wrong(roster_schema_for(rulebook), text) == wrong(roster_schema_for(None), text) == []
    if cases.exists():
        found = load_roster(roster, rulebook) if roster.exists() else ()
        people = () if isinstance(found, tuple) else found.people
        text = cases.read_text(encoding="utf-8")
        for schema in (cases_schema_for(rulebook), cases_schema_for(rulebook, people[:1]), cases_schema_for(None)):
            assert wrong(schema, text) == []


IN_CASES = {
    "an unknown remedy": ("incident: loud, remedy: refund", "incident: loud, remedy: refnd"),
    "a group where a remedy stands": ("incident: loud, remedy: refund", "incident: loud, remedy: small_touches"),
    "an unknown outcome": ("outcome: escalate, to: supervisor", "outcome: escalates, to: supervisor"),
    "an unknown role": ("outcome: escalate, to: supervisor", "outcome: escalate, to: supervisr"),
    "an unknown line": ("because: [minor-noise]", "because: [minor-nose]"),
    "an unknown remedy that has a most": ("most: {refund: 49.80}", "most: {refnd: 49.80}"),
    "a most that is none": ("most: {refund: 49.80}", "most: {refund: lots}"),
    "an unknown paper": ("needs: [guest_statement]", "needs: [guest_statment]"),
    "an unknown duty": ("must: [tell_gm]", "must: [tell_gn]"),
    "an unknown warning": ("warnings: [near-limit]", "warnings: [near]"),
    "an unknown value": ("failure: noise, severity: minor", "failure: nose, severity: minor"),
    "an unknown fact": ("failure: noise, severity: minor", "faliure: noise, severity: minor"),
    "money that is none": ("customer: C-88, bill: 480", "customer: C-88, bill: much"),
    "a number out of range": ("bill: 480, nights: 2", "bill: 480, nights: 91"),
    "a date that is none": ("stayed_on: 2025-05-01", "stayed_on: last May"),
    "a fact of an earlier gesture": ("facts: {failure: conduct", "facts: {failure: condukt"),
    "a key of a case": ("    expect: {outcome: approve}", "    expects: {outcome: approve}"),
    "a key of a question": ("ask: {by: ana, incident: loud", "ask: {from: ana, incident: loud"),
    "a key of an answer": ("outcome: escalate, to: supervisor", "outcome: escalate, too: supervisor"),
    "a key of an earlier gesture": ("amount: 167, by: ana", "amount: 167, bye: ana"),
    "a key of the file": ("now: 2026", "then: 2026"),
    "a moment without its offset": ("T22:15:00+01:00", "T22:15:00"),
    "an answer in a table": ("100: [approve, approve]", "100: [approve, approved]"),
    "the head of a table": ("by:  [ana, rui]", "bi:  [ana, rui]"),
    "a table without a head": ("      by:  [ana, rui]\n", ""),
}


@pytest.mark.parametrize("slip", IN_CASES)
def test_a_slip_in_cases_is_seen(slip: str) -> None:
    right, other = IN_CASES[slip]
    text = (HOTEL / "cases.yaml").read_text(encoding="utf-8")
    assert right in text
    assert wrong(cases_schema_for(rulebook_of(HOTEL / POLICY)), text.replace(right, other, 1))


CASES = """\
now: 2026-05-01T22:15:00+01:00
cases:
  - name: x
    ask: {role: associate, remedy: refund, amount: 5, also: [cookies, {remedy: gift_card, amount: 5}],
      with: [note, guest_statement=7]}
    given: {remedy: credit, quantity: 2, on: 2026-05-01}
    expect: {most: {refund: none, credit: any, gift_card: 5 EUR}, needs: [], say: Sorry., asks: tier, owed: 0}
"""


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("amount: 5, also", "amount: 5, quantity: 1, also"),
        ("quantity: 2", "quantity: 2, amount: 3"),
        ("[cookies, {remedy", "[cokies, {remedy"),
        ("remedy: gift_card", "remedy: giftcard"),
        ("with: [note", "with: [nota"),
        ("guest_statement=7", "guest_statment=7"),
        ("asks: tier", "asks: teir"),
        ("on: 2026-05-01", "on: May"),
        ("role: associate", "role: assosiate"),
        ("    expect:", "    table: {by: ana, 1: deny}\n    expect:"),
        ("name: x", "title: x"),
        (CASES[CASES.index("expect:") :], "expect: {}"),
    ],
)  # fmt: skip
def test_a_slip_in_a_rare_key_is_seen(right: str, other: str) -> None:
    schema = cases_schema_for(rulebook_of(HOTEL / POLICY))
    assert wrong(schema, CASES) == []
    assert right in CASES
    assert wrong(schema, CASES.replace(right, other, 1))


IN_A_ROSTER = {
    "an unknown role": ("roles: [supervisor", "roles: [supervisr"),
    "an unknown fact": ("property: lisbon", "propperty: lisbon"),
    "an unknown key": ("contact: ", "contacts: "),
    "a date that is none": ("from: 2026-01-01", "from: January"),
    "hours that are none": ("hours: 22-06", "hours: nights"),
    "a person without a role": ("roles: [associate], ", ""),
    "a person without an id": ("id: ana, ", ""),
    "an id with a blank": ("id: ana", "id: ana reis"),
    "a key of a time away": ("until: 2026-08-15", "till: 2026-08-15"),
    "a key of the file": ("people:", "persons:"),
}


@pytest.mark.parametrize("slip", IN_A_ROSTER)
def test_a_slip_in_a_roster_is_seen(slip: str) -> None:
    right, other = IN_A_ROSTER[slip]
    text = (HOTEL / "roster.yaml").read_text(encoding="utf-8")
    assert right in text
    assert wrong(roster_schema_for(rulebook_of(HOTEL / POLICY)), text.replace(right, other, 1))


def test_a_roster_states_the_facts_of_its_policy() -> None:
    schema = roster_schema_for(rulebook_of(TOP / "policies/restaurant/policy.yaml"))
    assert wrong(schema, "people: [{id: kim, roles: crew, facts: {channel: dine_in}}]") == []
    assert wrong(schema, "people: [{id: kim, roles: crew, facts: {channel: dine}}]")


def test_people_are_offered_and_others_are_allowed() -> None:
    rulebook = rulebook_of(HOTEL / POLICY)
    roster = load_roster(HOTEL / "roster.yaml", rulebook)
    assert not isinstance(roster, tuple)
    schema = cases_schema_for(rulebook, roster.people)
    by = schema["properties"]["cases"]["items"]["properties"]["ask"]["properties"]["by"]
    assert by["anyOf"][0]["enum"] == [person.id for person in roster.people]
    assert by["anyOf"][0]["enumDescriptions"][0] == "Ana Reis"
    assert wrong(schema, CASES.replace("role: associate", "by: zoe")) == []


def test_what_a_policy_says_of_a_fact_is_shown_wherever_it_may_stand() -> None:
    """Its title and help stand beside the fact in every condition, where it is stated, and where an amount is made of it."""
    rulebook = rulebook_of(TOP / "policies/hotel-ladder/policy.yaml")
    told = "Did it spoil the stay. a night without sleep, no hot water, a room that was not the one booked"
    conditions = schema_for(rulebook)["definitions"]
    for sort in ("plain", "rising", "falling", "rising_by_role", "falling_by_role", "free"):
        box = conditions[sort]["anyOf"][0]
        assert box["properties"]["material"]["description"] == told
    assert cases_schema_for(rulebook)["definitions"]["facts"]["properties"]["material"]["description"] == told
    facts = roster_schema_for(rulebook)["properties"]["people"]["items"]["properties"]["facts"]
    assert facts["properties"]["bill"]["description"] == "The bill so far"
    assert '"enum": ["bill"], "enumDescriptions": ["The bill so far"]' in json.dumps(conditions["amount"])


def test_values_have_their_titles() -> None:
    rulebook = rulebook_of(TOP / "policies/council/policy.yaml")
    reason = cases_schema_for(rulebook)["definitions"]["facts"]["properties"]["reason"]
    told = dict(zip(reason["enum"], reason["enumDescriptions"], strict=True))
    assert told["planning_slow_response"] == "a slow answer from planning"


NAMED = {
    "what is not owed": (
        "{id: not-ours, when",
        "{id: not-ours, of: [walkd], when",
        "{id: not-ours, of: [walked], when",
    ),
    "what is computed": (
        "papers: {",
        "derive: {gap: {days_between: [stayd_on, stayed_on]}}\npapers: {",
        "derive: {gap: {days_between: [stayed_on, stayed_on]}}\npapers: {",
    ),
    "who approved": ("approved_by: general_manager", "approved_by: general_manger", "approved_by: owner"),
    "who adopts": ("adopts: [owner]", "adopts: [ownr]", "adopts: [general_manager]"),
    "what is preferred": ("prefer: [refund]", "prefer: [refnd]", "prefer: [small_touches]"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_one_line_says_of_another_is_held_to_what_there_is(name: str) -> None:
    place, slip, right = NAMED[name]
    text = (HOTEL / POLICY).read_text(encoding="utf-8")
    assert place in text
    schema = schema_for(rulebook_of(HOTEL / POLICY))
    assert wrong(schema, text.replace(place, right)) == []
    assert wrong(schema, text.replace(place, slip))
