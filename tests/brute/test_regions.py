"""Where the lint and the difference say that something is so, there it is, cell by cell, and nowhere else.

A request lies in a region that is told exactly if putting every request finds the thing there: for what nobody may give, what
is preferred in vain, what is owed and cannot be carried, exceptions that overlap, roles that are stuck, promises, differences.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from random import Random
from typing import Any

import pytest

from empower.rules.analysis.difference import difference
from empower.rules.analysis.found import Found
from empower.rules.analysis.lint.carried import owed_not_carried
from empower.rules.analysis.lint.dead_ends import dead_ends
from empower.rules.analysis.lint.exceptions import exceptions_lifting
from empower.rules.analysis.lint.nobody import nobody_giving
from empower.rules.analysis.lint.prefer import preferring_in_vain
from empower.rules.analysis.lint.promises import promises_kept
from empower.rules.analysis.lint.space import Space
from tests.brute.cells import Cell, cell_of, cells_of, within
from tests.brute.compare import leaning, pairs_of
from tests.brute.drawn import drawn, loads, size_of
from tests.brute.mutants import mutants
from tests.brute.oracle import Oracle
from tests.brute.seen_where import breaking, not_carried, overlapping, preferred_in_vain, refused_to_all, stuck
from tests.brute.space import space_of
from tests.laws.compiling import rulebook_of
from tests.laws.reference_limits import listed

Tree = dict[str, Any]
Cells = set[Cell]

TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
CHUNKS, CHUNK = (20, 8) if TORTURE else (1, 5)
PAIRS = 240 if TORTURE else 8
FAULTS = ("ungranted", "prefers-the-denied", "not-carried", "all-lifted", "promise-broken")
ANALYSES = (nobody_giving, preferring_in_vain, owed_not_carried, exceptions_lifting, dead_ends, promises_kept)
CODES = {
    "nobody-may-give",
    "prefer-never-approved",
    "owed-not-carried",
    "exceptions-overlap",
    "dead-end",
    "broken-promise",
}


class Told:
    """What the lint tells of a policy, with the cells that its regions hold."""

    def __init__(self, oracle: Oracle) -> None:
        book = rulebook_of(oracle.tree)
        space = Space(book, book.effective[0] or 739_000)
        self.oracle = oracle
        self.cells = cells_of(oracle.space)
        self.found = [one for analysis in ANALYSES for one in analysis(space)]
        assert space.left_out == []

    def where(self, code: str, like: Callable[[Found], bool] | None = None) -> Cells:
        """The cells of all findings of this code, or of those that are like that."""
        found = [one for one in self.found if one.problem.code == code and (like is None or like(one))]
        regions = [part for one in found for part in one.regions]
        return {cell for cell in self.cells if within(cell, regions, self.oracle.tree)}


def policies(seed: int) -> Iterator[Tree]:
    """A few drawn policies, and the same with faults of the kinds that the lint names."""
    owing = next(tree for n in count() if "owed" in (tree := drawn(f"owing {seed} {n}", 1_000)))
    timed = drawn(f"timed {seed}", 1_000, timed=True)
    for tree, kinds in ((drawn(f"region {seed}", 1_200), FAULTS), (owing, FAULTS[2:3]), (timed, ())):
        yield tree
        for kind in kinds:
            made = (one.tree for one in mutants(tree, kind))
            fitting = (one for one in made if loads(one) and size_of(one, 2_500) <= 2_500)
            yield from [one for _, one in zip(range(1), fitting, strict=False)]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_lint_tells_where_it_is_so_and_nowhere_else(chunk: int) -> None:
    seen: set[str] = set()
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        for tree in policies(seed):
            told = Told(Oracle(tree))
            for code, cells, regions in sets(told):
                assert cells == regions, (seed, code, tree)
                seen |= {code} if cells else set()
    assert seen <= CODES
    assert chunk or len(seen) > 4, seen


def sets(told: Told) -> Iterator[tuple[str, Iterable[object], Iterable[object]]]:
    """For each thing that the lint tells of: its code, where enumeration finds it, and where it is told."""
    oracle, tree, where = told.oracle, told.oracle.tree, told.where
    yield "nobody-may-give", refused_to_all(oracle), where("nobody-may-give")
    for number, rule in enumerate(tree.get("rules", [])):
        for at, remedy in enumerate(listed(rule.get("prefer", []))):
            code, path = "prefer-never-approved", ("rules", number, "prefer", at)
            yield code, preferred_in_vain(oracle, rule["id"], remedy), where(code, partial(_at, path))
    for number, line in enumerate(tree.get("owed", [])):
        regions = {cell.situation for cell in where("owed-not-carried", partial(_at, ("owed", number)))}
        owing = not_carried(oracle, line["id"])
        hangs = "bill" in str(line) or "each" in str(line)  # then a region holds what is less, too
        yield "owed-not-carried", owing, regions & owing if hangs and owing else regions
    exceptions = tree.get("exceptions", [])
    for number, line in enumerate(exceptions):
        for other in exceptions[:number]:
            for rule in listed(line["lifts"]):
                names = other["id"], line["id"], rule
                both = where("exceptions-overlap", partial(_names, names))
                yield "exceptions-overlap", overlapping(oracle, *names), both
    for role in tree["roles"]:
        yield "dead-end", stuck(oracle, role), where("dead-end", partial(_at, ("roles", role)))
    yield from _promises(told)


def _promises(told: Told) -> Iterator[tuple[str, Cells, Cells]]:
    """Promises: told where they are broken at once; and where it takes what was given before, only where that shows it."""
    for number, line in enumerate(told.oracle.tree.get("promises", [])):
        like = partial(_at, ("promises", number))
        broken, open_ = told.where("broken-promise", like), told.where("promise-not-proven", like)
        at_all, at_once = breaking(told.oracle, line["id"]), breaking(told.oracle, line["id"], at_once=True)
        yield "broken-promise", at_once | (broken & at_all), broken
        if not broken:
            assert at_all <= open_, (line, told.oracle.tree)


def _at(path: tuple[str | int, ...], found: Found) -> bool:
    return found.problem.path[: len(path)] == path


def _names(names: tuple[str, ...], found: Found) -> bool:
    return all(f"`{name}`" in found.problem.message for name in names)


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_difference_lies_where_every_request_shows_it_and_nowhere_else(seed: int) -> None:
    old = drawn(f"pair {seed}", 1_500, timed=seed % 4 == 3)
    made = [one.tree for one in mutants(old) if one.kind not in ("mistyped", "cycle")]
    Random(seed).shuffle(made)
    for new in [one for one in made if loads(one) and size_of(one, 3_000) <= 3_000][:2]:
        books = rulebook_of(old), rulebook_of(new)
        told = difference(*books, books[0].effective[0] or 739_000)
        seen = differing(old, new)
        # what was settled was spent in the same incident, which enumeration does not know: it has states that nobody can be in
        hung = "owed" in old and "incident_cost" in str((old, new))
        assert hung or told.verdict in (verdict(seen), "may differ"), (new, seen, told.changes)
        for cell in cells_of(space_of({"facts": {}, **old}, {"facts": {}, **new})):
            here = [change for change in told.changes if within(cell, [change.region], _both(old, new))]
            ways = {way for change in here for way in change.ways}
            assert ways <= seen.get(cell, set()), (cell, ways, new)
            open_ = any(change.may for change in here) or within(cell, told.unsettled, _both(old, new))
            if not open_ and not hung and "otherwise" not in ways:  # which is said of what is otherwise and tighter too
                assert ways == seen.get(cell, set()), (cell, ways, new)


def differing(old: Tree, new: Tree) -> dict[Cell, set[str]]:
    """By cell, the ways in which some request there, in some state, is answered otherwise."""
    found: dict[Cell, set[str]] = {}
    for example in pairs_of(old, new, None):
        if example.old.weight != example.new.weight:
            found.setdefault(cell_of(example.request), set()).update(leaning(example, old, new))
    return found


def verdict(seen: dict[Cell, set[str]]) -> str:
    """What is to be said of all of it together."""
    ways = {way for here in seen.values() for way in here}
    if len(ways) > 1 or "otherwise" in ways:
        return "mixed"
    return f"only {ways.pop()}" if ways else "equivalent"


def _both(old: Tree, new: Tree) -> Tree:
    """What the facts of either are."""
    return {**new, **old, **{part: {**new.get(part, {}), **old.get(part, {})} for part in ("facts", "derive")}}
