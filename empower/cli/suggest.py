"""`empower suggest`: what may I give here and now?"""

from __future__ import annotations

import typer

from empower.cli.options import (
    AsOption,
    AtOption,
    ExitZeroFlag,
    FactWords,
    IncidentOption,
    JsonFlag,
    LedgerOption,
    NoInputFlag,
    PolicyOption,
    RoleOption,
    RosterOption,
)
from empower.cli.words import WordsCommand, example

__all__ = ["register", "suggest"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower suggest failure=noise severity=minor",
        "empower suggest --incident-file incident.yaml --role supervisor",
    )
    short = "What may I give here and now, and how much of each?"
    app.command(cls=WordsCommand, epilog=examples, short_help=short)(suggest)


def suggest(
    words: FactWords = None,
    *,
    incident_file: IncidentOption = None,
    person: AsOption = None,
    role: RoleOption = None,
    at: AtOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
    no_input: NoInputFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """What may I give here and now? Most fitting first, with the most of each, and what is owed.

    Exits with 2 while a fact is missing that could still change it; what is certain is shown.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.prompts import ask_for
    from empower.cli.wiring import clock, opened, page_of_book
    from empower.report.as_json import suggest_json
    from empower.report.suggest import suggest_text
    from empower.services.question import question
    from empower.services.suggest import suggest as suggested

    desk = opened(policy, roster, person, role, ledger)
    book = desk.house.rulebook
    incident = Path(incident_file) if incident_file else None
    asked = question("suggest", words or (), now=clock(), who=desk.who, at=at or "", incident=incident)
    with page_of_book(desk.settings) as page:
        found = suggested(desk.house, asked, page)
        while found.asks and terminal.can_prompt() and not (as_json or no_input):
            answer = ask_for(found.asks[0], book)
            if answer is None:
                break
            asked = asked.stating(found.asks[0].fact, answer)
            found = suggested(desk.house, asked, page)
    in_force = all([warned.code != "not-in-force" for warned in found.warnings])
    if as_json:
        terminal.say_json(suggest_json(found, book, in_force=in_force))
    else:
        terminal.say(suggest_text(found, book, colour=terminal.colour(), width=terminal.width()))
    raise typer.Exit(exits.USAGE if found.asks and not exit_zero else exits.DONE)
