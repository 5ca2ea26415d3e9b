"""`empower mine`: what concerns me."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RoleOption, RosterOption
from empower.cli.words import example

__all__ = ["mine", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=example("empower mine", "empower mine --since 2026-01-01"))(mine)


def mine(
    *,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="From this day; this month unless given.", show_default=False),
    ] = None,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """My gestures, my requests, what is left of my limits, and my duties falling due."""
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk, note_unless_obeyed
    from empower.report.mine import mine_json, mine_text
    from empower.services.mine import begins
    from empower.services.mine import mine as of_mine

    with at_the_desk("mine", (), policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        house = at.desk.house
        start = begins(house, at.pen.now, since)
        at.book.know(house.rulebook)
        with at.book.reading() as page:
            note_unless_obeyed(page, house)
            found = of_mine(house, page, at.actor, at.pen.now, start)
            rulebook = page.rulebook
        if as_json:
            terminal.say_json(mine_json(found, rulebook))
        else:
            text = mine_text(found, rulebook, local=at.local, colour=terminal.colour(), width=terminal.width())
            terminal.say(text)
