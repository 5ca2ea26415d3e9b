"""The rulebook: a whole policy as plain values, ready to decide with.

Names are resolved, amounts are algebra, conditions are boxes, days are numbers, money is minor units. It holds no text that
a decision does not need, and goes through bytes and back unchanged (see `rules/stored.py`).
"""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.domain.conditions import Condition
from empower.domain.facts import Fact
from empower.domain.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.amounts import Amount

__all__ = [
    "INCIDENT_COST",
    "INCIDENT_GOODWILL",
    "IN_MONEY",
    "KINDS",
    "Accepted",
    "Bar",
    "Beyond",
    "Budget",
    "Counter",
    "Duty",
    "Entitlement",
    "Exemption",
    "Grant",
    "Instead",
    "Limit",
    "Line",
    "Paper",
    "PolicyRef",
    "Promise",
    "Remedy",
    "Requests",
    "Role",
    "Rule",
    "Rulebook",
    "SettlesFrom",
]

KINDS = ("courtesy", "service", "in_kind", "points", "credit", "cash")
IN_MONEY = ("credit", "cash")
"""The kinds whose face value is an amount of money; the others are counted in things, if at all."""

INCIDENT_COST, INCIDENT_GOODWILL = 0, 1
"""The places of the two counters that every rulebook has first: what an incident cost, and the goodwill in it."""

Place = tuple[int, int]
"""Line and column in the policy file, from 1."""

Signatures = tuple[tuple[str, ...], ...]
"""Places to be filled by different persons; each place names the roles any one of which will do."""


class PolicyRef(Value):
    """Which policy, and which text of it."""

    name: str
    digest: str  # "sha256:…" of the file's bytes


class Remedy(Value):
    """A kind of making-good, and what it costs the house."""

    id: str
    kind: str  # one of `KINDS`
    title: str = ""
    unit: str = ""
    cost: Amount = ZERO  # over `amount` and `quantity`; one whole gesture where there is neither
    most: tuple[Limit, ...] = ()
    position: int = 0  # its place in the catalogue
    place: Place = (1, 1)


class Role(Value):
    """A role; `above` is the chain it reports to, nearest first."""

    id: str
    title: str = ""
    above: tuple[str, ...] = ()
    final: bool = False
    covered_by: tuple[str, ...] = ()
    place: Place = (1, 1)


class Paper(Value):
    """Something handed in with a gesture."""

    id: str
    title: str = ""


class Duty(Value):
    """Something done afterwards; `within` is microseconds from the giving, or `None` for no due time."""

    id: str
    title: str = ""
    within: int | None = None


class Limit(Value):
    """So much, or so many, per key and window."""

    measure: str  # cost | face | count
    most: Amount  # of the measure; inclusive
    under: bool = False  # the total stays below `most`
    per: tuple[str, ...] = ()  # keys; ("gesture",) for each gesture by itself; () for all together
    every: tuple[str, int] | None = None  # ("day"|"week"|"month"|"quarter"|"year", 1) or ("days"|"months", n) rolling
    counts: str = "goodwill"  # goodwill | owed | all
    counter: int = -1  # place in the rulebook's counters; -1 per gesture


class Counter(Value):
    """What is added up: lines that count the same thing share one."""

    id: str  # made from what it counts, so that a renamed or re-priced line keeps its history
    measure: str
    remedies: tuple[str, ...]
    per: tuple[str, ...]
    every: tuple[str, int] | None
    counts: str
    condition: Condition = Condition()  # tests of facts alone


class Line(Value):
    """What every line of the policy has."""

    id: str
    section: str  # grants | budgets | rules | owed | not_owed | exceptions | promises
    condition: Condition = Condition()  # `effective`, dated amounts and remedies are tests in it
    because: str = ""
    place: Place = (1, 1)


class Beyond(Value):
    """What happens past a limit."""

    outcome: str = "deny"  # deny | escalate | warn | must
    signatures: Signatures = ()
    must: tuple[str, ...] = ()


