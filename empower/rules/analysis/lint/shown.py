"""Requests that show what an analysis claims, with the gestures that were given before, and the trial of them.

A witness is worth nothing unless it comes to what is claimed, so each is put to the engine as anybody would put it.
"""

from __future__ import annotations

from itertools import chain

from empower.domain.balances import NOTHING_SPENT, Balances
from empower.domain.money import LARGEST
from empower.rules.analysis.asking import BARE
from empower.rules.analysis.found import Earlier, Witness
from empower.rules.analysis.histories import ask_of, costing, reaching, standing
from empower.rules.decide import decide
from empower.rules.rulebook import IN_MONEY
from empower.rules.situation import Situation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.asking import Asking, State
    from empower.rules.analysis.lint.promised import Promised
    from empower.rules.rulebook import Rulebook

__all__ = ["ask_of", "balances_of", "history_for", "run", "witness_of"]

_MANY = 12
_BUILDING = 20
_KEYS = ("incident", "customer")


def witness_of(asking: Asking, role: str, face: int, comes: str) -> Witness:
    """The request as a witness, with nothing given before."""
    where = asking.where
    return Witness(
        remedy=asking.remedy.id, role=role, face=face, day=where.day, hour=where.hour, facts=where.facts, comes=comes
    )


def balances_of(rulebook: Rulebook, witness: Witness) -> Balances:
    """What stands on the counters after what was given before."""
    return standing(rulebook, witness) or NOTHING_SPENT


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
    """The request with something given before, so that it breaks the promise; `None` if none is found.

    `last` is tried first; and no more than `most` are. How many were tried is told too.
    """
    where = promised.asking.where
    keys = {name: name for name in _KEYS} | dict(where.facts)
    asked = witness_of(promised.asking, role, face, "").but(facts=tuple(sorted(keys.items())))
    promise = promised.promise
    tries = 0
    for worth, given in chain(
        ((1, last),), _built(rulebook, asked, state), _histories(rulebook, promised, role, state)
    ):
        if tries >= most:
            break
        tries += worth
        if not given:
            continue
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
    balances = standing(rulebook, witness)
    if balances is None:
        return None
    situation = Situation(rulebook, ask_of(rulebook, witness), balances, None)
    totals = [(one.id, sum(situation.balance(number, ""))) for number, one in enumerate(rulebook.counters)]
    return tuple(sorted([(name, total) for name, total in totals if total]))


def _built(rulebook: Rulebook, asked: Witness, state: State) -> Iterator[tuple[int, tuple[Earlier, ...]]]:
    """What fills each counter to where it is to stand; worth as many tries as it takes time."""
    for apart in ("all", ""):
        yield _BUILDING, reaching((rulebook,), asked, state, apart) or ()


def _histories(
    rulebook: Rulebook, promised: Promised, role: str, state: State
) -> Iterator[tuple[int, tuple[Earlier, ...]]]:
    """What may have been given before: one gesture of a remedy that costs, or comes to, one of the totals; or several alike."""
    own = promised.asking.remedy
    where = promised.asking.where
    totals = list(dict.fromkeys([total for _, total in state]))
    for remedy in sorted(rulebook.remedies, key=lambda one: one.id != own.id):
        stated = remedy.kind in IN_MONEY or bool(remedy.unit) or remedy.kind == "service"
        faces = [BARE]
        if stated:
            wished = [face for total in totals for face in (total, costing(rulebook, where, remedy, total))]
            faces = list(dict.fromkeys([face for face in wished if 0 < face < LARGEST]))
        for face in faces:
            yield 1, (Earlier(remedy=remedy.id, face=face, role=role, day=where.day),)
        for count in [total for total in totals if 1 < total <= _MANY] if totals else []:
            one = Earlier(remedy=remedy.id, face=1 if stated else BARE, role=role, day=where.day)
            yield 1, (one,) * count
