"""The only place that opens things: settings, policy, roster, book, the clock and the name somebody is logged in by."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from empower.cli.exits import POLICY as POLICY_PROBLEM
from empower.cli.exits import USAGE
from empower.domain.errors import CannotAskError
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.ledger.book import Book, Page
from empower.policyfile.load import read_policy
from empower.policyfile.packs import POLICY, pack_names
from empower.policyfile.said.actors import person_of
from empower.policyfile.said.page import WordsPage, read_page
from empower.policyfile.said.words import one_of
from empower.policyfile.workspace import NAME
from empower.rules.rulebook import Rulebook
from empower.services.house import ROSTER, House, cannot, find_policy, open_house
from empower.services.pen import Pen
from empower.services.question import Who
from empower.settings import Choice, Settings, settings

__all__ = [
    "Desk",
    "book_of",
    "clock",
    "compiled_text",
    "ledger_target",
    "logged_in_as",
    "near",
    "opened",
    "page_of_book",
    "pen",
    "policy_in_use",
    "roster_is_of_another_policy",
    "settled",
    "told_who_names_it",
]


class Desk(Value):
    """What a command works with."""

    house: House
    settings: Settings
    who: Who


def opened(
    policy: str | None,
    roster: str | None = None,
    person: str | None = None,
    role: str | None = None,
    ledger: str | None = None,
    *,
    quiet: bool = False,
) -> Desk:
    """The desk for these flags and whatever stands behind them. Raises `CannotAskError` when something is not usable."""
    chosen = settled(policy=policy, roster=roster, person=person, ledger=ledger)
    file = policy_in_use(chosen)
    house = _house(near(file), chosen, quiet=quiet)
    if house.people is None and roster_is_of_another_policy(chosen):  # and so is the person that the same file names
        return Desk(house=house, settings=chosen, who=Who(role=role or ""))
    return Desk(house=house, settings=chosen, who=_who(chosen, role, house))


def settled(
    policy: str | None = None, roster: str | None = None, person: str | None = None, ledger: str | None = None
) -> Settings:
    """The settings in use. Raises `CannotAskError` when a file that holds some is wrong."""
    found = settings({"policy": policy, "roster": roster, "as": person, "ledger": ledger})
    if isinstance(found, tuple):
        raise CannotAskError(found)
    return found


def policy_in_use(chosen: Settings) -> Path:
    """The file or folder of the policy. Raises `CannotAskError` when none is named, or there is none of that name."""
    if chosen.policy is None:
        hint = f"name one with `--policy`: a folder, a file or a shipped pack ({one_of(pack_names())})"
        if (Path.cwd() / POLICY).is_file():
            hint = "there is one in this folder: say `--policy .`"
        way_out = f"{hint}; or begin one of your own: `empower policy new corner-cafe`"
        raise cannot("no-policy", "nothing says which policy to go by", way_out)
    found = find_policy(chosen.policy.value, chosen.policy.base)
    if isinstance(found, Path):
        return found
    raise CannotAskError(_where_it_was_said(chosen.policy, "policy", found))


@contextmanager
def book_of(chosen: Settings) -> Iterator[Book]:
    """The book that the settings name, open while the block runs. Raises `CannotAskError` where none is named."""
    from empower.ledger.opening import open_store

    book = Book(open_store(ledger_target(chosen)), compiled_text)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def page_of_book(chosen: Settings) -> Iterator[Page | None]:
    """A page of the book to read, while the block runs; `None` where no book is named."""
    if chosen.ledger is None:
        yield None
        return
    with book_of(chosen) as book, book.reading() as page:
        yield page


def ledger_target(chosen: Settings) -> str:
    """The file or the database URL of the book. Raises `CannotAskError` where none is named."""
    if chosen.ledger is None:
        way_out = "name one with `--ledger`: a file or a postgresql:// address; `empower init` makes one"
        raise cannot("no-ledger", "nothing says which book is meant", way_out)
    return chosen.ledger.value if "://" in chosen.ledger.value else str(near(chosen.ledger.path))


def compiled_text(text: str, name: str) -> Rulebook:
    """The policy that a book keeps the text of."""
    loaded = read_policy(text.encode(), name)
    if loaded.rulebook is None:
        raise CannotAskError(loaded.problems, exit_code=POLICY_PROBLEM)
    return loaded.rulebook


def pen() -> Pen:
    """The present instant, fresh salts, and who is logged in."""
    return Pen(now=clock(), salt=lambda: secrets.token_bytes(16), login=logged_in_as())


def clock() -> int:
    """The present instant: microseconds, UTC."""
    return time.time_ns() // 1000


def logged_in_as() -> str:
    """The operating-system user. What a person can set for themselves, such as `USER`, does not count where there is better."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser()


