"""Balances: what counters read at the moment of a decision. A value like any other; whence it comes is the edge's affair."""

from __future__ import annotations

from empower.domain.value import Value
from empower.domain.windows import Window

__all__ = ["NOTHING_SPENT", "Balances", "Charge"]


class Charge(Value):
    """What one gesture adds to one counter, under one key, on one day."""

    counter: str
    key: tuple[str, ...]
    day: int
    amount: int
    held: bool = False


class Balances:
    """The charges so far, readable by counter, key and window."""

    __slots__ = ("_by_key",)

    def __init__(self, charges: tuple[Charge, ...] = ()) -> None:
        self._by_key: dict[tuple[str, tuple[str, ...]], list[Charge]] = {}
        for charge in charges:
            self._by_key.setdefault((charge.counter, charge.key), []).append(charge)

    def plus(self, charges: tuple[Charge, ...]) -> Balances:
        """These balances after some more charges."""
        more = Balances()
        more._by_key = {key: list(held) for key, held in self._by_key.items()}
        for charge in charges:
            more._by_key.setdefault((charge.counter, charge.key), []).append(charge)
        return more

    def read(self, counter: str, key: tuple[str, ...], window: Window) -> tuple[int, int]:
        """What is spent and what is held, in the window."""
        spent = held = 0
        first, until = window
        for charge in self._by_key.get((counter, key), ()):
            if (first is None or first <= charge.day) and (until is None or charge.day < until):
                if charge.held:
                    held += charge.amount
                else:
                    spent += charge.amount
        return spent, held


NOTHING_SPENT = Balances()
