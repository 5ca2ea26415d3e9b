"""Domain and rules load nothing heavy, and count in whole numbers."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(file for floor in ("domain", "rules") for file in (ROOT / "empower" / floor).rglob("*.py"))
NAMED = [str(file.relative_to(ROOT)) for file in FILES]

# Prints what importing these modules adds to an interpreter that has loaded nothing of its own accord.
_CHILD = """
import sys
bare = set(sys.modules)
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    __import__(name)
print("\\n".join(set(sys.modules) - bare))
"""


def loaded_by(root: Path, *modules: str) -> set[str]:
    """The modules that importing `modules` adds to a bare interpreter's."""
    child = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _CHILD, str(root), *modules],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(child.stdout.split())


def heavy() -> set[str]:
    """What the import contract keeps out of domain and rules."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    return set(contracts["importlinter:contract:light"]["forbidden_modules"].split())


def counted_in_floats(source: str) -> list[str]:
    """The places where a source makes a float, as `line: what`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=(float() | complex()) as literal):
                found.append(f"{node.lineno}: the literal {literal}")
            case ast.Call(func=ast.Name(id="float")):
                found.append(f"{node.lineno}: float(…)")
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                found.append(f"{node.lineno}: a division that is not //")
            case ast.Import(names=[*names]) if "math" in {name.name for name in names}:
                found.append(f"{node.lineno}: math")
            case ast.ImportFrom(module="math"):
                found.append(f"{node.lineno}: math")
            case _:
                pass
    return found


def test_domain_and_rules_load_nothing_heavy() -> None:
    modules = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in FILES]
    loaded = loaded_by(ROOT, *modules)
    assert set(modules) <= loaded
    assert not loaded & heavy()


def test_loading_something_heavy_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "laden.py").write_text("import dataclasses\n")
    assert {"laden", "dataclasses", "inspect", "re"} <= loaded_by(tmp_path, "laden")


def test_the_contract_names_all_that_is_too_heavy_for_a_check() -> None:
    house = "dataclasses typing inspect re json decimal zoneinfo pathlib logging pydantic typer rich yaml sqlmodel sqlalchemy"
    assert set(house.split()) <= heavy()


@pytest.mark.parametrize("file", FILES, ids=NAMED)
def test_nothing_is_counted_in_floats(file: Path) -> None:
    assert counted_in_floats(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("x = 1.5", "1: the literal 1.5"),
        ("x = float('2')", "1: float(…)"),
        ("x = 3 / 2", "1: a division that is not //"),
        ("x = 3\nx /= 2", "2: a division that is not //"),
        ("from math import floor", "1: math"),
    ],
)
def test_a_float_would_be_seen(source: str, seen: str) -> None:
    assert counted_in_floats(source) == [seen]