def near(path: Path) -> Path:
    """The same file, named from the folder somebody is in when it lies there."""
    here = Path.cwd()
    try:
        return path.relative_to(here) if path.is_absolute() else path
    except ValueError:
        return path


def roster_is_of_another_policy(chosen: Settings) -> bool:
    """Whether the roster is only there because a file names it beside another policy than the one in use."""
    if chosen.roster is None or chosen.policy is None or chosen.by_login:
        return False
    if chosen.person is not None and chosen.person.why != chosen.roster.why:
        return False
    return chosen.roster.why.endswith(NAME) and chosen.roster.why != chosen.policy.why


def _house(file: Path, chosen: Settings, *, quiet: bool) -> House:
    """The house. Where nobody is named, a roster that was written for another policy and does not fit is left out."""
    if chosen.roster is None:
        return open_house(file)
    try:
        return open_house(file, near(chosen.roster.path))
    except CannotAskError as wrong:
        if wrong.exit_code != USAGE:
            raise
        if not roster_is_of_another_policy(chosen):
            raise CannotAskError(told_who_names_it(wrong.problems, file, chosen.roster)) from None
    if not quiet:
        from empower.report.frame import visible

        whose = visible(str(near(Path(chosen.roster.why))))
        sys.stderr.write(f"note: the roster of {whose} does not fit this policy and is not used\n")
    return open_house(file)


def told_who_names_it(problems: tuple[PlacedProblem, ...], policy: Path, roster: Choice) -> tuple[PlacedProblem, ...]:
    """The same, where a roster is not there that nobody typed the name of: with where the name stands."""
    first = problems[0] if problems else None
    if first is None or first.code != "missing-file" or roster.why.startswith("flag"):
        return problems
    beside = near((policy if policy.is_dir() else policy.parent) / ROSTER)
    likely = f"did you mean `{beside}`? the name" if beside.is_file() else "make it, or name another; the name"
    why = near(Path(roster.why)) if roster.why.endswith(NAME) else roster.why
    return (first.but(hint=f"{likely} stands in {why}"),)


def _who(chosen: Settings, role: str | None, house: House) -> Who:
    """Who asks. Where people are known by their login, nobody may claim to be somebody else.

    A role that is typed, and is not theirs, says more than a file that names somebody for every day.
    """
    person = chosen.person
    if not chosen.by_login:
        if role and person is not None and person.why.endswith(".yaml"):
            found = person_of(house.people or (), person.value, ())
            if isinstance(found, Problem) or role not in found.roles:
                return Who(role=role)
        return Who(person=person.value if person else "", role=role or "")
    if person is not None and not person.why.endswith(".yaml"):
        said = person.why.removeprefix("flag ")
        problem = Problem(
            code="login-decides",
            message=f"here the person is whoever is logged in, `{logged_in_as()}`; nobody is named with `{said}`",
            hint=f"leave it out; `identity: login` stands in {chosen.identity.why if chosen.identity else ''}",
        )
        raise CannotAskError(_where_it_was_said(person, "as", problem))
    return Who(login=logged_in_as(), role=role or "")


def _where_it_was_said(choice: Choice, name: str, problem: Problem) -> tuple[PlacedProblem, ...]:
    """The problem with a setting, at the words typed, the variable, or the line of the file that has it."""
    if choice.why.endswith(".yaml"):
        page = read_page(near(Path(choice.why)))
        return page if isinstance(page, tuple) else page.placed([problem.but(path=(name,))])
    if choice.why.startswith("flag"):
        return WordsPage((f"--{name}", choice.value)).placed([problem.but(path=(1,))])
    return WordsPage((f"{choice.why}={choice.value}",), "with").placed([problem.but(path=(0,))])
