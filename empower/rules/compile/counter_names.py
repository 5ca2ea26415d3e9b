"""The name of a counter: what it counts, in the policy's own names, so that the order of a file does not change it."""

from __future__ import annotations

import hashlib

from empower.domain.calendar import written_date
from empower.domain.conditions import contains
from empower.domain.money import written_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Box, Test
    from empower.rules.compile.tests import Tests
    from empower.rules.compile.vocabulary import Vocabulary

    Reduced = tuple[frozenset[int], Box]

__all__ = ["CounterName", "shortened"]

_LONGEST = 120


class CounterName:
    """Names counters of one policy."""

    __slots__ = ("_all", "_names", "_tests")

    def __init__(self, vocabulary: Vocabulary, tests: Tests) -> None:
        self._names = list(vocabulary.remedies)
        self._all = frozenset(vocabulary.remedies.values())
        self._tests = tests

    def of(
        self,
        what: str,
        remedies: frozenset[int],
        per: tuple[str, ...],
        every: tuple[str, int] | None,
        when: list[Reduced],
        unless: list[Reduced],
    ) -> str:
        """The name of the counter of `what`, with the remedies it counts unless they are all."""
        parts = [what]
        if remedies != self._all:
            parts.append(f"of {self._listed(remedies)}")
        parts.append(f"per {','.join(per) or 'all'}")
        if every:
            parts.append(f"every {every[0] if every[0] not in ('days', 'months') else f'{every[1]} {every[0]}'}")
        boxes = sorted([self._told(box, remedies) for box in when])
        if boxes != [""]:
            parts.append(f"when {' | '.join(boxes)}")
        barred = sorted([self._told(box, self._all) for box in unless])
        if barred:
            parts.append(f"unless {' | '.join(barred)}")
        return shortened(" ".join(parts))

    def _told(self, reduced: Reduced, usual: frozenset[int]) -> str:
        remedies, tests = reduced
        told = [self._test_told(test) for test in tests]
        if remedies != usual:
            told.append(f"remedy=[{self._listed(remedies)}]")
        return " & ".join(sorted(told))

    def _test_told(self, test: Test) -> str:
        axis = self._tests.axis(test.axis) if "#" not in test.axis else None
        name = f"{test.axis}{'?' if test.absent else ''}"
        if axis and axis.names:
            names = sorted([value for place, value in enumerate(axis.names) if contains(test.spans, place)])
            return f"{name}=[{','.join(names)}]"
        kind, digits = (axis.kind, axis.digits) if axis else ("", 0)
        return f"{name}={','.join([_stretch(kind, digits, *span) for span in test.spans])}"

    def _listed(self, remedies: frozenset[int]) -> str:
        return ",".join(sorted([self._names[place] for place in remedies]))


def shortened(name: str) -> str:
    """The name, or of a long one its beginning and a mark that no other has."""
    if len(name) <= _LONGEST:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:32]
    return f"{name[: _LONGEST - 34]} #{mark}"


def _stretch(kind: str, digits: int, lowest: int | None, below: int | None) -> str:
    ends = (lowest, None if below is None else below - 1)
    return "..".join(["" if end is None else _end(kind, digits, end) for end in ends])


def _end(kind: str, digits: int, end: int) -> str:
    return written_date(end) if kind == "date" else written_number(end, digits)
