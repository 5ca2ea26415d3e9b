"""Seeded faults: they are what they say, and the search beside the changed lines can tell them from the original."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from empower.policyfile.load import load_policy
from tests.brute.drawn import loads
from tests.brute.mutants import KINDS, mutants
from tests.brute.near import differing_near
from tests.brute.verdicts import without

Tree = dict[str, Any]

ROOT = Path(__file__).parents[2]
PACKS = ["tests/packs/harbour-hotel", *sorted(f"policies/{pack.name}" for pack in (ROOT / "policies").iterdir())]
MANY = 30 if os.environ.get("EMPOWER_TORTURE") else 3
TOLD_BY_LOADING = {"cycle", "mistyped"}


@cache
def pack(name: str) -> Tree:
    """A pack's policy as a plain tree."""
    tree: Tree = load_policy(ROOT / name).tree.data
    return tree


@pytest.mark.parametrize("name", PACKS)
def test_what_breaks_the_file_is_told_at_load_and_the_rest_is_a_policy(name: str) -> None:
    for kind in TOLD_BY_LOADING:
        made = list(mutants(pack(name), kind))
        assert made
        assert not [one.what for one in made[::7] if loads(one.tree)]
    for kind in KINDS.keys() - TOLD_BY_LOADING - {"threshold-inverted"}:
        assert not [one.what for one in list(mutants(pack(name), kind))[:1] if not loads(one.tree)], kind


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("kind", ["limit-moved", "rule-dropped", "ungranted", "gap-in-dates"])
def test_a_fault_that_changes_an_answer_is_told_from_the_original(name: str, kind: str) -> None:
    made = [one for one in list(mutants(pack(name), kind))[:MANY] if loads(one.tree)]
    assert any(differing_near(pack(name), one.tree, 1) for one in made), [one.what for one in made]


def test_a_fault_that_changes_no_answer_shows_no_difference() -> None:
    for one in list(mutants(pack(PACKS[0]), "promise-broken"))[:1]:
        assert differing_near(pack(PACKS[0]), one.tree, 1, asks=600) is None, one.what


def test_a_line_in_the_shadow_may_go_without_a_difference() -> None:
    for one in list(mutants(pack(PACKS[0]), "line-shadowed"))[:3]:
        shadowed = one.what.split()[0]
        assert differing_near(one.tree, without(one.tree, "rules", shadowed), 1, asks=600) is None, one.what
