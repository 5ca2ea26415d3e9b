"""Each problem in a file has its page, and what the page shows is what the program says."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from empower.domain.problem import PlacedProblem
from empower.policyfile.places import lines_of, place
from empower.policyfile.reader.files import read_file
from empower.policyfile.reader.tree import CODES, read_tree
from empower.report.frame import framed

PAGES = Path(__file__).parents[2] / "docs" / "problems"
NAME = Path("policy.yaml")


def blocks(code: str, heading: str) -> list[tuple[str, str]]:
    """The blocks under a heading of a page, as (language, text)."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def told(written: str) -> str:
    """What is said of a file, framed."""
    tree = read_tree(written.encode())
    placed = place(tree.problems, tree.places, str(NAME), lines_of(tree.places.source))
    return "".join(f"{framed(problem)}\n" for problem in placed)


def a_neighbour() -> Path:
    NAME.touch()
    return Path("polcy.yaml")


def a_folder() -> Path:
    Path("harbour-hotel").mkdir()
    Path("harbour-hotel", NAME).touch()
    return Path("harbour-hotel")


def a_circle() -> Path:
    NAME.symlink_to(NAME)
    return NAME


def nine_million_bytes() -> Path:
    NAME.write_bytes(b"#\n" * 4_500_000)
    return NAME


def in_latin() -> Path:
    NAME.write_text("title: Café Harbour\n", encoding="latin-1")
    return NAME


MADE: dict[str, Callable[[], Path]] = {
    "file-too-big": nine_million_bytes,
    "missing-file": a_neighbour,
    "not-a-file": a_folder,
    "unreadable-file": a_circle,
    "wrong-encoding": in_latin,
}


@pytest.mark.parametrize("code", sorted(set(CODES) - set(MADE)))
def test_a_page_shows_what_is_said_of_a_file(code: str) -> None:
    (language, written), (_, shown) = blocks(code, "Avoid")
    assert language == "yaml"
    assert told(written) == shown
    assert f": {code}: " in shown
    ((_, preferred),) = blocks(code, "Prefer")
    assert told(preferred) == ""


@pytest.mark.parametrize("code", sorted(MADE))
@pytest.mark.skipif(os.name != "posix", reason="the words of the system are those of Linux")
def test_a_page_shows_what_is_said_of_a_file_that_is_no_text(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    problems = read_file(MADE[code]())
    assert isinstance(problems, tuple)
    ((_, shown),) = blocks(code, "Avoid")
    assert "".join(f"{framed(problem)}\n" for problem in problems) == shown
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_a_title_and_a_reason(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# Problem: `{code}`\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Avoid", "Prefer", "Why"]


def test_a_page_that_lies_would_be_seen() -> None:
    (_, written), (_, shown) = blocks("duplicate-key", "Avoid")
    assert told(f"# one line more\n{written}") != shown


def test_every_problem_is_of_one_level() -> None:
    problems: tuple[PlacedProblem, ...] = ()
    for code in sorted(set(CODES) - set(MADE)):
        tree = read_tree(blocks(code, "Avoid")[0][1].encode())
        problems += place(tree.problems, tree.places, "f", ())
    assert {problem.level for problem in problems} == {"problem"}
