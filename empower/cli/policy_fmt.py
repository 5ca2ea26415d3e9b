"""`empower policy fmt`: the policy's file laid out so that it reads well."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import JsonFlag, PolicyOption
from empower.cli.words import WordsCommand, example

__all__ = ["fmt", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower policy fmt", "empower policy fmt policy.yaml cases.yaml roster.yaml --check")
    short = "Lays the policy's file out so that it reads well."
    app.command(name="fmt", cls=WordsCommand, epilog=examples, short_help=short)(fmt)


def fmt(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE …]", hidden=True, show_default=False),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show what would change, and exit with 5.")
    ] = False,
    policy: PolicyOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Lays the policy's file out so that it reads well: indentation, brackets, blank lines, the order of its sections.

    FILE is a policy, cases, a roster or another file of yours; the policy in use unless given. Comments, quotes and what
    is lined up stay. Lines end with LF. A file that has a problem, or would say something else, is left as it is.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.wiring import near, policy_in_use, settled
    from empower.report.formatting import formatting_json, formatting_text
    from empower.services.formatting import laid_out

    paths = [Path(file).expanduser() for file in files or ()]
    if policy is not None or not paths:
        paths.append(near(policy_in_use(settled(policy=policy))))
    found = laid_out(paths, write=not check)
    if as_json:
        terminal.say_json(formatting_json(found))
    else:
        terminal.say(formatting_text(found))
    wanting = check and any([file.changes for file in found])
    raise typer.Exit(exits.POLICY if wanting else exits.DONE)
