"""The schema accepts what the loader accepts, and refuses what a schema can see; judged by a validator that is not ours."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from empower.policyfile.load import load_policy
from empower.policyfile.policy_codes import CODES
from empower.policyfile.reader.tree import read_tree
from empower.policyfile.schema.policy import schema_for
from tests.laws.draws import Draws
from tests.laws.situations import Drawn, drawn_cases, tried
from tests.policyfile.broken_policies import loaded, whole
from tests.policyfile.test_broken_policies import MADE, SHARED, blocks

TOP = Path(__file__).resolve().parents[2]
GOOD = sorted([*TOP.glob("policies/*/policy*.yaml"), *TOP.glob("tests/packs/*/policy.yaml")])
GENERIC = Draft7Validator(schema_for(None))


def as_json(tree: Any) -> Any:
    """The tree as JSON has it: names are text, numbers are numbers."""
    if isinstance(tree, dict):
        return {str(key).lower() if isinstance(key, bool) else str(key): as_json(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [as_json(part) for part in tree]
    return float(tree) if isinstance(tree, Decimal) else tree


def test_the_schemas_are_schemas() -> None:
    Draft7Validator.check_schema(schema_for(None))
    for path in GOOD:
        Draft7Validator.check_schema(schema_for(load_policy(path).rulebook))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_pack_is_good_by_its_own_schema_and_by_the_general_one(path: Path) -> None:
    found = load_policy(path)
    assert found.rulebook is not None
    tree = as_json(found.tree.data)
    assert not list(GENERIC.iter_errors(tree))
    assert not list(Draft7Validator(schema_for(found.rulebook)).iter_errors(tree))


def test_what_the_loader_accepts_is_good() -> None:
    @tried(60)
    @given(drawn_cases())
    def run(drawn: tuple[Drawn, Draws]) -> None:
        case, _ = drawn
        tree = as_json(case.policy.tree)
        assert not list(GENERIC.iter_errors(tree))
        assert not list(Draft7Validator(schema_for(case.rulebook)).iter_errors(tree))

    run()


SLIPS = {
    "an unknown remedy": ("remedies: late_checkout", "remedies: late_chekout"),
    "an unknown role": ("escalate: [general_manager, finance]", "escalate: [general_manger, finance]"),
    "an unknown value": ("failure: [injury, allergen]", "failure: [injury, alergen]"),
    "an unknown fact": ("when: {stayed_on:", "when: {stayd_on:"),
    "an unknown paper": ("needs: [guest_statement]", "needs: [guest_statment]"),
    "an unknown duty": ("must: [tell_gm]", "must: [tell_gn]"),
    "an unknown key": ("deny: true\n    prefer", "denied: true\n    prefer"),
    "an unknown kind": ("{kind: cash, most: 250}", "{kind: money, most: 250}"),
    "an unknown window": ("per: employee, every: month", "per: employee, every: fortnight"),
    "an unknown group": ("remedies: small_touches", "remedies: small_touch"),
    "a test of a text": ("when: {failure: billing, remedy: gift_card}", "when: {property: lisbon, remedy: gift_card}"),
    "a test that would judge more kindly": ("{over: 200}, cost", "{over: 200}, cots"),
    "an amount tested downwards where it must be upwards": (
        "when: {remedy_kind: cash, incident_goodwill: {over: 5000}}",
        "when: {remedy_kind: cash, incident_goodwill: {under: 5000}}",
    ),
    "an amount tested in an entitlement": (
        "when: {failure: overbooked}",
        "when: {failure: overbooked, amount: {under: 5}}",
    ),
    "a missing id": ("{id: not-ours, when", "{when"),
    "a cost that is not written": ("{kind: in_kind, cost: 12}", "{kind: in_kind}"),
    "a currency there is none": ("currency: EUR", "currency: EUX"),
    "a role below no role": ("reports_to: supervisor", "reports_to: supervizor"),
    "an exception that lifts no rule": ("lifts: [minor-noise]", "lifts: [minor-nose]"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_complete_example_is_seen(slip: str) -> None:
    path = TOP / "tests/packs/harbour-hotel/policy.yaml"
    right, wrong = SLIPS[slip]
    text = path.read_text(encoding="utf-8")
    assert right in text
    tree = as_json(read_tree(text.replace(right, wrong).encode()).data)
    schema = Draft7Validator(schema_for(load_policy(path).rulebook))
    assert list(schema.iter_errors(tree))


BEYOND = {
    "it takes two lines to see": {
        "duplicate-id",
        "duplicate-name",
        "group-disagrees",
        "may-not-be-lifted",
        "role-cycle",
        "group-cycle",
    },
    "it takes a sum": {"cost-may-fall", "cost-undated", "empty-period", "empty-range", "never-true"},
    "it takes the calendar, or the list of time zones": {"not-a-date", "not-a-moment", "unknown-timezone"},
    "it takes what another word means": {"no-default", "wrong-remedy"},
    "the mended page declares the fact otherwise": {"always-given", "optional-fact", "text-cannot-be-tested"},
}
"""What a schema cannot see, and why; the loader sees it."""


@pytest.mark.parametrize("code", sorted(set(CODES) - SHARED - set(MADE)))
def test_what_a_schema_can_see_of_a_problem(code: str) -> None:
    """The policy mended as its page says is good by its own schema, which refuses the broken one, if it can."""
    (_, broken), _ = blocks(code, "Avoid")
    ((_, mended),) = blocks(code, "Prefer")
    good = loaded(mended)
    own = Draft7Validator(schema_for(good.rulebook))
    for schema in (own, GENERIC):
        assert not list(schema.iter_errors(as_json(good.tree.data)))
    tree = as_json(read_tree(whole(broken).encode()).data)
    refused = any(list(schema.iter_errors(tree)) for schema in (own, GENERIC))
    assert refused == (code not in set().union(*BEYOND.values()))
