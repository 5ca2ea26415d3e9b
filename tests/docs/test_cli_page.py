"""The page of the command line shows every command's help as it is, and no command that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from empower.cli.app import app
from empower.cli.guard import guarded

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
_HELP = re.compile(r"(?<=^### `)(?P<command>empower[^`]*)`\n\n```text\n(?P<shown>.*?)```$", re.MULTILINE | re.DOTALL)


def commands() -> Iterator[str]:
    """Every command, in the order of its help."""

    def below(name: str, command: object) -> Iterator[str]:
        yield name
        if isinstance(command, TyperGroup):
            for word, one in command.commands.items():
                yield from below(f"{name} {word}", one)

    yield from below("empower", typer.main.get_command(app))


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says of itself."""
    capsys.readouterr()
    assert guarded([*command.split()[1:], "--help"]) == 0
    return capsys.readouterr().out.rstrip() + "\n"


def test_every_command_is_on_the_page() -> None:
    assert [found["command"] for found in _HELP.finditer(PAGE.read_text(encoding="utf-8"))] == list(commands())


def test_help_on_the_page_is_what_is_shown(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    now = _HELP.sub(lambda found: f"{found['command']}`\n\n```text\n{help_of(found['command'], capsys)}```", text)
    if request.config.getoption("--update-snapshots"):
        PAGE.write_text(now, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == now
