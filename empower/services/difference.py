"""What a policy changes against another: for everybody, in every situation, with a request that shows each change."""

from __future__ import annotations

from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import local
from empower.rules.analysis.around.everything import otherwise_around
from empower.rules.analysis.difference import difference
from empower.rules.analysis.on_day import on_day
from empower.rules.analysis.results import Told
from empower.rules.analysis.search import EFFORT
from empower.rules.rulebook import Rulebook
from empower.services.house import open_house
from empower.services.moment import read_moment
from empower.services.showing import Showing

__all__ = ["between_days", "between_policies", "told_of"]


_WHILE_SOMEBODY_WAITS = 10_000
"""Of the effort of a comparison, so much before an adoption is asked about."""


def between_policies(old: Path, new: Path, names: tuple[str, str], now: int, at: str = "") -> Told:
    """How the new policy differs from the old one, on the days on which both are in force.

    Where there is no such day, the last day of the one is laid beside the first day of the other. Raises `CannotAskError` when
    one of them cannot be used, or when they are not in the same money.
    """
    books = open_house(old).rulebook, open_house(new).rulebook
    page = WordsPage(("diff", *names, *(("--at", at) if at else ())), "empower policy")
    if books[0].currency != books[1].currency:
        message = (
            f"`{names[0]}` is in {books[0].currency} and `{names[1]}` in {books[1].currency}: they cannot be compared"
        )
        hint = "every amount means something else; write both in one currency first"
        raise CannotAskError(page.placed([Problem(code="other-currency", message=message, hint=hint, path=(2,))]))
    return _beside(books, names, _day(books[1], at, now, page, 4))


def _beside(books: tuple[Rulebook, Rulebook], names: tuple[str, str], today: int, effort: int = EFFORT) -> Told:
    """Two policies on the days on which both are in force, or else at the change from one to the other."""
    ends = books[0].effective, books[1].effective
    for first, second in ((0, 1), (1, 0)):
        until, begins = ends[first][1], ends[second][0]
        if until is not None and begins is not None and until <= begins:
            days = [0, 0]
            days[first], days[second] = until - 1, begins
            return _told(books, names, today, (days[0], days[1]), effort)
    return _told(books, names, today, (None, None), effort)


def between_days(policy: Path, name: str, days: tuple[str, str], now: int) -> Told:
    """How a policy differs from itself between two days. Raises `CannotAskError` when it cannot be used or a day is none."""
    book = open_house(policy).rulebook
    page = WordsPage(("diff", name, "--between", *days), "empower policy")
    found = (_day(book, days[0], now, page, 3), _day(book, days[1], now, page, 4))
    return _told((book, book), (name, name), found[1], found)


def told_of(old: Rulebook, new: Rulebook, names: tuple[str, str], today: int) -> Told:
    """How two policies at hand differ."""
    return _beside((old, new), names, today, _WHILE_SOMEBODY_WAITS)


def _told(
    books: tuple[Rulebook, Rulebook],
    names: tuple[str, str],
    today: int,
    days: tuple[int | None, int | None],
    effort: int = EFFORT,
) -> Told:
    sides = [book if day is None else on_day(book, day) for book, day in zip(books, days, strict=True)]
    found = difference(sides[0], sides[1], days[1] or today, effort=effort)
    showing = Showing((sides[0], sides[1]), days)
    shown = tuple([shown for one in found.changes for shown in showing.shown(one)])
    return Told(
        old=books[0],
        new=books[1],
        names=names,
        days=days,
        difference=found,
        shown=shown,
        notes=otherwise_around(books[0], books[1]),
    )


def _day(book: Rulebook, said: str, now: int, page: WordsPage, word: int) -> int:
    """The local day that is said with a word of the command, or that of now where nothing is."""
    at = read_moment(book, said) if said else now
    if isinstance(at, Problem):
        raise CannotAskError(page.placed([at.but(path=(word,))]))
    return local(at, book.timezone, book.day_starts).day
