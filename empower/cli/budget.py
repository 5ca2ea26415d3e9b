"""`empower budget`: what is left in each pot."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RosterOption
from empower.cli.words import example

__all__ = ["budget", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=example("empower budget", "empower budget property-month"))(budget)


def budget(
    name: Annotated[
        str | None, typer.Argument(metavar="[BUDGET]", help="One budget alone.", show_default=False)
    ] = None,
    *,
    person: AsOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """What is used, held and left of each budget now."""
    from empower.cli import terminal
    from empower.cli.wiring import book_of, clock, opened
    from empower.cli.writing import note_unless_obeyed
    from empower.policyfile.said.words import nearest
    from empower.report.pots import pot_json, pots_text
    from empower.report.wording import Names
    from empower.services.house import cannot
    from empower.services.pots import pots

    desk = opened(policy, roster, person, None, ledger)
    rulebook = desk.house.rulebook
    known = [one.id for one in rulebook.budgets]
    if name is not None and name not in known:
        hint = nearest(name, known, "budgets")
        raise cannot("unknown-budget", f"`{name}` is not a budget of this policy", hint, ("budget", name))
    with book_of(desk.settings) as book:
        book.know(rulebook)
        with book.reading() as page:
            note_unless_obeyed(page, desk.house)
            found = tuple([one for one in pots(page, page.rulebook, clock()) if name in (None, one.budget)])
            names = Names(page.rulebook)
    if as_json:
        pots_shown = [pot_json(one, names) for one in found]
        terminal.say_json({"schema": "empower/budget/1", "currency": names.rulebook.currency, "budgets": pots_shown})
    elif not found:
        terminal.say("no budget was touched yet" if known else "this policy has no budgets")
    else:
        terminal.say(f"in {names.rulebook.currency}")
        terminal.say(pots_text(found, names, colour=terminal.colour(), width=terminal.width()))
