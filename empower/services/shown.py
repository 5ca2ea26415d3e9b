"""A request that shows what an analysis found, with what must have been given before for the counters to stand so."""

from __future__ import annotations

from empower.domain.people import Person
from empower.rules.analysis.concrete import Concrete
from empower.rules.analysis.found import Earlier, Witness
from empower.rules.analysis.histories import ask_of, standing
from empower.rules.answer import Comes, comes_to
from empower.rules.index import index_of
from empower.rules.missing import asked_facts
from empower.rules.rulebook import IN_MONEY, Rulebook
from empower.rules.situation import Situation

__all__ = ["comes_after", "histories", "witness_at"]


def witness_at(rulebook: Rulebook, where: Concrete, remedy: str, role: str, face: int, *given: Earlier) -> Witness:
    """The request in a situation, with no more facts than it takes; what it comes to is left open."""
    plain = _facts(rulebook, where, keys=bool(given))
    return Witness(remedy=remedy, role=role, face=face, day=where.day, hour=where.hour, facts=plain, given=given)


def comes_after(rulebook: Rulebook, witness: Witness, people: tuple[Person, ...] | None = None) -> Comes | None:
    """What the request comes to when it is asked; `None` where a fact is missing or what was given cannot be."""
    balances = standing(rulebook, witness)
    if balances is None:
        return None
    situation = Situation(rulebook, ask_of(rulebook, witness), balances, people)
    asks, supposed = asked_facts(situation)
    return None if asks else comes_to(situation.supposing(supposed) if supposed else situation)


def histories(rulebook: Rulebook, remedy: str, role: str, totals: tuple[int, ...]) -> list[tuple[Earlier, ...]]:
    """What may have been given before, for somebody to try: one gesture of the incident that comes to one of the totals."""
    found: list[tuple[Earlier, ...]] = []
    first = [one for one in rulebook.remedies if one.id == remedy]
    for one in [*first, *[other for other in rulebook.remedies if other.id != remedy]]:
        if one.kind in IN_MONEY:
            found += [(Earlier(remedy=one.id, face=total, role=role),) for total in totals]
            if one.cost[0] == "share":
                whole = [-(-total * one.cost[2] // one.cost[1]) for total in totals]
                found += [(Earlier(remedy=one.id, face=total, role=role),) for total in whole]
        elif not one.unit:
            found += [tuple([Earlier(remedy=one.id, role=role)] * times) for times in (1, 2, 3)]
    return found


def _facts(rulebook: Rulebook, where: Concrete, *, keys: bool) -> tuple[tuple[str, int | str], ...]:
    """The facts to state; the keys that limits count by only where something was given before."""
    named = index_of(rulebook).keys
    return tuple([(name, value) for name, value in where.facts if keys or name not in named])
