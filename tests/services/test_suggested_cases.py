"""Suggested cases run and pass as they are printed, and with them nothing that can be reached is missed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from empower.report.suggested_cases import suggested_text
from empower.services.coverage import covered
from empower.services.house import open_house
from empower.services.run_cases import cases_beside, run_cases
from empower.services.suggested_cases import suggested_cases

ROOT = Path(__file__).parents[2]
POLICIES = sorted([*ROOT.glob("policies/*/policy*.yaml"), ROOT / "tests/packs/harbour-hotel/policy.yaml"])
TRIFLE = """
empower: 1
policy: corner
currency: JPY
timezone: UTC
remedies: {sorry: {kind: courtesy}, gift: {kind: in_kind, cost: 1}}
roles: {agent: {}}
grants: [{id: all, roles: agent, limit: none}]
rules: [{id: little, limit: {amount: 1, per: incident}, beyond: warn}]
"""
NOW = 1_793_620_800_000_000  # 2026-11-02


@pytest.mark.parametrize("policy", POLICIES, ids=lambda one: f"{one.parent.name}-{one.stem}")
def test_pasted_into_a_pack_they_pass_and_leave_out_only_what_they_name(policy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(policy.parent, folder)
    house = open_house(folder / policy.name)
    file = cases_beside(house.file)
    found = suggested_cases(house, (None,), NOW)
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text.rstrip()}\n{suggested_text(found, house.rulebook)}\n", encoding="utf-8")
    results = run_cases(house)
    assert [case for case in results if case.mismatches] == []
    after = covered(house, (None,), NOW)
    assert set(after.combinations_missed) == set(found.combinations)
    assert {(one, side) for one in after.thresholds for side in after.missing_sides(one)} == set(found.sides)
    assert suggested_cases(house, (None,), NOW).cases == ()


def test_what_has_neither_an_amount_nor_a_number_is_suggested_without_one(tmp_path: Path) -> None:
    case = "{name: one, ask: {role: agent, remedy: sorry}, expect: {outcome: approve}}"
    (tmp_path / "policy.yaml").write_text(TRIFLE, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(f"now: 2026-11-02T12:00:00Z\ncases:\n  - {case}\n", encoding="utf-8")
    house = open_house(tmp_path)
    found = suggested_cases(house, (None,), NOW)
    assert found.cases
    with (tmp_path / "cases.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{suggested_text(found, house.rulebook)}\n")
    assert [one for one in run_cases(house) if one.mismatches] == []
