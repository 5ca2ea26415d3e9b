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
    alone: Annotated[bool, typer.Option("--alone", help="With FOLDER: nobody on the roster but you.")] = False,
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
    from empower.cli.wiring import compiled_text, near, opened, pen, settled
    from empower.ledger.opening import shown_target, without_password
    from empower.policyfile.said.page import WordsPage, typed
    from empower.policyfile.workspace import NAME, find_workspace
    from empower.report.frame import visible
    from empower.services.adopt import begin
    from empower.services.before import unless_it_fails
    from empower.services.begin import begun_files, book_written
    from empower.services.begun_book import begun_book
    from empower.services.writer import writer_of

    _fits_together(folder, {"--as": person, "--policy": policy, "--roster": roster}, pack, alone=alone)
    made: tuple[Path, ...] = ()
    with unless_it_fails() as before:
        workspace = find_workspace(Path.cwd())
        if folder is not None:
            made, person = begun_files(Path(folder), pack or "", pen().login, before, alone=alone)
            policy, roster, workspace = folder, str(Path(folder) / "roster.yaml"), Path(folder).parent / NAME
            person = None if settled().by_login else person
        desk = opened(policy, roster, person, None, ledger)
        target = _target(desk, workspace, ledger, new=folder is not None)
        name, by_login = secrets.token_hex(8), desk.settings.by_login
        actor = writer_of(desk.house, desk.who, WordsPage((), "empower init"), pen().now)
        if workspace is not None:
            kept = without_password(target) if "://" in target else _from(Path(target), workspace.parent)
            known = {"identity": "login" if folder else ""} if by_login else {"as": actor.id}
            book_written(workspace, {"ledger": kept, **known}, before)
        entry = begun_book(
            target, compiled_text, lambda book: begin(book, desk.house, actor, pen(), name, by_login=by_login)
        )
    shown = shown_target(target)
    if as_json:
        files = [str(file) for file in made]
        told = {"schema": "empower/init/1", "files": files, "ledger": shown, "person": actor.id, "entry": entry.seq}
        terminal.say_json(told)
        return
    again = "" if workspace is not None else _to_say_again(policy, roster)
    ledger_said = again + ("" if workspace is not None or desk.settings.ledger else f" --ledger {shown}")
    lines = [f"made {near(file)}" for file in made]
    lines.append(f"made {shown}: an empty book that obeys {desk.house.rulebook.ref.name}, begun by {actor.id}")
    if workspace is not None and "://" in target and without_password(target) != target:
        lines.append(
            f"the password is not in {near(workspace)}: put it into ~/.pgpass, or the address into EMPOWER_LEDGER"
        )
    elsewhere = folder is not None and Path(folder).absolute().parent != Path.cwd()
    lines += [
        "",
        "Next:",
        *([f"  cd {typed(str(Path(folder or '').parent))}"] * elsewhere),
        f"  empower suggest{ledger_said}",
        f"  empower record REMEDY AMOUNT FACT=VALUE …{ledger_said}",
    ]
    terminal.say("\n".join([visible(line) for line in lines]))


def _fits_together(folder: str | None, named: dict[str, str | None], pack: str | None, *, alone: bool) -> None:
    """Nothing. Raises `CannotAskError` where something is said that would not be heeded."""
    from empower.policyfile.said.page import WordsPage
    from empower.services.house import cannot

    if folder is None:
        said = ["--from"] * (pack is not None) + ["--alone"] * alone
        hint = "say FOLDER first, such as `empower init corner-cafe`; or leave it out"
        message = "is for a new policy, and no FOLDER is named"
    else:
        said = [name for name, value in named.items() if value]
        hint = "leave it out, or leave FOLDER out"
        message = "is for what is in use already; FOLDER is made anew, with you on its roster"
    if said:
        raise cannot("usage", f"`{said[0]}` {message}", hint, WordsPage((said[0],), "empower init"))


def _target(desk: Desk, workspace: Path | None, said: str | None, *, new: bool) -> str:
    """Where the book is to be: where somebody says, else beside the workspace. A new house never takes another's book."""
    from pathlib import Path

    from empower.cli.wiring import ledger_target, near

    chosen = desk.settings.ledger
    if said is not None or (chosen is not None and not (new and chosen.why.endswith(".yaml"))):
        return ledger_target(desk.settings)
    folder = workspace.parent if workspace is not None else Path.cwd()
    return str(near(folder / _BOOK))


def _to_say_again(policy: str | None, roster: str | None) -> str:
    """What no file says, and whoever types the next command says again."""
    from empower.policyfile.said.page import typed

    return "".join([f" {name} {typed(said)}" for name, said in (("--policy", policy), ("--roster", roster)) if said])


def _from(book: Path, folder: Path) -> str:
    """The book as the workspace names it."""
    import os

    return os.path.relpath(book.absolute(), folder.absolute())
