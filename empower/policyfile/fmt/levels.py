"""How far in things stand: two columns for each level of what is indented, and brackets by what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from empower.policyfile.fmt.rows import At, Row

__all__ = ["STEP", "Bracket", "Level", "Named", "levels_of"]

STEP = 2


class Named:
    """A name in a mapping, and the value behind it when that stands on the same line."""

    __slots__ = ("apart", "colon", "name", "row", "value", "was")

    def __init__(self, row: Row, name: int, was: int) -> None:
        self.row = row
        self.name = name  # which part of the row
        self.was = was  # the column it had
        self.colon = -1
        self.value = -1
        self.apart = -1  # how far from where the name begins to where the value does

    @property
    def width(self) -> int:
        """The width of the name with its colon."""
        return self.row.width(self.name, self.colon)


class Level:
    """A mapping or list that is told by how far in it stands. `was` is the column it had, `now` the one it gets."""

    __slots__ = ("above", "is_list", "named", "now", "unmarked", "was")

    def __init__(self, above: Level | None, was: int, *, is_list: bool, unmarked: bool = False) -> None:
        self.above = above
        self.was = was
        self.now: int = above.now + STEP if above else 0
        self.is_list = is_list
        self.unmarked = (
            unmarked  # a list that stands no further in than the name it belongs to; the parser does not tell
        )
        self.named: list[Named] = []

    def line_up(self) -> None:
        """Values that stand below each other behind names of different lengths do so still; others are one blank apart."""
        for apart, group in groupby(self.named, key=lambda named: named.apart):
            below_each_other = list(group)
            if apart >= 0 and len({named.width for named in below_each_other}) > 1:
                for named in below_each_other:
                    named.row.gaps[named.value] = max(1, apart - named.width)

    @property
    def inside(self) -> int:
        """Where a value stands that has a line of its own."""
        return self.now + STEP


class Bracket:
    """An open bracket: what it holds stands beside the first of it, or further in than the line where it was opened."""

    __slots__ = ("begins", "hangs", "part", "row")

    def __init__(self, row: Row, part: int, begins: At) -> None:
        self.row = row
        self.part = part
        self.begins = begins  # what it hangs from
        self.hangs = True  # nothing stands behind it on its line

    @property
    def inside(self) -> At:
        """Where a line begins that stands inside."""
        return self.begins.more(STEP) if self.hangs else At(1, self.row, self.part)

    @property
    def closing(self) -> At:
        """Where a line begins that begins with its end."""
        return self.begins if self.hangs else At(0, self.row, self.part)


def levels_of(level: Level | None) -> Iterator[Level]:
    """A level and those it stands in, from the innermost."""
    while level is not None:
        yield level
        level = level.above
