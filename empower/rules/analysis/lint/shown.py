"""Requests that show what an analysis claims, with the gestures that were given before, and the trial of them.

A witness is worth nothing unless it comes to what is claimed, so each is put to the engine as anybody would put it.
"""

from __future__ import annotations

from itertools import chain

from empower.domain.amounts import amount_facts
from empower.domain.balances import Balances
from empower.domain.errors import AbsentFactError
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.money import LARGEST
from empower.rules.analysis.asking import BARE
from empower.rules.analysis.concrete import Concrete
from empower.rules.analysis.found import Earlier, Witness
from empower.rules.charges import charged
from empower.rules.decide import decide
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY
from empower.rules.situation import Situation
from empower.rules.steps.owed import cost_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.balances import Charge
    from empower.rules.analysis.asking import Asking, State
    from empower.rules.analysis.lint.promised import Promised
    from empower.rules.rulebook import Remedy, Rulebook

__all__ = ["ask_of", "balances_of", "gesture_of", "history_for", "run", "witness_of"]

_MANY = 12
_KEYS = ("incident", "customer")


def witness_of(asking: Asking, role: str, face: int, comes: str) -> Witness:
    """The request as a witness, with nothing given before."""
    where = asking.where
    return Witness(
        remedy=asking.remedy.id, role=role, face=face, day=where.day, hour=where.hour, facts=where.facts, comes=comes
    )


def gesture_of(rulebook: Rulebook, remedy: str, face: int) -> Gesture:
    """The remedy with its face value, which is an amount or a number; or `BARE`."""
    if face == BARE:
        return Gesture(remedy=remedy)
    in_money = index_of(rulebook).remedies[remedy].kind in IN_MONEY
    return Gesture(remedy=remedy, amount=face) if in_money else Gesture(remedy=remedy, quantity=face)


def ask_of(rulebook: Rulebook, witness: Witness) -> Ask:
    """The request of a witness."""
    return _ask(rulebook, witness, witness.remedy, witness.face, witness.role)


def balances_of(rulebook: Rulebook, witness: Witness) -> Balances:
    """What stands on the counters after what was given before."""
    return Balances(_charges(rulebook, witness))


def run(rulebook: Rulebook, witness: Witness) -> str | None:
    """What a witness comes to; `None` where more would have to be known."""
    return decide(rulebook, ask_of(rulebook, witness), balances_of(rulebook, witness)).outcome


def history_for(
    rulebook: Rulebook,
    promised: Promised,
    role: str,
    face: int,
    state: State,
    last: tuple[Earlier, ...],
    most: int,
) -> tuple[Witness | None, int]:
    """The request with something given before in the same incident, so that it breaks the promise; `None` if none is found.

    `last` is tried first; and no more than `most` are. How many were tried is told too.
    """
    where = promised.asking.where
    keys = {name: name for name in _KEYS} | dict(where.facts)
    asked = witness_of(promised.asking, role, face, "").but(facts=tuple(sorted(keys.items())))
    promise = promised.promise
    tries = 0
    for given in chain((last,) if last else (), _histories(rulebook, promised, role, state)):
        if tries == most:
            break
        tries += 1
        witness = asked.but(given=given)
        stands = _stands(rulebook, witness)
        if stands is None or not promised.holds(role, face, stands):
            continue
        comes = run(rulebook, witness)
        if comes is not None and (comes == promise.outcome) != promise.always:
            return witness.but(comes=comes), tries
    return None, tries


def _stands(rulebook: Rulebook, witness: Witness) -> State | None:
    """The totals after what was given before; `None` where that turns on facts which the request has no need to state."""
    totals: dict[str, int] = {}
    try:
        for charge in _charges(rulebook, witness):
            totals[charge.counter] = totals.get(charge.counter, 0) + charge.amount
    except AbsentFactError:
        return None
    return tuple(sorted(totals.items()))


def _charges(rulebook: Rulebook, witness: Witness) -> tuple[Charge, ...]:
    found: tuple[Charge, ...] = ()
    for one in witness.given:
        ask = _ask(rulebook, witness, one.remedy, one.face, one.role or witness.role)
        found = (*found, *charged(rulebook, ask, Balances(found)))
    return found


def _histories(rulebook: Rulebook, promised: Promised, role: str, state: State) -> Iterator[tuple[Earlier, ...]]:
    """What may have been given before: one gesture of a remedy that costs, or comes to, one of the totals; or several alike."""
    own = promised.asking.remedy
    where = promised.asking.where
    totals = list(dict.fromkeys([total for _, total in state]))
    for remedy in sorted(rulebook.remedies, key=lambda one: one.id != own.id):
        stated = remedy.kind in IN_MONEY or bool(remedy.unit) or remedy.kind == "service"
        faces = [BARE]
        if stated:
            wished = [face for total in totals for face in (total, _costing(rulebook, where, remedy, total))]
            faces = list(dict.fromkeys([face for face in wished if 0 < face < LARGEST]))
        for face in faces:
            yield (Earlier(remedy=remedy.id, face=face, role=role, day=where.day),)
        for count in [total for total in totals if 1 < total <= _MANY] if totals else []:
            one = Earlier(remedy=remedy.id, face=1 if stated else BARE, role=role, day=where.day)
            yield (one,) * count


def _costing(rulebook: Rulebook, where: Concrete, remedy: Remedy, cost: int) -> int:
    """The least face value that costs so much; none, which is 0, where no such value does exactly."""
    ask = Ask(
        gestures=(Gesture(remedy=remedy.id),),
        actor=Actor(role=rulebook.roles[0].id),
        facts=where.facts,
        at=where.at,
        day=where.day,
        hour=where.hour,
    )
    situation = Situation(rulebook, ask, Balances(), None)
    if not amount_facts(remedy.cost) <= situation.facts.keys() | {"amount", "quantity"}:
        return 0
    low, high = 0, LARGEST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if cost_of(situation, remedy, middle) >= cost else (middle, high)
    return high


def _ask(rulebook: Rulebook, witness: Witness, remedy: str, face: int, role: str) -> Ask:
    place = Concrete(day=witness.day, hour=witness.hour, facts=witness.facts)
    return Ask(
        gestures=(gesture_of(rulebook, remedy, face),),
        actor=Actor(role=role, id=witness.person),
        facts=witness.facts,
        at=place.at,
        day=witness.day,
        hour=witness.hour,
    )
