"""What a policy accepts is not told again; what it cannot accept is, and so is what it accepts for nothing."""

from __future__ import annotations

import pytest

from empower.domain.calendar import day_of
from empower.domain.people import Person
from empower.rules.analysis.lint.linted import ROSTER_CODES
from empower.rules.analysis.results import Linted
from empower.services.lint import lint_of
from tests.policyfile.broken_policies import loaded, told

TODAY = day_of(2026, 5, 1)
PAPERS = "papers: {receipt: The receipt, photo: A photograph}\n"


def found(lines: str, people: tuple[Person, ...] | None = None) -> Linted:
    read = loaded(lines)
    assert read.rulebook is not None, read.problems
    return lint_of(read, read.rulebook, "policy.yaml", TODAY, people)


def codes(lines: str, people: tuple[Person, ...] | None = None) -> list[str]:
    return [one.problem.code for one in found(lines, people).findings if one.problem.code != "unused-fact"]


def accepting(*lines: str) -> str:
    return "accepted:\n" + "".join(f"  - {{{line}, because: it is known}}\n" for line in lines)


def test_without_a_word_everything_is_told() -> None:
    assert codes(PAPERS) == ["unused-paper", "unused-paper"]


def test_one_line_is_accepted_and_the_other_is_told() -> None:
    linted = found(PAPERS + accepting("code: unused-paper, line: photo"))
    assert [one.problem.message for one in linted.findings if one.problem.code == "unused-paper"] == [
        "no line needs the paper `receipt`"
    ]
    assert [(one.problem.message, one.because) for one in linted.accepted] == [
        ("no line needs the paper `photo`", "it is known")
    ]


def test_a_code_is_accepted_everywhere() -> None:
    assert codes(PAPERS + accepting("code: unused-paper")) == []


def test_a_line_is_named_by_its_id() -> None:
    rule = "rules: [{id: all-of-it, deny: true}]\n"
    assert "forbids-everything" in codes(rule)
    assert "forbids-everything" not in codes(rule + accepting("code: forbids-everything, line: all-of-it"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("code: unused-duty", "accepted-nothing"),
        ("code: unused-paper, line: small", "accepted-nothing"),
        ("code: unused-papr", "unknown-lint-code"),
        ("code: broken-promise", "cannot-be-accepted"),
        ("code: roster-not-used", "cannot-be-accepted"),
        ("code: not-all-tried", "accepted-nothing"),
        ("code: unknown-fact", "cannot-be-accepted"),
        ("code: accepted-nothing", "cannot-be-accepted"),
    ],
)
def test_accepting_is_looked_over_too(line: str, code: str) -> None:
    lines = PAPERS + accepting("code: unused-paper, line: photo", "code: unused-paper, line: receipt", line)
    assert codes(lines) == [code]
    level = "warning" if code == "accepted-nothing" else "problem"
    assert found(lines).fails(strict=False) is (level == "problem")
    assert found(lines).fails(strict=True)


def test_a_name_that_is_misspelt_is_recognised() -> None:
    linted = found(PAPERS + accepting("code: unused-paper, line: phota"))
    hints = [one.problem.hint for one in linted.findings if one.problem.code == "accepted-nothing"]
    assert hints == ["did you mean `photo`?"]


@pytest.mark.parametrize("code", ROSTER_CODES)
def test_what_takes_a_roster_is_no_news_without_one(code: str) -> None:
    assert codes(accepting(f"code: {code}")) == []


def test_what_takes_a_roster_is_stale_only_beside_one() -> None:
    lines = accepting("code: role-nobody-holds, line: manager")
    assert codes(lines) == []
    assert codes(lines, (Person(id="ana", roles=("agent",)),)) == []
    assert codes(lines, (Person(id="eva", roles=("manager",)),)) == ["accepted-nothing"]


def test_a_reason_is_needed() -> None:
    assert "missing-key: a line under `accepted` needs `because`" in told("accepted: [{code: unused-paper}]\n")
    assert "says-nothing: why this is accepted is not said" in told("accepted: {code: unused-paper, because: ' '}\n")
