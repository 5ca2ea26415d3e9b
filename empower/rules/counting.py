"""What a gesture adds to counters, from what was recorded of it; so a counter can be opened long after the gesture.

A counter tests facts as they were recorded, ages as on the day of the gesture. An entry that lacks a fact which the counter
tests, because the policy of its day did not know it, is counted.
"""

from __future__ import annotations

from empower.domain.balances import Charge
from empower.domain.conditions import contains
from empower.domain.facts import ages
from empower.rules.index import index_of
from empower.rules.rulebook import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.domain.conditions import Box, Test
    from empower.domain.decision import Part
    from empower.domain.facts import FactValue
    from empower.domain.given import Given, GivenPart
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["added", "counted"]


def counted(rulebook: Rulebook, given: Given, counters: Iterable[Counter] | None = None) -> tuple[Charge, ...]:
    """One charge for each counter that counts the gesture, in their order; all of the policy's unless some are named."""
    facts = dict(given.facts)
    known = {name: value for name, value in facts.items() if value is not None}
    found = []
    for counter in rulebook.counters if counters is None else counters:
        key = _key(counter, known, given.employee)
        if key is None:
            continue
        amount = 0
        for part in given.parts:
            if counter.measure == "settled":
                amount += sum([settled for name, settled in part.settled if name == counter.id])
            elif part.remedy in counter.remedies and (
                counter.condition.always or _counts(rulebook, counter, part, given, facts, known)
            ):
                amount += added(counter, part)
        if amount:
            found.append(Charge(counter=counter.id, key=key, day=given.day, amount=amount))
    return tuple(found)


def added(counter: Counter, part: GivenPart | Part) -> int:
    """What a part adds to a counter of gestures; what is settled is counted apart."""
    goodwill = part.face - part.owed
    if counter.measure == "count":
        return {"owed": int(part.owed > 0), "goodwill": int(goodwill > 0), "all": int(part.face > 0)}[counter.counts]
    owed = part.owed_cost if counter.measure == "cost" else part.owed
    whole = part.cost if counter.measure == "cost" else part.face
    return {"owed": owed, "goodwill": whole - owed, "all": whole}[counter.counts]


def _key(counter: Counter, known: dict[str, FactValue], employee: str) -> tuple[str, ...] | None:
    """The values the counter counts by; `None` where one is blank."""
    values = [employee if name == "employee" else known.get(name) for name in counter.per]
    found = [value for value in values if isinstance(value, str) and value]
    return tuple(found) if len(found) == len(values) else None


def _counts(
    rulebook: Rulebook,
    counter: Counter,
    part: GivenPart,
    given: Given,
    facts: dict[str, FactValue | None],
    known: dict[str, FactValue],
) -> bool:
    remedies = index_of(rulebook).remedies
    remedy = remedies[part.remedy]

    def lacking(test: Test) -> bool:
        return test.axis not in ("remedy", "remedy_kind") and test.axis.partition("#")[0] not in facts

    def passes(test: Test) -> bool:
        if test.axis == "remedy":
            return contains(test.spans, remedy.position)
        if test.axis == "remedy_kind":
            return contains(test.spans, KINDS.index(remedy.kind))
        value = ages(test.axis, known, given.day, given.at) if "#" in test.axis else known.get(test.axis)
        return contains(test.spans, value) if isinstance(value, int) else test.absent

    def speaks_of_it(box: Box) -> bool:
        return all([lacking(test) or passes(test) for test in box])

    def takes_away(box: Box) -> bool:
        return all([not lacking(test) and passes(test) for test in box])

    condition = counter.condition
    return any([speaks_of_it(box) for box in condition.when]) and not any([takes_away(box) for box in condition.unless])
