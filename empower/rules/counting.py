"""What a gesture adds to counters, from what was recorded of it; so a counter can be opened long after the gesture.

A counter tests facts as they were recorded, ages as on the day of the gesture. An entry that lacks a fact which the counter
tests, because the policy of its day did not know it, is counted; a remedy that the policy does not know, because it was
renamed or taken out, is counted by whatever counts every remedy.
"""

from __future__ import annotations

from empower.domain.balances import Charge
from empower.domain.facts import ages
from empower.rules.index import index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from empower.domain.decision import Part
    from empower.domain.facts import FactValue
    from empower.domain.given import Given, GivenPart
    from empower.rules.index import Index
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["added", "counted"]


def counted(rulebook: Rulebook, given: Given, counters: Iterable[Counter] | None = None) -> tuple[Charge, ...]:
    """One charge for each counter that counts the gesture, in their order; all of the policy's unless some are named."""
    index = index_of(rulebook)
    facts = dict(given.facts)
    known = {name: value for name, value in facts.items() if value is not None}

    def reading(axis: str) -> int | None:
        value = ages(axis, known, given.day, given.at) if "#" in axis else known.get(axis)
        return value if isinstance(value, int) else None

    def unknown(axis: str) -> bool:
        return axis.partition("#")[0] not in facts

    amounts: dict[str, int] = {}
    for part in given.parts:
        if part.remedy in index.remedies:
            counting = [
                one for one in index.table(part.remedy).counters(reading, unknown) if part.remedy in one.remedies
            ]
        else:
            counting = _of_any_remedy(index, reading, unknown)
        for counter in counting:
            if counter.measure != "settled":
                amounts[counter.id] = amounts.get(counter.id, 0) + added(counter, part)
        for name, settled in part.settled:
            if name in index.counters:
                amounts[name] = amounts.get(name, 0) + settled
    wanted = index.counters if counters is None else {counter.id: counter for counter in counters}
    found = []
    for name in sorted(amounts.keys() & wanted.keys(), key=index.counter_numbers.__getitem__):
        key = _key(wanted[name], known, given.employee)
        if key is not None and amounts[name]:
            found.append(Charge(counter=name, key=key, day=given.day, amount=amounts[name]))
    return tuple(found)


def added(counter: Counter, part: GivenPart | Part) -> int:
    """What a part adds to a counter of gestures; what is settled is counted apart.

    What is given at a cost that is not known is counted in number, and adds nothing to what is counted by cost.
    """
    goodwill = part.face - part.owed
    if counter.measure == "count":
        return {"owed": int(part.owed > 0), "goodwill": int(goodwill > 0), "all": int(part.face > 0)}[counter.counts]
    if counter.measure == "cost":
        if part.cost is None:
            return 0
        owed, whole = part.owed_cost, part.cost
    else:
        owed, whole = part.owed, part.face
    return {"owed": owed, "goodwill": whole - owed, "all": whole}[counter.counts]


def _of_any_remedy(index: Index, reading: Callable[[str], int | None], unknown: Callable[[str], bool]) -> list[Counter]:
    """The counters that would count any remedy given with these facts."""
    found: list[Counter] = []
    for place, remedy in enumerate(index.remedies):
        counting = index.table(remedy).counters(reading, unknown)
        if place == 0:
            found = [one for one in counting if len(one.remedies) == len(index.remedies)]
        else:
            named = {one.id for one in counting}
            found = [one for one in found if one.id in named]
    return found


def _key(counter: Counter, known: dict[str, FactValue], employee: str) -> tuple[str, ...] | None:
    """The values the counter counts by; `None` where one is blank."""
    values = [employee if name == "employee" else known.get(name) for name in counter.per]
    found = [value for value in values if isinstance(value, str) and value]
    return tuple(found) if len(found) == len(values) else None
