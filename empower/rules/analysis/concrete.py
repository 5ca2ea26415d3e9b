"""A situation that somebody may be in, from the piece of each axis: a day, an hour, and a value for every fact that matters.

Ages become dates, and a derived fact becomes the facts it is made from. Where several of them hang on one fact, so that they
cannot all be had together, there is no such situation, and `None` says so.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.calendar import DAY, EPOCH, HOUR, date_of, day_of
from empower.domain.facts import derive
from empower.domain.value import Value
from empower.rules.analysis.ages import FOUR_YEARS, dates_aged
from empower.rules.analysis.levels import OUTSIDE, base_of, nearest_to, on_weekday
from empower.rules.analysis.made_from import IN_NUMBERS, lies, listed_texts, made, possible, state
from empower.rules.analysis.tied import had_together
from empower.rules.index import amounts_of, index_of, lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from empower.domain.conditions import Span
    from empower.domain.facts import Fact, FactValue
    from empower.rules.analysis.levels import Level, Piece
    from empower.rules.rulebook import Rulebook

    Facts = dict[str, FactValue]
    Pieces = dict[str, tuple[Piece, int | str | None]]
    """By axis, the piece and a value within it."""

__all__ = ["AMPLE", "Concrete", "completed", "concrete", "weighing_facts"]

AMPLE = 10**9
"""Of a fact without an upper end, as much as any limit is likely to ask; in its own steps."""

_NOON = 12


class Concrete(Value):
    """When it is, and the facts as they would be stated."""

    day: int
    hour: int
    facts: tuple[tuple[str, FactValue], ...]

    @property
    def at(self) -> int:
        """The instant, as if it were in UTC."""
        return (self.day - EPOCH) * DAY + self.hour * HOUR


def concrete(
    rulebook: Rulebook, chosen: Sequence[tuple[Level, Piece]], side: int, today: int, weights: dict[str, int]
) -> Concrete | None:
    """The situation of these pieces as one of the policies sees it; facts that only weigh in amounts are as `weights` says.

    `None` where the policy cannot be asked, or the pieces cannot be had together.
    """
    pieces = {level.axis: (piece, piece.values[side]) for level, piece in chosen}
    if any([value == OUTSIDE for _, value in pieces.values()]):
        return None
    for day in _days(pieces, today):
        for hour in _hours(pieces):
            facts = _facts(rulebook, pieces, Concrete(day=day, hour=hour, facts=()), weights)
            if facts is not None:
                return Concrete(day=day, hour=hour, facts=tuple(sorted(facts.items())))
    return None


def completed(rulebook: Rulebook, place: Concrete) -> Concrete:
    """The situation with every other fact stated too that might be asked for: the least of each."""
    facts: Facts = dict(place.facts)
    for fact in rulebook.facts:
        if fact.derived or fact.optional or fact.default is not None or fact.name in facts:
            continue
        if fact.kind == "text":
            facts[fact.name] = fact.name
        else:
            dated = fact.kind in ("date", "moment")
            state(fact, place.day if dated else fact.least or 0, place.at, place.day, facts)
    return place.but(facts=tuple(sorted(facts.items())))


def weighing_facts(rulebook: Rulebook) -> tuple[Fact, ...]:
    """The facts that amounts are made from."""
    names = {
        name
        for line in (*lines_of(rulebook), *rulebook.remedies)
        for one in amounts_of(line)
        for name in amount_facts(one)
    }
    derived = {part for fact in rulebook.facts if fact.derived and fact.name in names for part in fact.derived[1]}
    return tuple([fact for fact in rulebook.facts if fact.name in names | derived and not fact.derived])


def _facts(rulebook: Rulebook, pieces: Pieces, when: Concrete, weights: dict[str, int]) -> Facts | None:
    """The facts that lie in all pieces; `None` where there are none."""
    index = index_of(rulebook)
    day, at = when.day, when.at
    facts: Facts = {name: name for name in index.keys if name != "employee"}
    deriving = [fact for fact in index.derived if fact.name in pieces or _weighs(fact, weights)]
    feeding = {name for fact in deriving if fact.derived for name in fact.derived[1]}
    for fact in [fact for fact in rulebook.facts if not fact.derived]:
        axes = [axis for axis in (fact.name, f"{fact.name}.day") if axis in pieces]
        aged = [axis for axis in pieces if axis.startswith(f"{fact.name}#")]
        if fact.kind in ("date", "moment") and (axes or aged):
            if not _dated(fact, pieces, [*axes, *aged], day, at, facts):
                return None
        elif axes:
            piece, value = pieces[fact.name]
            if isinstance(value, int):
                weighing = fact.name in weights and not piece.name
                facts[fact.name] = nearest_to(piece.span, weights[fact.name]) if weighing else value
        elif fact.name in weights and fact.name not in feeding:
            state(fact, possible(fact, weights[fact.name]), at, day, facts)
    texts = listed_texts(deriving, pieces)
    if texts is None:
        return None
    facts |= texts
    made_all = all([made(index.facts, fact, pieces.get(fact.name), weights, day, at, facts) for fact in deriving])
    if made_all and all([fact.name not in pieces or lies(pieces[fact.name], derive(fact, facts)) for fact in deriving]):
        return facts
    return had_together(index.facts, deriving, pieces, facts, day)


def _weighs(fact: Fact, weights: dict[str, int]) -> bool:
    """Whether amounts may hang on a derived fact: all that it is made from weighs, and so does it."""
    assert fact.derived is not None
    how, names, _ = fact.derived
    return how in IN_NUMBERS and all([name in weights for name in names])


def _hours(pieces: Pieces) -> tuple[int, ...]:
    """The hours to try: noon, unless an hour is tested, or how many hours and how many days it is ago are."""
    if "hour" in pieces:
        hour = pieces["hour"][1]
        assert isinstance(hour, int)
        return (hour,)
    several = [axis for axis in pieces if axis.endswith("#hours") and _other_axes(pieces, axis)]
    return (_NOON, *range(24)) if several else (_NOON,)


def _other_axes(pieces: Pieces, axis: str) -> bool:
    return any([other != axis and base_of(other) == base_of(axis) for other in pieces])


def _days(pieces: Pieces, today: int) -> list[int]:
    """The days to try: the nearest, and where an age is told in days and in months the first days of other months too."""
    span: Span = pieces["day"][0].span if "day" in pieces else (None, None)
    near = [today]
    if any([axis.endswith("#months") and _other_axes(pieces, axis) for axis in pieces]):
        year, month, _ = date_of(today)
        months = [year * 12 + month - 1 + number for number in range(FOUR_YEARS)]
        near += [day_of(number // 12, number % 12 + 1, 1) for number in months]
    if "weekday" not in pieces:
        return list(dict.fromkeys([nearest_to(span, day) for day in near]))
    weekday = pieces["weekday"][1]
    assert isinstance(weekday, int)
    found = [on_weekday(span, weekday, day) for day in near]
    return list(dict.fromkeys([day for day in found if day is not None]))


def _dated(fact: Fact, pieces: Pieces, axes: list[str], day: int, at: int, facts: Facts) -> bool:
    """States a date or a moment that lies in all its pieces; whether there is one."""
    absent = [pieces[axis][0].absent or pieces[axis][1] is None for axis in axes]
    if any(absent):
        return all(absent)
    low: int | None = None
    below: int | None = None
    ticks: list[Span] = []
    for axis in axes:
        span = pieces[axis][0].span
        if axis.endswith("#days"):
            span = (None if span[1] is None else day - span[1] + 1, None if span[0] is None else day - span[0] + 1)
        elif axis.endswith("#months"):
            span = dates_aged(day, span)
        elif axis.endswith("#hours"):
            ticks.append((None if span[1] is None else at - span[1] + 1, None if span[0] is None else at - span[0] + 1))
            continue
        elif fact.kind == "moment" and axis == fact.name:
            ticks.append(span)
            continue
        low = span[0] if low is None or (span[0] is not None and span[0] > low) else low
        below = span[1] if below is None or (span[1] is not None and span[1] < below) else below
    if low is not None and below is not None and low >= below:
        return False
    near = nearest_to((low, below), day)
    if fact.kind == "date":
        facts[fact.name] = near
        return True
    moment = at + (near - day) * DAY
    for span in ticks:
        moment = nearest_to(span, moment)
    if not all([(lo is None or lo <= moment) and (be is None or moment < be) for lo, be in ticks]):
        return False
    own = EPOCH + moment // DAY if ticks else near
    if (low is not None and own < low) or (below is not None and own >= below):
        return False
    facts[fact.name], facts[f"{fact.name}.day"] = moment, own
    return True
