"""What a record keeps of an ask, so that it can be counted and decided again; and the same gesture with less of it."""

from __future__ import annotations

from empower.domain.amounts import units
from empower.domain.balances import NOTHING_SPENT
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY
from empower.rules.situation import Situation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import FactValue
    from empower.domain.gesture import Ask
    from empower.domain.given import Given, GivenPart
    from empower.rules.rulebook import Remedy, Rulebook

__all__ = ["complete_facts", "less"]


def complete_facts(rulebook: Rulebook, ask: Ask) -> tuple[tuple[str, FactValue | None], ...]:
    """Every fact of the policy as it was for the ask: stated, by default, derived; `None` where it was absent."""
    known = Situation(rulebook, ask, NOTHING_SPENT, None).facts
    declared = [fact.name for fact in rulebook.facts]
    more = [name for name in known if name not in declared]
    return tuple([(name, known.get(name)) for name in (*declared, *more)])


def less(rulebook: Rulebook, given: Given, face: int) -> Given:
    """The same gesture, which has one part, with less face value: goodwill goes first, and what is owed is kept longest.

    With nothing left of it, every part of a bundle is nothing.
    """
    facts = {name: value for name, value in given.facts if value is not None}
    parts = [_less(index_of(rulebook).remedies[part.remedy], part, face, facts, given.day) for part in given.parts]
    return given.but(parts=tuple(parts))


def _less(remedy: Remedy, part: GivenPart, face: int, facts: dict[str, FactValue], day: int) -> GivenPart:
    if face >= part.face:
        return part
    owed = min(part.owed, face)
    in_money = remedy.kind in IN_MONEY
    return part.but(
        amount=face if in_money and part.amount is not None else part.amount,
        quantity=face if not in_money and part.quantity is not None else part.quantity,
        face=face,
        cost=_cost(remedy, face, facts, day, part),
        owed=owed,
        owed_cost=_cost(remedy, owed, facts, day, part),
        settled=_settled(part, owed),
    )


def _cost(remedy: Remedy, face: int, facts: dict[str, FactValue], day: int, part: GivenPart) -> int:
    """What so much of it costs, never more than all of it did."""
    if not face:
        return 0
    return min(part.cost, units(remedy.cost, {**facts, "amount": face, "quantity": face}, day))


def _settled(part: GivenPart, owed: int) -> tuple[tuple[str, int], ...]:
    """What is still settled once less of what was owed is given; what settled more than its own worth does so no more."""
    if owed == part.owed:
        return part.settled
    left, found = owed, []
    for counter, amount in part.settled:
        kept = min(amount, left)
        left -= kept
        if kept:
            found.append((counter, kept))
    return tuple(found)
