"""What limits count. A counter is not a limit: lines that count the same thing share one.

Its name is made from what it counts, so that a line which is renamed, moved or re-priced keeps its history.
"""

from __future__ import annotations

from empower.domain.conditions import Condition, Test, contains, shared, spans_of
from empower.domain.facts import AMOUNT_FACTS, CLOCK_FACTS
from empower.rules.compile.counter_names import CounterName, shortened
from empower.rules.rulebook import KINDS, Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Box, Spans
    from empower.rules.compile.tests import Tests
    from empower.rules.compile.vocabulary import Vocabulary

    Every = tuple[str, int] | None
    Reduced = tuple[frozenset[int], Box]
    """The remedies a box speaks of, and its tests of facts."""

__all__ = ["Counters"]

_LEFT_OUT = frozenset(("role", "day", *AMOUNT_FACTS, *CLOCK_FACTS))
_FEW = 100  # of more alternatives than this only equal ones are joined


class Counters:
    """The counters of a policy, numbered as they are first asked for. The two totals of an incident come first."""

    __slots__ = ("_all", "_name", "_names", "_numbers", "_tests", "_vocabulary", "made")

    def __init__(self, vocabulary: Vocabulary, tests: Tests) -> None:
        self._vocabulary = vocabulary
        self._tests = tests
        self._names = list(vocabulary.remedies)
        self._all = frozenset(vocabulary.remedies.values())
        self._numbers: dict[object, int] = {}
        self._name = CounterName(vocabulary, tests)
        names = tuple(sorted(vocabulary.remedies))
        self.made = [
            Counter(id=name, measure="cost", remedies=names, per=("incident",), every=None, counts=counts)
            for name, counts in (("incident_cost", "all"), ("incident_goodwill", "goodwill"))
        ]

    def number(self, measure: str, counts: str, per: tuple[str, ...], every: Every, condition: Condition) -> int:
        """The place of the counter that counts this: the condition's tests of facts and remedies, by whoever it was given."""
        when = _distinct([self._reduced(box) for box in condition.when])
        unless = _distinct([self._reduced(box) for box in condition.unless if not _left_out(box)])
        remedies: frozenset[int] = frozenset().union(*[remedies for remedies, _ in when])
        content = (measure, counts, per, every, remedies, frozenset(when), frozenset(unless))
        known = self._numbers.get(content)
        if known is not None:
            return known
        counter = Counter(
            id=self._name.of(f"{measure} {counts}", remedies, per, every, when, unless),
            measure=measure,
            remedies=tuple(sorted([self._names[place] for place in remedies])),
            per=per,
            every=every,
            counts=counts,
            condition=Condition(when=self._boxes(when), unless=self._boxes(unless)),
        )
        return self._add(content, counter)

    def settled(self, group: str, per: tuple[str, ...], remedies: tuple[str, ...], *, things: bool) -> int:
        """The place of the counter of what was settled of a group of entitlements."""
        of = "things" if things else "money"
        name = f"settled {group} in {of} per {','.join(per) or 'all'}"
        content = ("settled", name)
        known = self._numbers.get(content)
        if known is not None:
            return known
        return self._add(
            content,
            Counter(id=shortened(name), measure="settled", remedies=remedies, per=per, every=None, counts="owed"),
        )

    def _add(self, content: object, counter: Counter) -> int:
        self.made.append(counter)
        self._numbers[content] = len(self.made) - 1
        return len(self.made) - 1

    def _reduced(self, box: Box) -> Reduced:
        """The remedies of a box, and its tests without what was said and what a counter leaves out."""
        remedies = self._all
        tests = []
        for test in box:
            if test.axis == "remedy":
                remedies &= self._within(test.spans)
            elif test.axis == "remedy_kind":
                kinds = self._vocabulary.kinds
                fitting = [
                    place for place in remedies if kinds[place] and contains(test.spans, KINDS.index(kinds[place]))
                ]
                remedies = frozenset(fitting)
            elif test.axis not in _LEFT_OUT:
                tests.append(self._tests.made(test.axis, self._clipped(test), absent=test.absent))
        return remedies, tuple(tests)

    def _within(self, spans: Spans) -> frozenset[int]:
        """The remedies of some stretches of the catalogue."""
        most = len(self._names)
        return frozenset([place for low, below in spans for place in range(low or 0, most if below is None else below)])

    def _clipped(self, test: Test) -> Spans:
        """The spans within the values that have names, so that the same values are the same counter however written."""
        axis = self._tests.axis(test.axis) if "#" not in test.axis else None
        return shared(test.spans, axis.domain) if axis and axis.names else test.spans

    def _boxes(self, reduced: list[Reduced]) -> tuple[Box, ...]:
        boxes = []
        for remedies, tests in reduced:
            covered = () if remedies == self._all else (self._tests.made("remedy", spans_of(tuple(remedies))),)
            boxes.append(tuple(sorted([*tests, *covered], key=_by_axis)))
        return tuple(boxes)


def _left_out(box: Box) -> bool:
    return any([test.axis in _LEFT_OUT for test in box])


def _distinct(boxes: list[Reduced]) -> list[Reduced]:
    """The boxes without those that another contains; a box of no remedy counts nothing."""
    distinct = [box for box in dict.fromkeys(boxes) if box[0]]
    if len(distinct) < 2:
        return distinct
    if len(distinct) <= _FEW:
        distinct = [box for box in distinct if not any([box != other and _contained(box, other) for other in distinct])]
    return sorted(distinct, key=lambda box: (sorted(box[0]), repr(box[1])))


def _contained(box: Reduced, other: Reduced) -> bool:
    return box[0] <= other[0] and set(other[1]) <= set(box[1])


def _by_axis(test: Test) -> str:
    return test.axis
