"""A policy as it is on one day: lines not in force then are gone, dated amounts are what they are that day."""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.domain.conditions import Condition, contains

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.conditions import Box
    from empower.rules.rulebook import Entitlement, Limit, Line, Remedy, Rulebook

__all__ = ["on_day"]


def on_day(rulebook: Rulebook, day: int) -> Rulebook:
    """The policy of that day; in force for ever, and without a test of the day."""

    def lines(several: tuple[Any, ...]) -> tuple[Any, ...]:
        found = [_line(one, day) for one in several]
        return tuple([one for one in found if one.condition.when])

    return rulebook.but(
        effective=(None, None),
        remedies=tuple([_remedy(one, day) for one in rulebook.remedies]),
        grants=lines(tuple([one.but(limits=_limits(one.limits, day)) for one in rulebook.grants])),
        budgets=lines(tuple([one.but(limit=_limit(one.limit, day)) for one in rulebook.budgets])),
        rules=lines(
            tuple(
                [
                    one.but(
                        limit=one.limit and _limit(one.limit, day), at_least=one.at_least and _limit(one.at_least, day)
                    )
                    for one in rulebook.rules
                ]
            )
        ),
        owed=lines(tuple([_owed(one, day) for one in rulebook.owed])),
        not_owed=lines(rulebook.not_owed),
        exceptions=lines(rulebook.exceptions),
        promises=lines(rulebook.promises),
    )


def _line(line: Line, day: int) -> Line:
    condition = Condition(when=_boxes(line.condition.when, day), unless=_boxes(line.condition.unless, day))
    return line.but(condition=condition)


def _boxes(boxes: tuple[Box, ...], day: int) -> tuple[Box, ...]:
    in_force = [box for box in boxes if all([test.axis != "day" or contains(test.spans, day) for test in box])]
    return tuple([tuple([test for test in box if test.axis != "day"]) for box in in_force])


def _remedy(remedy: Remedy, day: int) -> Remedy:
    return remedy.but(cost=_fixed(remedy.cost, day), most=_limits(remedy.most, day))


def _owed(line: Entitlement, day: int) -> Entitlement:
    return line.but(
        amount=_fixed(line.amount, day),
        settles_from=tuple([one.but(amount=_fixed(one.amount, day)) for one in line.settles_from]),
        instead=tuple(
            [one.but(at_least=_fixed(one.at_least, day), at_most=_fixed(one.at_most, day)) for one in line.instead]
        ),
    )


def _limits(limits: tuple[Limit, ...], day: int) -> tuple[Limit, ...]:
    return tuple([_limit(limit, day) for limit in limits])


def _limit(limit: Limit, day: int) -> Limit:
    return limit.but(most=_fixed(limit.most, day))


def _fixed(amount: Amount, day: int) -> Amount:
    if amount[0] == "dated" and not amount[2]:
        taken = [value for start, value in amount[1] if start <= day]
        return _fixed(taken[-1], day) if taken else ZERO
    return tuple([_part(part, day) for part in amount])


def _part(part: Any, day: int) -> Any:
    """A part of an amount: an amount itself, several, or a name or number."""
    if not isinstance(part, tuple) or not part:
        return part
    return _fixed(part, day) if isinstance(part[0], str) else tuple([_part(one, day) for one in part])
