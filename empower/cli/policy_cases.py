"""`empower policy test`: the policy's own cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from empower.cli.options import AtOption, ExitZeroFlag, JsonFlag, PolicyOption, RosterOption
from empower.cli.words import WordsCommand, example

if TYPE_CHECKING:
    from pathlib import Path

    from empower.services.house import House

__all__ = ["register", "run_tests"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower policy test",
        "empower policy test --policy luxury-hotel",
        "empower policy test --coverage --fail-under 80",
    )
    app.command(name="test", cls=WordsCommand, epilog=examples)(run_tests)


def run_tests(  # noqa: PLR0917  # each option of the command
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE …]", hidden=True, show_default=False),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Also say how much of the policy the cases reach.")
    ] = False,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            metavar="PERCENT",
            min=0,
            max=100,
            help="Exit with 5 where they reach less of it; with --coverage, which it means.",
            show_default=False,
        ),
    ] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Also write cases for what none reaches, ready to be pasted.")
    ] = False,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="FILE", help="With --suggest: into this new file.", show_default=False),
    ] = None,
    at: AtOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    as_json: JsonFlag = False,
    exit_zero: ExitZeroFlag = False,
) -> None:
    """Puts the policy's own cases to it. A failed case exits with 5.

    FILE is a file of cases; cases.yaml beside the policy unless given. With --coverage it says which lines no case
    matches, which thresholds no case lies on both sides of, and how many of the distinct combinations of lines the cases
    reach. With --suggest come as few cases as will do for the rest, each with the answer as it is now: read them, and
    correct the policy where an answer is not what you want.
    """
    from pathlib import Path

    from empower.cli import exits, terminal
    from empower.cli.new_file import folder_for
    from empower.cli.wiring import clock, opened
    from empower.report.cases import cases_text
    from empower.report.frame import framed
    from empower.report.parts_json import problem_json
    from empower.report.tables_json import cases_json
    from empower.services.moment import instant
    from empower.services.question import question
    from empower.services.run_cases import cut_off_in_cases, run_cases

    if into is not None:
        folder_for(into)
    house = opened(policy, roster).house
    moment = instant(house.rulebook, question("policy test", (), now=clock(), at=at)) if at else None
    paths = tuple([Path(file) for file in files]) if files else (None,)
    found = tuple([case for path in paths for case in run_cases(house, path, moment)])
    failed = any([case.mismatches for case in found])
    warned = cut_off_in_cases(house, paths)
    told = [*[part for one in warned for part in (framed(one), "")], cases_text(found, colour=terminal.colour())]
    shown = cases_json(found) | ({"warnings": [problem_json(one) for one in warned]} if warned else {})
    if coverage or fail_under is not None:
        words, shown["coverage"], enough = _coverage(
            house, paths, moment, fail_under or 0, hint=not suggest and into is None
        )
        told += words
        failed = failed or not enough
    if suggest or into is not None:
        same = [
            (option, value) for option, value in (("--policy", policy), ("--roster", roster), ("--at", at)) if value
        ]
        words, shown["suggested"] = _suggested(house, paths, moment, into, same)
        told += words
    if as_json:
        terminal.say_json(shown)
    else:
        terminal.say("\n".join(told))
    raise typer.Exit(exits.POLICY if failed and not exit_zero else exits.DONE)


def _coverage(
    house: House, paths: tuple[Path | None, ...], moment: int | None, wanted: float, *, hint: bool
) -> tuple[list[str], dict[str, Any], bool]:
    """What the cases reach, in words and for a script, and whether it is enough; with `hint` how to come by the rest."""
    from empower.cli import terminal
    from empower.cli.wiring import clock
    from empower.report.coverage import coverage_json, coverage_text, short_of
    from empower.services.coverage import covered

    reached = covered(house, paths, clock(), moment)
    lacking = short_of(reached, wanted)
    text = coverage_text(reached, house.rulebook, colour=terminal.colour(), width=terminal.width())
    rest = ["", "--suggest writes cases for what is missing"] if hint and reached.reached < reached.all else []
    return ["", text, *rest, *(["", lacking] if lacking else [])], coverage_json(reached, house.rulebook), not lacking


def _suggested(
    house: House, paths: tuple[Path | None, ...], moment: int | None, into: str | None, same: list[tuple[str, str]]
) -> tuple[list[str], dict[str, Any]]:
    """Cases for what none reaches, in words and for a script; they are written into a new file where one is named.

    `same` are the options that say which policy it is.
    """
    import os
    from pathlib import Path

    from empower.cli.new_file import new_file
    from empower.cli.wiring import clock
    from empower.report.phrases import several
    from empower.report.suggested_cases import suggested_file, suggested_json, suggested_text
    from empower.services.house import cannot
    from empower.services.run_cases import cases_beside
    from empower.services.suggested_cases import suggested_cases

    made = suggested_cases(house, paths, clock(), moment)
    shown = suggested_json(made, house.rulebook)
    if into is None:
        return ["", suggested_text(made, house.rulebook)], shown
    if not made.cases:
        return ["", f"`{into}` is not written: there is no case to suggest"], shown
    first = paths[0] or cases_beside(house.file)
    people = os.path.relpath(first.parent / made.roster, Path(into).parent) if made.roster else ""
    try:
        new_file(Path(into), suggested_file(made, house.rulebook, people))
    except FileExistsError:
        raise cannot(
            "already-there", f"`{into}` exists already, and is not overwritten", "choose another name"
        ) from None
    both = _tested_together([str(path or first) for path in paths], into, same)
    return ["", f"{several(len(made.cases), 'case')} in `{into}`", "", "Next:", f"  {both}"], shown


def _tested_together(files: list[str], into: str, same: list[tuple[str, str]]) -> str:
    """The command that puts the cases there were and the new ones to the same policy."""
    import shlex

    return shlex.join(["empower", "policy", "test", *files, into, *[word for option in same for word in option]])
