"""`empower period`: months, closed softly and then for good."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RoleOption, RosterOption, YesFlag
from empower.cli.words import example

__all__ = ["register"]


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    examples = example(
        "empower period close 2026-04 --soft",
        "empower period close 2026-04 --checkpoint 2026-04.checkpoint --sign ~/.ssh/id_ed25519 --yes",
    )
    group.command(name="close", epilog=examples, short_help="Close a month, softly or for good.")(_close)
    group.command(name="list", epilog=example("empower period list"), short_help="The months that are closed.")(_list)


def _close(
    month: Annotated[str, typer.Argument(metavar="MONTH", help="Such as 2026-04.", show_default=False)],
    *,
    soft: Annotated[
        bool, typer.Option("--soft", help="Nothing more is expected; what still comes stands in it, and is seen.")
    ] = False,
    checkpoint: Annotated[
        str | None,
        typer.Option("--checkpoint", metavar="FILE", help="Write one to keep elsewhere.", show_default=False),
    ] = None,
    sign: Annotated[
        str | None,
        typer.Option("--sign", metavar="KEY", help="Sign it with this SSH private key.", show_default=False),
    ] = None,
    yes: YesFlag = False,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Close a month: softly first, then for good. A closed month never changes; what comes later stands in an open one.

    The book is verified first; before it is closed for good, everything made from the entries is made again and compared,
    since the closing keeps how things stand. The checkpoint covers the closing: kept elsewhere, it proves the month.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.kept_checkpoint import keep_checkpoint, room_for_checkpoint
    from empower.cli.progress import progress
    from empower.cli.wiring import ledger_target
    from empower.cli.writing import at_the_desk, sure
    from empower.ledger.checkpoint import written
    from empower.ledger.schema import differences
    from empower.ledger.verifying.file import file_flaws
    from empower.report.period import closed_json, closed_text
    from empower.report.verified import verified_text
    from empower.services.evidence import verified
    from empower.services.period import close_month, may_be_closed, month_said

    room_for_checkpoint(checkpoint, sign)
    with at_the_desk(
        "period close", (month,), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        meant = month_said(month, at.words)
        with at.book.reading() as page:
            may_be_closed(at.desk.house, page, at.actor, meant, at.pen, at.words, soft=soft)
        if not soft:
            sure(f"Close {meant.name} for good? A closed month is never opened again.", yes=yes)
        with at.book.reading() as page:
            size = page.head.size
        target = ledger_target(at.desk.settings)
        with progress("verifying", size) as told:
            tables = (*differences(target), *file_flaws(target))
            flaws = verified(at.book, tables, rebuild=not soft, against=None, progress=told)
        if flaws.count:
            colour, width = terminal.colour(), terminal.width()
            terminal.say(verified_text(flaws, kept_in="", signed_by="", colour=colour, width=width))
            raise typer.Exit(exits.NOT_VERIFIED)
        with progress("closing", size) as told:
            found = close_month(
                at.desk.house,
                at.book,
                at.actor,
                meant,
                at.pen,
                at.words,
                soft=soft,
                by_login=at.by_login,
                progress=told,
            )
    if checkpoint is not None:
        try:
            keep_checkpoint(Path(checkpoint), written(found.checkpoint), sign)
        except BaseException:  # the month is closed whatever became of the file: so the checkpoint is said
            terminal.say(f"{closed_text(found.entry.data, found.entry.seq, '')}\n{written(found.checkpoint)}")
            raise
    shown = found.entry.data, found.entry.seq, checkpoint or ""
    if as_json:
        terminal.say_json(closed_json(*shown))
    else:
        terminal.say(closed_text(*shown))


def _list(*, ledger: LedgerOption = None, as_json: JsonFlag = False) -> None:
    """The months that are closed, softly or for good, and by which entry."""
    from empower.cli import terminal
    from empower.cli.wiring import book_of, settled
    from empower.policyfile.said.zone import written_local
    from empower.report.period import periods_json, periods_text
    from empower.services.period import closed_before, months_closed

    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        found, before = months_closed(page), closed_before(page)
        zone = page.rulebook.timezone
    if as_json:
        terminal.say_json(periods_json(found, before))
    else:
        terminal.say(periods_text(found, before, lambda at: written_local(at, zone)))
