"""The facts of one ask, read once: defaults filled in, derived facts computed, keys and balances at hand."""

from __future__ import annotations

from empower.domain.calendar import weekday_of
from empower.domain.conditions import contains
from empower.domain.facts import ages, derive
from empower.domain.windows import window
from empower.rules.index import index_of
from empower.rules.rulebook import INCIDENT_COST, INCIDENT_GOODWILL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.domain.balances import Balances
    from empower.domain.conditions import Box, Condition, Test
    from empower.domain.facts import Fact, FactValue
    from empower.domain.gesture import Ask, Gesture
    from empower.domain.people import Person
    from empower.rules.index import Matched, Table
    from empower.rules.rulebook import Rulebook

__all__ = ["Situation"]


class Situation:
    """An ask, in the light of a rulebook."""

    __slots__ = ("_balances", "_holding", "ask", "balances", "facts", "index", "people", "rulebook")

    def __init__(
        self,
        rulebook: Rulebook,
        ask: Ask,
        balances: Balances,
        people: tuple[Person, ...] | None,
        supposed: dict[str, FactValue] | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.index = index_of(rulebook)
        self.ask = ask
        self.balances = balances
        self.people = people
        self.facts = _complete(self.index.facts.values(), dict(ask.facts), ask.actor.id, supposed or {})
        self._holding: dict[str, int] = {}
        self._balances: dict[tuple[int, str], tuple[int, int]] = {}

    def supposing(self, supposed: dict[str, FactValue]) -> Situation:
        """The same, were these missing facts so."""
        return Situation(self.rulebook, self.ask, self.balances, self.people, supposed)

    def acted_on_by(self, employee: str) -> Situation:
        """The same, were it `employee` whose authority is used: what is derived from that may differ."""
        if employee == self.ask.actor.id or not self.index.by_employee:
            return self
        derived = [fact.name for fact in self.index.derived]
        known = {name: value for name, value in self.facts.items() if name not in derived}
        return self.supposing(known | {"employee": employee})

    def asking(self, gesture: Gesture) -> Situation:
        """The same, were this asked alone."""
        other = Situation.__new__(Situation)
        for name in Situation.__slots__:
            setattr(other, name, getattr(self, name))
        other.ask = self.ask.but(gestures=(gesture,))
        return other

    def reading(self, axis: str) -> int | None:
        """The value on an axis that does not move with what is asked."""
        if axis == "day":
            return self.ask.day
        if axis == "hour":
            return self.ask.hour
        if axis == "weekday":
            return weekday_of(self.ask.day)
        value = ages(axis, self.facts, self.ask.day, self.ask.at) if "#" in axis else self.facts.get(axis)
        return value if isinstance(value, int) else None

    def table(self, remedy: str) -> Table:
        """The masks for a remedy."""
        return self.index.table(remedy)

    def holding(self, remedy: str) -> int:
        """The boxes for a remedy that hold as far as facts and clock go."""
        mask = self._holding.get(remedy)
        if mask is None:
            mask = self._holding[remedy] = self.table(remedy).holding(self.reading)
        return mask

    def static(self, remedy: str) -> Matched:
        """The entitlements, bars and counters that hold for a remedy."""
        return self.table(remedy).static(self.holding(remedy))

    def holds(self, condition: Condition) -> bool:
        """Whether a condition over facts alone holds."""

        def all_hold(box: Box) -> bool:
            return all([self.passes(test) for test in box])

        return any([all_hold(box) for box in condition.when]) and not any([all_hold(box) for box in condition.unless])

    def passes(self, test: Test) -> bool:
        """Whether one test over facts or the clock holds."""
        value = self.reading(test.axis)
        return test.absent if value is None else contains(test.spans, value)

    def key(self, per: tuple[str, ...], employee: str) -> tuple[str, ...] | None:
        """The values of the keys a counter counts by, or `None` while one of them is blank."""
        values: list[str] = []
        for name in per:
            value = employee if name == "employee" else self.facts.get(name)
            if not value or not isinstance(value, str):
                return None
            values.append(value)
        return tuple(values)

    def balance(self, counter: int, employee: str) -> tuple[int, int]:
        """What a counter says is spent and held, for this situation's keys and day; nothing while a key is blank."""
        reading = self._balances.get((counter, employee))
        if reading is None:
            counted = self.rulebook.counters[counter]
            key = self.key(counted.per, employee)
            span = window(counted.every, self.ask.day, self.rulebook.year_starts)
            reading = (0, 0) if key is None else self.balances.read(counted.id, key, span)
            self._balances[counter, employee] = reading
        return reading

    def so_far(self) -> tuple[int, int]:
        """What the incident cost before this, held included: all of it, and the goodwill in it."""
        return sum(self.balance(INCIDENT_COST, "")), sum(self.balance(INCIDENT_GOODWILL, ""))


def _complete(
    declared: Iterable[Fact], stated: dict[str, FactValue], employee: str, supposed: dict[str, FactValue]
) -> dict[str, FactValue]:
    facts = {**stated, **supposed}
    facts.setdefault("employee", employee)
    derived = []
    for fact in declared:
        if fact.derived:
            derived.append(fact)
        elif fact.default is not None and fact.name not in facts:
            facts[fact.name] = fact.default
    for fact in derived:
        if fact.name not in facts:
            value = derive(fact, facts)
            if value is not None:
                facts[fact.name] = value
    return facts
