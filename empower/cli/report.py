"""`empower report`: what was given, by whom, why it waits, and how the money is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import JsonFlag, LedgerOption
from empower.cli.words import example

if TYPE_CHECKING:
    from empower.domain.report_results import FindingCount, Report
    from empower.ledger.book import Page
    from empower.report.wording import Names

__all__ = ["register", "report"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower report", "empower report 2026-04 --html april.html", "empower report 2026-Q2 --by role --by month"
    )
    app.command(epilog=examples, short_help="What was given, by whom, what waits, and how the money is used.")(report)


def report(
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="[PERIOD]", help="2026-04, 2026-Q2 or 2026; all of the book unless given.", show_default=False
        ),
    ] = None,
    *,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="WHAT",
            help="role, person, remedy, outcome, month, cause or a fact; two are crossed.",
            autocompletion=completion.facts,
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Of this day or later.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Of a day before this one.", show_default=False)
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="Only what had effect by the end of this day.", show_default=False
        ),
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option("--known-at", metavar="INSTANT", help="Only what was recorded by then.", show_default=False),
    ] = None,
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="FILE", help="A page of its own, to read, print or keep.", show_default=False),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --html: write over FILE, where this command made it.")
    ] = False,
    findings: Annotated[
        bool, typer.Option("--findings", help="Count findings too, which reads the whole book; a page always does.")
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="The table alone, for a spreadsheet.")] = False,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """What was given, by whom, what waits, and how the money is used.

    The report is of the moment of the book's last entry, or of the one that closed the month, and says so: the same book
    makes the same report, to the byte. What it leaves out stands at its end.
    """
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, settled
    from empower.report.wording import Names
    from empower.services.house import cannot
    from empower.services.reporting.made import reported
    from empower.services.reporting.span import day_said, span_said
    from empower.services.reporting.stood import known_said

    forms = [name for name, wanted in (("--html", html is not None), ("--csv", csv), ("--json", as_json)) if wanted]
    if len(forms) > 1:
        raise cannot("usage", f"`{forms[0]}` and `{forms[1]}` are two forms of one answer", "ask for one of them")
    if force and html is None:
        raise cannot("usage", "`--force` is for `--html`", "name the page to write over: `--html FILE --force`")
    if html is not None:
        from empower.cli.new_page import room_for_page
        from empower.report.report_html import MADE_HERE

        room_for_page(html, MADE_HERE, force=force)
    span, last = span_said(period, since, until), day_said("--as-of", as_of)
    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        known = known_said(page.rulebook, known_at)
        with progress("adding up", page.head.size) as told:

            def look(of: Page) -> tuple[FindingCount, ...]:
                from empower.services.findings.counts import finding_counts

                whole = span.first is None and span.until is None
                return finding_counts(of, of.head.at, told, None if whole else (span.first, span.until))

            looks = look if findings or html is not None else None
            found = reported(page, span, tuple(by or ()), known_at=known, as_of=last, look=looks, told=told)
    _show(found.report, Names(found.rulebook), html=html, force=force, csv=csv, as_json=as_json)


def _show(found: Report, names: Names, *, html: str | None, force: bool, csv: bool, as_json: bool) -> None:
    from empower.cli import terminal
    from empower.report.report_json import report_csv, report_json
    from empower.report.report_text import report_text

    if html is not None:
        from empower.cli.new_page import new_page
        from empower.report.report_html import MADE_HERE, report_html

        new_page(html, report_html(found, names), MADE_HERE, force=force)
        terminal.say(f"made {html}")
    elif as_json:
        terminal.say_json(report_json(found, names))
    elif csv:
        terminal.say(report_csv(found, names).removesuffix("\r\n"))
    else:
        terminal.say(report_text(found, names, colour=terminal.colour(), width=terminal.width()))
