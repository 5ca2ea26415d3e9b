"""A request to try, run as it is printed: against the policy that it names and against the other one."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run

__all__ = ["answers_of"]


def answers_of(run: Run, tried: str, names: tuple[str, str]) -> list[dict[str, Any] | None]:
    """What the request comes to under each policy, the same words being typed; `None` where it cannot be put."""
    *before, command = tried.split("\n")
    for line in before:  # printf '%s\n' TEXT > FILE
        program, _, text, _, file = shlex.split(line)
        assert program == "printf"
        Path(file).write_text(f"{text}\n", encoding="utf-8")
    program, *words = shlex.split(command)
    assert program == "empower"
    at = words.index("--policy") + 1
    assert words[at] in names
    found: list[dict[str, Any] | None] = []
    for name in names:
        ran = run(*words[:at], name, *words[at + 1 :], "--json", "--no-input")
        told = json.loads(ran.out) if ran.out else {}
        found.append(told if "outcome" in told else None)
    return found
