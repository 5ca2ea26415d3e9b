"""A policy's own cases: those of the packs pass, and a case that expects something else says what came."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.domain.results import CaseResult
from empower.policyfile.packs import pack_folder, pack_names
from empower.services.house import open_house
from empower.services.run_cases import cases_beside, run_cases
from tests.services.hotel import PACK, hotel

HEAD = """\
now: 2026-05-01T22:15:00+01:00
people: roster.yaml
incidents:
  loud: {failure: noise, severity: minor, customer: C-88, bill: 480}
  walked: {failure: overbooked, severity: major, customer: C-95, bill: 480, nights: 2}
cases:
"""
ASK = "ask: {by: ana, incident: loud, remedy: refund, amount: 60}, given: [{remedy: credit, amount: 167, by: ana}]"


def ran(folder: Path, case: str) -> CaseResult:
    (folder / "roster.yaml").write_text((PACK / "roster.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "cases.yaml").write_text(f"{HEAD}  - {{name: x, {case}}}\n", encoding="utf-8")
    (result,) = run_cases(hotel(), folder / "cases.yaml")
    return result


def packs() -> list[Path]:
    """Every policy file with cases beside it."""
    folders = [PACK, *[pack_folder(name) or PACK for name in pack_names()]]
    return [file for folder in folders for file in sorted(folder.glob("policy*.yaml"))]


@pytest.mark.parametrize("policy", packs(), ids=[f"{file.parent.name}/{file.stem}" for file in packs()])
def test_the_cases_of_every_pack_pass(policy: Path) -> None:
    results = run_cases(open_house(policy))
    assert results
    assert [(one.name, one.mismatches) for one in results if one.mismatches] == []


def test_the_cases_beside_a_policy() -> None:
    assert cases_beside(Path("a/policy.yaml")) == Path("a/cases.yaml")
    assert cases_beside(Path("a/policy-per-day.yaml")) == Path("a/cases-per-day.yaml")
    assert cases_beside(Path("a/hotel.yaml")) == Path("a/cases.yaml")


def test_a_case_as_the_language_page_has_it(tmp_path: Path) -> None:
    result = ran(
        tmp_path,
        f"{ASK}, expect: {{outcome: escalate, to: supervisor, because: [minor-noise], most: {{refund: 49.80}}}}",
    )
    assert result == CaseResult(name="x", file=str(tmp_path / "cases.yaml"), line=7, column=12)


@pytest.mark.parametrize(
    ("expect", "what", "expected", "actual"),
    [
        ("outcome: approve", "outcome", "approve", "escalate"),
        ("to: owner", "to", "owner", "supervisor"),
        ("to: [supervisor, owner]", "to", "supervisor, owner", "supervisor"),
        ("to: []", "to", "nothing", "supervisor"),
        ("because: [big-cash]", "because", "big-cash", "minor-noise"),
        ("most: {refund: 49.81}", "most refund", "49.81", "49.80"),
        ("most: {refund: none}", "most refund", "none", "49.80"),
        ("most: {refund: any}", "most refund", "any", "49.80"),
        ("most: {apology: none}", "most apology", "none", "any"),
        ("most: {late_checkout: any}", "most late_checkout", "any", "none"),
        ("most: {free_night: 2}", "most free_night", "2", "none"),
        ("owed: 10", "owed", "10.00", "0.00"),
        ("needs: [note]", "needs", "note", "nothing"),
        ("must: [incident_report]", "must", "incident_report", "nothing"),
        ("say: Sorry.", "say", "Sorry.", "nothing"),
        ("warnings: [near-limit]", "warnings", "near-limit", "nothing"),
        ("asks: [severity]", "asks", "severity", "nothing"),
    ],
)
def test_what_came_instead(tmp_path: Path, expect: str, what: str, expected: str, actual: str) -> None:
    (one,) = ran(tmp_path, f"{ASK}, expect: {{{expect}}}").mismatches
    assert (one.what, one.expected) == (what, expected)
    assert actual in one.actual


@pytest.mark.parametrize(
    "expect",
    [
        "needs: []",
        "must: []",
        "warnings: []",
        "asks: []",
        "say: []",
        "most: {late_checkout: 0}",
        "most: {apology: any}",
    ],
)
def test_what_is_not_there_can_be_expected_too(tmp_path: Path, expect: str) -> None:
    if "late_checkout: 0" in expect:
        expect = "most: {late_checkout: none}"
    assert ran(tmp_path, f"{ASK}, expect: {{{expect}}}").mismatches == ()


def test_a_fact_nobody_stated_fails_a_case_that_expects_an_answer(tmp_path: Path) -> None:
    ask = "ask: {by: ana, facts: {failure: noise, bill: 480}, remedy: refund, amount: 160}"
    (one,) = ran(tmp_path, f"{ask}, expect: {{outcome: approve}}").mismatches
    assert (one.what, one.actual) == ("outcome", "open: severity is not stated")
    assert ran(tmp_path, f"{ask}, expect: {{asks: [severity]}}").mismatches == ()


def test_what_is_owed(tmp_path: Path) -> None:
    ask = "ask: {by: ana, incident: walked, remedy: refund}"
    assert ran(tmp_path, f"{ask}, expect: {{outcome: approve, owed: 400}}").mismatches == ()
    assert ran(tmp_path, f"{ask}, expect: {{owed: 400.00 EUR}}").mismatches == ()
    (one,) = ran(tmp_path, f"{ask}, expect: {{owed: 399.99}}").mismatches
    assert (one.expected, one.actual) == ("399.99", "400.00")


def test_earlier_gestures_are_counted_one_after_another(tmp_path: Path) -> None:
    given = "given: [{remedy: refund, amount: 250, by: ana}, {remedy: refund, amount: 150, by: ana}]"
    ask = f"ask: {{by: ana, incident: walked, remedy: refund, amount: 30}}, {given}"
    assert ran(tmp_path, f"{ask}, expect: {{owed: 0}}").mismatches == ()
    ask = ask.replace("amount: 150", "amount: 100")
    assert ran(tmp_path, f"{ask}, expect: {{owed: 50}}").mismatches == ()


def test_the_cases_may_be_put_at_another_moment_and_to_other_people(tmp_path: Path) -> None:
    ask = "ask: {by: ana, facts: {failure: conduct, bill: 9000}, remedy: refund, amount: 2500}"
    (tmp_path / "cases.yaml").write_text(
        f"now: 2026-05-01T22:15:00+01:00\ncases:\n  - {{name: x, {ask}, expect: {{outcome: approve}}}}\n",
        encoding="utf-8",
    )
    october = 1_791_849_600_000_000
    (before,) = run_cases(hotel(), tmp_path / "cases.yaml")
    (after,) = run_cases(hotel(), tmp_path / "cases.yaml", october)
    assert ([one.actual for one in before.mismatches], after.mismatches) == (["escalate"], ())


def test_what_was_given_needs_the_facts_that_it_is_counted_by(tmp_path: Path) -> None:
    text = (
        (PACK / "policy.yaml")
        .read_text(encoding="utf-8")
        .replace("of: nights", "of: heads")
        .replace("  nights: ", "  heads:     {number: {at_least: 1}}\n  nights: ")
    )
    (tmp_path / "policy.yaml").write_text(text, encoding="utf-8")
    case = "given: [{remedy: refund, amount: 1, facts: {failure: overbooked}}], expect: {outcome: approve}"
    head = "now: 2026-05-01T22:15:00+01:00\ncases:\n"
    ask = "ask: {role: associate, facts: {failure: noise}, remedy: apology}"
    (tmp_path / "cases.yaml").write_text(f"{head}  - {{name: x, {ask}, {case}}}\n", encoding="utf-8")
    with pytest.raises(CannotAskError) as raised:
        run_cases(open_house(tmp_path))
    assert [(one.code, one.line) for one in raised.value.problems] == [("missing-fact", 3)]
    assert "`heads`" in raised.value.problems[0].message


def test_mistakes_in_the_file_are_told_and_nothing_is_run(tmp_path: Path) -> None:
    with pytest.raises(CannotAskError) as raised:
        ran(tmp_path, f"{ASK}, expect: {{outcome: yes}}")
    assert raised.value.exit_code == 5
    assert [one.code for one in raised.value.problems] == ["unknown-value"]


def test_a_policy_without_cases(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text((PACK / "policy.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CannotAskError) as raised:
        run_cases(open_house(tmp_path))
    assert [one.code for one in raised.value.problems] == ["no-cases"]
