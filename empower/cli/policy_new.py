"""`empower policy new`: a policy of one's own, copied from a pack."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli import completion
from empower.cli.options import JsonFlag
from empower.cli.words import WordsCommand, example

__all__ = ["new", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower policy new corner-cafe", "empower policy new night-desk --from hotel-ladder")
    app.command(name="new", cls=WordsCommand, epilog=examples)(new)


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True, show_default=False)],
    pack: Annotated[
        str,
        typer.Option(
            "--from", metavar="PACK", help="A shipped pack, or a folder of your own.", autocompletion=completion.packs
        ),
    ] = "restaurant",
    as_json: JsonFlag = False,
) -> None:
    """Begins a policy of your own, copied from a pack. Overwrites nothing.

    NAME is the folder to make; the policy has the same name.
    """
    from pathlib import Path

    from empower.cli import terminal
    from empower.policyfile.workspace import NAME, find_workspace
    from empower.services.packs import new_policy

    written = new_policy(Path(name), pack)
    if as_json:
        terminal.say_json({"schema": "empower/policy-new/1", "files": [str(file) for file in written]})
        return
    lines = [f"made {file}" for file in written]
    lines += [
        "",
        "Next:",
        f"  edit {written[0]}",
        f"  empower policy lint --policy {name}",
        f"  empower policy test --policy {name}",
    ]
    if find_workspace(Path.cwd()) is None:
        lines += [
            "",
            f"To leave out `--policy`, save this here as {NAME}:",
            f"  policy: {name}",
            f"  roster: {name}/roster.yaml",
        ]
    terminal.say("\n".join(lines))
