"""`empower reverse`: undoing what was given."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import (
    MOST_ENTRIES,
    AmountOption,
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

__all__ = ["register", "reverse"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        'empower reverse 9 --because "paid out twice"', 'empower reverse 9 --amount 20 --because "too much" --yes'
    )
    app.command(epilog=examples, short_help="Undo what was given, all or part of it, once.")(reverse)


def reverse(
    entry: Annotated[
        int,
        typer.Argument(metavar="ENTRY", help="The entry that gave it.", show_default=False, min=1, max=MOST_ENTRIES),
    ],
    *,
    because: BecauseOption,
    amount: AmountOption = None,
    yes: YesFlag = False,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Undo what was given, all or part of it, once; it is given back to the limits and days it was charged to.

    For somebody who could have approved it, never for whoever asked for it or received it: then it exits with 4.
    """
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk, sure
    from empower.report.gestures import gestures_words
    from empower.report.given import given_json
    from empower.services.obeying import obeyed
    from empower.services.reverse import may_be_undone
    from empower.services.reverse import reverse as reversed_

    said = (str(entry), *(("--amount", amount) if amount else ()))
    with at_the_desk("reverse", said, policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        figure = at.face(entry, amount)
        with at.book.reading() as page:
            obeyed(page.head, at.desk.house, by_login=at.by_login)
            may_be_undone(at.desk.house, page, at.actor, entry, at.pen, figure)
        sure(f"Undo {'part of ' if amount else ''}entry {entry}? It cannot be done twice.", yes=yes)
        found = reversed_(at.desk.house, at.book, at.actor, entry, at.pen, because, figure, by_login=at.by_login)
        book, parts = at.desk.house.rulebook, found.entry.data["parts"]
        if as_json:
            told = {"schema": "empower/reverse/1", "currency": book.currency, "entry": found.entry.seq}
            undone = {"reverses": entry, "whole": found.whole, "undone": given_json(book, parts)}
            terminal.say_json(told | undone)
            return
        what = gestures_words(book, parts)
        terminal.say(f"UNDONE — {what} of entry {entry} (entry {found.entry.seq})")
