"""The commands, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli import (
    approve,
    bring_in,
    budget,
    card,
    check,
    decline,
    delegate,
    duty,
    findings,
    inbox,
    incident,
    init,
    ledger_adopt,
    ledger_archive,
    ledger_forget,
    ledger_list,
    ledger_receipt,
    ledger_replay,
    ledger_show,
    ledger_upgrade,
    ledger_verify,
    mine,
    period,
    policy_cases,
    policy_diff,
    policy_explain,
    policy_fmt,
    policy_lint,
    policy_list,
    policy_matrix,
    policy_new,
    policy_schema,
    record,
    report,
    reverse,
    suggest,
    where,
    withdraw,
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
incidents = typer.Typer(no_args_is_help=True, rich_markup_mode=None, context_settings=_SETTINGS)
duties = typer.Typer(no_args_is_help=True, rich_markup_mode=None, context_settings=_SETTINGS)
questions = typer.Typer(cls=findings.FindingsGroup, rich_markup_mode=None, context_settings=_SETTINGS)
periods = typer.Typer(no_args_is_help=True, rich_markup_mode=None, context_settings=_SETTINGS)
ledger = typer.Typer(no_args_is_help=True, rich_markup_mode=None, context_settings=_SETTINGS)


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


@incidents.callback(epilog=example("empower incident open failure=noise severity=minor customer=C-88"))
def _incidents() -> None:
    """What went wrong, stated once."""


@duties.callback(epilog=example("empower duty done 12-incident_report"))
def _duties() -> None:
    """What is to be done after a gesture."""


@questions.callback(epilog=example("empower findings", "empower findings show split-3f0a9c41d2"))
def _findings() -> None:
    """What the book gives rise to ask, and what was said of it. Without a command: `list`."""


@periods.callback(epilog=example("empower period close 2026-04 --soft"))
def _periods() -> None:
    """Months, closed softly and then for good."""


@ledger.callback(epilog=example("empower ledger verify"))
def _ledgers() -> None:
    """The book: what it holds, and that it is as it was written."""


for command in (
    init,
    check,
    record,
    suggest,
    card,
    where,
    approve,
    decline,
    withdraw,
    mine,
    inbox,
    budget,
    reverse,
    delegate,
    report,
    bring_in,
):
    command.register(app)
for command in (
    policy_new,
    policy_list,
    policy_lint,
    policy_cases,
    policy_diff,
    policy_explain,
    policy_matrix,
    policy_schema,
    policy_fmt,
):
    command.register(policy)
for command in (
    ledger_list,
    ledger_show,
    ledger_verify,
    ledger_receipt,
    ledger_replay,
    ledger_adopt,
    ledger_forget,
    ledger_archive,
    ledger_upgrade,
):
    command.register(ledger)
incident.register(incidents)
duty.register(duties)
findings.register(questions)
period.register(periods)
app.add_typer(incidents, name="incident")
app.add_typer(duties, name="duty")
app.add_typer(questions, name="findings")
app.add_typer(periods, name="period")
app.add_typer(ledger, name="ledger")
app.add_typer(policy, name="policy")
