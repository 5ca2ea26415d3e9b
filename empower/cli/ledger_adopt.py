"""`empower ledger adopt`: another policy or roster in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empower.cli import completion
from empower.cli.options import AsOption, BecauseOption, JsonFlag, LedgerOption, RoleOption, RosterOption, YesFlag
from empower.cli.words import example

if TYPE_CHECKING:
    from empower.services.adopt import Adopted

__all__ = ["adopt", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example('empower ledger adopt --because "limits as agreed on 3 May"')
    app.command(name="adopt", epilog=examples, short_help="Put another policy or roster in force.")(adopt)


def adopt(
    policy: Annotated[
        str | None,
        typer.Argument(
            metavar="[POLICY]",
            help="A folder, a file or a shipped pack; the one in use unless given.",
            autocompletion=completion.packs,
            show_default=False,
        ),
    ] = None,
    *,
    because: BecauseOption,
    roster: RosterOption = None,
    yes: YesFlag = False,
    person: AsOption = None,
    role: RoleOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Put a policy and a roster in force, from now on. What changes is shown first.

    For the roles that the policy in force names under adopts; else it exits with 4. What was given before stays
    counted, and a limit that is new begins with it.
    """
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk, sure
    from empower.report.difference import difference_text
    from empower.services.adopt import adopt as adopted
    from empower.services.adoption_changes import meaning_of, what_changes

    said = (policy,) if policy else ()
    with at_the_desk("ledger adopt", said, policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        house = at.desk.house
        changes = what_changes(at.book, house, at.actor, at.pen, by_login=at.by_login)
        told = meaning_of(at.book, house, at.pen.now)
        if not as_json:
            terminal.say("\n".join(changes))
            terminal.say(f"\n{difference_text(told, colour=terminal.colour(), whole=True)}\n")
        sure("Put this in force?", yes=yes)
        found = adopted(at.book, house, at.actor, at.pen, because, by_login=at.by_login, told=told)
    if as_json:
        terminal.say_json(_json(found))
        return
    lines = [f"IN FORCE — {house.rulebook.ref.name}, from now on (entry {found.entry.seq})"]
    if policy:
        lines.append(f"to use it without naming it, write `policy: {policy}` into empower.yaml")
    terminal.say("\n".join(lines))


def _json(found: Adopted) -> dict[str, object]:
    before, data = found.before, found.entry.data
    return {
        "schema": "empower/ledger-adopt/1",
        "entry": found.entry.seq,
        "policy": {"before": before.policy, "after": data["policy"]},
        "roster": {"before": before.roster, "after": data["roster"]},
        "identity": {"before": before.identity, "after": data["identity"]},
        "difference": found.difference,
        "meaning": found.meaning or None,
    }
