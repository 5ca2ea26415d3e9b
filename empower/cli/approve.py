"""`empower approve`: a yes to a request, or to a word that was given by telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from empower.cli.options import (
    AmountOption,
    AsOption,
    JsonFlag,
    LedgerOption,
    NoteOption,
    PolicyOption,
    RequestNumber,
    RoleOption,
    RosterOption,
)
from empower.cli.words import example

if TYPE_CHECKING:
    from empower.cli.writing import AtTheDesk
    from empower.rules.rulebook import Rulebook
    from empower.services.requests.approve import Approved

__all__ = ["approve", "register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower approve 12", 'empower approve 12 --amount 40 --note "half of it is ours"')
    app.command(epilog=examples, short_help="Say yes to a request, to all or part of it.")(approve)


def approve(
    request: RequestNumber,
    *,
    amount: AmountOption = None,
    note: NoteOption = None,
    person: AsOption = None,
    role: RoleOption = None,
    policy: PolicyOption = None,
    roster: RosterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Say yes to a request, to all or part of it. With the last yes that is needed it is given.

    A gesture that was given on your word is confirmed. Exits with 4 where it is not yours to approve.
    """
    from empower.cli import terminal
    from empower.cli.writing import at_the_desk
    from empower.services.requests.approve import approve as approved

    said = (str(request), *(("--amount", amount) if amount else ()))
    with at_the_desk("approve", said, policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        figure = at.face(request, amount)
        found = approved(at.desk.house, at.book, at.actor, request, at.pen, figure, note or "", by_login=at.by_login)
        if as_json:
            terminal.say_json(_json(found, request, at.desk.house.rulebook))
        else:
            terminal.say("\n".join(_lines(found, request, at)))


def _json(found: Approved, request: int, rulebook: Rulebook) -> dict[str, object]:
    from empower.report.given import given_json

    given = found.posting
    return {
        "schema": "empower/approve/1",
        "currency": rulebook.currency,
        "request": request,
        "state": "approved" if given else "confirmed" if found.vote.kind == "confirmation" else "open",
        "vote": found.vote.seq,
        "entry": given.seq if given else None,
        "incident": found.vote.data["incident"],
        "late": found.vote.data.get("late", False),
        "given": given_json(rulebook, given.data["parts"]) if given else [],
        "waits_for": list(found.waits_for),
    }


def _lines(found: Approved, request: int, at: AtTheDesk) -> list[str]:
    from empower.report.gestures import gestures_words
    from empower.report.pots import pot_words
    from empower.report.wording import Names
    from empower.services.pots import pots

    if found.vote.kind == "confirmation":
        late = ", after its time" if found.vote.data["late"] else ""
        return [f"CONFIRMED — your word for entry {request}{late} (entry {found.vote.seq})"]
    if found.posting is None:
        return [f"YES, AND MORE — your yes is entry {found.vote.seq}; it still needs {' and '.join(found.waits_for)}"]
    rulebook = at.desk.house.rulebook
    what = gestures_words(rulebook, found.posting.data["parts"])
    lines = [f"GIVEN — {what} for incident {found.posting.data['incident']} (entry {found.posting.seq})"]
    touched = {(charge[0], tuple(charge[1])) for charge in found.posting.data["charges"]}
    with at.book.reading() as page:
        for pot in pots(page, rulebook, at.pen.now):
            budget = next(one for one in rulebook.budgets if one.id == pot.budget)
            if (rulebook.counters[budget.limit.counter].id, tuple([value for _, value in pot.per])) in touched:
                lines.append(f"budget: {pot_words(pot, Names(rulebook))}")
    return lines
