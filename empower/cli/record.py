"""`empower record`: the decision, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import (
    AlsoOption,
    AsOption,
    ExitZeroFlag,
    IncidentOption,
    JsonFlag,
    LedgerOption,
    NoInputFlag,
    NoteOption,
    PapersOption,
    PolicyOption,
    RoleOption,
    RosterOption,
    said,
)
from empower.cli.words import WordsCommand, example

if TYPE_CHECKING:
    from empower.cli.wiring import Desk
    from empower.services.record import Recorded

__all__ = ["record", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower record refund 25 failure=noise severity=minor customer=C-88",
        "empower record refund 60 incident=INC-7 --with guest_statement=scan-12",
        'empower record refund 400 incident=INC-7 --on-word-of rui --note "Rui said yes on the phone"',
    )
    app.command(cls=WordsCommand, epilog=examples, short_help="Give it, or ask for it, and keep it in the book.")(
        record
    )


def record(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REMEDY [AMOUNT] [FACT=VALUE …]",
            hidden=True,
            autocompletion=completion.asking,
            show_default=False,
        ),
    ] = None,
    *,
    also: AlsoOption = None,
    incident_file: IncidentOption = None,
    papers: PapersOption = None,
    note: NoteOption = None,
    request_id: Annotated[
        str | None,
        typer.Option(
            "--request-id",
            metavar="ID",
            help="Sent again under the same id, it gets the same answer and is not given twice.",
            callback=said,
            show_default=False,
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="It is meant a second time.")] = False,
    word_of: Annotated[
        str | None,
        typer.Option(
            "--on-word-of",
            metavar="PERSON",
            help="Who said yes by telephone; they confirm it later. Needs --note.",
            autocompletion=completion.people,
            show_default=False,
        ),
    ] = None,
    no_request: Annotated[bool, typer.Option("--no-request", help="Ask nobody: leave it at the answer.")] = False,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
    no_input: NoInputFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """Give it, or ask for it, and keep it in the book.

    The same answer as check. A yes is given and counted; what is somebody else's call becomes a request, which waits for
    their answer; a no is kept too. With a blank incident a new one is opened.

    Exits with 0 for a yes, 3 when it was asked of somebody else, 4 for a no, 2 when a fact or a paper is missing.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.prompts import ask_for
    from empower.cli.wiring import book_of, opened, pen
    from empower.services.question import question
    from empower.services.record import Extra
    from empower.services.record import record as recorded

    desk = opened(policy, roster, person, role, ledger)
    extra = Extra(
        note=note or "",
        request_id=request_id or "",
        again=again,
        ask_others=not no_request,
        word_of=word_of or "",
        by_login=desk.settings.by_login,
    )
    with book_of(desk.settings) as book:
        now = pen()
        asked = question(
            "record",
            words or (),
            now=now.now,
            who=desk.who,
            also=also or (),
            papers=papers or (),
            incident=Path(incident_file) if incident_file else None,
        )
        found = recorded(desk.house, book, asked, now, extra)
        while found.entry is None and terminal.can_prompt() and not (as_json or no_input):
            answer = ask_for(found.decision.asks[0], desk.house.rulebook)
            if answer is None:
                break
            asked = asked.stating(found.decision.asks[0].fact, answer)
            found = recorded(desk.house, book, asked, pen(), extra)
    _show(found, desk, as_json=as_json)
    raise typer.Exit(exits.DONE if exit_zero else _exit_of(found))


def _exit_of(found: Recorded) -> int:
    from empower.cli import exits

    given = found.entry is not None and found.entry.kind == "posting"
    return exits.DONE if given else exits.exit_of(found.decision.outcome)


def _show(found: Recorded, desk: Desk, *, as_json: bool) -> None:
    from empower.cli import terminal
    from empower.policyfile.said.zone import written_local
    from empower.report.as_text import decision_text
    from empower.report.kept import kept_json, kept_text
    from empower.services.absent import absences

    house, rulebook = desk.house, desk.house.rulebook
    if as_json:
        shown = kept_json(
            found.decision, found.entry, rulebook, file=house.file.name, replayed=found.replayed, opened=found.opened
        )
        terminal.say_json(shown)
        return

    def local(at: int) -> str:
        return written_local(at, rulebook.timezone)

    notes = absences(house, found.decision)
    colour, width, file = terminal.colour(), terminal.width(), house.file.name
    if found.entry is None:
        text = decision_text(found.decision, rulebook, colour=colour, local=local, file=file, width=width, notes=notes)
        terminal.say(text)
        return
    terminal.say(
        kept_text(
            found.decision,
            found.entry,
            rulebook,
            colour=colour,
            local=local,
            file=file,
            width=width,
            replayed=found.replayed,
            opened=found.opened,
            notes=notes,
        )
    )
