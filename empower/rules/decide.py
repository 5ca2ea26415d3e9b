"""May this be given? The one function that answers."""

from __future__ import annotations

from empower.domain.decision import Decision
from empower.rules.alternatives import alternatives
from empower.rules.answer import answered
from empower.rules.missing import asked_facts
from empower.rules.situation import Situation
from empower.rules.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.balances import Balances
    from empower.domain.gesture import Ask
    from empower.domain.people import Person
    from empower.rules.rulebook import Rulebook

__all__ = ["decide", "decision_alone"]


def decide(rulebook: Rulebook, ask: Ask, balances: Balances, people: tuple[Person, ...] | None = None) -> Decision:
    """The decision, with alternatives for anything but an approval.

    `people` is the roster, or `None` when there is none: then every role is taken to be held. The ask's names are the
    rulebook's; the same values always give the same decision. While a fact is missing that could change the outcome, the
    approvers, what is owed, the needs or the duties, there is no outcome and `asks` names the facts.
    """
    stated = Situation(rulebook, ask, balances, people)
    decision, settled = _decided(stated)
    if decision.outcome in (None, "approve"):
        return decision
    return decision.but(alternatives=alternatives(stated, settled))


def decision_alone(
    rulebook: Rulebook, ask: Ask, balances: Balances, people: tuple[Person, ...] | None = None
) -> Decision:
    """The same decision without its alternatives, which take most of the time: for whoever looks at many."""
    return _decided(Situation(rulebook, ask, balances, people))[0]


def _decided(stated: Situation) -> tuple[Decision, Situation]:
    """The decision, and the situation with a value for every missing fact that changes nothing."""
    asks, supposed = asked_facts(stated)
    settled = stated.supposing(supposed) if supposed else stated
    if not asks:
        return answered(settled), settled
    ask, ref = stated.ask, stated.rulebook.ref
    parts = tuple([share.part for share in judged(settled, ask.actor.role, ask.actor.id).shares])
    return Decision(outcome=None, ask=ask, parts=parts, asks=asks, policy=ref.name, digest=ref.digest), settled
