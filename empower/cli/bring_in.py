"""`empower import`: what was given before there was a book, from a table of gestures or a log of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RoleOption, RosterOption, YesFlag
from empower.cli.words import example

if TYPE_CHECKING:
    from pathlib import Path

    from empower.policyfile.past_map import ColumnMap
    from empower.policyfile.past_table import PastTable
    from empower.rules.rulebook import Rulebook

__all__ = ["bring_in", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower import past.csv --dry-run",
        "empower import past.csv --map columns.yaml --yes",
        "empower import requests.xes.gz --map log.yaml --dry-run",
    )
    app.command(name="import", epilog=examples, short_help="Bring in past gestures, or a log of requests.")(bring_in)


def bring_in(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A table in CSV, or a log in XES or CSV.", show_default=False)
    ],
    *,
    columns: Annotated[
        str | None,
        typer.Option(
            "--map", metavar="FILE", help="Which column means what; guessed unless given.", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be done.")] = False,
    yes: YesFlag = False,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Bring in past gestures from a table, or handled requests from a log of events: all of them or none, and never twice.

    Gestures count against limits and budgets as if they had been given here, and are marked as imported; a log has its
    requests as incidents too. Exits with 5 where something would be rejected; then nothing is written.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.bring_in_log import LogAsked, bring_in_log, is_log
    from empower.cli.brought_file import rejections
    from empower.cli.progress import progress
    from empower.cli.writing import at_the_desk, sure
    from empower.report.bring_in import preview_json, preview_text
    from empower.report.phrases import several
    from empower.services.adopters import BRING_IN, may_adopt
    from empower.services.bring_in.bring import brought, previewed

    with at_the_desk("import", (file,), policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        house = at.desk.house
        with at.book.reading() as page:
            may_adopt(page, at.actor, at.pen, BRING_IN)
        asked = LogAsked(file=Path(file), columns=columns, dry_run=dry_run, yes=yes, as_json=as_json)
        if is_log(asked):
            bring_in_log(at, asked)
            return
        table = _table(Path(file))
        mapped = _mapped(table, Path(columns) if columns else None, house.rulebook)
        with progress("reading", len(table.rows)) as told:
            found = previewed(house, at.book, table, mapped, at.pen.now, told)
        written = 0
        unread = mapped.unread(table.heads)
        shown = preview_text(found.totals, len(found.good), found.before, found.rejected_rows, unread, house.rulebook)
        if not as_json:
            terminal.say(shown)
            rejections(found.rejected, len(found.rejected))
        if not found.rejected_rows and not dry_run and found.good:
            sure(f"Bring in {several(len(found.good), 'gesture')}?", yes=yes)
            with progress("writing", len(found.good)) as told:
                written = brought(house, at.book, at.actor, table, found.good, at.pen, told, by_login=at.by_login)
    if as_json:
        terminal.say_json(
            preview_json(
                found.totals,
                len(found.good),
                found.before,
                found.rejected,
                found.rejected_rows,
                written,
                unread,
                house.rulebook,
            )
        )
    elif written:
        terminal.say(f"BROUGHT IN — {several(written, 'gesture')}")
    if found.rejected_rows:
        raise typer.Exit(exits.POLICY)


def _table(file: Path) -> PastTable:
    from empower.cli.brought_file import unread_file
    from empower.domain.errors import CannotAskError
    from empower.policyfile.past_table import read_past

    try:
        data = file.read_bytes()
    except OSError as wrong:
        raise unread_file(file, wrong) from None
    table = read_past(file, data)
    if isinstance(table, tuple):
        raise CannotAskError(table)
    return table


def _mapped(table: PastTable, file: Path | None, rulebook: Rulebook) -> ColumnMap:
    from empower.domain.errors import CannotAskError
    from empower.policyfile.past_map import guessed_map, read_map
    from empower.policyfile.said.page import read_page
    from empower.services.bring_in.fits import misfits

    page = None if file is None else read_page(file)
    if isinstance(page, tuple):
        raise CannotAskError(page)
    found = (
        guessed_map(table.heads, [fact.name for fact in rulebook.facts if not fact.derived])
        if file is None
        else read_map(file, table.heads)
    )
    wrong = found if isinstance(found, tuple) else misfits(table, found, rulebook, page)
    if wrong or isinstance(found, tuple):
        raise CannotAskError(wrong)
    return found
