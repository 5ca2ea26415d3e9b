"""`empower policy new`: a policy of one's own, copied from a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import JsonFlag
from empower.cli.words import WordsCommand, example

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["new", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower policy new corner-cafe", "empower policy new night-desk --from hotel-ladder")
    app.command(name="new", cls=WordsCommand, epilog=examples)(new)


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True, show_default=False)],
    pack: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PACK",
            help="A shipped pack, or a folder of your own; `restaurant` unless given.",
            autocompletion=completion.packs,
            show_default=False,
        ),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Begins a policy of your own, copied from a pack. Overwrites nothing.

    NAME is the folder to make; the policy has the same name. Where there is no empower.yaml yet, one is made beside
    the folder, so that `--policy` and `--roster` can be left out.
    """
    import os
    import shlex
    from pathlib import Path

    from empower.cli import terminal
    from empower.cli.wiring import near
    from empower.policyfile.packs import POLICY
    from empower.policyfile.workspace import NAME, find_workspace
    from empower.services.house import ROSTER
    from empower.services.packs import new_policy

    folder = Path(name)
    written = new_policy(folder, pack or "")
    if as_json:
        terminal.say_json({"schema": "empower/policy-new/1", "files": [str(file) for file in written]})
        return
    made = folder.parent / NAME in written
    workspace = find_workspace(Path.cwd())
    lines = [f"made {file}" for file in written]
    said = "" if made and _in_use(folder, workspace) else f" --policy {shlex.quote(name)}"
    own = [str(file) for file in written if file.name in (POLICY, ROSTER)]
    lines += [
        "",
        "Next:",
        f"  edit {' and '.join(own)}",
        f"  empower policy lint{said}",
        f"  empower policy test{said}",
    ]
    if made:
        lines += ["", f"{written[-1]} says which policy and roster are meant, for its folder and all below it."]
    elif workspace is not None:
        there = os.path.relpath(folder, workspace.parent)
        lines += ["", f"To leave out `--policy`, write into {near(workspace)}:", f"  policy: {there}"]
        if len(own) > 1:
            lines.append(f"  roster: {there}/{ROSTER}")
    terminal.say("\n".join(lines))


def _in_use(folder: Path, workspace: Path | None) -> bool:
    """Whether the workspace that was made for a policy is what a command here goes by."""
    import os

    here = workspace is not None and workspace.parent.samefile(folder.parent)
    return here and not os.environ.get("EMPOWER_POLICY")
