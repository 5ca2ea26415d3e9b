"""Where the choices of a generated policy come from: Hypothesis, which shrinks them, or a seed, which is quick."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis.control import current_build_context

__all__ = ["Draws", "of_hypothesis", "of_seed"]

T = TypeVar("T")


class Draws:
    """Small choices, all made from whole numbers; the smallest number is always the plainest choice."""

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number

    def chance(self, percent: int) -> bool:
        """True in about `percent` of a hundred draws."""
        return self.number(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, the first being the plainest."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], least: int = 1, most: int | None = None) -> list[T]:
        """Some of the options, none twice, in their own order."""
        top = len(options) if most is None else min(most, len(options))
        left = list(range(len(options)))
        chosen = [left.pop(self.number(0, len(left) - 1)) for _ in range(self.number(min(least, top), top))]
        return [options[place] for place in sorted(chosen)]


def of_hypothesis() -> Draws:
    """Draws that Hypothesis makes and can shrink, inside a strategy of its own.

    Every draw is a choice of its own rather than a small strategy: of those, Hypothesis would put one in the place of
    others, and four policies in five would be copies of the fifth.
    """
    data = current_build_context().data
    return Draws(lambda least, most: data.draw_integer(least, most) if least < most else least)


def of_seed(seed: int | str) -> Draws:
    """Draws that are the same for the same seed."""
    return Draws(random.Random(seed).randint)
