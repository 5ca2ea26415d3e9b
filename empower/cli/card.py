"""`empower card`: my authority on one card."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli import completion
from empower.cli.options import AsOption, AtOption, JsonFlag, PolicyOption, RoleOption, RosterOption
from empower.cli.words import WordsCommand, example

__all__ = ["card", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower card", "empower card general_manager --policy luxury-hotel")
    short = "What I may give, up to how much, and whom I ask."
    app.command(cls=WordsCommand, epilog=examples, short_help=short)(card)


def card(
    of: Annotated[
        str | None,
        typer.Argument(metavar="[ROLE]", hidden=True, autocompletion=completion.roles, show_default=False),
    ] = None,
    person: AsOption = None,
    role: RoleOption = None,
    at: AtOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    as_json: JsonFlag = False,
) -> None:
    """My authority on one card: remedies, limits, whom I ask and how to reach them.

    ROLE is whose card is meant; your own unless given.
    """
    from empower.cli import terminal
    from empower.cli.wiring import clock, opened
    from empower.report.card import card_text
    from empower.report.tables_json import card_json
    from empower.services.card import card as carded
    from empower.services.question import Who, question

    desk = opened(policy, roster, person, role)
    who = Who(role=of) if of else desk.who
    asked = question("card", (of,) if of else (), now=clock(), who=who, at=at or "", role_is_said=bool(of))
    found = carded(desk.house, asked)
    if as_json:
        terminal.say_json(card_json(found, desk.house.rulebook, in_force=True))
    else:
        terminal.say(
            card_text(
                found,
                desk.house.rulebook,
                with_roster=desk.house.people is not None,
                colour=terminal.colour(),
                width=terminal.width(),
            )
        )
