"""`empower duty done`: what was to be done afterwards is done."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RoleOption, RosterOption
from empower.cli.words import example

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(name="done", epilog=example("empower duty done 12-incident_report"))(_done)


def _done(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="As `empower mine` shows it: 12-incident_report.", show_default=False)
    ],
    *,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """It is done."""
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk
    from empower.services.duty import duty_done

    with at_the_desk("duty done", (name,), policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        entry = duty_done(at.desk.house, at.book, at.actor, name, at.words, at.pen, by_login=at.by_login)
    if as_json:
        terminal.say_json({"schema": "empower/duty-done/1", "duty": name, "entry": entry.seq})
    else:
        terminal.say(f"DONE — {name} (entry {entry.seq})")
