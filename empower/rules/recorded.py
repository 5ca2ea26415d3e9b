"""What a record keeps of an ask, so that it can be counted and decided again; and the same gesture with less of it."""

from __future__ import annotations

from empower.domain.amounts import units
from empower.domain.balances import NOTHING_SPENT
from empower.domain.errors import AbsentFactError
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
    """Every fact of the policy as it was for the ask: stated, by default, derived; `None` for an optional one that is absent.

    A fact that nobody stated and that is always so or so is left out, with what is derived from it: it is not known, and
    what is not known is counted by whoever tests it. Else a limit would be passed by saying less.
    """
    known = Situation(rulebook, ask, NOTHING_SPENT, None).facts
    optional = {fact.name for fact in rulebook.facts if fact.optional}
    made_of = {fact.name: fact.derived[1] for fact in rulebook.facts if fact.derived}
    found: list[tuple[str, FactValue | None]] = []
    for fact in rulebook.facts:
        absent = all([name in known or name in optional for name in made_of.get(fact.name, (fact.name,))])
        if fact.name in known or absent:
            found.append((fact.name, known.get(fact.name)))
    declared = {fact.name for fact in rulebook.facts}
    return (*found, *[(name, value) for name, value in known.items() if name not in declared])


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
        cost=None if face and part.cost is None else _cost(remedy, face, facts, day, part),
        owed=owed,
        owed_cost=_cost(remedy, owed, facts, day, part),
        settled=_settled(part, owed),
    )


def _cost(remedy: Remedy, face: int, facts: dict[str, FactValue], day: int, part: GivenPart) -> int:
    """What so much of it costs: as the policy says, where all of it was reckoned so; else its share of what it cost."""
    if not face or part.cost is None:
        return 0
    try:
        whole, some = [units(remedy.cost, {**facts, "amount": one, "quantity": one}, day) for one in (part.face, face)]
    except AbsentFactError:
        whole, some = -1, 0
    return some if whole == part.cost else -(-part.cost * face // part.face)


def _settled(part: GivenPart, owed: int) -> tuple[tuple[str, int], ...]:
    """What is still settled once less of what was owed is given.

    What settled more than its own worth does so no more; what was given instead and is worth less settles nothing.
    """
    if owed == part.owed:
        return part.settled
    if sum([amount for _, amount in part.settled]) < part.owed:
        return ()
    left, found = owed, []
    for counter, amount in part.settled:
        kept = min(amount, left)
        left -= kept
        if kept:
            found.append((counter, kept))
    return tuple(found)
