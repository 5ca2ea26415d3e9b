"""`empower policy matrix`: role × remedy, the most of each."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import AtOption, FactWords, JsonFlag, PolicyOption, RosterOption
from empower.cli.words import WordsCommand, example

__all__ = ["matrix", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower policy matrix failure=noise severity=minor",
        "empower policy matrix --over-all --html authority.html",
    )
    short = "Who may give how much of what, alone: role × remedy."
    app.command(name="matrix", cls=WordsCommand, epilog=examples, short_help=short)(matrix)


def matrix(
    words: FactWords = None,
    *,
    over_all: Annotated[
        bool, typer.Option("--over-all", help="Facts left unsaid may be anything: the least and the most.")
    ] = False,
    witness: Annotated[
        bool, typer.Option("--witness", help="With --over-all: the facts that lead to the least and to the most.")
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="FILE", help="A page of its own, to print or put up.", show_default=False),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --html: write over FILE, where this command made it.")
    ] = False,
    at: AtOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Who may give how much of what, alone: role × remedy.

    A cell that turns on a fact which was not said shows `?`; with --over-all it shows the least and the most that it can
    come to, whatever that fact is, with nothing given before.
    """
    from empower.cli import terminal
    from empower.cli.new_page import new_page, room_for_page
    from empower.cli.wiring import clock, opened
    from empower.report.matrix import matrix_text
    from empower.report.matrix_csv import matrix_csv
    from empower.report.matrix_html import MADE_HERE, matrix_html
    from empower.report.tables_json import matrix_json
    from empower.services.house import cannot
    from empower.services.matrix import matrix as laid_out
    from empower.services.question import question

    if csv and (as_json or html is not None):
        other = "--json" if as_json else "--html"
        raise cannot("usage", f"`--csv` and `{other}` are two forms of one answer", "ask for one of them")
    if witness and (csv or html is not None or not over_all):
        why = "is for `--over-all`" if not over_all else f"is not shown with `{'--csv' if csv else '--html'}`"
        raise cannot("usage", f"`--witness` {why}", "add `--over-all`" if not over_all else "`--json` has it always")
    if force and html is None:
        raise cannot("usage", "`--force` is for `--html`", "name the page to write over: `--html FILE --force`")
    if html is not None:
        room_for_page(html, MADE_HERE, force=force)
    desk = opened(policy, roster)
    book = desk.house.rulebook
    asked = question("policy matrix", words or (), now=clock(), at=at or "")
    found = laid_out(desk.house, asked, over_all=over_all)
    if html is not None:
        new_page(html, matrix_html(found, book), MADE_HERE, force=force)
    if as_json:
        terminal.say_json(matrix_json(found, book, in_force=True))
    elif csv:
        terminal.say(matrix_csv(found, book).rstrip("\n"))
    elif html is not None:
        terminal.say(f"made {html}")
    else:
        shown = matrix_text(found, book, colour=terminal.colour(), width=terminal.width(), witness=witness)
        terminal.say(shown)
