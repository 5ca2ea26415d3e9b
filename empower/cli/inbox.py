"""`empower inbox`: what waits for an answer."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import MOST_ENTRIES, AsOption, JsonFlag, LedgerOption, PolicyOption, RoleOption, RosterOption
from empower.cli.words import example

__all__ = ["inbox", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=example("empower inbox", "empower inbox 12", "empower inbox --all"))(inbox)


def inbox(
    request: Annotated[
        int | None,
        typer.Argument(metavar="[REQUEST]", help="One request alone.", show_default=False, min=1, max=MOST_ENTRIES),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Whoever may answer.")] = False,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """What waits for my answer: who asks, why it was not theirs to give, what it does to each limit."""
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk, note_unless_obeyed
    from empower.report.inbox import inbox_json, inbox_text
    from empower.services.inbox import inbox as waits
    from empower.services.inbox import waiting

    said = (str(request),) if request is not None else ()
    with at_the_desk("inbox", said, policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        now, house = at.pen.now, at.desk.house
        at.book.know(house.rulebook)
        with at.book.reading() as page:
            note_unless_obeyed(page, house)
            found = waits(house, page, at.actor, now, everything=everything) if request is None else ()
            if request is not None:
                found = (waiting(house, page, at.actor, request, now),)
            if as_json:
                terminal.say_json(inbox_json(found, page.rulebook_of, page.rulebook.currency))
                return
            terminal.say(
                inbox_text(
                    found,
                    page.rulebook_of,
                    now=now,
                    local=at.local,
                    colour=terminal.colour(),
                    width=terminal.width(),
                    everything=everything,
                )
            )
