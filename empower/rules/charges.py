"""What giving a gesture adds to each counter that counts it."""

from __future__ import annotations

from empower.domain.balances import Charge
from empower.rules.counting import added
from empower.rules.rulebook import IN_MONEY
from empower.rules.situation import Situation
from empower.rules.steps.owed import shared_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.balances import Balances
    from empower.domain.gesture import Ask
    from empower.rules.rulebook import Rulebook
    from empower.rules.steps.owed import Share

__all__ = ["charged", "charges_of", "unsaid", "worth"]


def charged(rulebook: Rulebook, ask: Ask, balances: Balances) -> tuple[Charge, ...]:
    """The charges of an ask that was given, whoever allowed it, in the order of the rulebook's counters."""
    situation = Situation(rulebook, ask, balances, None)
    return charges_of(situation, shared_out(situation, ask.gestures, ask.actor.role), ask.actor.id)


def unsaid(rulebook: Rulebook, ask: Ask, balances: Balances) -> str:
    """The remedy of which an ask does not say how much, while nothing is owed that could be meant; "" where there is none."""
    if all([gesture.amount is not None or gesture.quantity is not None for gesture in ask.gestures]):
        return ""
    shares = shared_out(Situation(rulebook, ask, balances, None), ask.gestures, ask.actor.role)
    return next((share.part.gesture.remedy for share in shares if share.unsaid), "")


def worth(rulebook: Rulebook, ask: Ask, balances: Balances) -> int:
    """What an ask comes to in minor units: its cost, or the money that is handed over where that is more."""
    situation = Situation(rulebook, ask, balances, None)
    kinds = {remedy.id: remedy.kind for remedy in rulebook.remedies}
    parts = [share.part for share in shared_out(situation, ask.gestures, ask.actor.role)]
    return sum([max(part.cost, part.face if kinds[part.gesture.remedy] in IN_MONEY else 0) for part in parts])


def charges_of(situation: Situation, shares: tuple[Share, ...], employee: str) -> tuple[Charge, ...]:
    """The charges of these shares; `employee` is whose authority is used. Nothing is charged under a blank key."""
    found = []
    for share in shares:
        for counter in situation.static(share.part.gesture.remedy).counters:
            amount = 0 if counter.measure == "settled" else added(counter, share.part)
            key = situation.key(counter.per, employee)
            if amount and key is not None:
                found.append(Charge(counter=counter.id, key=key, day=situation.ask.day, amount=amount))
        for due, _, settled in share.taken:
            counter = situation.rulebook.counters[due.line.counter]
            key = situation.key(counter.per, employee)
            if settled and key is not None:
                found.append(Charge(counter=counter.id, key=key, day=situation.ask.day, amount=settled))
    return tuple(found)
