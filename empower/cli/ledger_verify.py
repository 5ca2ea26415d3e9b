"""`empower ledger verify`: is the book as it was written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli.options import JsonFlag, LedgerOption
from empower.cli.words import example

if TYPE_CHECKING:
    from pathlib import Path

    from empower.ledger.checkpoint import Checkpoint

__all__ = ["register", "verify"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower ledger verify --rebuild",
        "empower ledger verify --checkpoint 2026-05.checkpoint --sign ~/.ssh/id_ed25519",
        "empower ledger verify --against 2026-05.checkpoint --signers allowed_signers",
        "empower ledger verify --receipt entry-9.receipt.json",
    )
    app.command(name="verify", epilog=examples, short_help="Is the book as it was written?")(verify)


def verify(
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make every table again from the entries, and compare.")
    ] = False,
    against: Annotated[
        str | None,
        typer.Option(
            "--against", metavar="CHECKPOINT", help="A checkpoint that was kept elsewhere.", show_default=False
        ),
    ] = None,
    checkpoint: Annotated[
        str | None,
        typer.Option("--checkpoint", metavar="FILE", help="Write one to keep elsewhere.", show_default=False),
    ] = None,
    signers: Annotated[
        str | None,
        typer.Option(
            "--signers",
            metavar="FILE",
            help="Whose signature it must have: allowed signers, or public keys.",
            show_default=False,
        ),
    ] = None,
    sign: Annotated[
        str | None,
        typer.Option("--sign", metavar="KEY", help="Sign it with this SSH private key.", show_default=False),
    ] = None,
    receipt: Annotated[
        str | None,
        typer.Option("--receipt", metavar="FILE", help="Check a receipt instead; needs no book.", show_default=False),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Is the book as it was written? Chain, texts, tables; exits with 6 where something is not.

    Two things are not seen without a checkpoint: an end that was cut off, and a book that was written anew as a whole.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.kept_checkpoint import keep_checkpoint, kept_checkpoint, room_for_checkpoint
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, ledger_target, settled
    from empower.ledger.checkpoint import written
    from empower.ledger.schema import differences
    from empower.ledger.verifying.file import file_flaws
    from empower.report.verified import verified_json, verified_text
    from empower.services.evidence import verified
    from empower.services.house import cannot

    if signers is not None and against is None:
        raise cannot("usage", "`--signers` says who signed a checkpoint", "name it: `--against CHECKPOINT`")
    kept, signed_by = (None, "") if not against else kept_checkpoint(Path(against), Path(signers) if signers else None)
    if receipt is not None:
        for option, said in (
            ("--rebuild", rebuild),
            ("--checkpoint", checkpoint),
            ("--sign", sign),
            ("--ledger", ledger),
        ):
            if said:
                message = f"`{option}` is for the book, and a receipt is checked without one"
                raise cannot("usage", message, "leave it out, or leave `--receipt` out")
        _receipt(Path(receipt), kept, signed_by, as_json=as_json)
        return
    room_for_checkpoint(checkpoint, sign)
    chosen = settled(ledger=ledger)
    with book_of(chosen) as book:
        with book.reading_whatever() as page:
            size = page.head.size
        with progress("verifying", size) as told:
            target = ledger_target(chosen)
            tables = (*differences(target), *file_flaws(target))
            found = verified(book, tables, rebuild=rebuild, against=kept, progress=told)
    if checkpoint is not None and not found.count:
        keep_checkpoint(Path(checkpoint), written(found.checkpoint), sign)
    if as_json:
        terminal.say_json(verified_json(found, kept_in=checkpoint or "", signed_by=signed_by))
    else:
        colour, width = terminal.colour(), terminal.width()
        terminal.say(verified_text(found, kept_in=checkpoint or "", signed_by=signed_by, colour=colour, width=width))
    if found.count:
        raise typer.Exit(exits.NOT_VERIFIED)


def _receipt(file: Path, kept: Checkpoint | None, signed_by: str, *, as_json: bool) -> None:
    from empower.cli import exits, terminal
    from empower.cli.kept_checkpoint import text_of
    from empower.ledger.receipt import read_receipt
    from empower.ledger.receipt_proof import receipt_problems
    from empower.report.verified import receipt_json, receipt_text

    found = read_receipt(text_of(file))
    problems = receipt_problems(found, kept)
    what, by = (found.seq, found.origin, found.size, problems), kept is not None
    if as_json:
        terminal.say_json(receipt_json(*what, with_checkpoint=by, signed_by=signed_by))
    else:
        terminal.say(receipt_text(*what, with_checkpoint=by, signed_by=signed_by))
    if problems:
        raise typer.Exit(exits.NOT_VERIFIED)
