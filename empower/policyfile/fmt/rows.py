"""The lines of a file while it is laid out: what each holds, how far in it begins, and what its comment lines up with."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["At", "Row", "drawn"]

_BEFORE_A_COMMENT = 2
"""So many blanks at least."""


class At:
    """A column: so far from the margin, or from where a part of an earlier row comes to stand."""

    __slots__ = ("part", "plus", "row")

    def __init__(self, plus: int, row: Row | None = None, part: int = 0) -> None:
        self.plus = plus
        self.row = row
        self.part = part

    def more(self, plus: int) -> At:
        """So much further in."""
        return At(self.plus + plus, self.row, self.part)

    @property
    def column(self) -> int:
        """Where it is, once the rows before are settled."""
        return self.plus + (self.row.column_of(self.part) if self.row else 0)


class Row:
    """One line, in parts: how many blanks stand before each, and the part."""

    __slots__ = ("at", "comment", "comment_was_at", "ended_at", "fixed", "gaps", "indent", "parts", "section")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.gaps: list[int] = []
        self.at = At(0)
        self.indent = 0  # settled from `at` when the rows are drawn, from the first to the last
        self.comment = ""
        self.comment_was_at = -1  # its column in the source
        self.ended_at = 0  # the column in the source where the last part ended
        self.fixed: str | None = None  # a line of a text, to be shown just so, blanks and all
        self.section = ""  # the name of the section that begins here

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here, and nothing is meant by that."""
        return not self.parts and not self.comment and self.fixed is None

    def add(self, gap: int, part: str) -> int:
        """One more part; its number."""
        self.gaps.append(gap)
        self.parts.append(part)
        return len(self.parts) - 1

    def column_of(self, part: int) -> int:
        """The column at which a part begins."""
        return self.indent + sum(map(len, self.parts[:part])) + sum(self.gaps[: part + 1])

    def width(self, first: int, last: int) -> int:
        """From the beginning of a part to the end of another."""
        return sum(map(len, self.parts[first : last + 1])) + sum(self.gaps[first + 1 : last + 1])

    def drawn(self) -> str:
        """The line without its comment."""
        if self.fixed is not None:
            return self.fixed
        written = "".join([" " * gap + part for gap, part in zip(self.gaps, self.parts, strict=True)])
        return " " * self.indent + written if written else ""


def drawn(rows: list[Row]) -> list[str]:
    """The rows as lines of text."""
    lines = []
    for row in rows:
        row.indent = row.at.column
        lines.append(row.drawn())
    for number, row in enumerate(rows):
        if row.comment and not row.parts:
            lines[number] = " " * row.indent + row.comment
    for several in _side_by_side(rows):
        written = [number for number in several if rows[number].parts]
        least = min([rows[number].comment_was_at - rows[number].ended_at for number in written])
        column = max([len(lines[number]) for number in written]) + max(_BEFORE_A_COMMENT, least)
        for number in several:
            line = lines[number] if rows[number].parts else ""
            lines[number] = line.ljust(column) + rows[number].comment
    return lines


def _side_by_side(rows: list[Row]) -> Iterator[list[int]]:
    """The rows whose comments stand to the right of something, together with those they line up with."""
    several: list[int] = []
    for number, row in enumerate(rows):
        follows = bool(several) and several[-1] == number - 1
        if follows and row.comment and row.comment_was_at == rows[several[-1]].comment_was_at:
            several.append(number)
            continue
        if several:
            yield several
        several = [number] if row.comment and row.parts else []
    if several:
        yield several
