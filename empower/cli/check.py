"""`empower check`: may I give this?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import (
    AlsoOption,
    AsOption,
    AtOption,
    ExitZeroFlag,
    IncidentOption,
    JsonFlag,
    LedgerOption,
    NoInputFlag,
    PapersOption,
    PolicyOption,
    RoleOption,
    RosterOption,
)
from empower.cli.words import WordsCommand, example

if TYPE_CHECKING:
    from empower.domain.decision import Decision
    from empower.services.house import House

__all__ = ["check", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower check refund 60 failure=noise severity=minor",
        "empower check free_night 2 failure=overbooked --also refund=50",
        "empower check refund 250 --incident-file incident.yaml --with guest_statement",
    )
    app.command(cls=WordsCommand, epilog=examples)(check)


def check(
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
    person: AsOption = None,
    role: RoleOption = None,
    at: AtOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
    no_input: NoInputFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """May I give this? Records nothing.

    AMOUNT is money, or a number for a remedy that is counted. Where something is owed, no AMOUNT means all of it.

    Exits with 0 for a yes, 3 when somebody else must say yes, 4 for a no, 2 when a fact is missing.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.prompts import ask_for
    from empower.cli.wiring import clock, opened, page_of_book
    from empower.services.check import check as checked
    from empower.services.question import question

    desk = opened(policy, roster, person, role, ledger)
    incident = Path(incident_file) if incident_file else None
    asked = question(
        "check",
        words or (),
        now=clock(),
        who=desk.who,
        also=also or (),
        papers=papers or (),
        at=at or "",
        incident=incident,
    )
    while True:
        with page_of_book(desk.settings) as page:  # closed while somebody thinks, and as it stands when they have
            decision = checked(desk.house, asked, page)
        if not decision.asks or as_json or no_input or not terminal.can_prompt():
            break
        answer = ask_for(decision.asks[0], desk.house.rulebook)
        if answer is None:
            break
        asked = asked.stating(decision.asks[0].fact, answer)
    _show(decision, desk.house, as_json=as_json)
    raise typer.Exit(exits.DONE if exit_zero else exits.exit_of(decision.outcome))


def _show(decision: Decision, house: House, *, as_json: bool) -> None:
    from empower.cli import terminal
    from empower.policyfile.said.zone import written_local
    from empower.report.as_json import decision_json
    from empower.report.as_text import decision_text
    from empower.services.absent import absences

    book = house.rulebook
    if as_json:
        terminal.say_json(decision_json(decision, book, file=house.file.name, in_force=_in_force(decision)))
        return
    terminal.say(
        decision_text(
            decision,
            book,
            colour=terminal.colour(),
            local=lambda at: written_local(at, book.timezone),
            file=house.file.name,
            width=terminal.width(),
            notes=absences(house, decision),
        )
    )


def _in_force(decision: Decision) -> bool:
    """Whether no book obeys another policy."""
    return all([warned.code != "not-in-force" for warned in decision.warnings])
