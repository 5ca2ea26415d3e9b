"""The commands, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli import (
    card,
    check,
    policy_cases,
    policy_lint,
    policy_list,
    policy_matrix,
    policy_new,
    policy_schema,
    suggest,
    where,
)
from empower.cli.words import example

__all__ = ["app"]

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="empower",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,
    context_settings=_SETTINGS,
)
policy = typer.Typer(no_args_is_help=True, rich_markup_mode=None, context_settings=_SETTINGS)


def _version(wanted: bool) -> None:
    if wanted:
        from empower import __version__

        typer.echo(f"empower {__version__}")
        raise typer.Exit


@app.callback(epilog=example("empower check refund 60 failure=noise bill=400 --policy luxury-hotel --role employee"))
def _empower(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Tells staff whether a gesture of making-good is theirs to give, and managers why it was."""


@policy.callback(epilog=example("empower policy new corner-cafe"))
def _policies() -> None:
    """For whoever writes the policy."""


for command in (check, suggest, card, where):
    command.register(app)
for command in (policy_new, policy_list, policy_lint, policy_cases, policy_matrix, policy_schema):
    command.register(policy)
app.add_typer(policy, name="policy")
