"""The axes of a walk, cut into pieces at the constants that occur in any of the sheets that are walked together.

A piece is a name (of what has names), a stretch of whole numbers, or the absence of an optional fact. Policies that are walked
together are lined up by names: a value or a day that one of them does not know lies outside for it.
"""

from __future__ import annotations

from itertools import pairwise

from empower.domain.calendar import DAY, EPOCH, WEEKDAYS, weekday_of
from empower.domain.conditions import EVERYTHING, contains, shared
from empower.domain.value import Value
from empower.rules.analysis.ages import turning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Span, Spans
    from empower.domain.facts import Fact
    from empower.rules.analysis.sheet import Sheet

__all__ = ["OUTSIDE", "Level", "Piece", "base_of", "days_of", "levels_of", "nearest_to", "on_weekday"]

OUTSIDE = "outside"
"""In place of a value: the policy does not know it."""

_CLOCK: dict[str, Spans] = {"weekday": ((0, 7),), "hour": ((0, 24),)}


class Piece(Value):
    """A part of an axis on which no line changes its mind."""

    name: str = ""
    span: Span = (None, None)
    absent: bool = False
    values: tuple[int | str | None, ...] = ()  # one for each sheet: a value within; `None` when absent; or `OUTSIDE`


class Level(Value):
    """One axis with its pieces, in order."""

    axis: str
    pieces: tuple[Piece, ...]

    @property
    def base(self) -> str:
        """The fact that is read here, or the axis itself."""
        return base_of(self.axis)


def base_of(axis: str) -> str:
    """The fact of an axis: of `stayed_on#days`, and of `told.day`, the fact before the sign."""
    return axis.partition("#")[0].removesuffix(".day")


def levels_of(sheets: tuple[Sheet, ...], today: int, days: Spans = EVERYTHING) -> tuple[Level, ...]:
    """The levels that the sheets' lines test, the day first; `days` is when the policies are in force."""
    axes = dict.fromkeys([axis for sheet in sheets for axis in sheet.axes])
    known = {fact.name: number for sheet in sheets for number, fact in enumerate(sheet.rulebook.facts)}
    linked = _linked(axes)

    def rank(axis: str) -> tuple[int, int, str]:
        if axis in ("day", "weekday", "hour"):
            return -1, ("day", "weekday", "hour").index(axis), axis
        return (0 if base_of(axis) in linked else 1), known.get(base_of(axis), -1), axis

    found = []
    by_day = linked or ("weekday" in axes and all([_less_than_a_week(span) for span in days]))
    for axis in sorted({*axes, *(("day",) if by_day else ())}, key=rank):
        cuts = {cut for sheet in sheets if axis in sheet.axes for cut in sheet.axes[axis].cuts}
        if axis == "day":
            cuts |= {cut for fact in linked for cut in _day_cuts(sheets, fact)}
        level = _level(axis, sheets, cuts, today, days)
        if level.pieces:
            found.append(level)
    return tuple(found)


def nearest_to(span: Span, wished: int) -> int:
    """The number in the span that is nearest to the one wished for."""
    low, below = span
    if low is not None and wished < low:
        return low
    return below - 1 if below is not None and wished >= below else wished


def days_of(instants: Span) -> Span:
    """The days on which a stretch of instants lies."""
    low, below = instants
    return (
        None if low is None else EPOCH + low // DAY,
        None if below is None else EPOCH + (below - 1) // DAY + 1,
    )


def _less_than_a_week(span: Span) -> bool:
    """Whether not every weekday is among these days."""
    return span[0] is not None and span[1] is not None and span[1] - span[0] < 7


def _linked(axes: dict[str, None]) -> list[str]:
    """Facts tested both by when it was and by how long ago that is: with these the day of the decision matters."""
    aged = [base_of(axis) for axis in axes if "#" in axis]
    return [name for name in dict.fromkeys(aged) if {name, f"{name}.day"} & {*axes}]


