"""Showing an answer starts as lightly as making it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "dataclasses typing inspect re json decimal fractions enum zoneinfo pathlib logging datetime pydantic typer rich yaml"
    " sqlmodel sqlalchemy unicodedata"
)
_CHILD = """
import sys
bare = set(sys.modules)
sys.path.insert(0, sys.argv[1])
__import__(sys.argv[2])
print(*(set(sys.modules) - bare))
"""


@pytest.mark.parametrize("module", ["empower.report.as_text", "empower.report.as_plain", "empower.report.as_json"])
def test_nothing_heavy_is_loaded(module: str) -> None:
    child = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _CHILD, str(ROOT), module], check=True, capture_output=True, text=True
    )
    loaded = set(child.stdout.split())
    assert module in loaded
    assert not loaded & set(HEAVY.split())
