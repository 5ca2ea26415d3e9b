"""The least and the most that a role may give alone, over every situation that what was said leaves open.

Every fact that was not said and that a line for the remedy speaks of is tried at values on both sides of whatever it is
compared with, and at both ends (see `candidates`), or left out where it may be. Situations that leave the same lines standing
and the same figures in amounts are one. Nothing was spent before, and the moment is that of the question.

Exact where an amount only rises, or only falls, with a fact between two values that a line names. Past `CEILING` different
situations the rest is left out, and `whole` says so.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.balances import NOTHING_SPENT
from empower.domain.decision import Alternative
from empower.domain.results import Extreme
from empower.rules.analysis.levels import base_of
from empower.rules.analysis.sheet import Sheet
from empower.rules.candidates import candidates
from empower.rules.index import amounts_of, index_of, settling_of
from empower.rules.most import most
from empower.rules.rulebook import Counter, Grant
from empower.rules.situation import Situation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.conditions import Test
    from empower.domain.facts import Fact, FactValue
    from empower.domain.gesture import Actor, Ask
    from empower.rules.rulebook import Remedy, Rulebook

    Facts = dict[str, FactValue]
    Likeness = tuple[int, tuple[object, ...]]
    """The lines that stand, as bits, and the figures in amounts: situations that are alike in both are one."""

__all__ = ["CEILING", "Situations", "extremes"]

CEILING = 20_000
_GRID = frozenset([10**power for power in range(16)])
_AMPLE = 10**6  # of a fact without an upper end, as much as most limits ask: a witness that people can read
_WRITTEN = {"": "somebody", "\0": "somebody-else"}  # texts that stand for any


class Situations:
    """The situations that differ for one remedy, as far as anybody's authority goes; `whole` unless some were left out."""

    def __init__(self, rulebook: Rulebook, remedy: Remedy, ask: Ask, local_day: Callable[[int], int]) -> None:
        self.rulebook = rulebook
        self.remedy = remedy
        self.ask = ask
        self.whole = True
        self._local_day = local_day
        self._sheet = Sheet(rulebook, remedy)
        self._settling = tuple(dict.fromkeys(_settling(rulebook)))
        # Defaults are what is taken to be so when nobody says; here everything unsaid is ranged over.
        self._open = rulebook.but(facts=tuple([fact.but(default=None) for fact in rulebook.facts]))
        self._known = self._situation(self._open, {})
        self._weighing = sorted(index_of(rulebook).table(remedy.id).amount_facts)
        self.all = self._joined()

    def told_apart(self, facts: Facts, role: str) -> tuple[object, ...]:
        """Equal for situations that are judged alike for a role."""
        situation = self._situation(self.rulebook, facts)
        holds = self._known.index.holds
        mask = self._sheet.every
        for axis, pieces in self._sheet.axes.items():
            mask &= pieces.mask(situation.reading(axis))
        mine = [
            (line, when, unless)
            for line, when, unless in self._sheet.standing(mask)
            if not isinstance(line, Counter)
            and (not isinstance(line, Grant) or any([holds(role, named) for named in line.roles]))
        ]
        weighed = {name for line, _, _ in mine for amount in amounts_of(line) for name in amount_facts(amount)}
        weighed |= {name for amount in amounts_of(self.remedy) for name in amount_facts(amount)}
        readings = tuple([(name, situation.facts.get(name)) for name in sorted(weighed)])
        settles = tuple([situation.passes(test) for test in self._settling])
        return frozenset([(line.section, line.id, when, unless) for line, when, unless in mine]), readings, settles

    def _joined(self) -> list[Facts]:
        """One situation for each combination, component by component: facts that are derived together belong together."""
        found: dict[Likeness, Facts] = {(self._sheet.every, ()): {}}
        for members in self._components():
            options = self._options(members)
            joined: dict[Likeness, Facts] = {}
            for (mask, said), facts in found.items():
                for (narrower, more), values in options.items():
                    joined.setdefault((mask & narrower, (*said, *more)), facts | values)
                if len(joined) > CEILING:
                    self.whole = False
                    break
            found = joined
        return list(found.values())

    def _components(self) -> list[list[tuple[Fact, list[Fact]]]]:
        """The facts that are ranged over, each with the derived facts made from it, grouped by what hangs together."""
        facts = self._known.index.facts
        spoken = {base_of(axis) for axis in self._sheet.axes} | {base_of(test.axis) for test in self._settling}
        spoken |= set(self._weighing)
        members: dict[str, tuple[Fact, list[Fact]]] = {}
        groups: list[set[str]] = []
        for name in sorted(spoken & facts.keys()):
            fact = facts[name]
            made_from = fact.derived[1] if fact.derived else (name,)
            parts = [part for part in made_from if part in facts and part not in self._known.facts]
            for part in parts:
                feeding = members.setdefault(part, (facts[part], []))[1]
                feeding += [fact] if fact.derived else []
            joined = set(parts).union(*[group for group in groups if group & set(parts)])
            groups = [group for group in groups if not group & set(parts)] + [joined]
        return [[members[name] for name in sorted(group)] for group in groups if group]

    def _options(self, members: list[tuple[Fact, list[Fact]]]) -> dict[Likeness, Facts]:
        """The different things that the facts of one component can come to, each with values that do so."""
        names = {fact.name for fact, _ in members}.union(*[{one.name for one in feeding} for _, feeding in members])
        axes = [(axis, pieces) for axis, pieces in self._sheet.axes.items() if base_of(axis) in names]
        settling = [test for test in self._settling if base_of(test.axis) in names]
        weighing = [name for name in self._weighing if name in names]
        tried: list[Facts] = [{}]
        for fact, feeding in members:
            tried = [begun | value for begun in tried for value in self._values(fact, feeding)]
            if len(tried) > CEILING:
                self.whole, tried = False, tried[:CEILING]
        found: dict[Likeness, Facts] = {}
        for values in tried:
            situation = self._situation(self._open, values)
            mask = self._sheet.every
            for axis, pieces in axes:
                mask &= pieces.mask(situation.reading(axis))
            said = (*[situation.facts.get(name) for name in weighing], *[situation.passes(test) for test in settling])
            found.setdefault((mask, said), values)
        return found

    def _values(self, fact: Fact, feeding: list[Fact]) -> list[Facts]:
        """What a fact may be, as it would be stated; nothing at all where it may be left out."""
        table = self._known.table(self.remedy.id)
        found: list[Facts] = [{}] if fact.optional else []
        tried = candidates(self._known, [table], fact, feeding)
        for value in tried:
            if isinstance(value, str):
                found.append({fact.name: _WRITTEN.get(value, value)})
            elif fact.kind == "moment":
                found.append({fact.name: value, f"{fact.name}.day": self._local_day(value)})
            elif value not in _GRID or value in (tried[0], tried[-1], _AMPLE) or {value - 1, value + 1} & set(tried):
                found.append({fact.name: value})
        return found

    def _situation(self, rulebook: Rulebook, facts: Facts) -> Situation:
        stated = tuple((dict(self.ask.facts) | facts).items())
        return Situation(rulebook, self.ask.but(facts=stated), NOTHING_SPENT, None)


