"""Texts that YAML ends at a `#` which their author meant to be read.

After a space `#` begins a comment, so of `say: Come to room #12` only `Come to room` is read, and nobody is told. A comment
that has a space after its sign (`# 12 of them`) is taken for one; words for people with `#12` behind them are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empower.domain.problem import Problem
from empower.policyfile.places import Places, spot
from empower.policyfile.reader.remarks import shown

__all__ = ["cut_off"]

_WORDS = frozenset(("because", "contact", "help", "name", "note", "say", "source", "ticket", "title"))
_TITLED = frozenset(("causes", "duties", "papers", "roles", "one_of", "ordered"))
_REST = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
_BLANK = re.compile(r":[ \t]+(#[^\s#][^\r\n]*)")
_NOT_PLAIN = ("'", '"', "|", ">", "*")


def cut_off(places: Places) -> tuple[Problem, ...]:
    """A warning for each text that ends at a `#` with no space after it; only values that people read are looked at."""
    if " #" not in places.source and "\t#" not in places.source:
        return ()
    found: list[Problem] = []
    for part in sorted(set(_texts(places))):
        start, end = places.starts[part], places.ends[part]
        blank = start == end  # and then the sign stands right behind the name
        rest = _BLANK.match(places.source, places.ends[part - 1]) if blank else _REST.match(places.source, end)
        if rest and (blank or not places.source.startswith(_NOT_PLAIN, start)):
            found.append(_cut(places.source[start:end], rest[1].rstrip(), rest.start(1)))
    return tuple(found)


def _texts(places: Places) -> Iterator[int]:
    """The parts that hold words for people."""
    for part, label in enumerate(places.labels):
        value = part + 1
        if label in _WORDS:
            yield value
        elif label in _TITLED:
            yield from _values(places, value)


def _values(places: Places, part: int) -> Iterator[int]:
    """The values that stand directly in a mapping, or in the mappings of a list."""
    for key, inside in places.parts_of(part).items():
        if isinstance(key, int):
            yield from _values(places, inside)
        elif inside not in places.closes:
            yield inside


def _cut(text: str, rest: str, at: int) -> Problem:
    whole = f"{' '.join(text.split())} {rest}".lstrip()
    quoted = '"' + whole.replace("\\", "\\\\").replace('"', '\\"') + '"'
    hint = f"put quotes round the text: {shown(quoted)}" if len(whole) < 50 else "put quotes round the whole text"
    ends = f"this text ends at {shown(text)}" if text else "there is no text here"
    return Problem(
        code="text-cut-off",
        message=f"{ends}: after a space `#` begins a comment, and {shown(rest)} is not read",
        hint=f"{hint}; if it is a comment, put a space after the `#`",
        path=spot(at, at + len(rest)),
        level="warning",
    )
