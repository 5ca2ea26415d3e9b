"""Where everything stands in a file, so that a checker can speak in paths and a person reads lines.

While a file is read only numbers are kept, in flat arrays: where each part begins and ends. Lines, columns and the way
from a path to a part are worked out when somebody asks, for most files have no problem and nobody does.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence

from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value

__all__ = ["Place", "Places", "lines_of", "place", "spot"]

_SPOT = "\0"  # no key can begin so: a file with this character is not read
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Place(Value):
    """A stretch of a file; lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def spot(start: int, end: int) -> Path:
    """The path of a stretch of the text itself, for what is wrong before there is a tree."""
    return (_SPOT, start, max(start, end))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines as an editor counts them; there is always at least one."""
    lines = _LINE_END.split(text)
    return tuple(lines[:-1] if len(lines) > 1 and not lines[-1] else lines)


class Places:
    """The place of each part of one file.

    Parts are numbered in the order they are written. `labels` holds the key for a part that is a key, and None for a
    value; a value in a mapping comes right after its key. `closes` says for a list or mapping where its parts end.
    """

    __slots__ = ("_begins", "_inside", "_last", "closes", "ends", "labels", "source", "starts")

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts = array("I")
        self.ends = array("I")
        self.labels: list[Hashable] = []
        self.closes: dict[int, int] = {}
        self._inside: dict[int, dict[Hashable, int]] = {}
        self._begins: list[int] = []
        self._last = len(source.rstrip("\r\n"))

    def value(self, path: Path) -> Place:
        """Where the value at `path` stands, or else the nearest value around it that does exist."""
        if path[:1] == (_SPOT,):
            return self._between(int(path[1]), int(path[2]))
        return self._of(self._walk(path)[0])

    def key(self, path: Path) -> Place:
        """Where the key stands whose value is at `path`; the value's own place when it has no key."""
        if path[:1] == (_SPOT,):
            return self.value(path)
        part = self._walk(path)[0]
        has_key = part > 0 and self.labels[part - 1] is not None
        return self._of(part - 1 if has_key else part)

    def text(self, path: Path) -> str:
        """The scalar at `path` as written (`0.50`, `TRUE`, `"7"`), of anything longer the first line; "" for no such path."""
        part, found = self._walk(path)
        return self.written(part) if found and part < len(self.labels) else ""

    def written(self, part: int) -> str:
        """The first line of a part as its author wrote it, without a tag or anchor."""
        written = self.source[self.starts[part] : self.ends[part]]
        if written[:1] in ("!", "&"):
            properties = _PROPERTIES.match(written)
            written = written[properties.end() :] if properties else ""
        return _LINE_END.split(written, maxsplit=1)[0].rstrip()

    def parts_of(self, part: int) -> dict[Hashable, int]:
        """The parts that stand directly in this one, by key or number; of two equal keys the first."""
        known = self._inside.get(part)
        if known is not None:
            return known
        inside: dict[Hashable, int] = {}
        aliases: dict[Hashable, int] = {}  # a checker may know a key that is no text by its text
        labels, at, stop, count = self.labels, part + 1, self.closes.get(part, 0), 0
        while at < stop:
            label = labels[at]
            if label is None:
                inside[count] = at
                count += 1
            else:
                at += 1  # from the key to its value
                if at == stop:
                    break
                inside.setdefault(label, at)
                if not isinstance(label, str):
                    aliases[str(label)] = aliases[self.written(at - 1)] = at
            at = self.closes.get(at, at + 1)
        self._inside[part] = aliases | inside
        return self._inside[part]

    def line_of(self, position: int) -> int:
        """The line on which this character of the text stands."""
        return self._point(min(position, self._last))[0]

    def _walk(self, path: Path) -> tuple[int, bool]:
        """The part at `path`, or the last one on the way there, and whether it is the one."""
        part = 0
        for step in path:
            inside = self.parts_of(part)
            following = inside.get(step, inside.get(str(step)))
            if following is None:
                return part, False
            part = following
        return part, True

    def _of(self, part: int) -> Place:
        known = part < len(self.labels)
        start, end = (self.starts[part], self.ends[part]) if known else (0, 0)
        while end > start and self.source[end - 1].isspace():
            end -= 1
        return self._between(start, end)

    def _between(self, start: int, end: int) -> Place:
        start = min(start, self._last)
        end = max(start, min(end, self._last))
        line, column = self._point(start)
        end_line, end_column = self._point(end)
        return Place(line=line, column=column, end_line=end_line, end_column=end_column)

    def _point(self, position: int) -> tuple[int, int]:
        if not self._begins:
            self._begins = [0, *[found.end() for found in _LINE_END.finditer(self.source)]]
        line = bisect_right(self._begins, position)
        return line, position - self._begins[line - 1] + 1


def place(
    problems: Iterable[Problem], places: Places, file: str, source_lines: Sequence[str]
) -> tuple[PlacedProblem, ...]:
    """The problems with their lines, in the order of the file; each line is one that the file has."""
    placed = [_placed(problem, places, file, source_lines) for problem in problems]
    return tuple(sorted(placed, key=lambda one: (one.line, one.column, one.end_column, one.code, one.message)))


def _placed(problem: Problem, places: Places, file: str, source_lines: Sequence[str]) -> PlacedProblem:
    at = places.key(problem.path) if problem.at_key else places.value(problem.path)
    line = max(1, min(at.line, len(source_lines)))
    source = source_lines[line - 1] if source_lines else ""
    column = min(at.column, len(source) + 1)
    end_column = at.end_column if at.end_line == at.line else len(source.rstrip()) + 1
    return PlacedProblem(
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        level=problem.level,
        file=file,
        line=line,
        column=column,
        end_column=max(column, min(end_column, len(source) + 1)),
        source=source,
    )