def extremes(situations: Situations, actor: Actor) -> tuple[Extreme, Extreme]:
    """The least and the most that the actor may give alone, each with facts under which that is so."""
    seen: dict[tuple[object, ...], Extreme] = {}
    stated = dict(situations.ask.facts)
    for facts in situations.all:
        key = situations.told_apart(facts, actor.role)
        if key not in seen:
            ask = situations.ask.but(actor=actor, facts=tuple((stated | facts).items()))
            found = most(Situation(situations.rulebook, ask, NOTHING_SPENT, None), situations.remedy.id)
            seen[key] = Extreme(most=found, facts=ask.facts)
    least = min(seen.values(), key=lambda one: _size(one.most))
    return least, max(seen.values(), key=lambda one: _size(one.most))  # the first of equals


def _size(most: Alternative | None) -> tuple[int, int]:
    """By how much may be given: nothing, then by figure, then without an end."""
    if most is None:
        return 0, 0
    figure = most.amount if most.amount is not None else most.quantity
    return (1, figure) if figure is not None else (2, 0)


def _settling(rulebook: Rulebook) -> list[Test]:
    """The tests under which a smaller sum, or another remedy, settles what is owed."""
    conditions = [condition for line in rulebook.owed for condition in settling_of(line)]
    return [test for condition in conditions for box in condition.when + condition.unless for test in box]
