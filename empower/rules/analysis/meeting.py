"""Whether two lines can speak at once: their boxes share a situation that no `unless` of either takes away.

Exact over their tests. Facts that hang together (an age and its date, a derived fact and what it is made from) are treated as
free of each other, so that two lines may be said to meet which never do, and never the other way round.
"""

from __future__ import annotations

from empower.domain.conditions import EVERYTHING, opposite, shared, spans_of
from empower.rules.index import admits, index_of
from empower.rules.rulebook import IN_MONEY, Entitlement, Grant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Box, Spans
    from empower.rules.rulebook import Line, Remedy, Rulebook

    Reach = tuple[Spans, bool]  # the values left on an axis, and whether it may be absent
    Room = dict[str, Reach]  # by axis; those that nothing was asked of yet are whole

__all__ = ["given_by", "meet"]

_OF_REMEDY = ("remedy", "remedy_kind")
_FROM_ZERO: Spans = ((0, None),)


def meet(rulebook: Rulebook, lines: tuple[Line, ...], remedy: Remedy, roles: tuple[str, ...], day: int | None) -> bool:
    """Whether all the lines can hold at once for the remedy, asked by one of the roles; on a day, where one is named."""
    numbers = index_of(rulebook).role_numbers
    room: Room = {"role": (spans_of([numbers[role] for role in roles]), False)}
    if day is not None:
        room["day"] = ((day, day + 1),), False
    barring = [box for line in lines for box in line.condition.unless if admits(box, None, remedy)]
    rooms = [room] if roles else []
    for line in lines:
        boxes = [box for box in line.condition.when if admits(box, line, remedy)]
        narrowed = [_narrowed(rulebook, one, box, remedy) for one in rooms for box in boxes]
        rooms = [one for one in narrowed if one is not None]
    return any([_left(rulebook, one, barring, remedy) for one in rooms])


def given_by(rulebook: Rulebook, line: Line) -> tuple[str, ...]:
    """The roles a line can speak of: those it is written for and all above them."""
    roles = [role.id for role in rulebook.roles]
    if isinstance(line, Grant) or (isinstance(line, Entitlement) and line.roles):
        holds = index_of(rulebook).holds
        return tuple([role for role in roles if any([holds(role, named) for named in line.roles])])
    return tuple(roles)


def _narrowed(rulebook: Rulebook, room: Room, box: Box, remedy: Remedy) -> Room | None:
    """What a box leaves of a room, or `None` when that is nothing."""
    found = dict(room)
    for test in box:
        if test.axis in _OF_REMEDY:
            continue
        spans, absent = found.get(test.axis) or _whole(rulebook, test.axis, remedy)
        found[test.axis] = reach = shared(spans, test.spans), absent and test.absent
        if reach == ((), False):
            return None
    return found


def _left(rulebook: Rulebook, room: Room, barring: list[Box], remedy: Remedy) -> bool:
    """Whether anything of a room is in none of the boxes."""
    if not barring:
        return True
    first, *rest = barring
    inside = dict(room)
    for test in first:
        if test.axis in _OF_REMEDY:
            continue
        spans, absent = inside.get(test.axis) or _whole(rulebook, test.axis, remedy)
        outside = shared(spans, opposite(test.spans)), absent and not test.absent
        if outside != ((), False) and _left(rulebook, inside | {test.axis: outside}, rest, remedy):
            return True
        inside[test.axis] = within = shared(spans, test.spans), absent and test.absent
        if within == ((), False):
            return False
    return False


def _whole(rulebook: Rulebook, axis: str, remedy: Remedy) -> Reach:
    """Everything that an axis can be."""
    name, _, age = axis.partition("#")
    if axis == "day":
        return (rulebook.effective,), False
    if axis in ("weekday", "hour"):
        return ((0, 7 if axis == "weekday" else 24),), False
    if axis == "cost":
        return (spans_of([remedy.cost[1]]) if remedy.cost[0] == "units" else _FROM_ZERO), False
    if axis in ("amount", "quantity"):
        stated = (remedy.kind in IN_MONEY) if axis == "amount" else remedy.kind not in IN_MONEY
        return (_FROM_ZERO if stated else spans_of([0])), False
    facts = index_of(rulebook).facts
    fact = facts.get(name)
    if fact is None:
        return _FROM_ZERO, False
    made_from = [facts[part] for part in fact.derived[1] if part in facts] if fact.derived else []
    absent = fact.optional or any([part.optional for part in made_from])
    if age or fact.derived or fact.kind in ("date", "moment", "time"):
        return EVERYTHING, absent
    if fact.values or fact.kind == "yes_no":
        return ((0, len(fact.values) or 2),), absent
    return ((fact.least if fact.least is not None else 0, None if fact.most is None else fact.most + 1),), absent
