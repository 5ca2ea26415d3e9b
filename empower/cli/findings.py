"""`empower findings …`: questions that the book gives rise to, and what people say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from empower.cli.options import (
    AsOption,
    BecauseOption,
    JsonFlag,
    LedgerOption,
    PolicyOption,
    RoleOption,
    RosterOption,
)
from empower.cli.words import example

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from empower.cli.writing import AtTheDesk
    from empower.services.findings.pages import Wanted

__all__ = ["FindingsGroup", "register"]

_LIST = "list"
_Name = Annotated[str, typer.Argument(metavar="ID", help="Of the finding.", show_default=False)]


class FindingsGroup(TyperGroup):
    """Lists, where no other command is named."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        first = next(iter(args), "")
        if first not in self.commands and first not in ("-h", "--help"):
            args = [_LIST, *args]
        return super().parse_args(ctx, args)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    examples = example("empower findings", "empower findings --kind split --from 2026-04-01 --until 2026-05-01")
    app.command(name=_LIST, epilog=examples, short_help="The questions that wait for an answer.")(_list)
    app.command(name="show", epilog=example("empower findings show word-3f0a9c41d2"))(_show)
    because = '--because "two rooms were flooded, I was there"'
    app.command(
        name="explain",
        epilog=example(f"empower findings explain split-3f0a9c41d2 {because}"),
        short_help="Say what explains a finding.",
    )(_explain)
    app.command(
        name="confirm",
        epilog=example('empower findings confirm twice-3f0a9c41d2 --because "given twice, taken back from the second"'),
        short_help="Say that a finding is so.",
    )(_confirm)


def _list(
    *,
    state: Annotated[
        str, typer.Option("--state", metavar="STATE", help="open, explained, confirmed or all.", show_default=False)
    ] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="Of one kind.", show_default=False)] = "",
    start: Annotated[
        str,
        typer.Option("--from", metavar="DATE", help="Whose last entry is of this day or later.", show_default=False),
    ] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="Whose last entry is of an earlier day.", show_default=False)
    ] = "",
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """The questions that wait for an answer, and those that grew since they had one. None of them says what is so.

    Kinds: split, twice, one-customer, each-other, one-login, near-limit, outside-hours, after-close, word.
    """
    from empower.cli import terminal
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, clock, settled
    from empower.domain.thresholds import Thresholds
    from empower.policyfile.said.zone import written_local
    from empower.report.findings import findings_json, findings_text
    from empower.services.findings.look import look
    from empower.services.findings.pages import finding_pages

    wanted = _wanted(state, kind, start, until)
    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        with progress("looking", page.head.size) as told:
            looked = look(page, clock(), progress=told)
        found, rulebook = finding_pages(page, looked.findings, wanted), page.rulebook
    _unread(looked.unread)

    def local(at: int) -> str:
        return written_local(at, rulebook.timezone)

    if as_json:
        terminal.say_json(findings_json(found, rulebook, Thresholds(), local))
        return
    shown = findings_text(found, rulebook, Thresholds(), local=local, colour=terminal.colour(), width=terminal.width())
    terminal.say(shown)


def _show(
    name: _Name,
    *,
    ledger: LedgerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """One finding with all its entries, what may explain it, and what was said of it."""
    from empower.cli import terminal
    from empower.cli.progress import progress
    from empower.cli.wiring import book_of, clock, settled
    from empower.domain.thresholds import Thresholds
    from empower.policyfile.said.zone import written_local
    from empower.report.findings import finding_json, finding_text
    from empower.services.findings.answer import who_may_answer
    from empower.services.findings.look import look
    from empower.services.findings.pages import finding_named, with_entries

    with book_of(settled(ledger=ledger)) as book, book.reading() as page:
        with progress("looking", page.head.size) as told:
            looked = look(page, clock(), progress=told)
        found, rulebook = with_entries(page, finding_named(page, looked.findings, name)), page.rulebook
        answers = who_may_answer(page, found, clock()) if found.waits else ""
    _unread(looked.unread)

    def local(at: int) -> str:
        return written_local(at, rulebook.timezone)

    if as_json:
        terminal.say_json(finding_json(found, rulebook, Thresholds(), local))
        return
    colour, width = terminal.colour(), terminal.width()
    shown = finding_text(found, rulebook, Thresholds(), local=local, colour=colour, width=width, answers=answers)
    terminal.say(shown)


def _explain(
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
    """Say what explains a finding. It stays, with the reason, who gave it and when.

    For the roles that may adopt a policy or have the last word, and never for somebody it is about: then it exits with 4.
    """
    with _desk("explain", name, policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        _answer(at, "explain", "explained", name, because, as_json=as_json)


def _confirm(
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
    """Say that a finding is so, and what follows from it. It stays, with the reason, who gave it and when.

    For the roles that may adopt a policy or have the last word, and never for somebody it is about: then it exits with 4.
    """
    with _desk("confirm", name, policy=policy, roster=roster, person=person, role=role, ledger=ledger) as at:
        _answer(at, "confirm", "confirmed", name, because, as_json=as_json)


def _desk(command: str, name: str, **who: str | None) -> AbstractContextManager[AtTheDesk]:
    from empower.cli.writing import at_the_desk

    return at_the_desk(f"findings {command}", (name,), **who)


def _answer(at: AtTheDesk, command: str, state: str, name: str, because: str, *, as_json: bool) -> None:
    from empower.cli import terminal
    from empower.cli.progress import progress
    from empower.services.findings.answer import answer

    with at.book.reading() as page:
        size = page.head.size
    with progress("looking", size) as told:
        entry = answer(at.desk.house, at.book, at.actor, name, state, because, at.pen, told, by_login=at.by_login)
    if as_json:
        shown = {"schema": f"empower/findings-{command}/1", "finding": name, "state": state, "entry": entry.seq}
        terminal.say_json(shown | {"entries": entry.data["rows"]})
        return
    terminal.say(f"{state.upper()} — {name} (entry {entry.seq})")


def _wanted(state: str, kind: str, start: str, until: str) -> Wanted:
    from empower.domain.calendar import read_date
    from empower.domain.finding import FINDING_KINDS, FINDING_STATES
    from empower.policyfile.said.words import nearest
    from empower.services.findings.pages import Wanted
    from empower.services.house import cannot

    for option, said, known in (("--state", state, (*FINDING_STATES, "all")), ("--kind", kind, FINDING_KINDS)):
        if said and said not in known:
            hint = nearest(said, known, f"{option.strip('-')}s")
            raise cannot("usage", f"`{said}` is not a {option.strip('-')} of findings", hint, (option, said))
    days = []
    for option, said in (("--from", start), ("--until", until)):
        day = read_date(said) if said else None
        if said and day is None:
            raise cannot("not-a-date", f"`{said}` is no date", f"say `{option} 2026-11-22`", (option, said))
        days.append(day)
    return Wanted(state=state, kind=kind, first_day=days[0], until_day=days[1])


def _unread(seqs: tuple[int, ...]) -> None:
    import sys

    if seqs:
        count = "1 entry was" if len(seqs) == 1 else f"{len(seqs)} entries were"
        first = f", the first is entry {seqs[0]}" if len(seqs) > 1 else f": entry {seqs[0]}"
        sys.stderr.write(
            f"note: {count} not as written and could not be looked at{first}; `empower ledger verify` says more\n"
        )
