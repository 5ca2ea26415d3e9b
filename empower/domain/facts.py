"""The closed vocabulary of a policy, and how each kind of fact becomes a whole number that a line can test.

| kind | as a number |
| --- | --- |
| one_of, ordered | its place among the declared values, from 0 |
| yes_no | 1 or 0 |
| number | in steps of its last decimal place |
| money | minor units |
| date | the day (see `calendar`) |
| moment | microseconds in UTC; a second fact, `NAME.day`, holds the local day it fell on |
| time | minutes since midnight |
| text | stays text; no line tests it |
"""

from __future__ import annotations

from empower.domain.calendar import age_in_half_months
from empower.domain.value import Value

__all__ = [
    "AMOUNT_FACTS",
    "BUILT_IN",
    "CLOCK_FACTS",
    "TEXT_KEYS",
    "Fact",
    "FactValue",
    "ages",
    "derive",
]

FactValue = int | str


class Fact(Value):
    """One declared or derived fact."""

    name: str
    kind: str  # one_of | ordered | number | money | yes_no | date | moment | time | text
    title: str = ""
    help: str = ""
    values: tuple[str, ...] = ()  # one_of, ordered (lowest first)
    value_titles: tuple[str, ...] = ()  # beside `values`; "" where none was written
    least: int | None = None  # number, money: the smallest it can be, in steps; money is never below 0
    most: int | None = None
    digits: int = 0  # decimal places of a number or of the currency
    default: FactValue | None = None
    optional: bool = False
    derived: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None  # (how, the facts it is made from, constants)


AMOUNT_FACTS = ("amount", "quantity", "cost", "incident_cost", "incident_goodwill")
"""Built-in facts that grow with what is asked; a line may test them in one direction only."""

CLOCK_FACTS = ("weekday", "hour")
TEXT_KEYS = ("incident", "customer", "employee")
BUILT_IN = ("role", "remedy", "remedy_kind", *AMOUNT_FACTS, *CLOCK_FACTS, *TEXT_KEYS)


def derive(fact: Fact, facts: dict[str, FactValue]) -> FactValue | None:
    """The value of a derived fact, or `None` while something it is made from is missing."""
    assert fact.derived is not None
    how, names, constants = fact.derived
    in_days = how == "days_between"  # of a moment, the local day it fell on
    parts = [facts.get(f"{name}.day", facts.get(name)) if in_days else facts.get(name) for name in names]
    if any(part is None for part in parts):
        return None
    if how == "same":
        return int(parts[0] == parts[1])
    if how == "listed":
        return int(parts[0] in constants)
    numbers = [part for part in parts if isinstance(part, int)]
    if how == "days_between":
        return numbers[1] - numbers[0]
    if how == "difference":
        return max(0, numbers[0] - numbers[1])
    return sum(numbers)  # total


def ages(axis: str, facts: dict[str, FactValue], day: int, at: int) -> int | None:
    """The reading of an age axis: `stayed_on#days` in days, `#months` in half months, `#hours` in microseconds."""
    name, _, unit = axis.partition("#")
    if unit == "hours":
        moment = facts.get(name)
        return at - moment if isinstance(moment, int) else None
    since = facts.get(f"{name}.day", facts.get(name))
    if not isinstance(since, int):
        return None
    return day - since if unit == "days" else age_in_half_months(since, day)
