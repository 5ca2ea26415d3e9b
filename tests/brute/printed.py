"""Commands as they are printed, run as they are printed; a file of what was given before is written first where need be."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from empower.cli.guard import guarded

__all__ = ["answer_to", "run"]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The one object that a command shows."""
    capsys.readouterr()
    guarded(words)
    shown = capsys.readouterr()
    assert shown.out, (words, shown.err)
    found = json.loads(shown.out)
    assert isinstance(found, dict)
    return found


def answer_to(capsys: pytest.CaptureFixture[str], command: str, **other: str) -> dict[str, Any]:
    """What a printed check comes to, in this folder; `other` says some of its options otherwise."""
    *before, check = command.split("\n")
    for line in before:
        printf, form, text, into, file = shlex.split(line)
        assert (printf, form, into) == ("printf", "%s\\n", ">")
        Path(file).write_text(f"{text}\n", encoding="utf-8")
    program, *words = shlex.split(check)
    assert (program, words[0]) == ("empower", "check")
    for option, value in other.items():
        words[words.index(f"--{option}") + 1] = value
    return run(capsys, *words, "--json", "--no-input")
