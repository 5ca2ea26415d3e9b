"""What the other commands answer, as values: `services` makes them, `report` shows them, and neither knows the other.

They hold names, not texts: a title, a limit or a condition is read from the rulebook when somebody looks.
"""

from __future__ import annotations

from empower.domain.decision import Alternative, Approver, Asked, Decision, OwedLine, Warned
from empower.domain.facts import FactValue
from empower.domain.gesture import Ask
from empower.domain.value import Value

__all__ = [
    "CardResult",
    "CaseResult",
    "Cell",
    "ChangedLines",
    "Extreme",
    "LaidOut",
    "MatrixResult",
    "Mismatch",
    "PackLine",
    "SuggestResult",
    "Used",
    "WhereResult",
]


class SuggestResult(Value):
    """What may be given here and now, most fitting first, and what is owed."""

    ask: Ask  # without gestures
    alternatives: tuple[Alternative, ...] = ()
    owed: tuple[OwedLine, ...] = ()
    asks: tuple[Asked, ...] = ()  # facts that could still change it
    warnings: tuple[Warned, ...] = ()
    policy: str = ""
    digest: str = ""


class CardResult(Value):
    """One role's authority: which grants it has of its own or from below, and whom it asks, nearest first."""

    role: str
    day: int  # the local day it holds on
    grants: tuple[str, ...]  # ids
    asks: tuple[Approver, ...] = ()
    person: str = ""
    name: str = ""


class Extreme(Value):
    """How much may be given alone in one situation, and its facts."""

    most: Alternative | None = None
    facts: tuple[tuple[str, FactValue], ...] = ()


class Cell(Value):
    """The most of one remedy that one role may give alone; over all situations, how little and how much that may come to."""

    role: str
    remedy: str
    most: Alternative | None = None  # nothing where it may give none
    asks: tuple[str, ...] = ()  # facts that it turns on and that were not said
    range: tuple[Extreme, Extreme] | None = None  # where facts were ranged over, the least and the most


class MatrixResult(Value):
    """Role × remedy; a cell for each pair, in any order."""

    roles: tuple[str, ...]
    remedies: tuple[str, ...]
    cells: tuple[Cell, ...]
    facts: tuple[tuple[str, str], ...] = ()  # what was said, as it was written
    day: int = 0  # the local day it holds on
    at: int = 0
    over_all: bool = False  # whether facts left unsaid were ranged over
    left_out: tuple[str, ...] = ()  # remedies of which not all situations were looked at


class Mismatch(Value):
    """One thing that a case expected and did not get, both in words."""

    what: str  # outcome, to, because, most refund …
    expected: str
    actual: str


class CaseResult(Value):
    """One case of a policy's tests; it passed when nothing mismatches."""

    name: str
    file: str
    line: int
    column: int = 1
    mismatches: tuple[Mismatch, ...] = ()
    decision: Decision | None = None  # of one that failed
    named: tuple[tuple[str, str], ...] = ()  # what else its author named, with the answer now as it is written


class Used(Value):
    """One thing in use, and who says so."""

    what: str  # policy, roster, person …
    value: str = ""  # nothing where it is not set
    why: str = ""
    detail: str = ""  # what was found there


class WhereResult(Value):
    """Which files and person are in use, and why."""

    used: tuple[Used, ...]
    workspace: str = ""


class PackLine(Value):
    """One shipped pack."""

    name: str
    title: str
    folder: str


class ChangedLines(Value):
    """Lines of a file that were, or would be, written otherwise."""

    line: int  # of the first of them, before
    before: tuple[str, ...]
    after: tuple[str, ...]


class LaidOut(Value):
    """A file, and what it takes to lay it out as it should be."""

    file: str
    differences: tuple[ChangedLines, ...] = ()
    ends: bool = False  # whether some of its lines end otherwise than with LF, or the last does not end
    mark: bool = False  # whether it begins with a byte order mark
    written: bool = False

    @property
    def changes(self) -> bool:
        """Whether it is otherwise than it should be."""
        return bool(self.differences) or self.ends or self.mark
