"""The shape of a policy file: which keys there are, which must be there, and what kind of thing stands behind each.

What a name, an amount or a condition means is not asked here: `rules/compile` does, with the whole policy in sight.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

__all__ = [
    "PARTS",
    "SECTIONS",
    "AcceptedLine",
    "Bounds",
    "BudgetLine",
    "DerivedEntry",
    "DutyEntry",
    "ExceptionLine",
    "FactEntry",
    "GrantLine",
    "InsteadPart",
    "Line",
    "NotOwedLine",
    "OwedLine",
    "Period",
    "PolicyFile",
    "PromiseLine",
    "RemedyEntry",
    "RequestsPart",
    "RoleEntry",
    "RuleLine",
    "SettlesFromPart",
    "Titled",
    "Written",
]


class Written(BaseModel):
    """A mapping with a closed set of keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    noun: ClassVar[str]
    sample: ClassVar[str] = ""

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys it may have, as they are written."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


def _something(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("nothing", "something")
    return value


def _words(value: Any) -> Any:
    if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("text", "text")


def _name(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise PydanticCustomError("name", "a name")


def _lines(value: Any) -> Any:
    if isinstance(value, dict) and "id" in value:
        return [value]
    return [] if value is None else value


def _several(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


def _several_or_none(value: Any) -> Any:
    return [] if value is None else _several(value)


def _none_yet(value: Any) -> Any:
    return {} if value is None else value


def _titled(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else {} if value is None else value


def _bounded(value: Any) -> Any:
    return {} if value is True else value


Something = Annotated[Any, PlainValidator(_something)]
Text = Annotated[Any, PlainValidator(_words)]
Name = Annotated[Any, PlainValidator(_name)]


class Period(Written):
    """From a day until the day before another."""

    noun = "`effective`"
    sample = "effective: {from: 2026-01-01, until: 2027-01-01}"
    start: Something = Field(None, alias="from")
    until: Something = None


class Bounds(Written):
    """What a number may be."""

    noun = "`number`"
    sample = "number: {at_least: 0, at_most: 90, decimals: 1}"
    at_least: Something = None
    at_most: Something = None
    decimals: int = 0


class FactEntry(Written):
    """A declared fact: one of the kinds, and what goes with it."""

    noun = "a fact"
    sample = "failure: {one_of: [noise, billing]}"
    one_of: Something = None
    ordered: Something = None
    number: Annotated[Bounds, BeforeValidator(_bounded)] = Bounds()
    money: Literal[True] = True
    yes_no: Literal[True] = True
    date: Literal[True] = True
    moment: Literal[True] = True
    time: Literal[True] = True
    text: Literal[True] = True
    default: Something = None
    optional: bool = False
    title: Text = ""
    help: Text = ""


class DerivedEntry(Written):
    """A computed fact."""

    noun = "a derived fact"
    sample = "notice: {days_between: [told_on, departs_on]}"
    days_between: Something = None
    same: Something = None
    total: Something = None
    difference: Something = None
    listed: Something = None
    title: Text = ""
    help: Text = ""


class Titled(Written):
    """Something with a title, which may stand alone."""

    noun = "an entry"
    sample = "guest_statement: A statement signed by the guest"
    title: Text = ""


class DutyEntry(Titled):
    """A duty."""

    noun = "a duty"
    sample = "tell_gm: {title: Tell the general manager, within: 24 hours}"
    within: Something = None


class RoleEntry(Titled):
    """A role."""

    noun = "a role"
    sample = "supervisor: {title: Supervisor, reports_to: duty_manager}"
    reports_to: Something = None
    final: bool = False
    covered_by: Something = None


class RemedyEntry(Written):
    """A remedy of the catalogue."""

    noun = "a remedy"
    sample = "cookies: {kind: in_kind, cost: 12}"
    kind: Something
    title: Text = ""
    unit: Text = ""
    cost: Something = None
    most: Something = None


class Line(Written):
    """What every line has."""

    noun = "a line"
    id: Name
    when: Something = None
    unless: Something = None
    effective: Period = Period.model_construct()
    because: Text = ""


class GrantLine(Line):
    """Who may give what."""

    noun = "a grant"
    sample = "{id: duty, roles: duty_manager, remedies: [refund, credit], limit: {amount: 500, per: incident}}"
    roles: Something
    remedies: Something = None
    limit: Something


class BudgetLine(Line):
    """A pot of money."""

    noun = "a budget"
    sample = "{id: house-month, amount: 60000, every: month, beyond: {escalate: owner}}"
    remedies: Something = None
    amount: Something = None
    under: Something = None
    per: Something = None
    every: Something = None
    counts: Something = None
    warn_at: Something = None
    beyond: Something = None


class RuleLine(Line):
    """What takes away, or asks for something."""

    noun = "a rule"
    sample = "{id: minor-noise, when: {failure: noise}, limit: {amount: 150, per: incident}}"
    deny: bool = False
    escalate: Something = None
    limit: Something = None
    beyond: Something = None
    warn_at: Something = None
    at_least: Something = None
    needs: Something = None
    must: Something = None
    say: Text = ""
    prefer: Something = None
    may_be_lifted: bool = True


class SettlesFromPart(Written):
    """A lawful smaller sum."""

    noun = "`settles_from`"
    sample = "settles_from: {amount: {share: 50%, of: owed}}"
    amount: Something
    when: Something = None
    unless: Something = None


class InsteadPart(Written):
    """Another remedy that settles it."""

    noun = "`instead`"
    sample = "instead: {remedy: travel_credit, at_least: {share: 150%, of: owed}}"
    remedy: Something
    at_least: Something
    at_most: Something = None
    needs: Something = None
    when: Something = None
    unless: Something = None


class OwedLine(Line):
    """What is owed by rule."""

    noun = "a line under `owed`"
    sample = "{id: walked, when: {failure: overbooked}, remedies: [refund], amount: 200}"
    remedies: Something = None
    amount: Something = None
    quantity: Something = None
    group: Name = ""
    per: Something = None
    roles: Something = None
    settles_from: Annotated[list[SettlesFromPart], BeforeValidator(_several)] = []
    instead: Annotated[list[InsteadPart], BeforeValidator(_several)] = []
    needs: Something = None
    must: Something = None
    say: Text = ""
    source: Text = ""


class NotOwedLine(Line):
    """When nothing is owed."""

    noun = "a line under `not_owed`"
    sample = "{id: not-ours, when: {at_fault: {not: house}}}"
    of: Something = None


class ExceptionLine(Line):
    """What lifts rules for a time."""

    noun = "an exception"
    sample = (
        "{id: storm-week, lifts: [minor-noise], effective: {from: 2026-03-02, until: 2026-03-09}, approved_by: owner}"
    )
    lifts: Something
    effective: Period
    approved_by: Something
    ticket: Text = ""


class PromiseLine(Line):
    """What must hold for every request."""

    noun = "a promise"
    sample = "{id: apology-is-free, when: {remedy: apology}, always: approve}"
    always: Something = None
    never: Something = None


class AcceptedLine(Written):
    """A finding that is meant to be so."""

    noun = "a line under `accepted`"
    sample = "accepted: [{code: never-matters, line: storm-week, because: kept for the record until the audit}]"
    code: Name
    line: Name = ""
    because: Text


class RequestsPart(Written):
    """How long a request waits."""

    noun = "`requests`"
    sample = "requests: {moves_up_after: 4 hours, expires_after: 24 hours}"
    moves_up_after: Something = None
    expires_after: Something = None
    on_word: Something = None


class PolicyFile(Written):
    """A whole policy."""

    noun = "a policy"
    sample = "empower: 1"
    empower: Something
    policy: Name
    title: Text = ""
    currency: Text
    timezone: Text
    day_starts: Something = None
    year_starts: Something = None
    effective: Period = Period.model_construct()
    facts: Annotated[dict[Any, FactEntry], BeforeValidator(_none_yet)] = {}
    derive: Annotated[dict[Any, DerivedEntry], BeforeValidator(_none_yet)] = {}
    papers: Annotated[dict[Any, Annotated[Titled, BeforeValidator(_titled)]], BeforeValidator(_none_yet)] = {}
    duties: Annotated[dict[Any, Annotated[DutyEntry, BeforeValidator(_titled)]], BeforeValidator(_none_yet)] = {}
    remedies: Annotated[dict[Any, RemedyEntry], Field(min_length=1), BeforeValidator(_none_yet)]
    groups: Annotated[dict[Any, Something], BeforeValidator(_none_yet)] = {}
    roles: Annotated[
        dict[Any, Annotated[RoleEntry, BeforeValidator(_titled)]], Field(min_length=1), BeforeValidator(_none_yet)
    ]
    grants: Annotated[list[GrantLine], BeforeValidator(_lines)] = []
    budgets: Annotated[list[BudgetLine], BeforeValidator(_lines)] = []
    rules: Annotated[list[RuleLine], BeforeValidator(_lines)] = []
    owed: Annotated[list[OwedLine], BeforeValidator(_lines)] = []
    not_owed: Annotated[list[NotOwedLine], BeforeValidator(_lines)] = []
    exceptions: Annotated[list[ExceptionLine], BeforeValidator(_lines)] = []
    promises: Annotated[list[PromiseLine], BeforeValidator(_lines)] = []
    requests: Annotated[RequestsPart, BeforeValidator(_none_yet)] = RequestsPart()
    adopts: Something = None
    causes: Annotated[dict[Any, Annotated[Titled, BeforeValidator(_titled)]], BeforeValidator(_none_yet)] = {}
    clocks: Annotated[dict[Any, Something], BeforeValidator(_none_yet)] = {}
    accepted: Annotated[list[AcceptedLine], BeforeValidator(_several_or_none)] = []


SECTIONS: dict[str, type[Written]] = {  # what stands in each section
    "facts": FactEntry,
    "derive": DerivedEntry,
    "papers": Titled,
    "duties": DutyEntry,
    "remedies": RemedyEntry,
    "roles": RoleEntry,
    "causes": Titled,
    "grants": GrantLine,
    "budgets": BudgetLine,
    "rules": RuleLine,
    "owed": OwedLine,
    "not_owed": NotOwedLine,
    "exceptions": ExceptionLine,
    "promises": PromiseLine,
    "requests": RequestsPart,
    "accepted": AcceptedLine,
}
PARTS: dict[str, type[Written]] = {  # what stands behind a key of those
    "effective": Period,
    "number": Bounds,
    "settles_from": SettlesFromPart,
    "instead": InsteadPart,
}
