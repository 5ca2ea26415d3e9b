"""`empower ledger upgrade`: the tables of a newer release."""

from __future__ import annotations

import typer

from empower.cli.options import JsonFlag, LedgerOption, YesFlag
from empower.cli.words import example

__all__ = ["register", "upgrade"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    short = "Bring the book's tables up to this release."
    app.command(name="upgrade", epilog=example("empower ledger upgrade --yes"), short_help=short)(upgrade)


def upgrade(*, yes: YesFlag = False, ledger: LedgerOption = None, as_json: JsonFlag = False) -> None:
    """Bring the book's tables up to this release. Copy the book first: `empower ledger archive FILE`."""
    from empower.cli import terminal
    from empower.cli.wiring import compiled_text, ledger_target, settled
    from empower.cli.writing import sure
    from empower.ledger.upgrade import upgrade as upgraded
    from empower.ledger.upgrade import version_of
    from empower.ledger.version import SHIPPED_VERSION

    target = ledger_target(settled(ledger=ledger))
    before = version_of(target)
    if before != SHIPPED_VERSION:
        sure(f"Bring the tables from version {before} to {SHIPPED_VERSION}? Copy the book first.", yes=yes)
    found = upgraded(target, compiled_text)
    if as_json:
        terminal.say_json({"schema": "empower/ledger-upgrade/1", "before": found.before, "after": found.after})
    elif found.before == found.after:
        terminal.say(f"the tables are of this release already (version {found.after})")
    else:
        terminal.say(f"UPGRADED — from version {found.before} to {found.after}")
