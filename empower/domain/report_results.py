"""What a report says, as values: `services` makes them, `report` shows them. Money is minor units, a month is its first day."""

from __future__ import annotations

from empower.domain.book_results import PotLine
from empower.domain.value import Value

__all__ = [
    "NOTHING",
    "Figures",
    "FindingCount",
    "GivenRow",
    "GivenTable",
    "HandledRow",
    "OverdueLine",
    "Report",
    "Span",
    "Standing",
    "Stood",
    "WaitingLine",
    "share_used",
]


class Figures(Value):
    """What was asked and given, added up. One gesture is one part of an entry."""

    asked: int = 0  # decisions asked for: given at once, held, or refused
    given: int = 0
    cost: int = 0  # of what was given less what was undone, where it is known
    owed: int = 0  # the part of it that was owed by rule
    unknown: int = 0  # given ones whose cost is not known
    undone: int = 0
    undone_cost: int = 0

    @property
    def goodwill(self) -> int:
        """What went beyond what was owed."""
        return self.cost - self.owed

    @property
    def before(self) -> int:
        """What was given before anything of it was undone."""
        return self.cost + self.undone_cost

    def plus(self, more: Figures) -> Figures:
        """Both together."""
        return Figures(**{name: getattr(self, name) + getattr(more, name) for name in Figures._fields})

    def less(self, other: Figures) -> Figures:
        """What is left of it without the other."""
        return Figures(**{name: getattr(self, name) - getattr(other, name) for name in Figures._fields})


NOTHING = Figures()


class Span(Value):
    """Which days a report is about."""

    label: str  # as it was said, or made of the days
    first: int | None = None  # `None` from the beginning
    until: int | None = None  # exclusive; `None` to the end
    whole_months: bool = True


class GivenRow(Value):
    """One line of a table: its names, what they come to, and its cost month by month."""

    key: tuple[str, ...]  # "" where there is no value
    figures: Figures
    months: tuple[int, ...] = ()


class GivenTable(Value):
    """What was given by one thing, or by two crossed."""

    by: tuple[str, ...]  # role | person | remedy | outcome | month | cause | a fact
    rows: tuple[GivenRow, ...]


class HandledRow(Value):
    """Incidents, or duties, that have one thing in common."""

    by: str  # all | cause | satisfied | response | recovery | levels | contact | repeats | reopened | duty owed | …
    value: str
    count: int
    cost: int = 0
    micros: int = 0  # time taken, all together, where it is a time


class WaitingLine(Value):
    """A request that waits for an answer."""

    seq: int
    state: str  # open | word
    asker: str
    role: str
    remedy: str
    cost: int | None
    at: int
    expires_at: int | None
    moved_up: int
    waits_for: tuple[str, ...]  # roles; or the person whose word is to be confirmed


class OverdueLine(Value):
    """A duty whose time is up."""

    seq: int
    duty: str
    title: str
    person: str
    incident: str
    due_at: int


class FindingCount(Value):
    """How many findings of a kind are in a state."""

    kind: str
    state: str  # open | explained | confirmed
    count: int  # in the whole book
    here: int | None = (
        None  # of the days of the report, by the day of the last entry of each; `None` where nobody counted
    )


class Standing(Value):
    """What is not over at one moment: what waits, what is left of budgets, what is overdue, what is still to be looked at."""

    at: int
    waiting: tuple[WaitingLine, ...] = ()  # those that wait longest
    waiting_count: int = 0
    waiting_cost: int = 0
    pots: tuple[PotLine, ...] = ()  # those nearest their end; a customer goes by what stands for them
    pots_count: int = 0
    pots_day: int = 1  # in whose month, quarter or year
    overdue: tuple[OverdueLine, ...] = ()  # those longest overdue
    overdue_count: int = 0
    findings: tuple[FindingCount, ...] | None = None  # `None` where nobody looked
    late_count: int | None = (
        None  # open incidents whose recovery is overdue; `None` where an early closing does not say
    )
    late_longest: int = 0  # microseconds since the first of them was due


class Stood(Value):
    """Which state of the book a report is of."""

    book: str
    size: int
    hash: str
    at: int  # of the last entry, or of the one that closed the month
    policy: str  # digest
    state: str = ""  # of the month: soft | closed; "" while it is open
    known_at: int | None = None  # what was recorded later is left out


class Report(Value):
    """A report."""

    span: Span
    stood: Stood
    total: Figures
    months: tuple[tuple[int, Figures], ...]
    tables: tuple[GivenTable, ...]
    people: tuple[GivenRow, ...]  # who asked for it, the dearest first
    outcomes: tuple[GivenRow, ...]  # approve | escalate | deny | imported
    handled: tuple[HandledRow, ...] | None  # `None` for days that are no whole months
    standing: Standing | None  # `None` where how it stood then is not known
    as_of: int | None = None  # only what had effect by the end of this day is in it
    empty_of: tuple[int, int] | None = None  # first and last day of the book, where nothing of it lies in the days

    def handled_by(self, by: str) -> tuple[HandledRow, ...]:
        """The lines of one kind."""
        return tuple([one for one in self.handled or () if one.by == by])

    def outcome(self, name: str) -> Figures:
        """What decisions of one outcome come to."""
        return next((row.figures for row in self.outcomes if row.key == (name,)), NOTHING)


def share_used(pot: PotLine) -> tuple[int, int]:
    """Used and held of a budget over all of it, as a fraction; one that allows nothing is used up by anything."""
    used = pot.spent + pot.held
    return (used, pot.limit) if pot.limit else (int(used > 0), 1)
