"""What a policy changes against another: for everybody, in every situation, with a request that shows each change."""

from __future__ import annotations

from pathlib import Path

from empower.domain.calendar import written_date
from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import local
from empower.rules.analysis.difference import Difference, difference
from empower.rules.analysis.on_day import on_day
from empower.rules.analysis.search import EFFORT
from empower.rules.rulebook import Rulebook
from empower.services.house import open_house
from empower.services.moment import moment
from empower.services.question import question
from empower.services.showing import Showing, Shown

__all__ = ["Shown", "Told", "between_days", "between_policies", "told_of"]


_WHILE_SOMEBODY_WAITS = 20_000
"""Of the effort of a comparison, so much before an adoption is asked about."""


class Told(Value):
    """How one policy differs from another."""

    old: Rulebook
    new: Rulebook
    names: tuple[str, str]  # as they were said
    days: tuple[int | None, int | None]  # of each, where it is looked at on one day
    difference: Difference
    shown: tuple[Shown, ...]
    notes: tuple[str, ...] = ()  # what is otherwise and no part of a decision

    def fails_on(self, way: str) -> bool:
        """Whether it is looser or tighter, or differs at all (`any`); what was not settled may be anything."""
        found = self.difference
        unsettled = bool(found.unsettled or found.left_out or any([change.may for change in found.changes]))
        ways = {one for change in found.changes for one in change.ways}
        return unsettled or (bool(ways) if way == "any" else bool({way, "otherwise"} & ways))


def between_policies(old: Path, new: Path, names: tuple[str, str], now: int, at: str = "") -> Told:
    """How the new policy differs from the old one, on the days on which both are in force.

    Where there is no such day, the last day of the one is laid beside the first day of the other. Raises `CannotAskError` when
    one of them cannot be used, or when they are not in the same money.
    """
    books = open_house(old).rulebook, open_house(new).rulebook
    page = WordsPage(("diff", *names), "empower policy")
    if books[0].currency != books[1].currency:
        message = (
            f"`{names[0]}` is in {books[0].currency} and `{names[1]}` in {books[1].currency}: they cannot be compared"
        )
        hint = "every amount means something else; write both in one currency first"
        raise CannotAskError(page.placed([Problem(code="other-currency", message=message, hint=hint, path=(2,))]))
    return _beside(books, names, _day(books[1], now, at))


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
    found = (_day(book, now, days[0]), _day(book, now, days[1]))
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
        notes=_notes(books[0], books[1]),
    )


def _day(book: Rulebook, now: int, at: str) -> int:
    return local(moment(book, question("policy diff", (), now=now, at=at)), book.timezone, book.day_starts).day


def _notes(old: Rulebook, new: Rulebook) -> tuple[str, ...]:
    """What is otherwise beside the decisions."""
    found = []
    for what, field in (
        ("the time zone", "timezone"),
        ("when a day begins", "day_starts"),
        ("when a year begins", "year_starts"),
        ("how long requests wait", "requests"),
        ("who may put a policy in force", "adopts"),
        ("the root causes", "causes"),
        ("the clocks", "clocks"),
    ):
        if getattr(old, field) != getattr(new, field):
            found.append(f"{what} changes, which no answer here turns on")
    before, after = ({fact.name: fact for fact in book.facts} for book in (old, new))
    found += [f"the fact `{name}` is new" for name in after if name not in before]
    found += [f"the fact `{name}` is gone" for name in before if name not in after]
    found += [
        f"the fact `{name}` is of another kind; its values are not compared"
        for name, fact in after.items()
        if name in before and before[name].kind != fact.kind
    ]
    if old.effective != new.effective:
        found.append(f"it is in force {_in_force(new)}; before, {_in_force(old)}")
    return tuple(found)


def _in_force(book: Rulebook) -> str:
    start, until = book.effective
    words = [
        f"from {written_date(start)}" if start is not None else "",
        f"until {written_date(until)}" if until else "",
    ]
    return " ".join([word for word in words if word]) or "always"
