"""Conditions as boxes: each test is a set of whole numbers on one axis, so that a condition is a union of boxes.

A *span* is a half-open stretch `(lowest, below)` with `None` for no end. An axis is a fact's name, `FACT#days`, `FACT#months`
or `FACT#hours` for an age, or a built-in (`role`, `remedy`, `day` …).
"""

from __future__ import annotations

from empower.domain.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "EVERYTHING",
    "Box",
    "Condition",
    "Said",
    "Span",
    "Spans",
    "Test",
    "contains",
    "opposite",
    "passes",
    "shared",
    "spans_of",
]

Span = tuple[int | None, int | None]
Spans = tuple[Span, ...]
Said = tuple[str, tuple[int, ...]]
"""How the author put it, for messages: `("over", (15000,))`, `("is", (0, 2))`, `("not", (1,))`."""

EVERYTHING: Spans = ((None, None),)


class Test(Value):
    """A set of values on one axis."""

    axis: str
    spans: Spans
    absent: bool = False  # also true when the fact is absent (`{given: false}` alone)
    said: tuple[Said, ...] = ()


Box = tuple[Test, ...]
"""All of these tests hold. The empty box is always."""


class Condition(Value):
    """Any box of `when` holds, and none of `unless`."""

    when: tuple[Box, ...] = ((),)
    unless: tuple[Box, ...] = ()


def spans_of(points: tuple[int, ...] | list[int]) -> Spans:
    """The spans that hold exactly these numbers."""
    spans: list[tuple[int, int]] = []
    for point in sorted(set(points)):
        if spans and spans[-1][1] == point:
            spans[-1] = (spans[-1][0], point + 1)
        else:
            spans.append((point, point + 1))
    return tuple(spans)


def opposite(spans: Spans) -> Spans:
    """Everything that is not in `spans` (which are sorted and apart)."""
    found: list[Span] = []
    start: int | None = None
    open_below = True
    for lowest, below in spans:
        if lowest is not None and (open_below or start is not None) and (start is None or start < lowest):
            found.append((start, lowest))
        start, open_below = below, False
        if below is None:
            return tuple(found)
    found.append((start, None))
    return tuple(found)


def shared(left: Spans, right: Spans) -> Spans:
    """What is in both."""
    found: list[Span] = []
    for a_low, a_below in left:
        for b_low, b_below in right:
            low = b_low if a_low is None else a_low if b_low is None else max(a_low, b_low)
            below = b_below if a_below is None else a_below if b_below is None else min(a_below, b_below)
            if low is None or below is None or low < below:
                found.append((low, below))
    return tuple(sorted(found, key=lambda span: (span[0] is not None, span[0] or 0)))


def passes(box: Box, values: Mapping[str, int]) -> bool:
    """Whether each test of a box holds for the value on its axis."""
    return all([contains(test.spans, values[test.axis]) for test in box])


def contains(spans: Spans, value: int) -> bool:
    """Whether `value` is in one of the spans."""
    for lowest, below in spans:
        if (lowest is None or lowest <= value) and (below is None or value < below):
            return True
    return False
