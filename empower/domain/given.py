"""A gesture as it is counted: what an entry recorded of it, or what is about to be recorded."""

from __future__ import annotations

from empower.domain.facts import FactValue
from empower.domain.value import Value

__all__ = ["Given", "GivenPart"]


class GivenPart(Value):
    """One remedy of it."""

    remedy: str
    amount: int | None = None  # face value in minor units, for credit and cash
    quantity: int | None = None
    face: int  # what counts as face value; 1 for what has neither amount nor number
    cost: int | None  # minor units; `None` where what it cost is not known, as of something imported
    owed: int = 0  # face value that was due by rule
    owed_cost: int = 0
    settled: tuple[tuple[str, int], ...] = ()  # counter, and how much of what it counts was settled


class Given(Value):
    """Everything about it that a counter may ask.

    `facts` are as recorded: `None` for one that is known to be absent. A fact that is not there at all was not known to the
    policy of that day.
    """

    parts: tuple[GivenPart, ...]
    facts: tuple[tuple[str, FactValue | None], ...]  # with the incident and the customer
    day: int
    at: int
    employee: str  # whose authority was used; "" while nobody's is
