"""Findings with their regions and witness, as they are shown."""

from __future__ import annotations

import pytest

from empower.domain.problem import PlacedProblem
from empower.report.lint import finding_text, lint_json, lint_text
from empower.rules.analysis.concrete import AMPLE, Concrete, concrete, weighing_facts
from empower.rules.analysis.found import Earlier, Witness
from empower.rules.analysis.regions import Region, regions
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.walk import Walk
from empower.services.lint import Finding, Linted
from empower.services.shown import witness_at
from tests.report.hotel import HOTEL, TODAY

PROBLEM = PlacedProblem(
    code="never-matters",
    message="`small` never changes an answer",
    hint="take it out",
    level="warning",
    file="policy.yaml",
    line=3,
    column=5,
    end_column=10,
    source="  - {id: small, deny: true}",
)
SHEET = Sheet(HOTEL, HOTEL.remedies[0])
WALK = Walk((SHEET,), TODAY, (HOTEL.effective,))
ROLES = [role.id for role in HOTEL.roles]


def found() -> tuple[Region, ...]:
    """One region a combination of lines."""
    marks = [[1 if at == leaf else 0 for at in range(len(WALK.masks))] for leaf in range(len(WALK.masks))]
    return tuple([region for one in marks for region, _ in regions(WALK, one, ROLES[:1])])


def situation() -> Concrete:
    weights = dict.fromkeys([fact.name for fact in weighing_facts(HOTEL)], AMPLE)
    (where, *_) = [
        one
        for leaf in range(len(WALK.masks))
        if (one := concrete(HOTEL, WALK.chosen(leaf), 0, TODAY, weights)) is not None
    ]
    return where


def witness(*given: Earlier) -> Witness:
    return witness_at(HOTEL, situation(), HOTEL.remedies[0].id, ROLES[0], -1, *given).but(comes="deny")


@pytest.mark.parametrize("most", [1, 3])
def test_a_few_regions_are_all_shown(most: int) -> None:
    some = (found() * 3)[:most]
    lines = finding_text(Finding(problem=PROBLEM, regions=some), HOTEL).splitlines()
    assert [line.startswith("  where: ") for line in lines].count(True) == most
    assert "more:" not in lines[-1]


def test_of_many_regions_it_is_told_where_the_rest_are() -> None:
    many = (found() * 5)[:5]
    lines = finding_text(Finding(problem=PROBLEM, regions=many), HOTEL).splitlines()
    assert lines[-1] == "  and 2 more: --json shows all"
    assert len(lit := lint_json(Linted(findings=(Finding(problem=PROBLEM, regions=many),), rulebook=HOTEL))) == 3
    assert len(lit["problems"][0]["where"]) == 5


def test_a_witness_is_a_command_to_try() -> None:
    one = Finding(problem=PROBLEM, witness=witness())
    last = finding_text(one, HOTEL, "hotel").splitlines()[-1]
    assert last.startswith(f"  try: empower check {HOTEL.remedies[0].id} ")
    assert last.endswith(" --policy hotel")
    told = lint_json(Linted(findings=(one,), rulebook=HOTEL), "hotel")["problems"][0]["witness"]
    assert f"  try: {told['command']}" == last
    assert (told["outcome"], told["role"]) == ("deny", ROLES[0])


def test_what_was_given_before_is_written_to_a_file_first() -> None:
    earlier = Earlier(remedy=HOTEL.remedies[0].id, role=ROLES[0])
    *_, first, second = finding_text(Finding(problem=PROBLEM, witness=witness(earlier)), HOTEL).splitlines()
    assert first.startswith("  try: printf ")
    assert first.endswith(" > try-1.yaml")  # nobody's own incident file is written over
    assert second.startswith("       empower check ")
    assert second.endswith(" --incident-file try-1.yaml")


def test_each_request_writes_a_file_of_its_own() -> None:
    one = Finding(problem=PROBLEM, witness=witness(Earlier(remedy=HOTEL.remedies[0].id, role=ROLES[0])))
    linted = Linted(findings=(one, one), accepted=(one,), rulebook=HOTEL)
    shown = lint_text(linted)
    assert [shown.count(f"> try-{number}.yaml") for number in (1, 2)] == [1, 1]
    told = lint_json(linted)
    commands = [one["witness"]["command"] for one in (*told["problems"], *told["accepted"])]
    assert [command.rpartition(" ")[2] for command in commands] == ["try-1.yaml", "try-2.yaml", "try-3.yaml"]


def test_what_is_accepted_is_counted() -> None:
    linted = Linted(findings=(), accepted=(Finding(problem=PROBLEM, because="it is known"),), rulebook=HOTEL)
    assert lint_text(linted) == "no problems; 1 finding accepted"
    assert lint_json(linted)["accepted"][0]["because"] == "it is known"
