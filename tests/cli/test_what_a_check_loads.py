"""A check loads no database library, whatever it answers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACK = Path(__file__).parents[1] / "packs" / "harbour-hotel"
ANSWERS = {
    "approve": (0, ["refund", "60", "failure=noise", "severity=minor", "bill=480"]),
    "escalate": (3, ["refund", "260", "failure=noise", "severity=minor", "bill=480"]),
    "deny": (4, ["gift_card", "100", "failure=billing", "severity=minor", "bill=480"]),
    "missing fact": (2, ["refund", "60"]),
}
SCRIPT = """
import sys
from empower.cli import run
try:
    run()
except SystemExit as end:
    code = end.code
print("\\x1e" + repr((code, sorted(name for name in sys.modules if name.split(".")[0] in ("sqlmodel", "sqlalchemy")))))
"""


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_no_database_library_is_loaded(answer: str, as_json: bool, tmp_path: Path) -> None:
    code, words = ANSWERS[answer]
    asked = ["check", *words, "--policy", str(PACK), "--role", "associate", *(["--json"] if as_json else [])]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *asked], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    shown, _, found = done.stdout.partition("\x1e")
    assert found.strip() == repr((code, []))
    if as_json:
        assert json.loads(shown)["schema"] == "empower/decision/1"


@pytest.mark.parametrize("command", ["check", "record"])
def test_nor_with_a_book(command: str, tmp_path: Path) -> None:
    night = PACK.parents[2] / "examples" / "night-shift"
    for file in night.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    subprocess.run(
        [sys.executable, "-c", "from empower.cli import run; run()", "init", "--as", "ines"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    words = [command, "refund", "60", "failure=noise", "severity=minor", "customer=C-1", "bill=480", "--as", "ana"]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout.partition("\x1e")[2].strip() == repr((0, []))
