"""Dashes that stand in another column than the others of their list, or that are no dashes of a list."""

from __future__ import annotations

import re
from collections import Counter

from empower.domain.problem import Problem
from empower.policyfile.places import spot
from empower.policyfile.reader import remarks
from empower.policyfile.reader.remarks import shown
from empower.policyfile.reader.slips.slip import Slip

__all__ = ["long_dash", "odd_dash", "tight_dash"]

_DASH = re.compile(r"([ ]*)-[ ]+([A-Za-z_]+:|[{\[])")
_LONG = re.compile(r"[ ]*([\u2010-\u2015\u2212])[ ]*\S")
_TIGHT = re.compile(r"[ ]*-(?=[^\s-])")
_OWNER = re.compile(r"[ ]*(?:-[ ]+)*([A-Za-z_][\w-]*):[ ]*(?:#.*)?")
_MOST_LINES = 2_000

Dash = tuple[int, int]
"""Where a dash stands in the text, and in which column."""


def long_dash(slip: Slip) -> Problem | None:
    """An entry of a list begins with the short dash of the keyboard."""
    start = slip.line(slip.at)[0]
    for begin in (start, _above(slip, start)):
        found = None if begin is None else _LONG.match(slip.source, begin, slip.line(begin)[1])
        if found:
            at = found.start(1)
            message = f"this is a long dash (U+{ord(found[1]):04X}), and an entry of a list begins with a short one"
            return Problem(code="layout", message=message, hint="type `- ` in its place", path=spot(at, at + 1))
    return None


def tight_dash(slip: Slip) -> Problem | None:
    """After the dash of an entry there is a space."""
    start, end = slip.line(slip.at)
    found = _TIGHT.match(slip.source, start, end)
    if found is None or slip.at > found.end():
        return None
    written, at = slip.rest(found.end() - 1)
    return remarks.tight_dash(written, at)


def odd_dash(slip: Slip) -> Problem | None:
    """The dashes of one list stand in one column; the odd one is pointed at, also where a right one comes after it."""
    start, end = slip.line(slip.at)
    here = _DASH.match(slip.source, start, end)
    if here is None:
        return None
    siblings, owner = _list_around(slip, start, here[2])
    columns = Counter([column for _, column in siblings])
    usual = max(columns, key=lambda column: columns[column])
    this = siblings.index((start + len(here[1]), len(here[1]) + 1))
    odd = this
    if columns[usual] == 1:
        usual = siblings[this - 1][1]  # of two that differ the second is taken for the odd one
    elif siblings[this][1] == usual:
        odd = this - 1
    at, column = siblings[odd]
    if odd < 0 or column == usual:
        return None
    written, stretch = slip.rest(at)
    several = len(siblings) > 2
    others = f"the other{'s' if several else ''}{f' of `{owner}`' if owner else ''}"
    return Problem(
        code="layout",
        message=f"the dash of {shown(written)} stands in column {column}, and {others} in column {usual}",
        hint="line it up, with all that belongs to it: the dashes of one list stand below each other",
        path=spot(*stretch),
    )


def _list_around(slip: Slip, start: int, form: str) -> tuple[list[Dash], str]:
    """The dashes of the list that begin as this one does, in the order of the file, and the name that the list has."""
    before: list[Dash] = []
    owner = ""
    begin: int | None = start
    for _ in range(_MOST_LINES):
        begin = _above(slip, begin) if begin is not None else None
        if begin is None:
            break
        line = slip.source[begin : slip.line(begin)[1]]
        found = _DASH.match(line)
        if found and found[2] == form:
            before.insert(0, (begin + len(found[1]), len(found[1]) + 1))
        elif (name := _OWNER.fullmatch(line)) and _is_around(line, [column for _, column in before]):
            owner = name[1]
            break
        elif line[:1] not in (" ", "-"):
            break
    after: list[Dash] = []
    position = slip.line(start)[1] + 1
    for _ in range(_MOST_LINES):
        if position >= len(slip.source):
            break
        begin, end = slip.line(position)
        line = slip.source[begin:end]
        found = _DASH.match(line)
        if found and found[2] == form:
            after.append((begin + len(found[1]), len(found[1]) + 1))
        elif line.strip() and line[:1] not in (" ", "-", "#", "\r"):
            break
        position = end + 1
    here = len(slip.source[start:]) - len(slip.source[start:].lstrip(" "))
    return [*before, (start + here, here + 1), *after], owner


def _is_around(line: str, columns: list[int]) -> bool:
    """Whether a line that ends in a name stands no further in than the dashes below it."""
    return bool(columns) and len(line) - len(line.lstrip(" ")) < min(columns)


def _above(slip: Slip, start: int) -> int | None:
    """Where the nearest line above begins that says something."""
    for _ in range(_MOST_LINES):
        if start == 0:
            return None
        start, end = slip.line(start - 1)
        line = slip.source[start:end].strip()
        if line and not line.startswith("#"):
            return start
    return None
