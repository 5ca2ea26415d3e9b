"""A small policy, judged by putting every request to it, in every state of the counters.

It shares nothing with the analysis that it is compared with: it has the loader, the engine's answer to one request, and loops.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cached_property
from random import Random
from typing import Any

from tests.brute.asked import Answer, Asked, Put, answer_of, why_of
from tests.brute.linked import still_of, within_of
from tests.brute.matching import Matching
from tests.brute.space import Request, Space, space_of
from tests.brute.states import Choosing, every_state
from tests.laws.compiling import rulebook_of

__all__ = ["Oracle", "Standing", "same_by_decide"]

Tree = dict[str, Any]


class Oracle:
    """One policy, every request of it, and what each came to. All verdicts are asked of this."""

    def __init__(self, tree: Tree, space: Space | None = None) -> None:
        self.tree = {"facts": {}, **tree}
        self.put = Put(rulebook_of(tree))
        self.space = space or space_of(self.tree)
        self.matching = Matching(self.tree)
        self.seconds = 0.0

    @cached_property
    def every(self) -> list[Asked]:
        """Every request in every state."""
        started = time.perf_counter()
        found = list(self._asked())
        self.seconds = time.perf_counter() - started
        return found

    @cached_property
    def fresh(self) -> list[Asked]:
        """Every request with nothing on the counters."""
        return [one for one in self.every if not any(one.state.values())]

    @cached_property
    def states_within(self) -> frozenset[tuple[str, str]]:
        """Pairs of counters of which the first never stands above the second."""
        return within_of((self.put,), self.space)

    def line(self, section: str, name: str) -> Tree:
        """A line as it is written."""
        found: Tree = next(line for line in self.tree[section] if line["id"] == name)
        return found

    def _asked(self) -> Iterator[Asked]:
        still = still_of(self.tree)
        for request in self.space.requests():
            ask = self.put.ask(request)
            assert ask is not None
            choosing = Choosing(self.space.top, self.states_within, still)
            for state, decision in every_state(choosing, lambda balances, ask=ask: self.put.decision(ask, balances)):  # type: ignore[misc]
                used = frozenset(reason.line for reason in decision.reasons)
                why = frozenset(why_of(reason) for reason in decision.reasons)
                yield Asked(request, state, answer_of(decision), decision.parts[0], used, why)

    def __str__(self) -> str:
        pace = len(self.every) / max(self.seconds, 0.001)
        return f"{len(self.every):,} requests in every state, {pace:,.0f} a second"


class Standing:
    """Balances that stand at one state."""

    def __init__(self, state: dict[str, int]) -> None:
        self.state = state

    def read(self, counter: str, *_: object) -> tuple[int, int]:
        return self.state.get(counter, 0), 0


def same_by_decide(oracle: Oracle, seed: int, number: int) -> None:
    """Some of the requests, put to `decide` itself, come to the same."""
    d = Random(seed)
    for one in d.sample(oracle.every, min(number, len(oracle.every))):
        assert decided(oracle, one.request, one.state) == one.answer, one


def decided(oracle: Oracle, request: Request, state: dict[str, int]) -> Answer:
    """What `decide` says to one request in one state."""
    ask = oracle.put.ask(request)
    assert ask is not None
    return answer_of(oracle.put.fully(ask, Standing(state)))
