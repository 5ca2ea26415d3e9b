"""`empower policy explain`: one line, or one word, of the policy in plain sentences."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli import completion
from empower.cli.options import AtOption, JsonFlag, PolicyOption
from empower.cli.words import WordsCommand, example

__all__ = ["explain", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower policy explain two-thousand",
        "empower policy explain roles/employee --policy luxury-hotel",
    )
    short = "A line of the policy in words, and what beats it."
    app.command(name="explain", cls=WordsCommand, epilog=examples, short_help=short)(explain)


def explain(
    name: Annotated[
        str,
        typer.Argument(metavar="ID", hidden=True, autocompletion=completion.explainable, show_default=False),
    ],
    at: AtOption = None,
    policy: PolicyOption = None,
    as_json: JsonFlag = False,
) -> None:
    """A line of the policy in words: who, what, when, how much, why, what beats it and what it beats.

    ID is a line (a grant, a budget, a rule …), or a role, a remedy, a group, a fact, a paper or a duty. Where several
    have the name, all are told; `SECTION/ID` picks one.
    """
    from empower.cli import terminal
    from empower.cli.wiring import clock, opened
    from empower.report.explain import explain_json, explain_text
    from empower.services.explain import explain as explained
    from empower.services.question import question

    house = opened(policy).house
    book = house.rulebook
    found = explained(house, name, question("policy explain", (), now=clock(), at=at or ""))
    if as_json:
        terminal.say_json(explain_json(found, book, file=house.file.name))
    else:
        terminal.say(explain_text(found, book, colour=terminal.colour(), width=terminal.width()))
