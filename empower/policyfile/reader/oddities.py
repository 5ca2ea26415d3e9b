"""What is lawful YAML and still not what its author meant, noticed while the file is read."""

from __future__ import annotations

from collections.abc import Hashable

from empower.domain.problem import Problem
from empower.policyfile.places import Places
from empower.policyfile.reader import remarks
from empower.policyfile.reader.scalars import OddNumber, Scalar, value_of
from empower.policyfile.reader.text import hidden_character

__all__ = ["Enough", "Oddities"]

_MOST_PROBLEMS = 50
_QUOTES = ("'", '"')
_NOT_PLAIN = frozenset("[]{},\"'*&!|>")


class Enough(Exception):  # noqa: N818 - nothing failed
    """There are as many problems as anybody would read; the reading stops here."""


class Oddities:
    """The problems found so far; each method also says what the reading goes on with."""

    def __init__(self, places: Places) -> None:
        self.problems: list[Problem] = []
        self._places = places
        self._repeated: list[tuple[int, int]] = []  # a mapping, and a key in it that it had already
        self._unbraced = -1  # the last list in which a mapping had no braces
        self._cut: list[tuple[int, int]] = []  # where the texts begin and end that a comma cuts

    def add(self, problem: Problem) -> None:
        """One more problem."""
        self.problems.append(problem)
        self._count()

    def plain(self, text: str, start: int, end: int) -> Scalar:
        """What a plain scalar means; a number in an odd form counts as text from here on."""
        value = value_of(text)
        if isinstance(value, OddNumber):
            self.add(remarks.odd_number(value, text, (start, end)))
            return text
        labels = self._places.labels
        if not text and labels and labels[-1] is not None:
            self._without_value(len(labels) - 1, start)
        return value

    def quoted(self, text: str, style: str, start: int, end: int) -> None:
        """Double quotes spell out nothing that cannot be seen, and a text over several lines has lines."""
        written = self._places.source[start:end].strip()
        if style in ("|", ">") and not text:
            self.add(remarks.no_lines(written, (start, start + len(written))))
        character = hidden_character(text) if style == '"' else None
        if character is not None:
            self.add(remarks.hidden_escape(written, character, (start, end)))

    def properties(self, start: int, end: int) -> None:
        """There is no tag before a value; an anchor is all right."""
        for word in self._places.source[start:end].split(maxsplit=2)[:2]:
            if word.startswith("!"):
                self.add(remarks.tag(word, (start, start + len(word))))

    def directive(self, start: int) -> None:
        """There are no instructions to YAML programs."""
        line = self._places.source[start : start + 200].splitlines()[0]
        self.add(remarks.directive(line, (start, start + len(line))))

    def key(self, value: Scalar, start: int, end: int, repeated_in: int | None) -> Hashable:
        """A key is something, is no merge key, and is not in its mapping already."""
        written = self._places.source[start:end]
        if value is None:
            self.add(remarks.no_key(written, (start, max(end, start + 1))))
            return written
        if written == "<<":
            self.add(remarks.merge_key((start, end)))
        elif " {" in written and written[:1] not in _QUOTES:
            self.add(remarks.no_colon(written, (start, end)))
        elif written[:1] == "-" and self._begins_line(start):
            line = self._places.source[start:].partition("\n")[0].partition(" #")[0].rstrip()
            self.add(remarks.tight_dash(line, (start, start + len(line))))
        elif odd := [at for at, ch in enumerate(written) if ch.isspace() and not ch.isascii()]:
            self.add(remarks.odd_space(written[odd[0]], start + odd[0]))
        elif repeated_in is not None:
            self._repeated.append((repeated_in, len(self._places.labels)))
            self._count()
        return value

    def without_braces(self, start: int, inside: int) -> None:
        """A mapping in a list has braces; of one list it is said once."""
        if self._unbraced != inside:
            self._unbraced = inside
            self.add(remarks.no_braces(self._places.source, start))

    def finish(self) -> None:
        """Keys written twice and texts cut in two become problems, now that all that belongs to them is known."""
        places = self._places
        if self._cut:
            self.problems = [problem for problem in self.problems if not self._is_cut(problem)]
        for begin, end in self._cut:
            self.problems.append(remarks.cut_text(places.source[begin:end], (begin, end)))
        forgotten: set[int] = set()  # mappings in which an entry has no dash
        for mapping, again in self._repeated:
            if mapping in forgotten:
                continue  # it goes with the entry that begins above
            if again == len(places.labels):
                break  # the reading stopped at this very key
            if any(begin <= places.starts[again] < end for begin, end in self._cut):
                continue  # no key at all, but a word of the text that was cut
            first = places.parts_of(mapping)[places.labels[again]] - 1
            at = (places.starts[again], places.ends[again])
            line = places.line_of(places.starts[first])
            dash = self._dash_before(mapping + 1) if first == mapping + 1 and self._begins_line(at[0]) else 0
            if dash:
                forgotten.add(mapping)
                self.problems.append(remarks.new_entry(places.written(again), line, dash, at))
                continue
            self.problems.append(remarks.repeated_key(places.written(again), places.written(first), line, at))

    def _begins_line(self, position: int) -> bool:
        """Whether nothing but spaces stands before it in its line."""
        return not self._places.source[self._places.source.rfind("\n", 0, position) + 1 : position].strip(" ")

    def _dash_before(self, part: int) -> int:
        """The column of the dash with which the line of a part begins; 0 where it begins with none."""
        start = self._places.starts[part]
        before = self._places.source[self._places.source.rfind("\n", 0, start) + 1 : start]
        return before.index("-") + 1 if before.strip(" ") == "-" else 0

    def _is_cut(self, problem: Problem) -> bool:
        """Whether it is of a number that is one only because a comma has cut the text around it."""
        if problem.code != "number-form":
            return False
        start = problem.path[1]
        return any(isinstance(start, int) and begin < start < end for begin, end in self._cut)

    def _count(self) -> None:
        if len(self.problems) + len(self._repeated) + len(self._cut) >= _MOST_PROBLEMS:
            raise Enough

    def _without_value(self, key: int, start: int) -> None:
        """A key without a value has a colon at least; else it is the rest of a text with a comma in it."""
        places, source = self._places, self._places.source
        at = (places.starts[key], places.ends[key])
        if at[0] == at[1] or source[at[1] : start].lstrip().startswith(":"):
            return
        begin = self._text_before(key)
        if begin is None:
            self.add(remarks.bare_key(source[at[0] : at[1]], at))
        elif self._cut and self._cut[-1][0] == begin:
            self._cut[-1] = (begin, at[1])  # one more comma in the same text
        else:
            self._cut.append((begin, at[1]))
            self._count()

    def _text_before(self, key: int) -> int | None:
        """Where the text begins that this key goes on after a comma; none when there is no such text."""
        places, value = self._places, key - 1
        if value < 2 or places.labels[value] is not None or places.labels[value - 1] is None:
            return None
        start, end = places.starts[value], places.ends[value]
        if start == end:
            return self._cut[-1][0] if self._cut and self._cut[-1][1] == places.ends[value - 1] else None
        goes_on = places.source[end : places.starts[key]].strip() == ","
        return start if goes_on and places.source[start] not in _NOT_PLAIN else None
