"""`empower policy matrix`: role × remedy, the most of each."""

from __future__ import annotations

import typer

from empower.cli.options import AtOption, FactWords, JsonFlag, PolicyOption, RosterOption
from empower.cli.words import WordsCommand, example

__all__ = ["matrix", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(name="matrix", cls=WordsCommand, epilog=example("empower policy matrix failure=noise severity=minor"))(
        matrix
    )


def matrix(
    words: FactWords = None,
    at: AtOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Who may give how much of what, alone: role × remedy."""
    from empower.cli import terminal
    from empower.cli.wiring import clock, opened
    from empower.report.matrix import matrix_text
    from empower.report.tables_json import matrix_json
    from empower.services.matrix import matrix as laid_out
    from empower.services.question import question

    desk = opened(policy, roster)
    book = desk.house.rulebook
    found = laid_out(desk.house, question("policy matrix", words or (), now=clock(), at=at or ""))
    if as_json:
        terminal.say_json(matrix_json(found, book, in_force=True))
    else:
        terminal.say(matrix_text(found, book, colour=terminal.colour(), width=terminal.width()))
