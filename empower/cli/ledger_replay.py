"""`empower ledger replay`: every decision in the book, made again; or put to another policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import JsonFlag, LedgerOption
from empower.cli.words import example

if TYPE_CHECKING:
    from empower.domain.backtest_results import Tried

__all__ = ["register", "replay"]

_MOST_SHOWN = 1_000


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower ledger replay",
        "empower ledger replay --policy new-policy.yaml",
        "empower ledger replay --policy new-policy.yaml --from 2026-01-01 --until 2026-07-01 --csv changed.csv",
    )
    short = "Make every decision in the book again, or by another policy."
    app.command(name="replay", epilog=examples, short_help=short)(replay)


def replay(
    *,
    policy: Annotated[
        str | None,
        typer.Option(
            "--policy",
            metavar="POLICY",
            help="Ask this policy instead: a folder, a file or the name of a shipped pack.",
            autocompletion=completion.packs,
            show_default=False,
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="With --policy: of this day or later.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="With --policy: of a day before this one.", show_default=False),
    ] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help="With --policy: the decisions it would have answered otherwise.")
    ] = False,
    csv: Annotated[
        str | None,
        typer.Option(
            "--csv", metavar="FILE", help="With --policy: every decision, for a spreadsheet.", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Make every decision in the book again, from what its entry kept; exits with 6 where one comes out otherwise.

    With --policy, what that policy would have answered to each, and what it would have cost: with the balances as they
    were, and as they would have become. What cannot be known is counted apart. Nothing is recorded.
    """
    from empower.services.house import cannot

    if policy is not None:
        _backtest(policy, ledger, (start, until), csv, rows=rows, as_json=as_json)
        return
    for option, said in (("--from", start), ("--until", until), ("--rows", rows), ("--csv", csv)):
        if said not in (None, False):
            raise cannot("usage", f"`{option}` is for `--policy`", "name the policy to ask: `--policy new-policy.yaml`")
    _again(ledger, as_json=as_json)


def _again(ledger: str | None, *, as_json: bool) -> None:
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


def _backtest(
    policy: str, ledger: str | None, said: tuple[str | None, str | None], csv: str | None, *, rows: bool, as_json: bool
) -> None:
    from contextlib import nullcontext
    from pathlib import Path

    from empower.cli import terminal
    from empower.cli.new_file import new_text, room_for
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, near, policy_in_use, settled
    from empower.report.backtest import backtest_text, rows_text
    from empower.report.backtest_csv import backtest_heads, backtest_line
    from empower.report.backtest_json import backtest_json
    from empower.report.wording import Names
    from empower.services.backtest.backtest import backtested
    from empower.services.backtest.fits import days_said, may_be_tried
    from empower.services.house import open_house

    days = days_said(*said)
    if csv is not None:
        room_for(csv)
    chosen = settled(policy=policy, ledger=ledger)
    house = open_house(near(policy_in_use(chosen)))
    names = Names(house.rulebook)
    kept: list[Tried] = []
    left_out = 0
    with book_of(chosen) as book, book.reading() as page:
        book.know(house.rulebook)
        may_be_tried(page, house)
        with progress("asking again", page.head.size) as told, new_text(Path(csv)) if csv else nullcontext() as file:
            if file is not None:
                file.write(backtest_heads())

            def shown(one: Tried) -> None:
                nonlocal left_out
                if file is not None:
                    file.write(backtest_line(one, names))
                if rows and (one.were is None or one.changed):
                    if len(kept) < _MOST_SHOWN:
                        kept.append(one)
                    else:
                        left_out += 1

            found = backtested(page, house.rulebook, days, shown, told)
    if as_json:
        terminal.say_json(backtest_json(found, names, days, kept if rows else None, left_out))
        return
    colour, width = terminal.colour(), terminal.width()
    terminal.say(backtest_text(found, names, policy=str(house.file), colour=colour, width=width))
    if rows:
        terminal.say(f"\n{rows_text(kept, names, left_out=left_out, colour=colour, width=width)}")
    if csv is not None:
        terminal.say(f"\nmade {csv}")
