"""Whatever happens, nobody sees a traceback: one sentence, and a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.errors import DamagedRulebookError
from tests.cli.conftest import Run

ASK = ("check", "apology", "failure=noise", "--as", "ana")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ZeroDivisionError("a bug"), 1, "this is a fault of the program, not yours: ZeroDivisionError: a bug"),
        (RecursionError(), 1, "something is nested too deep to be worked out"),
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


def test_an_empty_file_of_settings(desk: Path, run: Run) -> None:
    (desk / "empower.yaml").write_text("", encoding="utf-8")
    ran = run(*ASK)
    assert ran.code == 2
    assert "empty-file" in ran.err
