"""A situation that somebody may be in, from the piece of each axis: a day, an hour, and a value for every fact that matters.

Ages become dates, and a derived fact becomes the facts it is made from. Where several of them hang on one fact, so that they
cannot all be had together, there is no such situation, and `None` says so.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.calendar import DAY, EPOCH, HOUR, age_in_half_months
from empower.domain.facts import derive
from empower.domain.value import Value
from empower.rules.analysis.levels import OUTSIDE, nearest_to, on_weekday
from empower.rules.index import amounts_of, index_of, lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from empower.domain.conditions import Span
    from empower.domain.facts import Fact, FactValue
    from empower.rules.analysis.levels import Level, Piece
    from empower.rules.rulebook import Rulebook

    Facts = dict[str, FactValue]

__all__ = ["AMPLE", "Concrete", "completed", "concrete", "weighing_facts"]

AMPLE = 10**9
"""Of a fact without an upper end, as much as any limit is likely to ask; in its own steps."""

_NOON = 12
_OTHER = "somebody-else"


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
    day = _day(pieces, today)
    if day is None:
        return None
    hour = pieces["hour"][1] if "hour" in pieces else _NOON
    assert isinstance(hour, int)
    index = index_of(rulebook)
    facts: Facts = {name: name for name in index.keys if name != "employee"}
    at = (day - EPOCH) * DAY + hour * HOUR
    for fact in [fact for fact in rulebook.facts if not fact.derived]:
        axes = [axis for axis in (fact.name, f"{fact.name}.day") if axis in pieces]
        aged = [axis for axis in pieces if axis.startswith(f"{fact.name}#")]
        if fact.kind in ("date", "moment") and (axes or aged):
            if not _dated(fact, pieces, [*axes, *aged], day, at, facts):
                return None
        elif axes:
            value = pieces[fact.name][1]
            if isinstance(value, int):
                facts[fact.name] = value
        elif fact.name in weights:
            _state(fact, _possible(fact, weights[fact.name]), at, day, facts)
    for fact in index.derived:
        value = pieces[fact.name][1] if fact.name in pieces else None
        if isinstance(value, int) and not _made(index.facts, fact, value, day, at, facts):
            return None
    return Concrete(day=day, hour=hour, facts=tuple(sorted(facts.items())))


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
            _state(fact, place.day if dated else fact.least or 0, place.at, place.day, facts)
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


def _day(pieces: dict[str, tuple[Piece, int | str | None]], today: int) -> int | None:
    span: Span = pieces["day"][0].span if "day" in pieces else (None, None)
    if "weekday" not in pieces:
        return nearest_to(span, today)
    weekday = pieces["weekday"][1]
    assert isinstance(weekday, int)
    return on_weekday(span, weekday, today)


def _dated(
    fact: Fact, pieces: dict[str, tuple[Piece, int | str | None]], axes: list[str], day: int, at: int, facts: Facts
) -> bool:
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
            span = _by_months(day, span)
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
    own = day + (moment - at) // DAY if ticks else near
    if (low is not None and own < low) or (below is not None and own >= below):
        return False
    facts[fact.name], facts[f"{fact.name}.day"] = moment, own
    return True


def _by_months(day: int, ages: Span) -> Span:
    """The dates whose age in half months lies in a stretch."""

    def first_below(age: int) -> int:
        """The first date that is younger than an age."""
        early, late = day - 20 * (abs(age) + 4) * 2, day + 20 * (abs(age) + 4) * 2
        while early < late:
            middle = (early + late) // 2
            if age_in_half_months(middle, day) < age:
                late = middle
            else:
                early = middle + 1
        return early

    low, below = ages
    return None if below is None else first_below(below), None if low is None else first_below(low)


def _possible(fact: Fact, value: int) -> int:
    """The nearest value that the fact may have."""
    last = len(fact.values) - 1 if fact.values else {"yes_no": 1, "time": 24 * 60 - 1}.get(fact.kind)
    most = last if fact.most is None else fact.most
    return max(fact.least or 0, value if most is None else min(most, value))


def _state(fact: Fact, value: int, at: int, day: int, facts: Facts) -> None:
    facts[fact.name] = value
    if fact.kind == "moment":
        facts[fact.name], facts[f"{fact.name}.day"] = at + (value - day) * DAY, value


def _made(known: dict[str, Fact], fact: Fact, value: int, day: int, at: int, facts: Facts) -> bool:
    """States what a derived fact is made from so that it has this value; whether that can be done."""
    assert fact.derived is not None
    how, names, constants = fact.derived
    if how == "same":
        first, second = sorted(names, key=lambda name: name != "employee")
        facts.setdefault(first, "asker" if first == "employee" else first)
        if second in facts and second not in ("incident", "customer") and facts[second] != second:
            return derive(fact, facts) == value
        facts[second] = facts[first] if value else _OTHER
    elif how == "listed":
        facts[names[0]] = constants[0] if value else _OTHER
    elif how == "days_between":
        _state_once(known[names[0]], day, at, day, facts)
        start = facts.get(f"{names[0]}.day", facts[names[0]])
        assert isinstance(start, int)
        _state_once(known[names[1]], start + value, at, day, facts)
    elif how == "difference":
        floor = known[names[1]].least or 0
        facts.setdefault(names[1], floor)
        facts.setdefault(names[0], int(facts[names[1]]) + value)
    else:
        rest = value
        for name in names[1:]:
            rest -= int(facts.setdefault(name, known[name].least or 0))
        facts.setdefault(names[0], rest)
    return derive(fact, facts) == value and all([_within(known[name], facts[name]) for name in names if name in known])


def _state_once(fact: Fact, value: int, at: int, day: int, facts: Facts) -> None:
    if fact.name not in facts:
        _state(fact, value, at, day, facts)


def _within(fact: Fact, value: FactValue) -> bool:
    if not isinstance(value, int) or fact.kind not in ("number", "money"):
        return True
    return (fact.least is None or value >= fact.least) and (fact.most is None or value <= fact.most)
