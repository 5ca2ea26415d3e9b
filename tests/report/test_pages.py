"""Every reason and every warning has its page, and what stands on it is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from empower.domain.decision import REASON_CODES, WARNING_CODES, Warned
from tests.report.answers import ROOT, SHOP, answers_of, cases_of, shown

PAGES = ROOT / "docs" / "reasons"
CODES = (*REASON_CODES, *WARNING_CODES)


def page_of(code: str) -> Path:
    return PAGES / f"{code}.md"


def told(code: str) -> str:
    """The answer that the page of a code shows."""
    said_by_services = code in ("nothing-counted", "not-in-force")
    decision = answers_of(SHOP)["within-authority" if said_by_services else code]
    if said_by_services:
        decision = decision.but(warnings=(Warned(code=code),))
    codes = [reason.code for reason in decision.reasons] + [warned.code for warned in decision.warnings]
    assert code in codes
    return shown(decision, SHOP)


@pytest.mark.parametrize("code", CODES)
def test_a_page_shows_what_the_program_says(code: str, request: pytest.FixtureRequest) -> None:
    page = page_of(code)
    text = page.read_text(encoding="utf-8")
    if request.config.getoption("--update-snapshots"):
        text = re.sub(r"```text\n.*?```", lambda _: f"```text\n{told(code)}\n```", text, flags=re.DOTALL)
        page.write_text(text, encoding="utf-8")
    assert re.findall(r"```text\n(.*?)\n```", text, flags=re.DOTALL) == [told(code)]


@pytest.mark.parametrize("code", CODES)
def test_a_page_quotes_the_policy_as_it_is(code: str) -> None:
    policy = (SHOP / "policy.yaml").read_text(encoding="utf-8").splitlines()
    quoted = re.findall(r"```yaml\n(.*?)\n```", page_of(code).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(quoted) == 1
    assert [line for line in quoted[0].splitlines() if line not in policy] == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_it_means_and_what_to_do(code: str) -> None:
    text = page_of(code).read_text(encoding="utf-8")
    kind = "Reason" if code in REASON_CODES else "Warning"
    assert re.findall(r"^#+ .*", text, flags=re.MULTILINE) == [
        f"# {kind}: `{code}`",
        "## Example",
        "## What to do",
    ]


def test_there_is_a_page_for_each_code_and_no_other() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {*CODES, "README"}
    linked = re.findall(r"\]\(([a-z-]+)\.md\)", (PAGES / "README.md").read_text(encoding="utf-8"))
    assert sorted(linked) == sorted(CODES)


def test_the_cases_of_the_pages_hold() -> None:
    answers = answers_of(SHOP)
    assert {name: answer.outcome for name, answer in answers.items()} == {
        case.name: case.expect.outcome for case in cases_of(SHOP).cases
    }
