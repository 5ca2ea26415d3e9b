"""Each finding of `policy lint` has its page, and what the page shows is what is said.

A page has three headings. Under *Avoid* stands the policy (what `HEAD` says may be left out; then a roster, if it takes one)
and what is shown of it under this code, with `where:` and `try:` where there are any. Under *Prefer* stands a policy of which
nothing is said under this code. *Why* says what it is good for. `--update-snapshots` fills in what is shown.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from empower.domain.calendar import read_date
from empower.domain.people import Person
from empower.policyfile.roster import load_roster
from empower.report.lint import finding_text
from empower.rules.analysis.lint.linted import LINT_CODES
from empower.services.accepting import ACCEPTING_CODES
from empower.services.lint import lint_of
from tests.policyfile.broken_policies import loaded

PAGES = Path(__file__).resolve().parents[2] / "docs" / "problems"
DAY = read_date("2026-11-22") or 0
SHOWN = [
    code for code in (*LINT_CODES, *ACCEPTING_CODES, "text-cut-off") if code != "not-all-tried"
]  # which takes a very large policy


def blocks(code: str, heading: str) -> list[tuple[str, str]]:
    """The blocks under a heading of a page, as (language, text)."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def said(code: str, heading: str, folder: Path) -> str:
    """What is said with this code of the policy under a heading; what else looks wrong with so short a one does not matter."""
    lines, *roster = [text for language, text in blocks(code, heading) if language == "yaml"]
    found = loaded(lines)
    assert found.rulebook is not None
    people: tuple[Person, ...] | None = None
    if roster:
        file = folder / "roster.yaml"
        file.write_text(roster[0], encoding="utf-8")
        read = load_roster(file, found.rulebook)
        assert not isinstance(read, tuple)
        people = read.people
    told = lint_of(found, found.rulebook, "policy.yaml", DAY, people)
    shown = [finding_text(one, found.rulebook) for one in told.findings if one.problem.code == code]
    return "\n".join(f"{text}\n" for text in shown)


@pytest.mark.parametrize("code", SHOWN)
def test_a_page_shows_what_is_said_and_what_to_write(code: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-snapshots"):
        _update(code, said(code, "Avoid", tmp_path))
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# Problem: `{code}`\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Avoid", "Prefer", "Why"]
    *_, (language, shown) = blocks(code, "Avoid")
    assert (language, shown) == ("text", said(code, "Avoid", tmp_path))
    assert re.search(rf": ((warning|note): )?{code}: ", shown)  # a broken promise is a problem
    assert said(code, "Prefer", tmp_path) == ""


def _update(code: str, shown: str) -> None:
    """Writes into the page what is said now."""
    page = PAGES / f"{code}.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split("```text\n", 1)
    page.write_text(f"{before}```text\n{shown}```{rest.split('```', 1)[1]}", encoding="utf-8")
