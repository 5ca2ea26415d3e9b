"""The sections of a file in their usual order, each with the comments and the blank line that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from empower.domain.value import Value

__all__ = ["CASES_ORDER", "POLICY_ORDER", "Line", "in_order"]

_LEDGER = ("requests", "adopts", "causes", "clocks")
POLICY_ORDER: tuple[tuple[str, ...], ...] = (
    *(("empower",), ("policy",), ("title",), ("currency",), ("timezone",), ("day_starts",), ("year_starts",)),
    *(("effective",), ("facts",), ("derive",), ("papers",), ("duties",), ("remedies",), ("groups",), ("roles",)),
    *(("grants",), ("budgets",), ("rules",), ("owed",), ("not_owed",), ("exceptions",), _LEDGER, ("promises",)),
    ("accepted",),
)
"""The sections of a policy as the packs have them; those of one group stay as they are written."""

CASES_ORDER: tuple[tuple[str, ...], ...] = (("now",), ("people",), ("incidents",), ("cases",))

_LAST_OF_THE_HEAD = "effective"
_FOR_EDITORS = "yaml-language-server"


class Line(Value):
    """One line of a file that is laid out."""

    text: str
    section: str = ""  # the name of the section that begins here
    is_blank: bool = False  # and no part of a text
    is_comment: bool = False  # alone, and at the very left
    ends: bool = False  # the mark that the document ends here


def in_order(lines: Sequence[Line], order: tuple[tuple[str, ...], ...]) -> Sequence[Line]:
    """The lines with their sections in this order. Where one is not in it, all stay where they are."""
    ranks = {name: rank for rank, names in enumerate(order) for name in names}
    begins = [number for number, line in enumerate(lines) if line.section]
    found = [ranks.get(lines[number].section, -1) for number in begins]
    if found == sorted(found) or -1 in found:
        return lines
    head = ranks.get(_LAST_OF_THE_HEAD, -1)
    starts = [_above_first(lines, begins[0], of_the_head=found[0] <= head)]
    starts += [_above(lines, number, last) for last, number in pairwise(begins)]
    end = _below_last(lines, begins[-1])
    parts = [list(lines[start:stop]) for start, stop in pairwise([*starts, end])]
    top, foot = lines[: starts[0]], lines[end:]
    moved = [number for _, number in sorted(zip(found, range(len(parts)), strict=True))]
    sections = [_set_apart(parts, number, before) for before, number in pairwise([-1, *moved])]
    return [*top, *[line for section in sections for line in section], *foot]


def _set_apart(parts: list[list[Line]], number: int, before: int) -> list[Line]:
    """The lines of a section. Where it has a new neighbour above, there is a blank line between, if one has several lines."""
    part = parts[number]
    if before >= 0 and before == number - 1:
        return part
    bare = part[1:] if part[0].is_blank else part
    above = len([line for line in parts[before] if not line.is_blank]) if before >= 0 else 0
    return [_BLANK, *bare] if before >= 0 and max(len(bare), above) > 1 else bare


_BLANK = Line(text="", is_blank=True)


def _above(lines: Sequence[Line], number: int, last: int) -> int:
    """Where a section begins with the comments above it, and the blank line above these.

    Comments that touch the section before, which began at `last`, and not this one, are that section's.
    """
    start = number
    while start - 1 > last and (lines[start - 1].is_comment or lines[start - 1].is_blank):
        start -= 1
    blank = [at for at in range(start, number) if lines[at].is_blank]
    return blank[0] if blank else start


def _above_first(lines: Sequence[Line], number: int, *, of_the_head: bool) -> int:
    """Where the first section begins. Comments above it are the file's, unless they touch a section that moves down."""
    start = number
    while not of_the_head and start and lines[start - 1].is_comment and _FOR_EDITORS not in lines[start - 1].text:
        start -= 1
    return start


def _below_last(lines: Sequence[Line], last: int) -> int:
    """Where the last section ends. A comment below it, at the very left, stays at the end of the file."""
    end = next((number for number in range(last, len(lines)) if lines[number].ends), len(lines))
    while lines[end - 1].is_comment or lines[end - 1].is_blank:
        end -= 1
    return end
