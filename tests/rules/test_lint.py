"""What the lint warns of, and what it leaves in peace. Each warning alone stands on its page in docs/problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.calendar import day_of
from empower.domain.people import Person
from empower.policyfile.load import read_policy
from empower.rules.analysis.lint.linted import linted
from tests.laws.packs import PACKS, pack_rulebook

TODAY = day_of(2026, 5, 1)
AWAY = ((TODAY - 1, TODAY + 7),)
POLICY = """
empower: 1
policy: corner
currency: EUR
timezone: UTC
remedies: {refund: {kind: cash}}
roles: {agent: {reports_to: lead}, lead: {covered_by: senior}, senior: {reports_to: lead}}
grants: [{id: fifty, roles: agent, limit: {amount: 50, per: incident}}, {id: more, roles: senior, limit: none}]
"""


def codes(people: tuple[Person, ...] | None) -> list[str]:
    rulebook = read_policy(POLICY.encode(), "policy.yaml").rulebook
    assert rulebook is not None
    return [found.problem.code for found in linted(rulebook, TODAY, people)]


def test_without_a_roster_nobody_is_missed() -> None:
    assert codes(None) == []


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ([Person(id="rui", roles=("lead",))], []),
        ([Person(id="ana", roles=("agent",))], ["role-nobody-holds"]),
        ([Person(id="rui", roles=("lead",), away=AWAY)], ["role-nobody-holds"]),
        (
            [Person(id="rui", roles=("lead",), away=AWAY, deputy="ana"), Person(id="ana", roles=("agent",))],
            ["nobody-to-say-yes"],  # she is the only deputy, and does not say yes to herself
        ),
        ([Person(id="rui", roles=("lead",), away=AWAY), Person(id="sam", roles=("senior",))], []),
        (
            [Person(id="rui", roles=("lead",), away=AWAY, deputy="sam"), Person(id="sam", away=AWAY)],
            ["role-nobody-holds"],
        ),
        ([Person(id="sam", roles=("senior",))], ["role-nobody-holds"]),
    ],
    ids=["there", "nobody", "away", "deputy", "covered", "deputy away", "cover for a vacancy"],
)
def test_a_role_is_held_by_whoever_may_act_in_it(people: list[Person], found: list[str]) -> None:
    assert codes(tuple(people)) == found


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_as_it_should_be(pack: str) -> None:
    found = linted(pack_rulebook(pack), TODAY)
    assert [one.problem.code for one in found if one.problem.level == "warning"] == []
    assert Path(pack).name == "harbour-hotel" or not found
