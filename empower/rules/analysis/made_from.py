"""What derived facts are made from, stated so that each has a value that is wished for."""

from __future__ import annotations

from empower.domain.calendar import DAY
from empower.domain.conditions import contains, shared
from empower.domain.facts import derive
from empower.rules.analysis.levels import nearest_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from empower.domain.conditions import Span
    from empower.domain.facts import Fact, FactValue
    from empower.rules.analysis.levels import Piece

    Facts = dict[str, FactValue]
    Held = tuple[Piece, int | str | None]
    """A piece, and a value within it."""

__all__ = ["IN_NUMBERS", "lies", "listed_texts", "made", "possible", "state"]

IN_NUMBERS = ("days_between", "difference", "total")
_MANY_DAYS = 36_500
_OTHER = "somebody-else"


def made(
    known: dict[str, Fact], fact: Fact, held: Held | None, weights: dict[str, int], day: int, at: int, facts: Facts
) -> bool:
    """States what a derived fact is made from so that it lies in its piece; whether that can be done.

    Where it is not tested, or leaves room, what weighs in amounts comes as near to `weights` as can be.
    """
    assert fact.derived is not None
    how, names, constants = fact.derived
    if held is not None and held[1] is None:
        return True  # one of the parts is left unsaid
    if held is None and any([name in facts for name in names]):
        facts.update({name: possible(known[name], weights[name]) for name in names if name not in facts})
        return True  # another has settled some of them
    value = _reached(known, fact, held, weights) if how in IN_NUMBERS else held and held[1]
    if not isinstance(value, int):
        return False
    if how == "same":
        first, second = sorted(names, key=lambda name: name != "employee")
        facts.setdefault(first, "asker" if first == "employee" else first)
        if second in facts and second not in ("incident", "customer") and facts[second] != second:
            return derive(fact, facts) == value
        facts[second] = facts[first] if value else _OTHER
    elif how == "listed":
        facts.setdefault(names[0], constants[0] if value else _OTHER)
    elif how == "days_between":
        _state_once(known[names[0]], day, at, day, facts)
        start = facts.get(f"{names[0]}.day", facts[names[0]])
        assert isinstance(start, int)
        _state_once(known[names[1]], start + value, at, day, facts)
    elif how == "difference":
        _apart(known[names[0]], known[names[1]], value, weights, facts)
    else:
        _adding_up([known[name] for name in names], value, weights, facts)
    return derive(fact, facts) == value and all([_within(known[name], facts[name]) for name in names if name in known])


def listed_texts(facts: Iterable[Fact], held: Mapping[str, Held]) -> dict[str, str] | None:
    """For each text that lists are asked about, one that is in all of those and none of these; `None` where there is none."""
    asked: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for fact in facts:
        if fact.derived and fact.derived[0] == "listed" and fact.name in held and held[fact.name][1] is not None:
            asked.setdefault(fact.derived[1][0], []).append((fact.derived[2], bool(held[fact.name][1])))
    found = {}
    for name, lists in asked.items():
        tried = dict.fromkeys([*[word for words, _ in lists for word in words], _OTHER])
        text = next((one for one in tried if all([(one in words) == wanted for words, wanted in lists])), None)
        if text is None:
            return None
        found[name] = text
    return found


def lies(held: Held, value: object) -> bool:
    """Whether a derived value is the one that is held, or lies in its piece."""
    piece, wanted = held
    if value is None or wanted is None:
        return value is wanted or piece.absent
    return value == wanted or (isinstance(value, int) and not piece.name and contains((piece.span,), value))


def possible(fact: Fact, value: int) -> int:
    """The nearest value that the fact may have."""
    last = len(fact.values) - 1 if fact.values else {"yes_no": 1, "time": 24 * 60 - 1}.get(fact.kind)
    most = last if fact.most is None else fact.most
    return max(fact.least or 0, value if most is None else min(most, value))


def state(fact: Fact, value: int, at: int, day: int, facts: Facts) -> None:
    """States a fact; a date or a moment by its day."""
    facts[fact.name] = value
    if fact.kind == "moment":
        facts[fact.name], facts[f"{fact.name}.day"] = at + (value - day) * DAY, value


def _reached(known: dict[str, Fact], fact: Fact, held: Held | None, weights: dict[str, int]) -> int | None:
    """A value that a derived number may have in its piece, as near as can be to what weighs; `None` where there is none."""
    assert fact.derived is not None
    how, names, _ = fact.derived
    low, most = _range(how, [known[name] for name in names])
    span: Span = (low, None if most is None else most + 1)
    if held is not None:
        both = shared((held[0].span,), (span,))
        if not both:
            return None
        (span,) = both
    wished = [weights[name] for name in names if name in weights]
    return nearest_to(span, wished[0] if wished else 0)


def _range(how: str, parts: list[Fact]) -> tuple[int | None, int | None]:
    """The least and the most that a number may be that is made from these."""
    if how == "days_between":
        return -_MANY_DAYS, _MANY_DAYS
    if how == "difference":
        first, second = parts
        return 0, None if first.most is None else max(0, first.most - (_least(second) or 0))
    mosts = [part.most for part in parts if part.most is not None]
    leasts = [least for least in [_least(part) for part in parts] if least is not None]
    return (
        sum(leasts) if len(leasts) == len(parts) else None,
        sum(mosts) if len(mosts) == len(parts) else None,
    )


def _apart(first: Fact, second: Fact, value: int, weights: dict[str, int], facts: Facts) -> None:
    """States two numbers of which the first is so much the larger; where it is by nothing, the first may be less."""
    if first.name in facts:
        facts.setdefault(second.name, int(facts[first.name]) - value)
        return
    wished = weights.get(second.name, weights.get(first.name, value) - value)
    if second.name not in facts:
        highest = None if first.most is None or not value else first.most - value
        low = max(_least(second) or 0, (_least(first) or 0) - value)
        most = min([one for one in (second.most, highest) if one is not None], default=None)
        facts[second.name] = nearest_to((low, None if most is None else most + 1), wished)
    larger = int(facts[second.name]) + value
    facts[first.name] = larger if value or first.most is None else min(larger, first.most)


def _adding_up(parts: list[Fact], value: int, weights: dict[str, int], facts: Facts) -> None:
    """States numbers that come to so much, what weighs as near as can be to its weight."""
    unsaid = [part for part in parts if part.name not in facts]
    for part in unsaid:
        facts[part.name] = possible(part, weights.get(part.name, _least(part) or 0))
    rest = value - sum([int(facts[part.name]) for part in parts])
    for part in sorted(unsaid, key=lambda part: part.name in weights):
        before = int(facts[part.name])
        facts[part.name] = nearest_to((_least(part), None if part.most is None else part.most + 1), before + rest)
        rest -= int(facts[part.name]) - before


def _least(fact: Fact) -> int | None:
    """The least that a number may be; money is never below nothing."""
    return 0 if fact.least is None and fact.kind == "money" else fact.least


def _state_once(fact: Fact, value: int, at: int, day: int, facts: Facts) -> None:
    if fact.name not in facts:
        state(fact, value, at, day, facts)


def _within(fact: Fact, value: FactValue) -> bool:
    if not isinstance(value, int) or fact.kind not in ("number", "money"):
        return True
    return (fact.least is None or value >= fact.least) and (fact.most is None or value <= fact.most)
