"""Whatever happens, nobody sees a traceback: one sentence, and a code."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from empower.cli.new_file import new_file
from empower.domain.errors import DamagedRulebookError
from tests.cli.conftest import Run

ASK = ("check", "apology", "failure=noise", "--as", "ana")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ZeroDivisionError("a bug"), 1, "this is a fault of the program, not yours: ZeroDivisionError: a bug"),
        (RecursionError(), 1, "something is nested too deep to be worked out"),
        (
            FileNotFoundError(2, "No such file or directory", "mai.checkpoint"),
            1,
            "there is no file or folder `mai.checkpoint`; check the name, and the folder you are in",
        ),
        (PermissionError(13, "Permission denied", "book.db"), 1, "the system refused `book.db`: permission denied"),
        (DamagedRulebookError(), 1, str(DamagedRulebookError())),
        (KeyboardInterrupt(), 130, ""),
        (MemoryError(), 1, "this is a fault of the program, not yours: MemoryError: "),
    ],
)
def test_a_failure(
    error: BaseException, code: int, told: str, desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("empower.services.check.check", fails)
    ran = run(*ASK)
    assert ran.code == code
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err == (f"empower: {told}\n" if told else ran.err)
    if told:
        assert run(*ASK, "--json").json["problems"][0]["message"] == told


@pytest.mark.parametrize(
    ("words", "code"),
    [(("check", "nothing", "--json"), 2), (("check", "refund", "5000", "--json"), 4)],
)
@pytest.mark.parametrize("gone", ["| true", "> /dev/full", ">&-", "2>&- | true"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_nobody_who_listens(unbuffered: str, gone: str, words: tuple[str, ...], code: int, desk: Path) -> None:
    """The exit code is the answer still, unless the answer itself could not be shown: then it is no yes."""
    facts = ("failure=noise", "severity=minor", "bill=480", "--as", "ana") if code == 4 else ()
    run = shlex.join([sys.executable, "-c", "from empower.cli import run; run()", *words, *facts])
    shell = subprocess.run(
        ["/bin/bash", "-c", f"{run} {gone}; exit ${{PIPESTATUS[0]}}"],
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shell.returncode in ((code,) if code == 2 else (code, 1))
    assert "Traceback" not in shell.stderr
    assert "Exception ignored" not in shell.stderr


def test_a_mistake_is_told_in_any_encoding(desk: Path) -> None:
    run = [sys.executable, "-c", "from empower.cli import run; run()", "check", "été", "--json"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict", "PYTHONPATH": str(Path(__file__).parents[2])}
    ran = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert json.loads(ran.stdout)["problems"][0]["message"] == "`été` is not a remedy of this policy"


def test_half_a_file_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        new_file(tmp_path / "r.json", "half \ud800")
    assert list(tmp_path.iterdir()) == []
    new_file(tmp_path / "r.json", "whole")
    with pytest.raises(FileExistsError):
        new_file(tmp_path / "r.json", "other")
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == "whole"


def test_an_empty_file_of_settings(desk: Path, run: Run) -> None:
    (desk / "empower.yaml").write_text("", encoding="utf-8")
    ran = run(*ASK)
    assert ran.code == 2
    assert "empty-file" in ran.err
