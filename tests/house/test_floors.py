"""The import contracts hold, name what exists, and would notice a wrong import."""

from __future__ import annotations

import ast
import configparser
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "empower"
LIGHT = "Domain and rules load nothing heavy and touch nothing outside"
# Used by floors that are still to be built; kept out of the others from the start.
TO_COME = {"alembic", "psycopg", "sqlalchemy", "sqlmodel"}


def contracts() -> configparser.ConfigParser:
    """The import contracts as written."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def floors() -> dict[str, int]:
    """How high each package stands; the domain is on the lowest floor."""
    lines = contracts()["importlinter:contract:floors"]["layers"].split("\n")
    written = [re.findall(r"\w+", line) for line in lines if line.strip()]
    return {name: height for height, names in enumerate(reversed(written)) for name in names}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package `empower` that lies in `folder`."""
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-cache",
        "--config",
        str(ROOT / ".importlinter"),
    ]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_every_package_has_a_floor_and_imports_point_down() -> None:
    shown = linted(ROOT)
    assert shown.returncode == 0, shown.stdout


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("domain/wrong.py", "import json", LIGHT),
        ("rules/wrong.py", "from empower.domain import helped", LIGHT),
        ("domain/wrong.py", "import empower.rules", "Imports point down"),
        ("settings/__init__.py", "import empower.report", "Imports point down"),
        ("cellar/__init__.py", "", "no floor"),
        ("settings/__init__.py", "import sqlmodel", "SQL stays in the ledger"),
        ("report/wrong.py", "import typer", "Words are the command line's"),
        ("services/wrong.py", "from pydantic import BaseModel", "What people wrote is read in policyfile"),
    ],
)
def test_a_wrong_import_would_be_seen(tmp_path: Path, file: str, line: str, broken: str) -> None:
    for name in (".", "domain", "rules", "services", "report", "policyfile"):
        (tmp_path / "empower" / name).mkdir(exist_ok=True)
        (tmp_path / "empower" / name / "__init__.py").touch()
    (tmp_path / "empower" / "domain" / "helped.py").write_text("import pathlib\n")
    (tmp_path / "empower" / "policyfile" / "right.py").write_text("import yaml\nimport pydantic\n")
    where = tmp_path / "empower" / file
    where.parent.mkdir(exist_ok=True)
    where.write_text(f"{line}\n")
    shown = linted(tmp_path)
    assert shown.returncode == 1
    verdicts = " ".join(shown.stdout.split())
    assert f"{broken} BROKEN" in verdicts or (broken == "no floor" and "empower.cellar" in verdicts), verdicts


def test_the_contracts_name_what_exists() -> None:
    known = set(sys.stdlib_module_names) | set(packages_distributions()) | TO_COME
    for title in contracts().sections():
        section = contracts()[title]
        assert set(section.get("forbidden_modules", "").split()) <= known, title
        for module in section.get("source_modules", "").split():
            assert (ROOT / module.replace(".", "/").removesuffix("/*")).is_dir(), module
        for module in re.findall(r"^\s*empower\.(\w+)", section.get("ignore_imports", ""), re.MULTILINE):
            assert module in floors(), module


def test_what_only_the_type_checker_reads_points_down_too() -> None:
    heights = floors()
    upward = [
        f"{file.relative_to(ROOT)} imports {module}"
        for file in PACKAGE.rglob("*.py")
        for module in _imported(file)
        if _floor(module) != _floor_of(file) and heights[_floor(module)] >= heights.get(_floor_of(file), len(heights))
    ]
    assert upward == []


def test_what_is_forbidden_to_load_early_is_one_list() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    banned = settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"]
    assert set(banned) <= set(contracts()["importlinter:contract:light"]["forbidden_modules"].split())


def _imported(file: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"empower.{name.name}" for name in node.names] if node.module == "empower" else [node.module]
    return [module for module in found if module.startswith("empower.") and _floor(module) in floors()]


def _floor(module: str) -> str:
    return module.split(".")[1]


def _floor_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")
