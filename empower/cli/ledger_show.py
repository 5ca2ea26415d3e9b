"""`empower ledger show`: one entry with its whole story."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import MOST_ENTRIES, JsonFlag, LedgerOption
from empower.cli.words import example

__all__ = ["register", "show"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    short = "One entry with its whole story."
    app.command(name="show", epilog=example("empower ledger show 9"), short_help=short)(show)


def show(
    entry: Annotated[
        int, typer.Argument(metavar="ENTRY", help="Its number.", show_default=False, min=1, max=MOST_ENTRIES)
    ],
    *,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """One entry with its whole story: what was asked, why it was answered so, what it added to which limit, what came of it.

    The policy's lines are shown as they stood then. Texts that were erased stay erased.
    """
    from empower.cli import terminal
    from empower.cli.wiring import book_of, settled
    from empower.policyfile.said.zone import written_local
    from empower.report.entry_story import story_text
    from empower.report.entry_story_json import story_json
    from empower.services.entry_story import entry_story

    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        found = entry_story(page, entry)
        rulebook = page.rulebook_of(found.entry.data["policy"])
    if as_json:
        terminal.say_json(story_json(found, rulebook))
        return
    zone = rulebook.timezone
    text = story_text(
        found,
        rulebook,
        local=lambda at: written_local(at, zone),
        colour=terminal.colour(),
        width=terminal.width(),
    )
    terminal.say(text)
