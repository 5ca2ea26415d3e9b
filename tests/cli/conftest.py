"""The real command line, in this process: what it shows, where, and with which code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from empower.cli.guard import guarded

NIGHT = Path(__file__).resolve().parents[2] / "examples" / "night-shift"
PACK = Path(__file__).resolve().parents[1] / "packs" / "harbour-hotel"


class Ran(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object that was shown."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `empower` with these words."""

    def run(*words: str) -> Ran:
        capsys.readouterr()
        code = guarded(words)
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the hotel's policy and people, where the command is run."""
    shutil.copytree(PACK, tmp_path / "hotel")
    (tmp_path / "empower.yaml").write_text("policy: hotel\nroster: hotel/roster.yaml\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small hotel's policy and people, where commands are run; there is no book yet."""
    for file in NIGHT.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
