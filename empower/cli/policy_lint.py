"""`empower policy lint`: what is wrong, or looks wrong, in the policy."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import AtOption, ExitZeroFlag, JsonFlag, PolicyOption, RosterOption
from empower.cli.words import WordsCommand, example

__all__ = ["lint", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower policy lint", "empower policy lint policies/corner-cafe --strict")
    app.command(name="lint", cls=WordsCommand, epilog=examples)(lint)


def lint(
    named: Annotated[str | None, typer.Argument(metavar="[POLICY]", hidden=True, show_default=False)] = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    at: AtOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    as_json: JsonFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """What is wrong, or looks wrong, in the policy.

    POLICY is a folder, a file or a shipped pack, as with --policy; the policy in use unless given.
    A problem means that the policy cannot be used: 5. Warnings and notes do not fail; with --strict a warning does.
    """
    from empower.cli import exits, terminal
    from empower.cli.wiring import clock, near, policy_in_use, roster_is_of_another_policy, settled, told_who_names_it
    from empower.report.lint import lint_json, lint_text
    from empower.rules.analysis.results import Finding
    from empower.services.house import cannot
    from empower.services.lint import lint as linted

    if named is not None and policy is not None:
        raise cannot(
            "usage", f"`{named}` is named, and `--policy {policy}` too", "name one policy", ("policy", "lint", named)
        )
    policy = policy if named is None else named
    chosen = settled(policy=policy, roster=roster)
    people = near(chosen.roster.path) if chosen.roster else None
    file = near(policy_in_use(chosen))
    found = linted(file, at or "", clock(), people, must_fit=not roster_is_of_another_policy(chosen))
    problems = tuple([one.problem for one in found.findings])
    if chosen.roster is not None and problems and problems[0].file == str(people):
        told = told_who_names_it(problems, file, chosen.roster)
        found = found.but(findings=tuple([Finding(problem=one) for one in told]))
    if as_json:
        terminal.say_json(lint_json(found, policy or ""))
    else:
        terminal.say(lint_text(found, policy or ""))
    raise typer.Exit(exits.POLICY if found.fails(strict=strict) and not exit_zero else exits.DONE)
