"""Which lines match: one bit mask per fact, and an AND of them, whatever the number of lines.

Per remedy, every box of every line gets a bit. Each axis is cut at the constants that occur, and each piece keeps the mask
of the boxes it satisfies. The boxes that hold for a request are then the AND of one look-up per axis; a memo turns a mask
into its lines. Axes that move with what is asked (role, amounts, totals) are kept apart from those that do not, so that an
approver or another amount is judged with a few look-ups more.
"""

from __future__ import annotations

from bisect import bisect_right

from empower.domain.amounts import amount_facts
from empower.domain.conditions import contains
from empower.domain.facts import AMOUNT_FACTS
from empower.rules.rulebook import KINDS, Bar, Budget, Counter, Entitlement, Exemption, Grant, Remedy, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.conditions import Box, Condition
    from empower.rules.rulebook import Line, Rulebook

    Matchable = Rule | Grant | Budget | Entitlement | Bar | Exemption | Counter

__all__ = [
    "MOVING",
    "Index",
    "Matched",
    "Pieces",
    "Table",
    "admits",
    "amounts_of",
    "index_of",
    "lines_of",
    "settling_of",
]

MOVING = ("role", *AMOUNT_FACTS)
_STATIC = (Entitlement, Bar, Counter)
_REMEMBERED = 50_000


def index_of(rulebook: Rulebook) -> Index:
    """The rulebook's index, made once."""
    try:
        found: Index = rulebook._index  # noqa: SLF001 - it is kept there for us
    except AttributeError:
        found = Index(rulebook)
        object.__setattr__(rulebook, "_index", found)
    return found


class Index:
    """Look-ups by name, and one table of masks per remedy, made when the remedy is first asked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.remedies = {remedy.id: remedy for remedy in rulebook.remedies}
        self.roles = {role.id: role for role in rulebook.roles}
        self.role_numbers = {role.id: number for number, role in enumerate(rulebook.roles)}
        self.facts = {fact.name: fact for fact in rulebook.facts}
        self.derived = tuple([fact for fact in rulebook.facts if fact.derived])
        self.by_employee = any([fact.derived and "employee" in fact.derived[1] for fact in self.derived])
        self.counters = {counter.id: counter for counter in rulebook.counters}
        self.counter_numbers = {counter.id: number for number, counter in enumerate(rulebook.counters)}
        self.keys = frozenset([name for counter in rulebook.counters for name in counter.per])
        self.papers = {paper.id: paper for paper in rulebook.papers}
        self.duties = {duty.id: duty for duty in rulebook.duties}
        self._tables: dict[str, Table] = {}

    def table(self, remedy: str) -> Table:
        """The masks for one remedy."""
        table = self._tables.get(remedy)
        if table is None:
            table = self._tables[remedy] = Table(self, self.remedies[remedy])
        return table

    def named(self, axis: str, value: int) -> str | int:
        """What a number on an axis stands for: a name where there is one, so that it does not hang on the file's order."""
        if axis == "role":
            return self.rulebook.roles[value].id
        if axis == "remedy":
            return self.rulebook.remedies[value].id
        if axis == "remedy_kind":
            return KINDS[value]
        fact = self.facts.get(axis)
        return fact.values[value] if fact and fact.values else value

    def boxes(self, line: Line) -> tuple[Box, ...]:
        """The boxes of a line's `when`, in an order that does not hang on the file's."""

        def words(box: Box) -> str:
            said = [
                (test.axis, how, sorted([self.named(test.axis, v) for v in vs], key=str))
                for test in box
                for how, vs in test.said
            ]
            return repr(sorted(said, key=repr))

        return tuple(sorted(line.condition.when, key=words))

    def holds(self, role: str, wanted: str) -> bool:
        """Whether `role` is `wanted` or stands above it."""
        return role == wanted or role in self.roles[wanted].above


