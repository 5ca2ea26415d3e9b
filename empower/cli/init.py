"""`empower init`: a house to work in, with an empty book that obeys its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RosterOption
from empower.cli.words import example

if TYPE_CHECKING:
    from pathlib import Path

    from empower.cli.wiring import Desk

__all__ = ["init", "register"]

_BOOK = "book.db"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower init corner-cafe --from restaurant",
        "empower init",
        "empower init --ledger postgresql+psycopg://till@db.example/empower",
    )
    app.command(epilog=examples, short_help="Make a house to work in: policy, roster and an empty book.")(init)


def init(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[FOLDER]", help="For the new policy; none where one is in use already.", show_default=False
        ),
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PACK",
            help="A shipped pack, or a folder of your own; `restaurant` unless given.",
            autocompletion=completion.packs,
            show_default=False,
        ),
    ] = None,
    person: AsOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a house to work in: a policy from a pack, a roster with you on it, and an empty book that obeys them.

    Without FOLDER the book is made for the policy and roster that are in use. Nothing that exists is overwritten.
    """
    import secrets
    from pathlib import Path

    from empower.cli import terminal
    from empower.cli.wiring import compiled_text, near, opened, pen
    from empower.ledger.book import Book
    from empower.ledger.create import create
    from empower.ledger.opening import open_store, shown_target
    from empower.policyfile.said.page import WordsPage
    from empower.policyfile.workspace import NAME, find_workspace
    from empower.services.adopt import begin
    from empower.services.begin import begun_files, book_written
    from empower.services.house import cannot
    from empower.services.writer import writer_of

    made: tuple[Path, ...] = ()
    workspace = find_workspace(Path.cwd())
    if folder is not None:
        if workspace is not None and workspace.parent == Path.cwd():
            hint = "leave the folder out to make a book for what is in use, or begin in another folder"
            raise cannot("already-there", f"there is an `{NAME}` here already", hint)
        made, person = begun_files(Path(folder), pack or "", pen().login)
        policy, roster = folder, str(Path(folder) / "roster.yaml")
        workspace = next((file for file in made if file.name == NAME), workspace)
    desk = opened(policy, roster, person, None, ledger)
    target = _target(desk, workspace, ledger)
    actor = writer_of(desk.house, desk.who, WordsPage((), "empower init"), pen().now)
    create(target)
    book = Book(open_store(target), compiled_text)
    try:
        entry = begin(book, desk.house, actor, pen(), secrets.token_hex(8), by_login=desk.settings.by_login)
    finally:
        book.close()
    if workspace is not None:
        kept = target if "://" in target else _from(Path(target), workspace.parent)
        book_written(workspace, kept, "" if desk.settings.by_login else actor.id)
    shown = shown_target(target)
    if as_json:
        files = [str(file) for file in made]
        told = {"schema": "empower/init/1", "files": files, "ledger": shown, "person": actor.id, "entry": entry.seq}
        terminal.say_json(told)
        return
    ledger_said = "" if workspace is not None or desk.settings.ledger else f" --ledger {shown}"
    lines = [f"made {near(file)}" for file in made]
    lines.append(f"made {shown}: an empty book that obeys {desk.house.rulebook.ref.name}, begun by {actor.id}")
    lines += [
        "",
        "Next:",
        f"  empower suggest{ledger_said}",
        f"  empower record REMEDY AMOUNT FACT=VALUE …{ledger_said}",
    ]
    terminal.say("\n".join(lines))


def _target(desk: Desk, workspace: Path | None, said: str | None) -> str:
    """Where the book is to be: where somebody says, else beside the workspace."""
    from pathlib import Path

    from empower.cli.wiring import ledger_target, near

    if said is not None or desk.settings.ledger is not None:
        return ledger_target(desk.settings)
    folder = workspace.parent if workspace is not None else Path.cwd()
    return str(near(folder / _BOOK))


def _from(book: Path, folder: Path) -> str:
    """The book as the workspace names it."""
    import os

    return os.path.relpath(book.absolute(), folder.absolute())
