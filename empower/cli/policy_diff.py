"""`empower policy diff`: what a change does to everybody, before it goes live."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli import completion
from empower.cli.options import AtOption, ExitZeroFlag, JsonFlag
from empower.cli.words import WordsCommand, example

__all__ = ["diff", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower policy diff luxury-hotel new-policy.yaml",
        "empower policy diff luxury-hotel new-policy.yaml --fail-on looser",
        "empower policy diff luxury-hotel --between 2026-01-01 2027-01-01",
    )
    app.command(name="diff", cls=WordsCommand, epilog=examples)(diff)


def diff(
    policies: Annotated[
        list[str],
        typer.Argument(metavar="OLD NEW", hidden=True, autocompletion=completion.packs, show_default=False),
    ],
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="DAY DAY", help="Of one policy: as it is on two days.", show_default=False),
    ] = None,
    at: AtOption = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="WAY",
            help="Exit with 5 where it is `looser`, `tighter`, or differs in any way (`any`).",
            show_default=False,
        ),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown, fit for a review.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every region, not only the weightiest.")] = False,
    as_json: JsonFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """What NEW changes against OLD: for everybody, in every situation, with a request that shows it.

    OLD and NEW are folders, files or names of shipped packs. It is worked out exactly, for every request that can be
    put; where something cannot be settled, it says so. With --between, one policy on two days.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.wiring import clock
    from empower.policyfile.said.page import WordsPage
    from empower.report.difference import difference_markdown, difference_text
    from empower.report.difference_json import difference_json
    from empower.services.difference import between_days, between_policies
    from empower.services.house import cannot, find_policy

    words = ("policy", "diff", *policies)
    if len(policies) != (1 if between else 2):
        needs = "one policy with `--between`" if between else "two policies, the old one first"
        sample = "POLICY --between 2026-01-01 2027-01-01" if between else "OLD NEW"
        raise cannot("usage", f"`policy diff` compares {needs}", f"write `empower policy diff {sample}`", words)
    if fail_on not in (None, "looser", "tighter", "any"):
        raise cannot("usage", f"`--fail-on` cannot be `{fail_on}`", "say `looser`, `tighter` or `any`")
    found = []
    for name in policies:
        path = find_policy(name, Path.cwd())
        if not isinstance(path, Path):
            raise cannot(path.code, path.message, path.hint, WordsPage((name,), "empower policy diff"))
        found.append(path)
    if between:
        told = between_days(found[0], policies[0], between, clock())
    else:
        told = between_policies(found[0], found[1], (policies[0], policies[1]), clock(), at or "")
    if as_json:
        terminal.say_json(difference_json(told))
    elif markdown:
        terminal.say(difference_markdown(told, whole=everything))
    else:
        terminal.say(difference_text(told, colour=terminal.colour(), whole=everything))
    failed = fail_on is not None and told.fails_on(fail_on)
    raise typer.Exit(exits.POLICY if failed and not exit_zero else exits.DONE)