def _day_cuts(sheets: tuple[Sheet, ...], fact: str) -> set[int]:
    """Days on which it changes which ages go with which dates."""

    def of(axis: str) -> set[int]:
        return {cut for sheet in sheets if axis in sheet.axes for cut in sheet.axes[axis].cuts}

    moment = any([one is not None and one.kind == "moment" for one in [_fact(sheet, fact) for sheet in sheets]])
    stated = {EPOCH + instant // DAY + more for instant in of(fact) for more in (0, 1)} if moment else of(fact)
    dates = {date - side for date in stated | of(f"{fact}.day") for side in (0, 1)}
    ages = of(f"{fact}#days") | {hours // DAY + more for hours in of(f"{fact}#hours") for more in (0, 1)}
    turned = {turning(date, age) for date in dates for age in of(f"{fact}#months")}
    return turned | {date + age for date in dates for age in ages}


def _level(axis: str, sheets: tuple[Sheet, ...], cuts: set[int], today: int, days: Spans) -> Level:
    facts = [_fact(sheet, axis) for sheet in sheets]
    names = _names(axis, facts)
    if names:
        pieces = [Piece(name=name, values=tuple([_place(axis, fact, name) for fact in facts])) for name in names]
    else:
        domains = [_domain(axis, fact, days) for fact in facts]
        ends = {end for domain in domains for span in domain for end in span if end is not None}
        edges = [None, *sorted(cuts | ends), None]
        wished = today if axis == "day" or _is_date(axis, facts) else 0
        pieces = []
        for low, below in pairwise(edges):
            value = nearest_to((low, below), wished)
            values = tuple([value if contains(domain, value) else OUTSIDE for domain in domains])
            if any([one != OUTSIDE for one in values]):
                pieces.append(Piece(span=(low, below), values=values))
    # What it is like to leave it unsaid is told apart where one of them has a usual value for it.
    usual = any([fact is not None and fact.default is not None for fact in facts])
    if any([fact is not None and fact.optional for fact in facts]) and not usual:
        absent = tuple([None if fact is None or fact.optional else OUTSIDE for fact in facts])
        pieces.append(Piece(absent=True, values=absent))
    return Level(axis=axis, pieces=tuple(pieces))


def _fact(sheet: Sheet, axis: str) -> Fact | None:
    return next((fact for fact in sheet.rulebook.facts if fact.name == base_of(axis)), None)


def _names(axis: str, facts: list[Fact | None]) -> tuple[str, ...]:
    if axis == "weekday":
        return WEEKDAYS
    found: dict[str, None] = {}
    for fact in reversed(facts):
        if fact is not None:
            found |= dict.fromkeys(("false", "true") if fact.kind == "yes_no" else fact.values)
    return tuple(found)


def _place(axis: str, fact: Fact | None, name: str) -> int | str | None:
    if axis == "weekday":
        return WEEKDAYS.index(name)
    if fact is None:
        return None  # it asks nothing about it
    values = ("false", "true") if fact.kind == "yes_no" else fact.values
    return values.index(name) if name in values else OUTSIDE


def _domain(axis: str, fact: Fact | None, days: Spans) -> Spans:
    if axis == "day":
        return days
    if axis in _CLOCK:
        return _CLOCK[axis]
    if fact is None or "#" in axis or axis != fact.name or fact.kind in ("date", "moment"):
        return EVERYTHING
    if fact.kind == "time":
        return ((0, 1440),)
    least = 0 if fact.least is None and (fact.kind == "money" or _never_below_zero(fact)) else fact.least
    return ((least, None if fact.most is None else fact.most + 1),)


def _never_below_zero(fact: Fact) -> bool:
    return fact.derived is not None and fact.derived[0] in ("difference", "same", "listed")


def _is_date(axis: str, facts: list[Fact | None]) -> bool:
    return "#" not in axis and any([fact is not None and fact.kind == "date" for fact in facts])


def on_weekday(span: Span, weekday: int, wished: int) -> int | None:
    """A day of the span that falls on a weekday, near the one wished for; `None` when there is none."""
    near = nearest_to(span, wished)
    days = [near + shift for shift in range(-6, 7) if weekday_of(near + shift) == weekday]
    fitting = [day for day in days if contains(shared((span,), ((day, day + 1),)), day)]
    return fitting[-1] if fitting else None
