"""What one rulebook says of one remedy, as bits: one for each box of each line, and one for each branch of an amount.

A bit is set where the tests on facts and the clock hold. Tests of the role, of amounts and of totals are kept beside it, for
they move with what is asked. Two situations that set the same bits are judged alike.
"""

from __future__ import annotations

from empower.domain.amounts import parts
from empower.domain.conditions import Test
from empower.rules.index import MOVING, Pieces, admits, amounts_of, lines_of
from empower.rules.rulebook import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.amounts import Amount
    from empower.domain.conditions import Box
    from empower.rules.rulebook import Line, Remedy, Rulebook

    Standing = tuple[Line | Counter, frozenset[Box], frozenset[Box]]
    """A line that may hold, with what its `when` and its `unless` still turn on."""

__all__ = ["Sheet"]


class Sheet:
    """The bits of one remedy."""

    __slots__ = ("_instead", "_standing", "axes", "boxes", "every", "lines", "remedy", "rulebook")

    def __init__(
        self, rulebook: Rulebook, remedy: Remedy, also: tuple[Line, ...] = (), only: Line | Counter | None = None
    ) -> None:
        self.rulebook = rulebook
        self.remedy = remedy
        self._instead: dict[int, Line | None] = {}  # by number of a line
        self._standing: dict[int, list[Standing]] = {}
        self.lines: list[Line | Counter] = []
        self.boxes: list[tuple[int, bool, Box]] = []  # line, whether of `unless`, the tests that move
        tested: dict[str, list[tuple[int, Test]]] = {}
        bits = 0
        unless = 0

        def bit_of(tests: Box) -> None:
            nonlocal bits
            for test in tests:
                tested.setdefault(test.axis, []).append((1 << bits, test))
            bits += 1

        for line in (
            (*[one for one in lines_of(rulebook) if not isinstance(one, Counter)], *also) if only is None else (only,)
        ):
            when = [box for box in line.condition.when if admits(box, line, remedy)]
            if not when:
                continue
            number = len(self.lines)
            self.lines.append(line)
            barring = [box for box in line.condition.unless if admits(box, None, remedy)]
            for box, barred in [*[(box, False) for box in when], *[(box, True) for box in barring]]:
                self.boxes.append((number, barred, tuple([test for test in box if test.axis in MOVING])))
                unless |= barred << bits
                bit_of(tuple([test for test in box if test.axis not in (*MOVING, "remedy", "remedy_kind")]))
        weighed = [*amounts_of(remedy), *[amount for line in self.lines for amount in amounts_of(line)]]
        branches = {test for amount in weighed for test in _branch_tests(amount)}
        moments = {fact.name for fact in rulebook.facts if fact.kind == "moment"}
        for test in sorted(branches, key=repr):
            bit_of((test.but(axis=f"{test.axis}.day") if test.axis in moments else test,))
        self.every = (1 << bits) - 1
        self.axes = {name: Pieces(tests, self.every, unless) for name, tests in tested.items()}

    def instead(self, rulebook: Rulebook, line: Line, other: Line | None) -> Sheet:
        """The same bits where another line with the same tests stands in the place of one, or none does; of that rulebook."""
        numbers = {number: other for number, one in enumerate(self.lines) if one is line}
        found = Sheet.__new__(Sheet)
        own = {"rulebook": rulebook, "_standing": {}, "_instead": self._instead | numbers}
        for name in Sheet.__slots__:
            setattr(found, name, own.get(name, getattr(self, name)))
        return found

    def bits_of(self, line: Line) -> int:
        """The bits of a line's `when`; none where it never covers the remedy."""
        found = 0
        for bit, (number, barred, _) in enumerate(self.boxes):
            found |= (self.lines[number] is line and not barred) << bit
        return found

    def standing(self, mask: int) -> list[Standing]:
        """The lines that may hold where these bits are set."""
        found = self._standing.get(mask)
        if found is None:
            when: dict[int, set[Box]] = {}
            unless: dict[int, set[Box]] = {}
            for bit, (number, barred, moving) in enumerate(self.boxes):
                if mask >> bit & 1:
                    (unless if barred else when).setdefault(number, set()).add(moving)
            standing = [(number, boxes, unless.get(number, set())) for number, boxes in when.items()]
            found = self._standing[mask] = [
                (line, frozenset(boxes), frozenset(barring))
                for number, boxes, barring in standing
                if () not in barring and (line := self._instead.get(number, self.lines[number])) is not None
            ]
        return found

    def size(self) -> int:
        """How many bits there are."""
        return self.every.bit_length()


def _branch_tests(amount: Amount) -> Iterator[Test]:
    """One test for each branch on which an amount goes another way: by a date, a step, a value."""
    for part in parts(amount):
        if part[0] == "dated":
            axis = part[2] or "day"
            yield from [Test(axis=axis, spans=((start, None),)) for start, _ in part[1]]
        elif part[0] == "steps":
            yield from [Test(axis=part[1], spans=((start + part[2], None),)) for start, _ in part[3]]
        elif part[0] == "is":
            yield from [Test(axis=part[1], spans=((case, case + 1),)) for case, _ in part[2]]
