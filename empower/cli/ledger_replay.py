"""`empower ledger replay`: every decision in the book, made again."""

from __future__ import annotations

import typer

from empower.cli.options import JsonFlag, LedgerOption
from empower.cli.words import example

__all__ = ["register", "replay"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    short = "Make every decision in the book again."
    app.command(name="replay", epilog=example("empower ledger replay"), short_help=short)(replay)


def replay(*, ledger: LedgerOption = None, as_json: JsonFlag = False) -> None:
    """Make every decision in the book again, from what its entry kept; exits with 6 where one comes out otherwise."""
    from empower.cli import exits, terminal
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, settled
    from empower.report.phrases import several
    from empower.services.replay import replayed

    with book_of(settled(ledger=ledger)) as book, book.reading() as page, progress("replaying", page.head.size) as told:
        found = replayed(page, told)
    if as_json:
        told_json = {
            "schema": "empower/ledger-replay/1",
            "same": found.same,
            "differing": found.differing,
            "imported": found.imported,
            "found": [{"entry": one.seq, "message": one.again} for one in found.found],
        }
        terminal.say_json(told_json)
    else:
        lines = [f"{several(found.same, 'decision')} made again, each as it was"]
        if not found.same:
            lines = ["no decision is in the book yet"]
        if found.differing:
            of = several(found.same + found.differing, "decision")
            lines = [f"of {of} made again, {found.differing} came out otherwise"]
        lines += [f"entry {one.seq}: {one.again}" for one in found.found]
        if found.imported:
            lines.append(f"not decided here, and not made again: {several(found.imported, 'imported gesture')}")
        terminal.say("\n".join(lines))
    if found.differing:
        raise typer.Exit(exits.NOT_VERIFIED)
