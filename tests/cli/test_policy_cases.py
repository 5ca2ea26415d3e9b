"""`policy test` with coverage as it is typed: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Seen = Callable[[str, str], None]

POLICY = """
empower: 1
policy: corner
currency: EUR
timezone: UTC
facts: {failure: {one_of: [late, damaged]}, severity: {ordered: [minor, major]}}
remedies: {refund: {kind: cash}}
roles: {agent: {reports_to: lead}, lead: {final: true}}
grants: [{id: fifty, roles: agent, limit: {amount: 50, per: incident}}]
rules:
  - {id: serious, when: {severity: major}, escalate: lead}
  - {id: large, when: {failure: damaged, amount: {over: 40}}, deny: true}
"""
CASES = """
now: 2026-05-01T22:15:00Z
cases:
  - name: a small thing
    ask: {role: agent, remedy: refund, amount: 20, facts: {failure: late, severity: minor}}
    expect: {outcome: approve}
"""


@pytest.fixture
def corner(tmp_path: Path) -> Path:
    (tmp_path / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path / "policy.yaml"


def test_what_is_missed_is_shown(corner: Path, run: Run, seen: Seen) -> None:
    ran = run("policy", "test", "--coverage", "--policy", str(corner))
    assert (ran.code, ran.err) == (0, "")
    seen("coverage.txt", ran.out)
    ran = run("policy", "test", "--coverage", "--json", "--policy", str(corner))
    assert ran.code == 0
    seen("coverage.json", json.dumps(ran.json["coverage"], indent=2) + "\n")


def test_too_little_fails_and_says_by_how_much(corner: Path, run: Run) -> None:
    ran = run("policy", "test", "--fail-under", "80", "--policy", str(corner))
    assert ran.code == 5
    assert ran.out.splitlines()[-1] == "20.0 % is reached, and at least 80 % is wanted: 6 more of 10"
    assert run("policy", "test", "--fail-under", "20", "--policy", str(corner)).code == 0
    assert run("policy", "test", "--fail-under", "80", "--exit-zero", "--policy", str(corner)).code == 0


def test_suggested_cases_fill_a_new_file_that_passes(corner: Path, run: Run, seen: Seen) -> None:
    new = corner.with_name("more.yaml")
    ran = run("policy", "test", "--suggest", "--at", "2026-05-01", "--policy", str(corner))
    assert ran.code == 0
    seen("suggested.txt", ran.out)
    assert run("policy", "test", "--suggest", "--into", str(new), "--policy", str(corner)).code == 0
    both = (str(corner.with_name("cases.yaml")), str(new))
    ran = run("policy", "test", *both, "--fail-under", "100", "--policy", str(corner))
    assert ran.code == 0, ran.out


def test_a_file_that_is_there_is_left_as_it_is(corner: Path, run: Run) -> None:
    ran = run("policy", "test", "--suggest", "--into", str(corner), "--policy", str(corner))
    assert ran.code == 2
    assert "is not overwritten" in ran.err
    assert corner.read_text(encoding="utf-8") == POLICY
