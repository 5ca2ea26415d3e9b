"""`empower where`: which files and person are in use, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from empower.cli.options import AsOption, JsonFlag, LedgerOption, PolicyOption, RoleOption, RosterOption
from empower.cli.words import example

if TYPE_CHECKING:
    from empower.domain.results import Used
    from empower.services.house import House
    from empower.settings import Choice, Settings

__all__ = ["register", "where"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=example("empower where"))(where)


def where(
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Which files and person are in use, and why."""
    from empower.cli import terminal
    from empower.cli.wiring import near, settled
    from empower.domain.results import WhereResult
    from empower.report.where import where_json, where_text

    chosen = settled(policy=policy, roster=roster, person=person, ledger=ledger)
    workspace = str(near(chosen.workspace)) if chosen.workspace else ""
    result = WhereResult(used=_used(chosen, policy, roster, person, role), workspace=workspace)
    if as_json:
        terminal.say_json(where_json(result))
    else:
        terminal.say(where_text(result, colour=terminal.colour(), width=terminal.width()))


def _used(
    chosen: Settings, policy: str | None, roster: str | None, person: str | None, role: str | None
) -> tuple[Used, ...]:
    """Each setting with what was found there; what is wrong with one does not hide the others."""
    from pathlib import Path

    from empower.cli.wiring import clock, ledger_target, logged_in_as, near, opened, policy_in_use
    from empower.domain.errors import CannotAskError
    from empower.domain.results import Used
    from empower.ledger.opening import shown_target
    from empower.services.house import open_house
    from empower.services.question import question
    from empower.services.where import person_told, policy_told, problems_told, roster_told

    found: dict[str, str] = {}
    file = ""
    house: House | None = None
    try:
        place = policy_in_use(chosen)
        file = str(place if near(place) == Path() else near(place))  # `.` would tell nobody which folder it is
        found["policy"] = policy_told(open_house(near(place)), clock())
        desk = opened(policy, roster, person, role, quiet=True)
        house = desk.house
        found["roster"] = roster_told(desk.house, named=chosen.roster is not None)
        found["person"] = person_told(desk.house, question("where", (), now=clock(), who=desk.who))
    except CannotAskError as wrong:
        missing = next((what for what in ("policy", "roster", "person") if what not in found), "person")
        found[missing] = problems_told(wrong.problems)

    def line(what: str, choice: Choice | None, value: str = "") -> Used:
        if choice is None:
            return Used(what=what, detail=found.get(what, ""))
        why = str(near(Path(choice.why))) if choice.why.endswith(".yaml") else choice.why
        return Used(what=what, value=value or choice.value, why=why, detail=found.get(what, ""))

    who = Used(what="person", value=logged_in_as(), why="the login", detail=found.get("person", ""))
    return (
        line("policy", chosen.policy, file),
        line("roster", chosen.roster, str(near(chosen.roster.path)) if chosen.roster else ""),
        who if chosen.by_login else line("person", chosen.person),
        line("identity", chosen.identity),
        line("ledger", chosen.ledger, shown_target(ledger_target(chosen)) if chosen.ledger else "").but(
            detail=_book_told(chosen, house)
        ),
    )


def _book_told(chosen: Settings, house: House | None) -> str:
    """How long the book is, and whether it obeys the policy and roster in use; what stands in the way of opening it."""
    from empower.cli.wiring import book_of
    from empower.domain.errors import EmpowerError
    from empower.services.where import book_told

    if chosen.ledger is None:
        return ""
    try:
        with book_of(chosen) as book, book.reading() as page:
            return book_told(page, house)
    except EmpowerError as wrong:
        return str(wrong)
