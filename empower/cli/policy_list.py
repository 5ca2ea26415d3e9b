"""`empower policy list`: the shipped packs."""

from __future__ import annotations

import typer

from empower.cli.options import JsonFlag
from empower.cli.words import example

__all__ = ["register", "shipped"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(name="list", epilog=example("empower policy list"))(shipped)


def shipped(as_json: JsonFlag = False) -> None:
    """The shipped packs: policies to begin with."""
    from empower.cli import terminal
    from empower.report.where import packs_json, packs_text
    from empower.services.packs import packs

    found = packs()
    if as_json:
        terminal.say_json(packs_json(found))
    else:
        terminal.say(packs_text(found, colour=terminal.colour(), width=terminal.width()))