class Matched:
    """The lines whose conditions hold, by section, each sorted by id; rules that an exception lifts are apart."""

    __slots__ = ("bars", "budgets", "counters", "entitlements", "exemptions", "grants", "lifted", "rules")

    def __init__(self, lines: Iterable[Matchable]) -> None:
        def of(kind: type[Any]) -> tuple[Any, ...]:
            return tuple(sorted([line for line in found if type(line) is kind], key=_by_id))

        found = list(lines)
        self.grants: tuple[Grant, ...] = of(Grant)
        self.budgets: tuple[Budget, ...] = of(Budget)
        self.entitlements: tuple[Entitlement, ...] = of(Entitlement)
        self.bars: tuple[Bar, ...] = of(Bar)
        self.counters: tuple[Counter, ...] = of(Counter)
        self.exemptions: tuple[Exemption, ...] = of(Exemption)
        rules: tuple[Rule, ...] = of(Rule)
        lifts = {name for exemption in self.exemptions for name in exemption.lifts}
        self.lifted = tuple([rule for rule in rules if rule.id in lifts and rule.may_be_lifted])
        self.rules = tuple([rule for rule in rules if rule not in self.lifted]) if self.lifted else rules


class Pieces:
    """One axis cut into pieces, with the mask of boxes that each piece satisfies."""

    __slots__ = ("absent", "cuts", "masks", "unknown")

    def __init__(self, tested: list[tuple[int, Any]], every: int, unless: int) -> None:
        cuts = sorted({end for _, test in tested for span in test.spans for end in span if end is not None})
        self.cuts = cuts
        starts: list[int] = [0] * (len(cuts) + 1)
        ends: list[int] = [0] * (len(cuts) + 1)
        at = {cut: number + 1 for number, cut in enumerate(cuts)}
        bits = 0
        self.absent = every
        for bit, test in tested:
            bits |= bit
            if not test.absent:
                self.absent &= ~bit
            for lowest, below in test.spans:
                starts[0 if lowest is None else at[lowest]] |= bit
                if below is not None:
                    ends[at[below]] |= bit
        self.unknown = every & ~(bits & unless)  # what nobody knew fits every `when`, and takes nothing away
        mask = every & ~bits
        self.masks = []
        for opening, closing in zip(starts, ends, strict=True):
            mask = (mask & ~closing) | opening
            self.masks.append(mask)

    def mask(self, value: int | None) -> int:
        """The boxes that a value satisfies; for `None`, those that hold when the fact is absent."""
        return self.absent if value is None else self.masks[bisect_right(self.cuts, value)]


class Table:
    """Everything that may match for one remedy."""

    def __init__(self, index: Index, remedy: Remedy) -> None:
        self.remedy = remedy
        self._lines: list[Matchable] = []
        self._owner: list[int] = []  # by bit: 2 × line, +1 for an `unless` box
        self._memo: dict[int, Matched] = {}
        tested: dict[str, list[tuple[int, Any]]] = {}
        static = 0
        for line in lines_of(index.rulebook):
            boxes = [(box, 0) for box in line.condition.when if admits(box, line, remedy)]
            if not boxes:
                continue
            boxes += [(box, 1) for box in line.condition.unless if admits(box, None, remedy)]
            for box, side in boxes:
                bit = 1 << len(self._owner)
                self._owner.append(2 * len(self._lines) + side)
                if isinstance(line, _STATIC):
                    static |= bit
                for test in box:
                    if test.axis not in ("remedy", "remedy_kind"):
                        tested.setdefault(test.axis, []).append((bit, test))
            self._lines.append(line)
        self._every = (1 << len(self._owner)) - 1
        self._static = static
        unless = sum([1 << bit for bit, owner in enumerate(self._owner) if owner & 1])
        axes = {name: Pieces(tests, self._every, unless) for name, tests in tested.items()}
        self.moving = {name: axes.pop(name) for name in MOVING if name in axes}
        self.still = axes
        weighing = [line for line in (remedy, *self._lines) if amounts_of(line)]
        self.amounts = [amount for line in weighing for amount in amounts_of(line)]
        self.settling = [condition for line in weighing for condition in settling_of(line)]
        self.amount_facts = frozenset().union(*[_weighed(line) for line in weighing])
        self.spoken_of = self.amount_facts.union([name.partition("#")[0] for name in axes])

    def holding(self, reading: Callable[[str], int | None]) -> int:
        """The boxes that hold as far as facts and clock go."""
        mask = self._every
        for name, axis in self.still.items():
            mask &= axis.mask(reading(name))
        return mask

    def moved(self, holding: int, values: Mapping[str, int]) -> int:
        """Those of `holding` that hold for this role and these amounts."""
        for name, axis in self.moving.items():
            holding &= axis.mask(values[name])
        return holding

    def static(self, holding: int) -> Matched:
        """The entitlements, bars and counters among `holding`: they test facts alone."""
        return self.matched(holding & self._static)

    def counters(self, reading: Callable[[str], int | None], unknown: Callable[[str], bool]) -> tuple[Counter, ...]:
        """The counters whose tests hold for facts as they were recorded; what was not known then is taken to fit."""
        mask = self._static
        for name, axis in self.still.items():
            mask &= axis.unknown if unknown(name) else axis.mask(reading(name))
        return self.matched(mask).counters

    def matched(self, mask: int) -> Matched:
        """The lines of a mask of boxes: one of `when` holds, none of `unless`."""
        found = self._memo.get(mask)
        if found is None:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            found = self._memo[mask] = self._lines_of(mask)
        return found

    def speaking_of(self, fact: str, standing: int) -> list[str]:
        """The ids of the lines that test a fact, or whose amounts are made from it, among the boxes standing."""
        found = []
        if fact in _weighed(self.remedy):
            found.append(self.remedy.id)
        for number, line in enumerate(self._lines):
            if isinstance(line, Counter):
                continue
            bits = [bit for bit, owner in enumerate(self._owner) if owner >> 1 == number and standing >> bit & 1]
            if bits and fact in _condition_facts(line.condition) | _weighed(line):
                found.append(line.id)
        return found

    def _lines_of(self, mask: int) -> Matched:
        lines: set[int] = set()
        barred: set[int] = set()
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            owner = self._owner[lowest.bit_length() - 1]
            (barred if owner & 1 else lines).add(owner >> 1)
        return Matched([self._lines[number] for number in lines - barred])


