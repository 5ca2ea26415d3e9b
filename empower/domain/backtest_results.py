"""What a policy would have answered to decisions of the past, as values: `services` makes them, `report` shows them."""

from __future__ import annotations

from empower.domain.value import Value

__all__ = ["WAYS", "Answer", "Backtest", "Cost", "LineCount", "Reckoned", "Share", "Tried"]

WAYS = ("same", "freer", "stricter", "otherwise")
"""How an answer differs from the one that was given; `otherwise` where the outcome is the same and something else is not."""


class Answer(Value):
    """What the policy would have answered in one reading, and what would have been given."""

    outcome: str  # approve | escalate | deny
    way: str  # one of `WAYS`
    differs: tuple[str, ...] = ()  # with the same outcome: people, papers, duties, cost, owed
    cost: int = 0  # of what would have been given, less what was undone
    lines: tuple[tuple[str, str, str, tuple[int, int]], ...] = ()  # code, line, section, its place in the policy


class Tried(Value):
    """A decision of the book, asked again. Without answers it is unverified, and `lacks` says what is not known."""

    seq: int
    day: int
    asker: str
    role: str
    remedy: str  # with `+` between what was decided together
    incident: str
    asked: int  # what was asked would have cost
    was: str  # the outcome in the book
    given: int  # what was given cost, less what was undone
    were: Answer | None = None  # with the balances as they were
    become: Answer | None = None  # as they would have become
    lacks: tuple[tuple[str, str], ...] = ()  # what kind of thing, and its name

    @property
    def changed(self) -> bool:
        """Whether there is another answer in either reading."""
        return any([answer is not None and answer.way != "same" for answer in (self.were, self.become)])

    @property
    def moved(self) -> int:
        """By how much the cost differs at most, in either reading."""
        return max([abs(answer.cost - self.given) for answer in (self.were, self.become) if answer], default=0)


class Cost(Value):
    """What a reading comes to."""

    alone: int = 0  # given at once, on the asker's own authority
    by_others: int = 0  # with somebody's yes, as it was said then

    @property
    def total(self) -> int:
        """All of it."""
        return self.alone + self.by_others


class Reckoned(Value):
    """One reading, added up over everything that could be asked again."""

    ways: tuple[tuple[str, int], ...]  # in the order of `WAYS`
    changes: tuple[tuple[str, str, int], ...]  # outcome in the book, outcome now, how many; the most first
    differs: tuple[tuple[str, int], ...]  # where the outcome is the same
    cost: Cost


class Share(Value):
    """A role and a remedy."""

    role: str
    remedy: str
    decisions: int
    changed: int  # another answer in either reading
    given: int
    were: int
    become: int


class LineCount(Value):
    """A line of the new policy that stands behind another answer."""

    code: str
    line: str
    section: str
    place: tuple[int, int]
    count: int


class Backtest(Value):
    """A policy laid over the decisions of a book."""

    decisions: int  # all that were asked again, unverified ones included
    imported: int  # not decided here
    unverified: int
    unverified_given: int  # what those cost; on neither side of the comparison
    lacks: tuple[tuple[str, str, int], ...]
    given: Cost  # what was given where both are known
    were: Reckoned
    become: Reckoned
    shares: tuple[Share, ...]
    dearest: tuple[Tried, ...]
    lines: tuple[LineCount, ...]
    roles_nobody_held: tuple[str, ...] = ()
