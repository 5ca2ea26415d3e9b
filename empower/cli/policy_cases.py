"""`empower policy test`: the policy's own cases."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import AtOption, ExitZeroFlag, JsonFlag, PolicyOption, RosterOption
from empower.cli.words import WordsCommand, example

__all__ = ["register", "run_tests"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower policy test", "empower policy test --policy luxury-hotel")
    app.command(name="test", cls=WordsCommand, epilog=examples)(run_tests)


def run_tests(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE …]", hidden=True, show_default=False),
    ] = None,
    at: AtOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    as_json: JsonFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """Puts the policy's own cases to it. A failed case exits with 5.

    FILE is a file of cases; cases.yaml beside the policy unless given.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.wiring import clock, opened
    from empower.report.cases import cases_text
    from empower.report.tables_json import cases_json
    from empower.services.moment import instant
    from empower.services.question import question
    from empower.services.run_cases import run_cases

    house = opened(policy, roster).house
    moment = instant(house.rulebook, question("policy test", (), now=clock(), at=at)) if at else None
    paths = [Path(file) for file in files] if files else [None]
    found = tuple([case for path in paths for case in run_cases(house, path, moment)])
    if as_json:
        terminal.say_json(cases_json(found))
    else:
        terminal.say(cases_text(found, colour=terminal.colour()))
    failed = any([case.mismatches for case in found])
    raise typer.Exit(exits.POLICY if failed and not exit_zero else exits.DONE)
