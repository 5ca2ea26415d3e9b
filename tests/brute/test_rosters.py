"""Where nobody of a roster is there to say yes, or would be with one away: the lint tells what letting everybody ask shows."""

from __future__ import annotations

import os
from itertools import count
from random import Random
from typing import Any

import pytest

from empower.rules.analysis.found import Found
from empower.rules.analysis.lint.somebody import somebody_to_say_yes
from empower.rules.analysis.lint.space import Space
from tests.brute.cells import Cell, cells_of, within
from tests.brute.drawn import drawn
from tests.brute.oracle import Oracle
from tests.brute.rosters import acting, drawn_roster, stuck_with

CHUNKS, CHUNK = (20, 8) if os.environ.get("EMPOWER_TORTURE") else (1, 8)
ROSTERS = 4


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nobody_is_told_to_be_there_just_where_nobody_is(chunk: int) -> None:
    seen = set()
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        trees = (drawn(f"roster {seed} {number}", 1_000) for number in count())
        tree = next(tree for tree in trees if "bill" not in tree["facts"])  # one bill stands for all that weigh alike
        d, oracle = Random(seed), Oracle(tree)
        book, cells = oracle.put.rulebook, cells_of(oracle.space)
        day = book.effective[0] or 739_000
        for _ in range(ROSTERS):
            people = drawn_roster(d, oracle)
            told = list(somebody_to_say_yes(Space(book, day), people, day))

            held = acting(oracle.tree, people, day)
            today = stuck_with(oracle, people, held, day)
            for role in oracle.space.roles:
                cells_stuck = {cell for (asking, _), found in today.items() if asking == role for cell in found}
                assert where(told, "nobody-to-say-yes", f"(`{role}`)", cells, tree) == cells_stuck, (
                    seed,
                    role,
                    people,
                    tree,
                )
            for person in people:
                without = tuple(one.but(service=(0, 0)) if one.id == person.id else one for one in people)
                more = stuck_with(oracle, without, held, day)
                away = {cell for key, found in more.items() if key not in today for cell in found}
                told_of = where(told, "one-away-and-nobody", f"with `{person.id}` away", cells, tree)
                assert told_of == away, (seed, person, people, tree)
            seen |= {one.problem.code for one in told}
    assert chunk or seen == {"nobody-to-say-yes", "one-away-and-nobody"}


def where(told: list[Found], code: str, word: str, cells: list[Cell], tree: dict[str, Any]) -> set[Cell]:
    """The cells in the regions of the findings of a code that say a word."""
    found = [one for one in told if one.problem.code == code and word in one.problem.message]
    regions = [part for one in found for part in one.regions]
    return {cell for cell in cells if within(cell, regions, tree)}
