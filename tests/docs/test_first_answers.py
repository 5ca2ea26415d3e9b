"""The questions of a guided start, as the page of the first policy shows them, are those that a terminal shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_terminal import Terminal

PAGE = Path(__file__).resolve().parents[2] / "docs" / "first-policy.md"
_BLOCK = re.compile(r"(?<=^```text terminal\n)\$ empower (?P<words>.*)\n(?P<shown>(?:.*\n)*?)(?=^```$)", re.MULTILINE)
_TYPED = re.compile(r"^(?P<asked>[a-z-]+) \[.*?\]:[ ]*(?P<typed>.*)$", re.MULTILINE)


def test_what_is_asked_and_answered_is_what_a_terminal_shows(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    block = _BLOCK.search(page)
    assert block is not None
    answers = [found["typed"] for found in _TYPED.finditer(block["shown"])]
    terminal = Terminal(tmp_path, tuple(block["words"].split()), TZ="UTC")
    for number, typed in enumerate(answers, start=1):
        while len(_TYPED.findall(terminal.shown.replace("\r\n", "\n"))) < number:
            terminal.until_more()
        terminal.type(f"{typed}\n")
    assert terminal.end() == 0
    shown = [line.rstrip() for line in terminal.shown.splitlines()]
    now = "\n".join([f"$ empower {block['words']}", *shown, ""])
    if request.config.getoption("--update-snapshots"):
        PAGE.write_text(page[: block.start()] + now + page[block.end() :], encoding="utf-8")
    assert now in PAGE.read_text(encoding="utf-8")


def test_the_flags_beside_it_give_the_same_answers(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    block = _BLOCK.search(page)
    flags = re.search(r"^\$ empower policy new (?P<words>.*--roles.*)$", page, re.MULTILINE)
    assert block is not None
    assert flags is not None
    typed = {found["asked"]: found["typed"] for found in _TYPED.finditer(block["shown"])}
    for name, text in typed.items():
        if text:
            assert f"--{name} '{text}'" in flags["words"] or f"--{name} {text}" in flags["words"], name
