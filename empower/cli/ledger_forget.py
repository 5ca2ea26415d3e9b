"""`empower ledger forget`: a customer's id and every text about them, erased."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import (
    AsOption,
    BecauseOption,
    JsonFlag,
    LedgerOption,
    PolicyOption,
    RoleOption,
    RosterOption,
    YesFlag,
)
from empower.cli.words import example

__all__ = ["forget", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example('empower ledger forget C-88 --because "they asked us to, 3 May" --yes')
    app.command(name="forget", epilog=examples, short_help="Erase a customer's id and every text about them.")(forget)


def forget(
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="As they were stated.", show_default=False)],
    *,
    because: BecauseOption,
    yes: YesFlag = False,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Erase a customer's id and every text about them. What was given stays counted, and every proof still holds.

    Should they come back, they are somebody new. Copies and backups made before still have their texts.
    """
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk, sure
    from empower.report.phrases import several
    from empower.services.forget import forget as forgotten

    with at_the_desk(
        "ledger forget", (customer,), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        sure("Forget this customer? What is erased does not come back.", yes=yes)
        entry = forgotten(at.desk.house, at.book, at.actor, customer, at.pen, because, by_login=at.by_login)
    count = len(entry.data["erased"])
    if as_json:
        terminal.say_json({"schema": "empower/ledger-forget/1", "entry": entry.seq, "erased": count})
    else:
        terminal.say(f"FORGOTTEN — {several(count, 'text')} erased (entry {entry.seq})")
