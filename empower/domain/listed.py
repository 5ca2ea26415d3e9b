"""Which entries are asked for, and what one of them comes to with everything that belongs to it."""

from __future__ import annotations

from empower.domain.decision import Decision
from empower.domain.entries import Entry
from empower.domain.value import Value

__all__ = ["Charged", "DutyOwed", "Quoted", "Said", "Story", "Wanted"]


class Wanted(Value):
    """What an entry has to be. What is not said lets everything through."""

    kinds: tuple[str, ...] = ()
    person: str = ""  # who did it
    asker: str = ""  # who asked for what it is about
    role: str = ""  # in which role it was done
    incident: str = ""
    customer: str = ""  # what stands for the customer
    remedy: str = ""  # alone, or with others
    outcome: str = ""
    policy: str = ""  # digest
    request_id: str = ""
    from_day: int | None = None
    until_day: int | None = None  # exclusive
    least: int | None = None  # cost, minor units
    most: int | None = None
    facts: tuple[tuple[str, int | str | bool | None], ...] = ()  # as entries keep them
    texts: tuple[tuple[str, str], ...] = ()  # facts that are texts: kept as they are, or as a commitment
    recorded_by: int | None = None  # an instant, inclusive
    oldest_first: bool = False


class Quoted(Value):
    """A line of a policy as it stood, with what it says there."""

    name: str
    line: int
    source: tuple[str, ...]


class Charged(Value):
    """What an entry added to one counter, and what the counter said before and after."""

    counter: str
    lines: tuple[str, ...]  # of the policy of that day, whose limits it counts for
    key: tuple[tuple[str, str], ...]  # for whom or what, by the names of the policy; a customer by what stands for them
    day: int
    in_money: bool  # else so many gestures, or things
    spent_before: int
    held_before: int
    spent_after: int
    held_after: int


class DutyOwed(Value):
    """What an entry leaves to be done, and whether it was."""

    duty: str
    title: str
    due_at: int | None
    done_at: int | None
    done_by: int | None  # the entry that says so


class Said(Value):
    """A text beside an entry; `None` where it was erased."""

    name: str
    text: str | None


class Story(Value):
    """One entry with everything that belongs to it."""

    entry: Entry
    decision: Decision | None  # made again from what the entry kept
    no_decision: str  # why it cannot be made again, where something was decided
    quoted: tuple[Quoted, ...]  # the lines its reasons name, as they stood then
    customer: Said | None
    texts: tuple[Said, ...]
    charges: tuple[Charged, ...]
    refers_to: Entry | None
    referred_by: tuple[Entry, ...]
    duties: tuple[DutyOwed, ...]
    policy_name: str
    roster_name: str
