"""`make demo` works, and shows the three answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_demo_runs_to_its_end_whatever_house_it_is_run_in(tmp_path: Path) -> None:
    book = tmp_path / "ours.db"
    ours = {
        "EMPOWER_AS": "lea",
        "EMPOWER_LEDGER": str(book),
        "EMPOWER_POLICY": "council",
        "EMPOWER_ROSTER": "ours.yaml",
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shown = subprocess.run(
        ["/bin/bash", "examples/demo.sh"],
        cwd=ROOT,
        env=os.environ | ours | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert [line for line in shown.stdout.splitlines() if line.startswith("(exit code")] == [
        "(exit code 0)",
        "(exit code 3)",
        "(exit code 4)",
        "(exit code 0)",
        "(exit code 0)",
        "(exit code 3)",
        "(exit code 0)",
        "(exit code 0)",
        "(exit code 0)",
        "(exit code 0)",
        "(exit code 0)",
        "(exit code 0)",
    ]
    assert not book.exists()
    assert "VERIFIED — " in shown.stdout
    assert "3 decisions made again, each as it was" in shown.stdout


def test_the_command_line_runs_from_a_checkout() -> None:
    shown = subprocess.run(
        [sys.executable, "cli.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "check" in shown.stdout
