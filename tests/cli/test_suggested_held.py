"""What a suggested case holds: every line that does something is missed by one of them when it is taken out."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POLICY = """
empower: 1
policy: cafe
currency: EUR
timezone: UTC
facts: {failure: {one_of: [late, café]}}
duties: {ring_driver: Ring the driver}
remedies: {refund: {kind: cash}}
roles: {agent: {title: Équipe du CAFÉ, reports_to: lead}, lead: {title: Chef, final: true}}
grants: [{id: fifty, roles: agent, limit: {amount: 50, per: incident}}]
rules:
  - id: ring
    when: {failure: late}
    must: ring_driver
  - id: papers
    when: {amount: {over: 20}}
    needs: [note]
"""
CASES = """
now: 2026-05-01T22:15:00Z
cases:
  - name: a small thing
    ask: {role: agent, remedy: refund, amount: 20, facts: {failure: "café"}}
    expect: {outcome: approve, most: {refund: 50.00}}
"""


@pytest.fixture
def cafe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("policy.yaml").write_text(POLICY.replace("late, café", 'late, {cafe: "Café"}'), encoding="utf-8")
    Path("cases.yaml").write_text(CASES.replace('"café"', "cafe"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("taken", ["    must: ring_driver\n", "    needs: [note]\n"])
def test_a_duty_or_a_paper_taken_out_is_missed(cafe: Path, run: Run, taken: str) -> None:
    assert run("policy", "test", "--suggest", "--into", "more.yaml", "--policy", "policy.yaml").code == 0
    tested = ("policy", "test", "cases.yaml", "more.yaml", "--policy", "policy.yaml")
    assert run(*tested).code == 0
    text = (cafe / "policy.yaml").read_text(encoding="utf-8")
    (cafe / "policy.yaml").write_text(text.replace(taken, "    say: Sorry.\n"), encoding="utf-8")
    assert run(*tested).code == 5


def test_names_keep_their_letters(cafe: Path, run: Run) -> None:
    out = run("policy", "test", "--suggest", "--policy", "policy.yaml").out
    assert '"Équipe du CAFÉ, refund ' in out
    assert "escalates to Chef" in out


def test_the_next_command_tests_both_files(cafe: Path, run: Run) -> None:
    ran = run("policy", "test", "--suggest", "--into", "more cases.yaml", "--policy", "policy.yaml")
    *_, above, command = ran.out.splitlines()
    assert (above, command) == ("Next:", "  empower policy test cases.yaml 'more cases.yaml' --policy policy.yaml")
    alone, both = run("policy", "test", "--policy", "policy.yaml"), run(*shlex.split(command)[1:])
    assert both.code == 0
    assert int(both.out.split()[0]) > int(alone.out.split()[0])


def test_a_case_that_fails_shows_what_to_paste_where_the_change_was_meant(cafe: Path, run: Run) -> None:
    text = (cafe / "policy.yaml").read_text(encoding="utf-8")
    (cafe / "policy.yaml").write_text(text.replace("amount: 50", "amount: 15"), encoding="utf-8")
    ran = run("policy", "test", "--policy", "policy.yaml")
    assert ran.code == 5
    first, now, _ = ran.out.splitlines()
    assert first.startswith("cases.yaml:4: a small thing: outcome should be approve, is escalate")
    expect = now.removeprefix("  if that is meant: expect: ")
    assert "most: {refund: 15.00}" in expect
    cases = (cafe / "cases.yaml").read_text(encoding="utf-8")
    pasted = cases.replace("{outcome: approve, most: {refund: 50.00}}", expect)
    (cafe / "cases.yaml").write_text(pasted, encoding="utf-8")
    assert run("policy", "test", "--policy", "policy.yaml").code == 0


def test_coverage_says_how_to_get_at_what_is_missing(cafe: Path, run: Run) -> None:
    ran = run("policy", "test", "--coverage", "--policy", "policy.yaml")
    assert ran.out.splitlines()[-1] == "--suggest writes cases for what is missing"
