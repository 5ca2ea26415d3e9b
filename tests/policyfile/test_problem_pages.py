"""Whatever can be wrong with a file of the house or the words of a command, and whatever an analysis finds, has its page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    *(ROOT / "empower" / "policyfile").rglob("*.py"),
    *(ROOT / "empower" / "services").rglob("*.py"),
    *(ROOT / "empower" / "cli").rglob("*.py"),
    *(ROOT / "empower" / "rules" / "analysis" / "lint").rglob("*.py"),
    ROOT / "empower" / "rules" / "analysis" / "idle.py",
]
MAKERS = {"Problem", "Unread", "cannot", "wrong", "_wrong", "problem", "_not_so", "warning", "note", "_found"}
BEFORE_THE_CODE = {"wrong": 2, "_wrong": 2}  # the roster's own names a line and a key first
CODE = re.compile(r"[a-z]+(-[a-z]+)*")


def codes(file: Path) -> set[str]:
    """The codes that a module gives to problems."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in MAKERS:
            given = [word.value for word in node.keywords if word.arg == "code"]
            given += node.args[: 1 + BEFORE_THE_CODE.get(name, 0)]
            found |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {code for code in found if CODE.fullmatch(code) and "-" in code}


def test_each_code_has_a_page() -> None:
    found = {code: file.name for file in FILES for code in codes(file)}
    assert {"not-in-force", "bad-hours", "nobody-asks", "unknown-policy", "blank-fact"} <= set(found)
    pages = {page.stem for page in (ROOT / "docs" / "problems").glob("*.md")}
    assert {code: file for code, file in found.items() if code not in pages} == {}
