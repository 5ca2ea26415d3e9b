"""Chance that comes out the same for the same seed, on every machine and every Python: all of it is drawn from one method."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

__all__ = ["Chance"]

T = TypeVar("T")


class Chance:
    """Draws that depend on nothing but the seed."""

    def __init__(self, *seed: object) -> None:
        self.share = random.Random("/".join(str(one) for one in seed)).random

    def happens(self, share: float) -> bool:
        """Whether something that happens so often does now."""
        return self.share() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, some: Sequence[T]) -> T:
        """One of them."""
        return some[int(self.share() * len(some))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, each as often as its weight says."""
        left = self.share() * sum(weights.values())
        for one, weight in weights.items():
            left -= weight
            if left < 0:
                return one
        return next(reversed(list(weights)))
