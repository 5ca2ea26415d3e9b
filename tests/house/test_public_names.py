"""`__all__` is honest: it lists what a module offers, all of it, and nobody reaches for what is not listed."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "empower").rglob("*.py"))


def name_of(file: Path) -> str:
    """The dotted name of the module in `file`."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    name_of(file): file for file in FILES if "migrations" not in file.parts
}  # those Alembic runs, nobody imports


def listed_by(name: str) -> list[str]:
    """What a module says it offers."""
    return list(getattr(importlib.import_module(name), "__all__", ()))


def declared(tree: ast.Module) -> set[str]:
    """The public functions and classes that a module defines for itself."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")}


def taken(tree: ast.Module) -> set[tuple[str, str]]:
    """What a module takes from our others to run, as (module, name); what only the type checker sees is its own affair."""
    unseen = {
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    return {
        (node.module, name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES and node not in unseen
        for name in node.names
        if f"{node.module}.{name.name}" not in MODULES
    }


@pytest.mark.parametrize("name", sorted(MODULES))
def test_the_list_is_honest(name: str) -> None:
    module = importlib.import_module(name)
    listed = listed_by(name)
    assert len(listed) == len(set(listed))
    assert [one for one in listed if not hasattr(module, one)] == []
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    assert declared(tree) - set(listed) == set(), "public but not listed"
    unlisted = {f"{other}.{one}" for other, one in taken(tree) if one not in listed_by(other)}
    assert unlisted == set(), "taken but not listed"
