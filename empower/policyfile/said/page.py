"""Where something was written: a file, or the words of a command. Either way a problem in it can be pointed at."""

from __future__ import annotations

import shlex
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from empower.domain.problem import Path, PlacedProblem, Problem
from empower.policyfile.places import Places, lines_of, place
from empower.policyfile.reader.cut_off import cut_off
from empower.policyfile.reader.files import read_file
from empower.policyfile.reader.tree import read_tree

__all__ = ["COMMAND_LINE", "FilePage", "Page", "WordsPage", "page_of", "read_page", "typed"]

COMMAND_LINE = "command line"
_READ_BY_A_SHELL = frozenset("|&;()<>$`\\\"'*?[]{}#~!^")


class Page(ABC):
    """What somebody wrote, in paths."""

    name: str

    @abstractmethod
    def placed(self, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
        """The problems with their places on this page."""

    @abstractmethod
    def text(self, path: Path) -> str | None:
        """The single value at a path as it was written; `None` for a list, a mapping or nothing at all."""


class FilePage(Page):
    """A YAML file."""

    def __init__(self, name: str, data: Any, places: Places, lines: Sequence[str], source: bytes = b"") -> None:
        self.name = name
        self.data = data
        self.source = source
        self._places = places
        self._lines = lines

    def placed(self, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
        return place(problems, self._places, self.name, self._lines)

    def text(self, path: Path) -> str | None:
        value = self.data
        for step in path:
            value = value[step]
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, (int, Decimal)):  # a bool is one too: as written, `TRUE`, `+351`, `0.50`
            written = self._places.text(path)
            return format(value, "f") if written.startswith("*") and not isinstance(value, bool) else written
        return None

    def cut_off(self) -> tuple[PlacedProblem, ...]:
        """A warning for each text that is not read to its end."""
        return self.placed(cut_off(self._places))

    def line_of(self, path: Path) -> int:
        """The line on which the value at a path begins."""
        return self._places.value(path).line

    def column_of(self, path: Path) -> int:
        """The column at which the value at a path begins."""
        return self._places.value(path).column


class WordsPage(Page):
    """The words of a command; the path of a word is its number."""

    def __init__(self, words: Sequence[str], before: str = "empower") -> None:
        self.name = COMMAND_LINE
        self.words = tuple(words)
        self.before = before

    def placed(self, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
        problems = tuple(problems)
        if not problems:
            return ()
        line, starts = self.before, []
        for word in self.words:
            shown = typed(word)
            starts.append((len(line) + 2, len(line) + 2 + len(shown)))
            line = f"{line} {shown}"
        starts.append((len(line) + 1, len(line) + 1))
        return tuple(_on_the_line(problem, line, starts) for problem in problems)

    def text(self, path: Path) -> str | None:
        return self.words[int(path[0])]


def typed(word: str) -> str:
    """The word as it is typed at a command line: in quotes where a shell would not take it as one word and no more."""
    return shlex.quote(word) if not word or any(ch.isspace() or ch in _READ_BY_A_SHELL for ch in word) else word


def read_page(path: FilePath) -> FilePage | tuple[PlacedProblem, ...]:
    """A file of YAML, or what stands in the way of reading it."""
    data = read_file(path)
    return data if isinstance(data, tuple) else page_of(data, str(path))


def page_of(data: bytes, name: str) -> FilePage | tuple[PlacedProblem, ...]:
    """These bytes of YAML as the file called `name`."""
    tree = read_tree(data)
    page = FilePage(name, tree.data, tree.places, lines_of(tree.places.source), data)
    return page.placed(tree.problems) if tree.problems else page


def _on_the_line(problem: Problem, line: str, starts: list[tuple[int, int]]) -> PlacedProblem:
    number = problem.path[0] if problem.path and isinstance(problem.path[0], int) else len(starts) - 1
    start, end = starts[min(number, len(starts) - 1)]
    return PlacedProblem(
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        level=problem.level,
        file=COMMAND_LINE,
        line=1,
        column=start,
        end_column=end,
        source=line,
    )
