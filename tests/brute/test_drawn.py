"""Drawn policies are put every request, and what the oracles say of them is consistent."""

from __future__ import annotations

import os
import sys

import pytest

from tests.brute.compare import compare
from tests.brute.drawn import drawn, loads, size_of
from tests.brute.mutants import mutants
from tests.brute.oracle import Oracle, same_by_decide

EVERYDAY = 6 * (12 if os.environ.get("EMPOWER_TORTURE") else 1)
_TURNED = {"only looser": "only tighter", "only tighter": "only looser", "mixed": "mixed", "equivalent": "equivalent"}


@pytest.mark.parametrize("seed", range(EVERYDAY))
def test_decide_says_what_the_enumeration_says(seed: int) -> None:
    oracle = Oracle(drawn(f"decide {seed}"))
    same_by_decide(oracle, seed, 60)
    assert {one.answer.outcome for one in oracle.every} <= {"approve", "escalate", "deny"}
    sys.stdout.write(f"{oracle}\n")


@pytest.mark.parametrize("seed", range(EVERYDAY))
def test_a_change_leans_the_other_way_when_it_is_undone(seed: int) -> None:
    old = drawn(f"turned {seed}", 1_500)
    assert compare(old, old).verdict == "equivalent"
    lawful = (one.tree for one in mutants(old, "limit-moved", "rule-dropped", "threshold-inverted") if loads(one.tree))
    for new in [tree for tree in lawful if size_of(tree, 2_500) <= 2_500][:2]:
        forth, back = compare(old, new), compare(new, old)
        assert forth.number == back.number
        assert back.verdict == _TURNED[forth.verdict]
