"""`empower withdraw`: taking back one's own request."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import (
    AsOption,
    JsonFlag,
    LedgerOption,
    PolicyOption,
    RequestNumber,
    RoleOption,
    RosterOption,
)
from empower.cli.words import example

__all__ = ["register", "withdraw"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=example("empower withdraw 12"), short_help="Take back your own request.")(withdraw)


def withdraw(
    request: RequestNumber,
    *,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why, if you like to say.", show_default=False)
    ] = None,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Take back your own request. What it held is free again."""
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk
    from empower.services.requests.refuse import withdraw as withdrawn

    with at_the_desk(
        "withdraw", (str(request),), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        entry = withdrawn(at.desk.house, at.book, at.actor, request, at.pen, because or "", by_login=at.by_login)
    if as_json:
        told = {"schema": "empower/withdraw/1", "request": request, "state": "withdrawn", "entry": entry.seq}
        terminal.say_json(told)
    else:
        terminal.say(f"WITHDRAWN — request {request}; what it held is free again (entry {entry.seq})")
