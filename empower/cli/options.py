"""The options that commands share: one spelling, one help text, one completion."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli import completion

__all__ = [
    "MOST_ENTRIES",
    "AlsoOption",
    "AmountOption",
    "AsOption",
    "AtOption",
    "BecauseOption",
    "ExitZeroFlag",
    "FactWords",
    "IncidentOption",
    "JsonFlag",
    "LedgerOption",
    "NoInputFlag",
    "NoteOption",
    "PapersOption",
    "PolicyOption",
    "RequestNumber",
    "RoleOption",
    "RosterOption",
    "YesFlag",
    "said",
]

MOST_ENTRIES = 10**15
"""No book has more."""
_BLANK = {
    "--because": "say why, in a sentence",
    "--note": "write it in a sentence, or leave it out",
    "--request-id": "say an id of your own, such as `till-3-0042`, or leave it out",
}


def said(param: typer.CallbackParam, value: str | None) -> str | None:
    """What is said with an option. Raises `CannotAskError` where that is nothing: a script's variable was empty, most often."""
    from empower.services.house import cannot

    if value is not None and not value.strip():
        raise cannot("usage", f"`{param.opts[0]}` says nothing", _BLANK[param.opts[0]])
    return value


PolicyOption = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="POLICY",
        help="A folder, a file or the name of a shipped pack. Else EMPOWER_POLICY, else empower.yaml.",
        autocompletion=completion.packs,
        show_default=False,
    ),
]
RosterOption = Annotated[
    str | None,
    typer.Option(
        "--roster", metavar="FILE", help="Who works here. Else EMPOWER_ROSTER, else empower.yaml.", show_default=False
    ),
]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="LEDGER",
        help="The book: a file or a postgresql:// address. Else EMPOWER_LEDGER, else empower.yaml.",
        show_default=False,
    ),
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        help="Who asks: a person of the roster. Else EMPOWER_AS, else empower.yaml.",
        autocompletion=completion.people,
        show_default=False,
    ),
]
RoleOption = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help="In which role: another of the person's, or any where no person is named.",
        autocompletion=completion.roles,
        show_default=False,
    ),
]
AtOption = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="INSTANT",
        help="As if it were then: 2026-11-22T16:00:00+01:00, or a date. Now unless given.",
        show_default=False,
    ),
]
IncidentOption = Annotated[
    str | None,
    typer.Option(
        "--incident-file",
        metavar="FILE",
        help="Facts of the incident, and what was given for it before.",
        show_default=False,
    ),
]
PapersOption = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="PAPER[=REFERENCE]",
        help="A paper at hand; may be repeated.",
        autocompletion=completion.papers,
        show_default=False,
    ),
]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option(
        "--also",
        metavar="REMEDY[=AMOUNT]",
        help="Another gesture, decided together; may be repeated.",
        autocompletion=completion.also,
        show_default=False,
    ),
]
NoteOption = Annotated[
    str | None,
    typer.Option(
        "--note", metavar="TEXT", help="A note, in a sentence, kept beside the book.", callback=said, show_default=False
    ),
]
AmountOption = Annotated[
    str | None,
    typer.Option("--amount", metavar="AMOUNT", help="Less than all of it.", show_default=False),
]
BecauseOption = Annotated[
    str,
    typer.Option(
        "--because", metavar="TEXT", help="Why, in a sentence, kept beside the book.", callback=said, show_default=False
    ),
]
RequestNumber = Annotated[
    int,
    typer.Argument(
        metavar="REQUEST", help="Its number, as `empower inbox` shows it.", show_default=False, min=1, max=MOST_ENTRIES
    ),
]
YesFlag = Annotated[bool, typer.Option("--yes", help="It is meant; do not ask.")]
FactWords = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FACT=VALUE …]", hidden=True, autocompletion=completion.facts, show_default=False),
]
JsonFlag = Annotated[bool, typer.Option("--json", help="One object for a script.")]
NoInputFlag = Annotated[bool, typer.Option("--no-input", help="Never ask; a missing fact is an error.")]
ExitZeroFlag = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever the answer is.")]
