"""What the import of an event log would do: `services` makes it, `report` shows it."""

from __future__ import annotations

from empower.domain.problem import PlacedProblem
from empower.domain.value import Value

__all__ = ["HandsLine", "LogPreview", "LogReading", "Uncounted"]


class HandsLine(Value):
    """The incidents that so many roles, or persons, had a hand in."""

    hands: int
    incidents: int
    recovered: int  # those for which something was given
    wait: int | None  # from opened to the first gesture, of the one in the middle: microseconds
    cost: int
    unknown: int  # gestures whose cost is not known


class Uncounted(Value):
    """An activity taken for handling whose events say figures, of which nothing is made."""

    activity: str
    line: int  # where it first stands
    events: int  # that say one
    unread: int  # figures that are in no sum, since they cannot be read or are in other money
    sums: tuple[tuple[str, str, str], ...]  # amount, cost or quantity; under which name; what it comes to
    hint: str  # the activity that may be meant; "" where none is like it


class LogReading(Value):
    """How the log was read."""

    names: tuple[tuple[str, str], ...]  # what is meant, and under which name it stands
    opens: tuple[str, ...]
    gives: tuple[tuple[str, str], ...]  # activity, remedy
    amounts: tuple[tuple[str, str], ...]  # of activities whose amount was found under a name of its own: which
    closes: tuple[str, ...]
    not_by_staff: tuple[str, ...]
    others: tuple[tuple[str, int], ...]  # activities that are handling and nothing else, with how often they occur
    uncounted: tuple[Uncounted, ...]  # such activities that say figures, and so cannot be taken for handling unasked
    unread: tuple[str, ...]  # names that nothing is read from


class LogPreview(Value):
    """What would come in, and what would not."""

    reading: LogReading
    events: int
    incidents: int
    still_open: int
    gestures: int
    before: int  # cases that came in before
    left_out: int  # cases in which nothing opens an incident
    totals: tuple[tuple[str, int, int, int], ...]  # remedy, how many, what they cost, of how many that is not known
    hands: tuple[HandsLine, ...]
    waits: tuple[int, int, int] | None  # from opened to the first gesture: the least, the one in the middle, the most
    rejected: tuple[PlacedProblem, ...]  # the first thousand
    rejected_cases: int
    problems: int  # how many there are in all
