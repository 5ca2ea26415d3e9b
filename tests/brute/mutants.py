"""Faults seeded in policies: what a tired author does to a good file, one at a time, with what should notice it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from tests.brute.mutant_lines import broken_promises, carried, dated_gaps, lifted, preferred, shadowed, ungranted
from tests.brute.mutant_names import cycles, misdirected, mistyped, unsigned
from tests.brute.mutant_numbers import dropped, inverted, moved_limits, unlessless
from tests.brute.space import LINES

__all__ = ["CODES", "KINDS", "Mutant", "changed_lines", "mutants"]

Tree = dict[str, Any]

KINDS: dict[str, tuple[Callable[[Tree], Iterator[tuple[str, Tree]]], tuple[int, ...]]] = {
    "approver-dropped": (unsigned, ()),
    "threshold-inverted": (inverted, ()),
    "line-shadowed": (shadowed, (4, 5)),
    "gap-in-dates": (dated_gaps, (10,)),
    "cycle": (cycles, (1, 7)),
    "misdirected": (misdirected, (7,)),
    "ungranted": (ungranted, (3,)),
    "limit-moved": (moved_limits, ()),
    "mistyped": (mistyped, (1,)),
    "rule-dropped": (dropped, ()),
    "unless-dropped": (unlessless, ()),
    "all-lifted": (lifted, (4, 9)),
    "prefers-the-denied": (preferred, (8,)),
    "not-carried": (carried, (12,)),
    "promise-broken": (broken_promises, (11,)),
}
"""Each kind of fault: how it is made, and by number which of the twelve analyses of the language page name it."""

CODES: dict[int, tuple[str, ...]] = {
    1: (),  # any problem at load
    3: ("nobody-may-give", "remedy-not-granted"),
    4: ("never-matters",),
    5: ("same-line-twice", "could-be-one"),
    7: ("call-nobody-needs", "dead-end"),
    8: ("prefer-never-approved",),
    9: ("lifts-nothing", "exceptions-overlap"),
    10: ("dates-gap", "dates-overlap"),
    11: ("broken-promise",),
    12: ("owed-not-carried",),
}
"""The codes by which each analysis tells what it found."""


@dataclass(frozen=True)
class Mutant:
    """One fault."""

    kind: str
    what: str
    tree: Tree

    @property
    def analyses(self) -> tuple[int, ...]:
        """Those of the twelve that name this kind; none where only the difference can tell."""
        return KINDS[self.kind][1]

    @property
    def codes(self) -> frozenset[str]:
        """Any of these will do."""
        return frozenset(code for number in self.analyses for code in CODES[number])


def mutants(tree: Tree, *kinds: str) -> Iterator[Mutant]:
    """Every fault of these kinds (of all, unless named) that can be made in the policy."""
    for kind in kinds or KINDS:
        for what, mutant in KINDS[kind][0](deepcopy(tree)):
            if mutant != tree:
                yield Mutant(kind, what, mutant)


def changed_lines(old: Tree, new: Tree) -> list[tuple[str, Tree]]:
    """The lines, with their sections, that stand in one of the two alone."""
    found = []
    for section in LINES:
        mine, theirs = old.get(section, []), new.get(section, [])
        found += [(section, line) for line in mine if line not in theirs]
        found += [(section, line) for line in theirs if line not in mine]
    return found
