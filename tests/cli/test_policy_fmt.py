"""`policy fmt` as it is typed: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from empower.policyfile.packs import pack_names
from tests.cli.conftest import NIGHT, PACK, Run

Seen = Callable[[str, str], None]


@pytest.fixture
def untidy(desk: Path) -> Path:
    """The hotel's policy after a busy afternoon."""
    file = desk / "hotel" / "policy.yaml"
    text = file.read_text(encoding="utf-8")
    before, _, after = text.partition("\nbudgets:")
    budgets, _, after = after.partition("\n\n")
    text = f"{before}\n{after}".replace("\nfacts: ", f"budgets:{budgets}\n\n\n\nfacts: ")
    text = text.replace("{kind: courtesy}", "{ kind: courtesy}").replace("    because: anyone", "    because:  anyone")
    file.write_text(text, encoding="utf-8")
    return file


def test_what_would_change_is_shown(untidy: Path, run: Run, seen: Seen) -> None:
    before = untidy.read_bytes()
    ran = run("policy", "fmt", "--check")
    assert (ran.code, ran.err) == (5, "")
    seen("fmt-check.txt", ran.out)
    ran = run("policy", "fmt", "--check", "--json")
    assert (ran.code, ran.err) == (5, "")
    seen("fmt-check.json", json.dumps(ran.json, indent=2, ensure_ascii=False) + "\n")
    assert untidy.read_bytes() == before


def test_it_is_written_once(untidy: Path, run: Run, seen: Seen) -> None:
    ran = run("policy", "fmt")
    assert (ran.code, ran.err) == (0, "")
    seen("fmt.txt", ran.out)
    assert untidy.read_bytes() == (PACK / "policy.yaml").read_bytes()
    assert run("policy", "fmt", "--check").code == 0
    ran = run("policy", "fmt", "--json")
    assert (ran.code, ran.json["files"][0]["changes"], ran.json["files"][0]["written"]) == (0, False, False)


def test_the_files_that_are_named(desk: Path, run: Run) -> None:
    roster = desk / "hotel" / "roster.yaml"
    roster.write_bytes(roster.read_bytes().replace(b"\n", b"\r\n"))
    ran = run("policy", "fmt", "hotel/cases.yaml", "hotel/roster.yaml", "--check")
    assert ran.code == 5
    assert ran.out == "hotel/cases.yaml: as it should be\nhotel/roster.yaml: would change: the ends of lines\n"
    ran = run("policy", "fmt", "hotel/roster.yaml", "--policy", "hotel")
    assert ran.out == "hotel/roster.yaml: formatted: the ends of lines\nhotel/policy.yaml: as it should be\n"
    assert roster.read_bytes() == (PACK / "roster.yaml").read_bytes()


def test_a_policy_with_a_problem_is_left_as_it_is(untidy: Path, run: Run) -> None:
    text = untidy.read_text(encoding="utf-8").replace("reports_to: owner", "reports_to: ownr")
    untidy.write_text(text, encoding="utf-8")
    for words in (("--check",), ()):
        ran = run("policy", "fmt", *words)
        assert (ran.code, ran.out) == (5, "")
        assert "did you mean `owner`?" in ran.err
    assert run("policy", "fmt", "--json").json["problems"][0]["code"] == "unknown-role"
    assert untidy.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_there(desk: Path, run: Run) -> None:
    ran = run("policy", "fmt", "hotel/polcy.yaml")
    assert ran.code == 5
    assert "did you mean `hotel/policy.yaml`?" in ran.err


@pytest.mark.parametrize("name", pack_names())
def test_a_shipped_pack_is_as_it_should_be(name: str, run: Run) -> None:
    assert run("policy", "fmt", "--policy", name, "--check").code == 0


def test_an_example_is_as_it_should_be(run: Run) -> None:
    assert run("policy", "fmt", *map(str, sorted(NIGHT.glob("*.yaml"))), "--check").code == 0


def test_many_lines_are_not_all_shown(desk: Path, run: Run) -> None:
    file = desk / "hotel" / "cases.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("    expect: ", "    expect:   "), encoding="utf-8")
    shown = run("policy", "fmt", "hotel/cases.yaml", "--check").out.splitlines()
    assert len(shown) == 42
    assert shown[-1].startswith("  … and ")
