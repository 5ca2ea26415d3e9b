"""`empower ledger list`: entries by what they are; shown, or written in a form that other programs read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli.options import MOST_ENTRIES, FactWords, JsonFlag, LedgerOption
from empower.cli.words import WordsCommand, example

if TYPE_CHECKING:
    from empower.ledger.book import Page
    from empower.services.listed import Listed

__all__ = ["Form", "OutcomeOf", "list_entries", "register"]

_USUAL = 50
_MOST = 1_000


class Form(StrEnum):
    """What an export may look like."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    BEANCOUNT = "beancount"


class OutcomeOf(StrEnum):
    """What an answer may have been."""

    APPROVE = "approve"
    ESCALATE = "escalate"
    DENY = "deny"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower ledger list --person ana --from 2026-05-01 --until 2026-06-01",
        "empower ledger list failure=noise --kind posting --at-least 50",
        "empower ledger list --format csv --out may.csv --from 2026-05-01 --until 2026-06-01",
    )
    short = "Entries by what they are; to look at, or for other programs."
    app.command(name="list", cls=WordsCommand, epilog=examples, short_help=short)(list_entries)


def _text(name: str, metavar: str, help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=help_text, show_default=False)
    return option


def list_entries(
    words: FactWords = None,
    *,
    kind: Annotated[
        list[str] | None, _text("--kind", "KIND", "Of this kind, such as posting; may be repeated.")
    ] = None,
    person: Annotated[str, _text("--person", "PERSON", "Written by this person.")] = "",
    asker: Annotated[str, _text("--asker", "PERSON", "About what this person asked for.")] = "",
    role: Annotated[str, _text("--role", "ROLE", "Written by somebody in this role.")] = "",
    remedy: Annotated[str, _text("--remedy", "REMEDY", "With this remedy, alone or with others.")] = "",
    outcome: Annotated[OutcomeOf | None, typer.Option("--outcome", help="Answered so.", show_default=False)] = None,
    digest: Annotated[str, _text("--digest", "DIGEST", "Under the policy whose digest begins so.")] = "",
    request_id: Annotated[str, _text("--request-id", "ID", "Recorded under this request id.")] = "",
    since: Annotated[str, _text("--from", "DATE", "Of this day or later.")] = "",
    until: Annotated[str, _text("--until", "DATE", "Of a day before this one.")] = "",
    least: Annotated[str, _text("--at-least", "AMOUNT", "Which cost this much or more.")] = "",
    most: Annotated[str, _text("--at-most", "AMOUNT", "Which cost this much or less.")] = "",
    as_of: Annotated[str, _text("--as-of", "DATE", "What had effect by the end of this day.")] = "",
    known_at: Annotated[str, _text("--known-at", "INSTANT", "What the book held then; of a date, at its end.")] = "",
    after: Annotated[
        int | None,
        typer.Option(
            "--after", metavar="ENTRY", help="Go on after this entry.", show_default=False, min=1, max=MOST_ENTRIES
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="COUNT",
            help=f"No more than this; {_USUAL} unless given, in an export all.",
            show_default=False,
            min=1,
            max=MOST_ENTRIES,
        ),
    ] = None,
    oldest_first: Annotated[bool, typer.Option("--oldest-first", help="The oldest first, not the newest.")] = False,
    form: Annotated[
        Form | None, typer.Option("--format", help="All of them, for another program.", show_default=False)
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "--output",
            metavar="FILE",
            help="With --format: where to write it; else it is shown.",
            show_default=False,
        ),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="With --format csv: a column for each fact too; a workbook has them.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Entries of the book by what they are, the newest first: FACT=VALUE, `incident=ID`, `customer=ID`, and the options below.

    Facts are read by the policy in force. A page says how to go on; nothing that is recorded meanwhile is skipped or seen
    twice. A journal for Beancount has what was given and what was undone, the oldest first.
    """
    from empower.cli.wiring import book_of, settled
    from empower.services.house import cannot
    from empower.services.listed import Filters, listed_page, wanted_of

    if form is None and out is not None:
        raise cannot("usage", "`--out` is for `--format`", "say which form: `--format csv --out FILE`")
    if form is not None and as_json:
        raise cannot("usage", "`--json` and `--format` are two forms of one answer", "ask for one of them")
    if facts and form not in (Form.CSV, Form.XLSX):
        raise cannot("usage", "`--facts` is for `--format csv`", "JSON Lines have every fact already")
    if form is None and limit is not None and limit > _MOST:
        raise cannot("usage", f"a page has no more than {_MOST:,} entries", "`--format` gives all of them")
    said = Filters(
        words=tuple(words or ()),
        kinds=tuple(kind or ()),
        person=person,
        asker=asker,
        role=role,
        remedy=remedy,
        outcome=outcome or "",
        digest=digest,
        request_id=request_id,
        since=since,
        until=until,
        least=least,
        most=most,
        as_of=as_of,
        known_at=known_at,
        oldest_first=oldest_first or form is Form.BEANCOUNT,
    )
    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        wanted = wanted_of(page, said)
        if form is not None:
            from empower.cli.exporting import Export, export

            export(page, Export(wanted=wanted, form=form.value, after=after, limit=limit, facts=facts), out)
            return
        _shown(page, listed_page(page, wanted, after=after, limit=limit or _USUAL), as_json=as_json)


def _shown(page: Page, found: Listed, *, as_json: bool) -> None:
    from empower.cli import terminal
    from empower.policyfile.said.zone import written_local
    from empower.report.listed import listed_json, listed_text

    rulebook, goes_on = page.rulebook, found.goes_on_after
    if as_json:
        currency = page.head.currency
        terminal.say_json(listed_json(found.entries, page.rulebook_of, currency=currency, after=goes_on))
        return
    text = listed_text(
        found.entries,
        rulebook,
        goes_on=goes_on,
        local=lambda at: written_local(at, rulebook.timezone),
        colour=terminal.colour(),
        width=terminal.width(),
    )
    terminal.say(text)
