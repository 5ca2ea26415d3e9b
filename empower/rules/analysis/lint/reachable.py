"""Whether the tests that move with what is asked can pass together: of the role, the amount, the cost and the totals."""

from __future__ import annotations

from empower.domain.amounts import units
from empower.domain.conditions import passes
from empower.domain.money import LARGEST
from empower.rules.analysis.weighing import hangs
from empower.rules.rulebook import IN_MONEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empower.domain.conditions import Box
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.rulebook import Remedy

__all__ = ["can_pass"]


def can_pass(
    remedy: Remedy, roles: int, place: Concrete | None, when: Box, unless: Iterable[Box], *, loose: bool
) -> bool:
    """Whether somebody can ask for the remedy so that all of `when` passes, and no box of `unless`.

    `roles` is how many there are. `loose`: part of it may be owed, so that what goes beyond may cost less than it would alone.
    """
    barring = list(unless)
    if not when and not barring:
        return True
    if hangs(remedy.cost) or place is None:
        return _each_alone(when)
    cuts = [(test.axis, end) for box in (when, *barring) for test in box for span in test.spans for end in span]
    known = [(axis, end) for axis, end in cuts if end is not None]
    for values in _asked(remedy, place, known, loose=loose):
        for role in range(roles):
            values["role"] = role
            if passes(when, values) and not any([passes(box, values) for box in barring]):
                return True
    return False


def _each_alone(when: Box) -> bool:
    """Where the cost is not known: no more than that each test has room."""
    return all([test.spans for test in when])


def _asked(remedy: Remedy, place: Concrete, cuts: list[tuple[str, int]], *, loose: bool) -> Iterator[dict[str, int]]:
    """Everything that can be asked, as far as it differs for these cuts."""
    in_money = remedy.kind in IN_MONEY
    stated = in_money or bool(remedy.unit) or remedy.kind == "service"
    faces = {1}
    if stated:
        faces |= {0, LARGEST}
        for axis, cut in cuts:
            least = cut if axis in ("amount", "quantity") else _costing(remedy, place, cut)
            faces |= {face for face in (least - 1, least) if 0 <= face <= LARGEST}
    costs = {face: _cost(remedy, place, face) for face in faces}
    if loose:
        costs_of = {
            face: {0, *[cut - side for _, cut in cuts for side in (0, 1)], cost} for face, cost in costs.items()
        }
    else:
        costs_of = {face: {cost} for face, cost in costs.items()}
    for face in sorted(faces):
        for cost in sorted([cost for cost in costs_of[face] if 0 <= cost <= costs[face]]):
            totals = sorted({cost, *[cut - side for axis, cut in cuts if axis[:8] == "incident" for side in (0, 1)]})
            for goodwill in totals:
                for spent in totals:
                    if cost <= goodwill <= spent:
                        yield {
                            "amount": face if in_money else 0,
                            "quantity": 0 if in_money else face,
                            "cost": cost,
                            "incident_goodwill": goodwill,
                            "incident_cost": spent,
                        }


def _cost(remedy: Remedy, place: Concrete, face: int) -> int:
    return units(remedy.cost, {"amount": face, "quantity": face}, place.day) if face else 0


def _costing(remedy: Remedy, place: Concrete, cost: int) -> int:
    """The least face value that costs so much; beyond every one where none does."""
    low, high = 0, LARGEST
    if cost <= 0 or _cost(remedy, place, high) < cost:
        return 0 if cost <= 0 else LARGEST + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _cost(remedy, place, middle) >= cost else (middle, high)
    return high
