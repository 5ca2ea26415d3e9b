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
        "empower ledger verify --against 2026-05.checkpoint",
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
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, ledger_target, settled
    from empower.ledger.checkpoint import written
    from empower.ledger.schema import differences
    from empower.ledger.verifying.file import file_flaws
    from empower.report.verified import verified_json, verified_text
    from empower.services.evidence import verified
    from empower.services.house import cannot

    kept = _checkpoint(Path(against)) if against else None
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
        _receipt(Path(receipt), kept, as_json=as_json)
        return
    if sign is not None and checkpoint is None:
        raise cannot("nothing-to-sign", "there is no checkpoint to sign", "say where to write one: `--checkpoint FILE`")
    names = () if checkpoint is None else (checkpoint, f"{checkpoint}.sig") if sign else (checkpoint,)
    for made in names:
        if Path(made).exists():
            raise cannot("already-there", f"`{made}` exists already, and is not overwritten", "choose another name")
    chosen = settled(ledger=ledger)
    with book_of(chosen) as book:
        with book.reading_whatever() as page:
            size = page.head.size
        with progress("verifying", size) as told:
            target = ledger_target(chosen)
            tables = (*differences(target), *file_flaws(target))
            found = verified(book, tables, rebuild=rebuild, against=kept, progress=told)
    if checkpoint is not None and not found.count:
        _keep(Path(checkpoint), written(found.checkpoint), sign)
    if as_json:
        terminal.say_json(verified_json(found, kept_in=checkpoint or ""))
    else:
        terminal.say(verified_text(found, kept_in=checkpoint or "", colour=terminal.colour(), width=terminal.width()))
    if found.count:
        raise typer.Exit(exits.NOT_VERIFIED)


def _checkpoint(file: Path) -> Checkpoint:
    from empower.ledger.checkpoint import read_checkpoint

    return read_checkpoint(_text_of(file))


def _text_of(file: Path) -> str:
    """The text of a small file; what is no text is for whoever reads it to refuse."""
    from empower.domain.errors import CannotAskError
    from empower.policyfile.reader.files import read_file

    try:
        with file.open("rb") as kept:
            return kept.read(32 << 20).decode("utf-8", errors="replace")
    except OSError:
        unread = read_file(file)
        if isinstance(unread, bytes):
            raise
        raise CannotAskError(unread) from None


def _keep(file: Path, text: str, key: str | None) -> None:
    from pathlib import Path

    from empower.cli.new_file import new_file
    from empower.ledger.signing import sign

    signature = sign(text.encode(), Path(key).expanduser()) if key else ""
    new_file(file, text)
    if signature:
        try:
            new_file(file.with_name(f"{file.name}.sig"), signature)
        except BaseException:
            file.unlink()
            raise


def _receipt(file: Path, kept: Checkpoint | None, *, as_json: bool) -> None:
    from empower.cli import exits, terminal
    from empower.ledger.receipt import read_receipt
    from empower.ledger.receipt_proof import receipt_problems
    from empower.report.verified import receipt_json, receipt_text

    found = read_receipt(_text_of(file))
    problems = receipt_problems(found, kept)
    if as_json:
        terminal.say_json(receipt_json(found.seq, found.origin, found.size, problems, with_checkpoint=kept is not None))
    else:
        terminal.say(receipt_text(found.seq, found.origin, found.size, problems, with_checkpoint=kept is not None))
    if problems:
        raise typer.Exit(exits.NOT_VERIFIED)