class Grant(Line):
    """A role may give these remedies, within all its limits. None means no limit."""

    roles: tuple[str, ...] = ()  # as written; a grant to a role is a grant to every role above it
    remedies: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()


class Budget(Line):
    """A pot of money, whoever spends from it."""

    limit: Limit = Limit(measure="cost", most=ZERO)
    warn_at: tuple[int, int] | None = None  # a share of the limit
    beyond: Beyond = Beyond()


class Rule(Line):
    """Takes away, or asks for something."""

    deny: bool = False
    signatures: Signatures = ()  # escalate
    limit: Limit | None = None
    beyond: Beyond = Beyond()
    warn_at: tuple[int, int] | None = None
    at_least: Limit | None = None  # advice: less is approved with a warning
    needs: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    say: str = ""
    prefer: tuple[str, ...] = ()
    may_be_lifted: bool = True


class SettlesFrom(Value):
    """A lawful smaller sum that settles the whole."""

    amount: Amount  # over `owed` too
    condition: Condition = Condition()


class Instead(Value):
    """Another remedy that settles what is owed when it is worth enough."""

    remedy: str
    at_least: Amount  # over `owed` too
    at_most: Amount
    needs: tuple[str, ...] = ()
    condition: Condition = Condition()


class Entitlement(Line):
    """What is owed by rule."""

    remedies: tuple[str, ...] = ()
    amount: Amount = ZERO  # of money, or of things
    of_things: bool = False  # `quantity`, not `amount`
    group: str = ""  # never empty once compiled: lines of one group do not add up
    counter: int = -1  # what was settled of the group before
    per: tuple[str, ...] = ("incident",)
    roles: tuple[str, ...] = ()  # all, unless named
    settles_from: tuple[SettlesFrom, ...] = ()
    instead: tuple[Instead, ...] = ()
    needs: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    say: str = ""
    source: str = ""


class Bar(Line):
    """Nothing is owed (by the entitlements named, or by any) where this holds."""

    of: tuple[str, ...] = ()


class Exemption(Line):
    """A labelled, dated exception that lifts rules."""

    lifts: tuple[str, ...] = ()
    approved_by: str = ""
    ticket: str = ""


class Promise(Line):
    """What must hold for every request; proven by analysis, no part of a decision."""

    outcome: str = "approve"
    always: bool = True  # else never


class Accepted(Value):
    """A finding of the lint that is meant to be so; no part of a decision."""

    code: str
    line: str = ""  # the id of what it is about; "" for wherever it is found
    because: str = ""


class Requests(Value):
    """How long a request may wait, in microseconds."""

    moves_up_after: int | None = None
    expires_after: int | None = None
    on_word: int | None = None


class Rulebook(Value):
    """A policy, compiled."""

    ref: PolicyRef
    title: str
    currency: str
    digits: int
    timezone: str
    day_starts: int  # minutes after midnight
    year_starts: tuple[int, int]  # month, day
    effective: tuple[int | None, int | None]  # days; the second is exclusive
    facts: tuple[Fact, ...]
    remedies: tuple[Remedy, ...]
    roles: tuple[Role, ...]
    papers: tuple[Paper, ...] = ()
    duties: tuple[Duty, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    counters: tuple[Counter, ...] = ()
    grants: tuple[Grant, ...] = ()
    budgets: tuple[Budget, ...] = ()
    rules: tuple[Rule, ...] = ()
    owed: tuple[Entitlement, ...] = ()
    not_owed: tuple[Bar, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    promises: tuple[Promise, ...] = ()
    requests: Requests = Requests()
    adopts: tuple[str, ...] = ()
    causes: tuple[tuple[str, str], ...] = ()
    clocks: tuple[tuple[str, int], ...] = ()
    accepted: tuple[Accepted, ...] = ()
    _index: Any = None  # made at the first decision; see `rules/index.py`
