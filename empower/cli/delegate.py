"""`empower delegate`: letting somebody else say yes in one's name for a while, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RoleOption, RosterOption
from empower.cli.words import example

if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.rules.rulebook import Rulebook

__all__ = ["delegate", "register"]

_REVOKE = "revoke"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower delegate rui --from 2026-08-01 --until 2026-08-15 --up-to 500",
        "empower delegate revoke 14",
    )
    app.command(epilog=examples, short_help="Let somebody say yes in your name for a while.")(delegate)


def delegate(
    whom: Annotated[
        list[str],
        typer.Argument(
            metavar="PERSON | revoke NUMBER",
            help="Who may say yes in your name; or `revoke` and the number of a delegation.",
            autocompletion=completion.people,
            show_default=False,
        ),
    ],
    *,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="From this day; today unless given.", show_default=False),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Until the day before this one.", show_default=False)
    ] = None,
    up_to: Annotated[
        str | None, typer.Option("--up-to", metavar="AMOUNT", help="For no more than this.", show_default=False)
    ] = None,
    remedies: Annotated[
        str | None, typer.Option("--remedies", metavar="A,B", help="For these remedies only.", show_default=False)
    ] = None,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Let somebody say yes in your name, from a day until another. They can give no more than you could.

    Both names are kept with whatever they say yes to. `delegate revoke NUMBER` takes it back.
    """
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk
    from empower.domain.calendar import written_date
    from empower.services.delegate import delegate as delegated
    from empower.services.delegate import revoke
    from empower.services.delegation_words import amount_said, day_said, number_said

    words = tuple(whom)
    with at_the_desk("delegate", words, policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        house = at.desk.house
        if words[0] == _REVOKE:
            number = number_said(at.words)
            entry = revoke(house, at.book, at.actor, number, at.pen, by_login=at.by_login)
            told = f"REVOKED — delegation {number} (entry {entry.seq})"
        else:
            entry = delegated(
                house,
                at.book,
                at.actor,
                words[0],
                at.pen,
                from_day=day_said(house.rulebook, "--from", start, at.pen.now),
                until_day=day_said(house.rulebook, "--until", until, None),
                up_to=amount_said(house.rulebook, "--up-to", up_to),
                remedies=tuple(remedies.split(",")) if remedies else None,
                by_login=at.by_login,
            )
            days = f"from {written_date(entry.data['from_day'])} until {written_date(entry.data['until_day'])}"
            told = f"DELEGATED — {words[0]} may say yes in your name {days} (entry {entry.seq})"
        if as_json:
            terminal.say_json(_json(entry, house.rulebook))
        else:
            terminal.say(told)


def _json(entry: Entry, rulebook: Rulebook) -> dict[str, object]:
    from empower.domain.calendar import written_date
    from empower.report.given import money_text

    told: dict[str, object] = {"schema": "empower/delegate/1", "currency": rulebook.currency, "entry": entry.seq}
    if entry.kind != "delegation":
        return told | {"kind": entry.kind, "delegation": entry.data["refers"], "state": "revoked"}
    data = entry.data
    return told | {
        "kind": entry.kind,
        "delegation": entry.seq,
        "state": "made",
        "delegate": data["delegate"],
        "from": written_date(data["from_day"]),
        "until": written_date(data["until_day"]),
        "up_to": money_text(rulebook, data["up_to"]),
        "remedies": data["remedies"],
    }
