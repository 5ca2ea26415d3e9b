"""Whatever is wrong with a policy is shown once, with its place and a way out; every code has its case and its page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from empower.policyfile.policy_codes import CODES
from empower.policyfile.reader.tree import CODES as READING
from tests.policyfile.broken_policies import FILES, loaded, parts, told

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "problems"
SHARED = {"negative", "no-offset", "too-large", "too-precise"}
"""Codes whose page shows them at the desk."""
MADE = {"too-many-names": f"facts: {{parcel: {{one_of: [{', '.join(f'p{number}' for number in range(1_001))}]}}}}\n"}
"""Policies that are too long to be written out in a case or on a page."""
COMPILER = ROOT / "empower" / "rules" / "compile"
SOURCES = [
    *sorted(COMPILER.glob("*.py")),
    *(ROOT / "empower" / "policyfile" / name for name in ("load.py", "misshapen.py")),
]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_what_is_shown_of_a_broken_policy(file: Path) -> None:
    case = parts(file)
    assert told(case["policy"]) == case["shown"]
    found = loaded(case["policy"])
    assert found.rulebook is None
    assert [problem.code for problem in found.problems] == [code_of(file)]
    assert all(problem.hint and not problem.message.endswith(".") for problem in found.problems)


def code_of(file: Path) -> str:
    """The code that a case file is about: its name, or the first words of it (`unknown-role-everyone`)."""
    return max([code for code in (*CODES, *READING) if f"{file.stem}-".startswith(f"{code}-")], key=len, default="")


def test_every_code_has_a_case() -> None:
    assert sorted({code_of(file) for file in FILES} - set(READING) | set(MADE)) == list(CODES)
    assert all((FILES[0].parent / f"{code}.yaml").is_file() for code in set(CODES) - set(MADE))


def blocks(code: str, heading: str) -> list[tuple[str, str]]:
    """The blocks under a heading of a page, as (language, text)."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", sorted(set(CODES) - SHARED - set(MADE)))
def test_a_page_shows_what_is_said_and_what_to_write(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# Problem: `{code}`\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Avoid", "Prefer", "Why"]
    (_, written), (_, shown) = blocks(code, "Avoid")
    assert told(written) == shown
    assert f": {code}: " in shown
    ((_, preferred),) = blocks(code, "Prefer")
    assert told(preferred) == ""


@pytest.mark.parametrize("code", sorted(MADE))
def test_a_page_shows_what_is_said_of_a_long_policy(code: str) -> None:
    ((_, shown),) = blocks(code, "Avoid")
    assert told(MADE[code]) == shown
    ((_, preferred),) = blocks(code, "Prefer")
    assert told(preferred) == ""


@pytest.mark.parametrize("code", sorted(SHARED))
def test_a_shared_code_has_its_page(code: str) -> None:
    assert (PAGES / f"{code}.md").read_text(encoding="utf-8").startswith(f"# Problem: `{code}`\n")


def codes_in(source: str) -> set[str]:
    """The codes that a module gives: first arguments of `problem` and `unknown`, `code=` of a Problem."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = node.args[:1] if name in ("problem", "unknown") else []
        given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        found |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def test_every_code_that_is_given_is_listed() -> None:
    given = set().union(*(codes_in(file.read_text(encoding="utf-8")) for file in SOURCES))
    assert given <= set(CODES)
    assert not set(CODES) & set(READING)


def test_a_code_that_is_not_listed_would_be_seen() -> None:
    assert codes_in("findings.problem('new-one', 'x', (), 'y')\nProblem(code='other', message='z')") == {
        "new-one",
        "other",
    }
