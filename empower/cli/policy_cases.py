"""`empower policy test`: the policy's own cases."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import ExitZeroFlag, JsonFlag, PolicyOption
from empower.cli.words import example

__all__ = ["register", "run_tests"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(name="test", epilog=example("empower policy test", "empower policy test --policy luxury-hotel"))(
        run_tests
    )


def run_tests(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE …]", help="Files of cases; cases.yaml beside the policy unless given.", show_default=False
        ),
    ] = None,
    policy: PolicyOption = None,
    as_json: JsonFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """Puts the policy's own cases to it. A failed case exits with 5."""
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.wiring import opened
    from empower.report.cases import cases_text
    from empower.report.tables_json import cases_json
    from empower.services.run_cases import run_cases

    house = opened(policy).house
    paths = [Path(file) for file in files] if files else [None]
    found = tuple([case for path in paths for case in run_cases(house, path)])
    if as_json:
        terminal.say_json(cases_json(found))
    else:
        terminal.say(cases_text(found, colour=terminal.colour()))
    failed = any([case.mismatches for case in found])
    raise typer.Exit(exits.POLICY if failed and not exit_zero else exits.DONE)
