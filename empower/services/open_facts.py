"""The facts that the most of a remedy still turns on."""

from __future__ import annotations

from empower.domain.balances import Balances
from empower.domain.decision import Alternative, Asked
from empower.domain.gesture import Ask, Gesture
from empower.domain.people import Person
from empower.rules.missing import asked_facts
from empower.rules.rulebook import IN_MONEY, Remedy, Rulebook
from empower.rules.situation import Situation

__all__ = ["open_facts"]


def open_facts(
    rulebook: Rulebook,
    ask: Ask,
    remedy: Remedy,
    most: Alternative | None,
    balances: Balances,
    people: tuple[Person, ...] | None,
) -> tuple[Asked, ...]:
    """The missing facts that could make it more than `most`: those that decide about the next bit beyond it."""
    beyond = _next(remedy, most)
    if beyond is None:
        return ()
    asks, _ = asked_facts(Situation(rulebook, ask.but(gestures=(beyond,)), balances, people))
    return asks


def _next(remedy: Remedy, most: Alternative | None) -> Gesture | None:
    """One minor unit, or one thing, beyond the most; nothing when there is no most."""
    if most is not None and most.amount is None and most.quantity is None:
        return None
    if remedy.kind in IN_MONEY:
        return Gesture(remedy=remedy.id, amount=(most.amount or 0) + 1 if most else 1)
    if remedy.unit:
        return Gesture(remedy=remedy.id, quantity=(most.quantity or 0) + 1 if most else 1)
    return Gesture(remedy=remedy.id)
