"""The answer to "may I give this?", as values. Nobody here makes a sentence: `report` does, when somebody reads it."""

from __future__ import annotations

from empower.domain.balances import Charge
from empower.domain.conditions import Said
from empower.domain.facts import FactValue
from empower.domain.gesture import Ask, Gesture
from empower.domain.value import Value

__all__ = [
    "REASON_CODES",
    "WARNING_CODES",
    "Alternative",
    "Approver",
    "Asked",
    "Contact",
    "Decision",
    "DutyDue",
    "Need",
    "OwedLine",
    "Part",
    "Reading",
    "Reason",
    "Tested",
    "Unblock",
    "Warned",
]

REASON_CODES = (
    "within-authority",
    "owed",
    "not-owed",
    "forbidden",
    "not-granted",
    "above-authority",
    "limit",
    "budget",
    "needs-approval",
    "remedy-maximum",
    "nobody-can",
    "final",
    "exception",
)

WARNING_CODES = (
    "near-limit",  # warn_at reached: reading
    "beyond-limit",  # passed where the policy only warns: reading
    "less-than-advised",  # at_least: reading (limit = the advice)
    "less-than-owed",  # amount = what is due, actual = what is given
    "settles-nothing",  # instead, worth too little: amount = what it would take
    "nothing-counted",  # no book: nothing is counted as spent
    "not-in-force",  # the book obeys another policy or roster
)


class Tested(Value):
    """One test of a line, beside the actual value."""

    axis: str  # a fact, or FACT#days, FACT#months, FACT#hours
    said: tuple[Said, ...]
    actual: FactValue | None


class Reading(Value):
    """One limit, before the gesture."""

    line: str
    section: str
    measure: str  # cost | face | count
    per: tuple[tuple[str, str], ...]  # key and its value; ("gesture", "") per gesture
    every: tuple[str, int] | None
    limit: int
    spent: int
    held: int
    asked: int  # what the gesture adds
    unit: str = ""  # of a face that is not money
    counter: str = ""  # what counts; none per gesture

    @property
    def left(self) -> int:
        """What is left, never below zero."""
        return max(0, self.limit - self.spent - self.held)


class Reason(Value):
    """Why, with the line of the policy that says so."""

    code: str
    line: str = ""
    section: str = ""
    place: tuple[int, int] = (0, 0)
    because: str = ""
    remedy: str = ""
    tests: tuple[Tested, ...] = ()  # what matched; for a near miss, the one test that failed
    reading: Reading | None = None
    roles: tuple[str, ...] = ()
    amount: int | None = None  # what is owed (minor units, or things)
    lifted: str = ""  # the rule an exception lifted


class Warned(Value):
    """Something to know that changes nothing."""

    code: str
    line: str = ""
    section: str = ""
    place: tuple[int, int] = (0, 0)
    because: str = ""
    reading: Reading | None = None
    amount: int | None = None
    actual: int | None = None
    remedy: str = ""


class Contact(Value):
    """A person who may say yes."""

    id: str
    name: str
    contact: str
    in_service: bool
    stands_in_for: str = ""  # a person, or a role that is covered


class Approver(Value):
    """One place to be filled; any of its people will do."""

    role: str
    others: tuple[str, ...] = ()  # roles that may stand instead
    count: int = 1
    people: tuple[Contact, ...] = ()
    decides: bool = False  # whether it is their authority that is used; the others only consent


class Need(Value):
    """A paper handed in with the gesture."""

    id: str
    title: str
    line: str
    given: bool


class DutyDue(Value):
    """A duty, and by when (microseconds, UTC)."""

    id: str
    title: str
    line: str
    due: int | None


class Alternative(Value):
    """What would be approved instead; no figure where there is no most."""

    remedy: str
    amount: int | None = None
    quantity: int | None = None
    owed: bool = False  # all of it is due by rule


class Unblock(Value):
    """What would make it a yes: a paper, or a consent."""

    paper: str = ""
    consent: str = ""


class Asked(Value):
    """A fact that could still change the answer."""

    fact: str
    kind: str
    values: tuple[str, ...]  # what it may be, for kinds with a list of values
    lines: tuple[str, ...]  # which lines turn on it
    title: str = ""
    help: str = ""


class OwedLine(Value):
    """One entitlement that applies, and what is still due under it."""

    line: str
    remedy: str
    amount: int  # minor units, or things
    of_things: bool = False
    place: tuple[int, int] = (0, 0)
    source: str = ""


class Part(Value):
    """One gesture of the ask as it was understood."""

    gesture: Gesture
    cost: int
    owed: int = 0  # face value that is due by rule
    owed_cost: int = 0
    face: int = 0  # face value, in minor units or things; 1 for what has neither
    settled: tuple[tuple[str, int], ...] = ()  # counter, and how much of what it counts is settled


class Decision(Value):
    """An outcome with its reasons. `outcome` is None only when facts are asked for."""

    outcome: str | None  # approve | escalate | deny
    ask: Ask
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...] = ()
    owed: tuple[OwedLine, ...] = ()
    headroom: int | None = None  # of the grant used, in money, before the gesture
    approvers: tuple[Approver, ...] = ()
    needs: tuple[Need, ...] = ()
    duties: tuple[DutyDue, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    unblock: tuple[Unblock, ...] = ()
    say: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    asks: tuple[Asked, ...] = ()
    limits: tuple[Reading, ...] = ()
    charges: tuple[Charge, ...] = ()  # what giving it adds to each counter
    policy: str = ""
    digest: str = ""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        if not (self.reasons if self.outcome else self.asks):
            raise TypeError("a decision has a reason, or a fact to ask for")

    @property
    def goodwill(self) -> int:
        """What goes beyond what is owed, at cost, in minor units."""
        return sum(part.cost - part.owed_cost for part in self.parts)
