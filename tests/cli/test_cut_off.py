"""A text that YAML ends at a `#` is told of, wherever people read it, and a comment is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

POLICY = """
empower: 1
policy: corner
title: The corner, service recovery
currency: EUR
timezone: UTC
facts: {failure: {one_of: [late, damaged]}}
papers: {statement: A statement}
duties:
  tell_gm: {title: Tell the manager, within: 24 hours}
remedies: {refund: {kind: cash}}
roles: {agent: {title: Any employee, reports_to: lead}, lead: {final: true}}
grants: [{id: fifty, roles: agent, limit: {amount: 50, per: incident}}]
rules:
  - id: late
    when: {failure: late}
    needs: [statement]
    must: [tell_gm]
    because: it leaves a file behind
    say: I am so sorry.
"""
ROSTER = """
people:
  - id: ana
    roles: [agent]
    contact: ext 100
"""
CASES = """
now: 2026-05-01T22:15:00Z
cases:
  - name: a small thing
    ask: {role: agent, remedy: refund, amount: 20, facts: {failure: damaged}}
    expect: {outcome: approve}
"""


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    for name, text in (("policy", POLICY), ("roster", ROSTER), ("cases", CASES)):
        (tmp_path / f"{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
    return tmp_path


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("title: The corner, service recovery", "title: Hotel #1", "3:14: warning: text-cut-off: "),
        ("say: I am so sorry.", "say: Come to room #12.", "text-cut-off: this text ends at `Come to room`"),
        ("because: it leaves", "because: see rule #3, it leaves", "and `#3, it leaves"),
        (
            "papers: {statement: A statement}",
            "papers:\n  statement: Sheet #4",
            "ends at `Sheet`: ",
        ),
        ("{title: Any employee,", '{title: "Any #1 employee",', ""),
        ("title: The corner, service", "title: The corner # service", ""),
        ("currency: EUR", "currency: EUR #the euro", ""),
    ],
)
def test_a_text_of_the_policy(hotel: Path, run: Run, old: str, new: str, place: str) -> None:
    changed(hotel / "policy.yaml", old, new)
    out = run("policy", "lint", "--policy", str(hotel)).out
    assert ("text-cut-off" in out) == bool(place)
    assert place in out
    assert run("policy", "lint", "--strict", "--policy", str(hotel)).code == (5 if place else 0)


def test_a_text_of_the_roster(hotel: Path, run: Run) -> None:
    changed(hotel / "roster.yaml", "ext 100", "ext #100")
    ran = run("policy", "lint", "--policy", str(hotel), "--roster", str(hotel / "roster.yaml"))
    assert "roster.yaml:4:18: warning: text-cut-off: this text ends at `ext`" in ran.out
    assert "put quotes round the text" in ran.out


def test_a_text_of_which_nothing_is_left(hotel: Path, run: Run) -> None:
    changed(hotel / "roster.yaml", "ext 100", "#100")
    ran = run("policy", "lint", "--policy", str(hotel), "--roster", str(hotel / "roster.yaml"))
    assert "roster.yaml:4:14: warning: text-cut-off: there is no text here: after a space" in ran.out
    changed(hotel / "policy.yaml", "title: The corner, service recovery", "title: #1 corner")
    ran = run("policy", "lint", "--policy", str(hotel))
    assert ran.code == 5
    assert "nothing stands behind `title`" in ran.out
    assert 'put quotes round the text: `"#1 corner"`' in ran.out


def test_a_text_of_the_cases(hotel: Path, run: Run) -> None:
    changed(hotel / "cases.yaml", "name: a small", "name: a #1 small")
    ran = run("policy", "test", "--policy", str(hotel))
    assert (ran.code, "cases.yaml:3:13: warning: text-cut-off: " in ran.out) == (0, True)
    (warned,) = run("policy", "test", "--json", "--policy", str(hotel)).json["warnings"]
    assert warned["code"] == "text-cut-off"


def test_between_braces_the_sign_itself_is_pointed_at(hotel: Path, run: Run) -> None:
    changed(hotel / "policy.yaml", "{title: Tell the manager, ", "{title: Tell room #4, ")
    ran = run("policy", "lint", "--policy", str(hotel))
    assert ran.code == 5
    assert "policy.yaml:9:30: unclosed-bracket: after a space `#` begins a comment" in ran.out
    assert 'put quotes round the text: `"Tell room #4"`' in ran.out
    assert ran.out.rstrip().endswith("1 problem")


def test_it_is_mended_and_not_accepted(hotel: Path, run: Run) -> None:
    file = hotel / "policy.yaml"
    changed(file, "title: The corner, service", "title: The #1 corner, service")
    accepted = "accepted:\n  - {code: text-cut-off, because: it is short so}\n"
    file.write_text(file.read_text(encoding="utf-8") + accepted, encoding="utf-8")
    assert "cannot-be-accepted" in run("policy", "lint", "--policy", str(hotel)).out