def lines_of(rulebook: Rulebook) -> Iterable[Matchable]:
    """Every line that may match, and every counter."""
    yield from rulebook.rules
    yield from rulebook.grants
    yield from rulebook.budgets
    yield from rulebook.owed
    yield from rulebook.not_owed
    yield from rulebook.exceptions
    yield from rulebook.counters


def _by_id(line: Matchable) -> str:
    return line.id


def admits(box: Box, line: Line | Counter | None, remedy: Remedy) -> bool:
    """Whether a box can hold for the remedy. An entitlement also speaks of what may be given instead."""
    instead = isinstance(line, Entitlement) and any(other.remedy == remedy.id for other in line.instead)
    for test in box:
        if test.axis == "remedy" and not instead and not contains(test.spans, remedy.position):
            return False
        if test.axis == "remedy_kind" and not instead and not contains(test.spans, KINDS.index(remedy.kind)):
            return False
    return True


def _condition_facts(condition: Condition) -> frozenset[str]:
    return frozenset([test.axis.partition("#")[0] for box in condition.when + condition.unless for test in box])


def amounts_of(line: Line | Counter | Remedy) -> list[Amount]:
    """Every amount of a line or a remedy."""
    if isinstance(line, Grant):
        return [limit.most for limit in line.limits]
    if isinstance(line, Budget):
        return [line.limit.most]
    if isinstance(line, Rule):
        return [limit.most for limit in (line.limit, line.at_least) if limit]
    if isinstance(line, Remedy):
        return [line.cost, *[limit.most for limit in line.most]]
    if isinstance(line, Entitlement):
        instead = [bound for other in line.instead for bound in (other.at_least, other.at_most)]
        return [line.amount, *[smaller.amount for smaller in line.settles_from], *instead]
    return []


def settling_of(line: Line | Counter | Remedy) -> list[Condition]:
    """Under which conditions a smaller sum, or another remedy, settles."""
    if not isinstance(line, Entitlement):
        return []
    return [option.condition for option in line.settles_from] + [option.condition for option in line.instead]


def _weighed(line: Line | Counter | Remedy) -> frozenset[str]:
    """The facts that a line speaks of outside its own condition."""
    names = frozenset().union(*[amount_facts(amount) for amount in amounts_of(line)])
    names = names.union(*[_condition_facts(condition) for condition in settling_of(line)])
    return names - {"owed", "amount", "quantity"}
