"""`empower ledger receipt`: one entry, with the proof that it stands in the book."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import MOST_ENTRIES, JsonFlag, LedgerOption
from empower.cli.words import example

__all__ = ["receipt", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower ledger receipt 9 --out entry-9.receipt.json")
    app.command(name="receipt", epilog=examples, short_help="One entry, with the proof that it stands in the book.")(
        receipt
    )


def receipt(
    entry: Annotated[
        int, typer.Argument(metavar="ENTRY", help="Its number.", show_default=False, min=1, max=MOST_ENTRIES)
    ],
    *,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE", help="Where to write it; else it is shown.", show_default=False),
    ] = None,
    with_texts: Annotated[bool, typer.Option("--with-texts", help="Show the customer's id and notes with it.")] = False,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """One entry, with the proof that it stands in the book: to be checked without the book, by anybody.

    `empower ledger verify --receipt FILE` checks it. Without --out the receipt itself, which is JSON, is shown.
    """
    from pathlib import Path

    from empower.cli import terminal
    from empower.cli.new_file import new_file, room_for
    from empower.cli.wiring import book_of, settled
    from empower.ledger.receipt import written_receipt
    from empower.services.evidence import receipt_of

    if out is not None:
        room_for(out)
    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        made = receipt_of(page, entry, with_texts=with_texts)
    text = written_receipt(made)
    if out is None:
        terminal.say(text.rstrip("\n"))
        return
    new_file(Path(out), text)
    if as_json:
        told = {"schema": "empower/ledger-receipt/1", "entry": entry, "origin": made.origin, "size": made.size}
        terminal.say_json(told | {"file": out})
        return
    terminal.say(f"KEPT — the receipt of entry {entry}, in {out}")
