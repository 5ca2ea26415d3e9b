"""What is asked: one remedy for one incident, or several together, by somebody in a role, at an instant."""

from __future__ import annotations

from empower.domain.facts import FactValue
from empower.domain.value import Value

__all__ = ["Actor", "Ask", "Gesture"]


class Gesture(Value):
    """One remedy proposed. `None` where nothing was said: what is owed is meant, or there is nothing to say."""

    remedy: str
    amount: int | None = None  # face value in minor units, for credit and cash
    quantity: int | None = None  # for what has a unit


class Actor(Value):
    """Who asks. Without a roster only the role is known and `id` is empty."""

    role: str
    id: str = ""
    vouched: str = "claimed"  # login | claimed


class Ask(Value):
    """Everything a decision is made from, but the policy, the balances and the people.

    `facts` holds what was stated (defaults are the policy's), as whole numbers or text, with `incident` and `customer`
    among them. The edge gives the local `day` and wall-clock `hour` in the policy's zone.
    """

    gestures: tuple[Gesture, ...]
    actor: Actor
    facts: tuple[tuple[str, FactValue], ...]
    at: int  # microseconds, UTC
    day: int
    hour: int
    papers: tuple[str, ...] = ()  # at hand
