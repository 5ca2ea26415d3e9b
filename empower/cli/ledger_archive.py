"""`empower ledger archive`: a copy of the book in one file."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import JsonFlag, LedgerOption
from empower.cli.words import example

__all__ = ["archive", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    short = "Copy the book into one file."
    app.command(name="archive", epilog=example("empower ledger archive book-2026-05.db"), short_help=short)(archive)


def archive(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The copy; it is not overwritten.", show_default=False)],
    *,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Copy the book into one SQLite file, as it is at this moment, while others go on. From PostgreSQL too.

    The copy is a book: it verifies, and other tools can read it.
    """
    from empower.cli import terminal
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, settled
    from empower.ledger.archive import archived
    from empower.report.phrases import several

    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        size = page.head.size
        with progress("copying", size) as told:
            archived(page.rows, file, told)
    if as_json:
        terminal.say_json({"schema": "empower/ledger-archive/1", "file": file, "size": size})
    else:
        terminal.say(f"COPIED — {several(size, 'entry')}, into {file}")
