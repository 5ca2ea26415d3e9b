"""Seeded faults in the packs: the difference reports each that answers a request otherwise, the lint those of its kinds."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from empower.policyfile.load import load_policy
from empower.rules.analysis.difference import difference
from empower.rules.analysis.lint.linted import linted
from empower.rules.rulebook import Rulebook
from tests.brute.drawn import loads
from tests.brute.mutants import KINDS, mutants
from tests.brute.near import differing_near
from tests.laws.compiling import rulebook_of

Tree = dict[str, Any]

ROOT = Path(__file__).parents[2]
PACKS = ["policies/council", "policies/hotel-ladder", "policies/luxury-hotel", "policies/restaurant"]
TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
if TORTURE:
    PACKS += ["policies/online-retail", "policies/rail-delay", "tests/packs/harbour-hotel"]
EACH = 20 if TORTURE else 2
AT_LOAD = {"mistyped", "cycle"}
OR_NO_FAULT = {"ungranted", "misdirected", "all-lifted"}
"""What may be meant: the last word gives what is granted to nobody, two sign where one of them stands low, and an exception has
its dates. Then it is a change like any other, which the difference reports."""


@cache
def pack(name: str) -> Tree:
    """A pack's policy as a plain tree."""
    tree: Tree = load_policy(ROOT / name).tree.data
    return tree


@cache
def book(name: str) -> Rulebook:
    """The pack, compiled."""
    return rulebook_of(pack(name))


def today(rulebook: Rulebook) -> int:
    """A day on which the policy is in force."""
    return rulebook.effective[0] or 739_000


def codes(rulebook: Rulebook) -> set[str]:
    """What the lint finds, notes left out."""
    return {found.problem.code for found in linted(rulebook, today(rulebook)) if found.problem.level != "note"}


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - AT_LOAD))
def test_a_fault_is_reported(name: str, kind: str) -> None:
    for one in [each for each in list(mutants(pack(name), kind))[:EACH] if loads(each.tree)]:
        changed = rulebook_of(one.tree)
        if differing_near(pack(name), one.tree, 1) is not None:
            assert difference(book(name), changed, today(book(name))).verdict != "equivalent", one.what
        if one.codes and not codes(changed) & one.codes:
            assert kind in OR_NO_FAULT, (one.what, one.codes, codes(changed))
            assert difference(book(name), changed, today(book(name))).verdict != "equivalent", one.what


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_as_shipped_is_silent(name: str) -> None:
    assert codes(book(name)) == set()
    assert difference(book(name), book(name), today(book(name))).verdict == "equivalent"
