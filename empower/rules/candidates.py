"""Values worth trying for a fact that is missing: both sides of everything that a line could compare it with.

A fact that a derived one is made from is tried at what puts the derived fact on both sides of its own cuts.
"""

from __future__ import annotations

from empower.domain.amounts import parts
from empower.domain.calendar import DAY, add_months
from empower.domain.money import LARGEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.amounts import Amount
    from empower.domain.facts import Fact, FactValue
    from empower.rules.index import Table
    from empower.rules.situation import Situation

__all__ = ["candidates"]

_GRID = tuple([10**power for power in range(16)])
_FAR = 40_000  # days; longer ago, or further ahead, than any line looks
_ANYTHING = "\0"  # a text that nobody wrote


def candidates(known: Situation, tables: list[Table], fact: Fact, feeding: list[Fact]) -> list[FactValue]:
    """Values of `fact`, sorted; `feeding` are the derived facts that are made from it and cannot be computed yet."""
    if fact.kind == "text":
        return sorted({text for derived in feeding for text in _texts(known, derived, fact)})
    if fact.kind == "yes_no":
        return [0, 1]
    if fact.kind == "one_of":
        by_name = sorted(enumerate(fact.values), key=lambda one: one[1])  # not in the order of the file
        return [number for number, _ in by_name]
    if fact.values:
        return list(range(len(fact.values)))
    found = _ends(known, fact)
    for axis, cut in _cuts(tables, fact.name):
        found |= _around(known, fact, axis, cut)
    for derived in feeding:
        for axis, cut in _cuts(tables, derived.name):
            if "#" not in axis:
                found |= _through(known, derived, fact, cut)
    low = fact.least if fact.least is not None else 0 if fact.kind in ("money", "number", "time") else None
    high = fact.most if fact.most is not None else 24 * 60 - 1 if fact.kind == "time" else None
    return sorted([v for v in found if (low is None or v >= low) and (high is None or v <= high)])


def _ends(known: Situation, fact: Fact) -> set[int]:
    """The ends of what the fact can be, and a few sizes between."""
    if fact.kind == "time":
        return {0, 24 * 60 - 1}
    if fact.kind in ("date", "moment"):
        return {_in_its_kind(known, fact, known.ask.day + days) for days in (-_FAR, 0, _FAR)}
    ends = {fact.least if fact.least is not None else 0, fact.most if fact.most is not None else LARGEST}
    return ends.union(_GRID)


def _in_its_kind(known: Situation, fact: Fact, day: int) -> int:
    """A day as the fact states it: a moment on that day, where it is one."""
    return known.ask.at + (day - known.ask.day) * DAY if fact.kind == "moment" else day


def _cuts(tables: list[Table], name: str) -> set[tuple[str, int]]:
    """Where conditions and amounts change their mind about a fact, by axis."""
    found: set[tuple[str, int]] = set()
    for table in tables:
        for axis, pieces in table.still.items():
            if axis.partition("#")[0] == name:
                found |= {(axis, cut) for cut in pieces.cuts}
        for condition in table.settling:
            for test in [test for box in condition.when + condition.unless for test in box]:
                if test.axis.partition("#")[0] == name:
                    found |= {(test.axis, end) for span in test.spans for end in span if end is not None}
        for part in [part for amount in table.amounts for part in parts(amount)]:
            found |= {(name, step) for step in _steps(part, name)}
    return found


def _steps(part: Amount, name: str) -> list[int]:
    """The constants beside which one amount speaks of a fact."""
    if part[0] == "steps" and part[1] == name:
        return [step for start, _ in part[3] for step in (start, start + 1)]
    if part[0] == "each" and part[2] == name:
        return [part[5] + times * (part[4] or 1) for times in range(3)]
    if part[0] == "dated" and part[2] == name:
        return [start for start, _ in part[1]]
    return []


def _around(known: Situation, fact: Fact, axis: str, cut: int) -> set[int]:
    """Values of the fact on both sides of a cut of one of its axes."""
    unit = axis.partition("#")[2]
    if unit == "days":
        days = {known.ask.day - cut, known.ask.day - cut + 1}
    elif unit == "months":
        near = add_months(known.ask.day, -((cut + 1) // 2))
        days = {near + shift for shift in range(-4, 5)}
    elif unit == "hours":
        return {known.ask.at - cut, known.ask.at - cut + 1}
    else:
        return {cut, cut - 1}
    return {_in_its_kind(known, fact, day) for day in days}


def _through(known: Situation, derived: Fact, fact: Fact, cut: int) -> set[int]:
    """Values of a fact that put one derived from it on both sides of a cut, whatever else it is made from."""
    assert derived.derived is not None
    how, names, _ = derived.derived
    first = names[0] == fact.name
    others = [name for name in names if name != fact.name]
    if how == "same":
        other = known.facts.get(others[0]) if others else 0
        return {other, other + 1, other - 1} if isinstance(other, int) else {0, 1}
    if how == "days_between":
        day = known.facts.get(f"{others[0]}.day", known.facts.get(others[0])) if others else None
        day = day if isinstance(day, int) else known.ask.day
        days = {day - cut, day - cut + 1} if first else {day + cut, day + cut - 1}
        return {_in_its_kind(known, fact, one) for one in days}
    found: set[int] = set()
    for rest in _sums(known, others):
        target = cut + rest if how == "difference" and first else rest - cut if how == "difference" else cut - rest
        found |= {target - 1, target, target + 1}
    return found


def _sums(known: Situation, names: list[str]) -> set[int]:
    """What the others come to: as stated, or at the least and at the most of what is missing too."""
    least = most = 0
    for name in names:
        value = known.facts.get(name)
        fact = known.index.facts.get(name)
        low = value if isinstance(value, int) else (fact.least if fact and fact.least is not None else 0)
        high = value if isinstance(value, int) else (fact.most if fact and fact.most is not None else LARGEST)
        least, most = least + low, most + high
    return {least, most}


def _texts(known: Situation, derived: Fact, fact: Fact) -> set[str]:
    """Texts that make a derived fact true, and one that does not."""
    assert derived.derived is not None
    how, names, constants = derived.derived
    if how == "listed":
        return {constants[0], _ANYTHING}
    other = [known.facts.get(name) for name in names if name != fact.name]
    texts = {str(other[0]) if other and other[0] else "", _ANYTHING}
    return texts | {person.id for person in known.people or ()} if "employee" in names else texts
