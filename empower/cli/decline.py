"""`empower decline`: a no to a request."""

from __future__ import annotations

import typer

from empower.cli.options import (
    AsOption,
    BecauseOption,
    JsonFlag,
    LedgerOption,
    PolicyOption,
    RequestNumber,
    RoleOption,
    RosterOption,
)
from empower.cli.words import example

__all__ = ["decline", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example('empower decline 12 --because "the guest has had a refund for it"')
    app.command(epilog=examples, short_help="Say no to a request, and why.")(decline)


def decline(
    request: RequestNumber,
    *,
    because: BecauseOption,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Say no to a request, and why. What it held is free again.

    Of a gesture given on your word it says that you never gave it. Exits with 4 where it is not yours to decline.
    """
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk
    from empower.services.requests.refuse import decline as declined

    with at_the_desk(
        "decline", (str(request),), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        entry = declined(at.desk.house, at.book, at.actor, request, at.pen, because, by_login=at.by_login)
    disowned = entry.kind == "confirmation"
    if as_json:
        state = "disowned" if disowned else "declined"
        terminal.say_json({"schema": "empower/decline/1", "request": request, "state": state, "entry": entry.seq})
    elif disowned:
        terminal.say(f"DISOWNED — you did not give your word for entry {request} (entry {entry.seq})")
    else:
        terminal.say(f"DECLINED — request {request}; what it held is free again (entry {entry.seq})")
