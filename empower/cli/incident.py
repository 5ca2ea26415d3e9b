"""`empower incident …`: what went wrong, stated once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import (
    AsOption,
    BecauseOption,
    JsonFlag,
    LedgerOption,
    PolicyOption,
    RoleOption,
    RosterOption,
)
from empower.cli.words import WordsCommand, example

if TYPE_CHECKING:
    from empower.domain.entries import Entry

__all__ = ["register"]

_Name = Annotated[str, typer.Argument(metavar="ID", help="Of the incident.", show_default=False)]
_Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID] [FACT=VALUE …]", hidden=True, autocompletion=completion.facts, show_default=False),
]

_COMMANDS = {"opened": "open", "amendment": "amend", "closed": "close", "reopened": "reopen"}


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        name="open",
        cls=WordsCommand,
        epilog=example("empower incident open failure=noise severity=minor customer=C-88 bill=480"),
        short_help="State what went wrong, once.",
    )(_open)
    app.command(name="show", epilog=example("empower incident show INC-7"))(_show)
    app.command(name="list", epilog=example("empower incident list", "empower incident list --all"))(_list)
    app.command(
        name="amend",
        cls=WordsCommand,
        epilog=example('empower incident amend INC-7 severity=major --because "the whole floor was up"'),
        short_help="State a fact otherwise, and why.",
    )(_amend)
    app.command(name="close", epilog=example("empower incident close INC-7 --satisfied yes --cause thin_walls"))(_close)
    app.command(name="reopen", epilog=example('empower incident reopen INC-7 --because "it happened again"'))(_reopen)


def _open(
    words: _Words = None,
    *,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """State what went wrong, once. Later commands say `incident=ID`, and the clocks run from now.

    ID is the next free one unless it is given.
    """
    from empower.cli.writing import at_the_desk
    from empower.services.incident_words import said_of
    from empower.services.incidents import open_incident

    with at_the_desk(
        "incident open", tuple(words or ()), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        name, said = said_of(at.words)
        entry = open_incident(at.desk.house, at.book, at.actor, name, at.words, said, at.pen, by_login=at.by_login)
        _told(entry, f"OPENED — incident {entry.data['incident']}", as_json=as_json)


def _show(
    name: _Name,
    *,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Its facts, its clocks, and what was done about it."""
    from empower.cli import terminal
    from empower.cli.wiring import book_of, clock, opened
    from empower.policyfile.said.page import WordsPage
    from empower.policyfile.said.zone import written_local
    from empower.report.incident import incident_json, incident_text
    from empower.services.incident_shown import incident_shown

    desk = opened(policy, roster, None, None, ledger)
    words = WordsPage((name,), "empower incident show")
    with book_of(desk.settings) as book, book.reading() as page:
        rulebook = page.rulebook
        found = incident_shown(page, rulebook, name, words, clock())
    if as_json:
        terminal.say_json(incident_json(found, rulebook))
        return
    terminal.say(
        incident_text(
            found,
            rulebook,
            local=lambda at: written_local(at, rulebook.timezone),
            colour=terminal.colour(),
            width=terminal.width(),
        )
    )


def _list(
    *,
    everything: Annotated[bool, typer.Option("--all", help="The closed ones too.")] = False,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """The open incidents, the most urgent first."""
    from empower.cli import terminal
    from empower.cli.wiring import book_of, clock, opened
    from empower.policyfile.said.zone import written_local
    from empower.report.incident import incidents_json, incidents_text
    from empower.services.incident_shown import incidents_listed

    desk = opened(policy, roster, None, None, ledger)
    zone = desk.house.rulebook.timezone
    with book_of(desk.settings) as book, book.reading() as page:
        found = incidents_listed(page, clock(), everything=everything)
    if as_json:
        terminal.say_json(incidents_json(found))
        return
    terminal.say(
        incidents_text(
            found, local=lambda at: written_local(at, zone), colour=terminal.colour(), width=terminal.width()
        )
    )


def _amend(
    words: Annotated[
        list[str],
        typer.Argument(metavar="ID FACT=VALUE …", hidden=True, autocompletion=completion.facts, show_default=False),
    ],
    *,
    because: BecauseOption,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """State a fact otherwise, and why. What was decided before stands as it was decided."""
    from empower.cli.writing import at_the_desk
    from empower.services.incident_words import said_of
    from empower.services.incidents import amend_incident

    with at_the_desk(
        "incident amend", tuple(words), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        name, said = said_of(at.words)
        entry = amend_incident(
            at.desk.house, at.book, at.actor, name, at.words, said, at.pen, because, by_login=at.by_login
        )
        changed = ", ".join(entry.data["changed"])
        _told(entry, f"AMENDED — {changed} of incident {name}", {"changed": entry.data["changed"]}, as_json=as_json)


def _close(
    name: _Name,
    *,
    satisfied: Annotated[
        str | None,
        typer.Option("--satisfied", metavar="yes|partly|no", help="What the customer says.", show_default=False),
    ] = None,
    cause: Annotated[
        str | None, typer.Option("--cause", metavar="CAUSE", help="Its root cause.", show_default=False)
    ] = None,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """It is over, with what the customer says of it and its root cause."""
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk
    from empower.services.incidents import close_incident
    from empower.services.requests.open_request import waiting_for

    with at_the_desk(
        "incident close", (name,), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        entry = close_incident(
            at.desk.house,
            at.book,
            at.actor,
            name,
            at.words,
            at.pen,
            satisfied or "",
            cause or "",
            by_login=at.by_login,
        )
        with at.book.reading() as page:
            waits = waiting_for(page, entry.data["incident"], at.pen.now)
        _told(entry, f"CLOSED — incident {name}", {"waiting": list(waits)}, as_json=as_json)
    if waits and not as_json:
        told = ", ".join([str(one) for one in waits])
        terminal.say(f"still waits for a yes: request {told}; `empower withdraw {waits[0]}` takes it back")


def _reopen(
    name: _Name,
    *,
    because: BecauseOption,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """It is not over after all, and why."""
    from empower.cli.writing import at_the_desk
    from empower.services.incidents import reopen_incident

    with at_the_desk(
        "incident reopen", (name,), policy=policy, roster=roster, person=person, role=role, ledger=ledger
    ) as at:
        entry = reopen_incident(at.desk.house, at.book, at.actor, name, at.words, at.pen, because, by_login=at.by_login)
        _told(entry, f"OPEN AGAIN — incident {name}", as_json=as_json)


def _told(entry: Entry, sentence: str, more: dict[str, object] | None = None, *, as_json: bool) -> None:
    from empower.cli import terminal

    if as_json:
        schema = f"empower/incident-{_COMMANDS[entry.kind]}/1"
        terminal.say_json({"schema": schema, "incident": entry.data["incident"], "entry": entry.seq, **(more or {})})
    else:
        terminal.say(f"{sentence} (entry {entry.seq})")
