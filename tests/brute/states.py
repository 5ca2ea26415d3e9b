"""Every state of the counters that a question reads: one total each, tried one after another as it is read.

A question is put again and again. The first time a counter is read it is nothing; each time after, the last counter read takes
its next value, until every total of every counter read has been had. What is never read is never varied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

__all__ = ["Choosing", "every_state"]

T = TypeVar("T")
Pairs = frozenset[tuple[str, str]]


class Choosing:
    """Balances that have whatever total is being tried.

    `within` are pairs of counters of which the first never stands above the second; `still` are counters nothing turns on.
    """

    def __init__(self, top: int, within: Pairs, still: frozenset[str] = frozenset()) -> None:
        self._top = top
        self._within = within
        self._still = still
        self._chosen: list[tuple[str, int, int]] = []  # counter, value, the most it may be
        self._replayed = 0
        self.state: dict[str, int] = {}

    def read(self, counter: str, *_: object) -> tuple[int, int]:
        """What is spent by this state; nothing is held, which counts like spent."""
        if counter in self._still:
            return 0, 0
        if counter not in self.state:
            self.state[counter] = self._next(counter)
        return self.state[counter], 0

    def _next(self, counter: str) -> int:
        if self._replayed < len(self._chosen):
            name, value, _ = self._chosen[self._replayed]
            assert name == counter, "the same question reads the same counters"
        else:
            least = max([0, *[value for name, value in self.state.items() if (name, counter) in self._within]])
            most = min([self._top, *[value for name, value in self.state.items() if (counter, name) in self._within]])
            value = least
            self._chosen.append((counter, value, most))
        self._replayed += 1
        return value

    def advance(self) -> bool:
        """Whether there is another state; it is the next to be read."""
        self._replayed = 0
        self.state = {}
        while self._chosen:
            counter, value, most = self._chosen.pop()
            if value < most:
                self._chosen.append((counter, value + 1, most))
                return True
        return False


def every_state(choosing: Choosing, question: Callable[[Choosing], T]) -> Iterator[tuple[dict[str, int], T]]:
    """The question's answer in every state of the counters it reads."""
    while True:
        answer = question(choosing)
        yield dict(choosing.state), answer
        if not choosing.advance():
            return
