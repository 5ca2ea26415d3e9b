"""The diary: many stories at once, each told step by step, so that the book is written in the order in which things happen."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator

__all__ = ["Diary", "Story"]

Story = Iterator[int]
"""A story says when it goes on (an instant), does one thing then, and says when it goes on."""

_SECOND = 1_000_000


class Diary:
    """Everything that is going to happen, the next first."""

    def __init__(self, now: int) -> None:
        self.now = now
        self._waiting: list[tuple[int, int, Story]] = []
        self._begun = 0

    def begin(self, story: Story) -> None:
        """Lets a story begin."""
        self._begun += 1
        self._go_on(story, self._begun)

    def run(self, until: int, tell: Callable[[int], None]) -> None:
        """Lets everything happen up to an instant; `tell` hears how late it is. What would come later never happens."""
        while self._waiting and self._waiting[0][0] < until:
            when, number, story = heapq.heappop(self._waiting)
            self.now = max(self.now + _SECOND, when)  # the clock of a book never stands still
            tell(self.now)
            self._go_on(story, number)

    def _go_on(self, story: Story, number: int) -> None:
        when = next(story, None)
        if when is not None:
            heapq.heappush(self._waiting, (when, number, story))
