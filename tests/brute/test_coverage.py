"""What a policy's cases reach is what putting every request counts, and a suggested suite reaches all that it says it does."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from random import Random

import pytest

from empower.domain.calendar import DAY, EPOCH
from empower.policyfile.case_files.cases import Case
from empower.report.suggested_cases import suggested_text
from empower.rules.analysis.coverage import Coverage, coverage_of
from empower.rules.analysis.sight import Threshold as ToldThreshold
from empower.services.asked import counted
from empower.services.coverage import covered
from empower.services.house import open_house
from empower.services.run_cases import loaded_cases, run_cases
from empower.services.suggested_cases import suggested_cases
from tests.brute.asked import Asked
from tests.brute.cases import asked_of, cases_of
from tests.brute.covering import (
    LIMIT,
    combinations,
    combinations_hit,
    limits_hit,
    thresholds,
    thresholds_hit,
)
from tests.brute.drawn import drawn
from tests.brute.oracle import Oracle, Standing
from tests.brute.turning import Threshold
from tests.laws.yaml_text import yaml_text

Target = frozenset[str] | tuple[Threshold, bool]
TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
SEEDS = 300 if TORTURE else 10
SUITES = 120 if TORTURE else 6


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_there_is_and_what_is_reached_is_counted_alike(seed: int) -> None:
    oracle, d = Oracle(drawn(f"covering {seed}", 1_500, timed=seed % 2 == 1)), Random(seed)
    book = oracle.put.rulebook
    for asked in (_some(d, oracle.fresh), _some(d, oracle.every)):
        told = coverage_of(book, [(oracle.put.ask(one.request), Standing(one.state), None) for one in asked])  # type: ignore[misc]
        fresh = not any(any(one.state.values()) for one in asked)
        sides = thresholds_hit(oracle, asked) | (limits_hit(oracle, asked) if fresh else set())
        _same(oracle, told, combinations_hit(oracle, asked), sides, limits=fresh)


@pytest.mark.parametrize("seed", range(SUITES))
def test_a_suggested_suite_reaches_all_but_what_it_names(seed: int, tmp_path: Path) -> None:
    trees = (drawn(f"suggested {seed} {number}", 1_500, timed=seed % 3 == 2) for number in count())
    tree = next(tree for tree in trees if "requester" not in tree["facts"])  # who asks takes a roster
    oracle, d = Oracle(tree), Random(seed)
    asked = _some(d, oracle.fresh)
    (tmp_path / "policy.yaml").write_text(yaml_text(tree), encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(yaml_text(cases_of(oracle.tree, asked)), encoding="utf-8")
    house, now = open_house(tmp_path), ((oracle.put.rulebook.effective[0] or EPOCH) - EPOCH) * DAY
    sides = thresholds_hit(oracle, asked) | limits_hit(oracle, asked)
    _same(oracle, covered(house, (None,), now), combinations_hit(oracle, asked), sides, limits=True)

    found = suggested_cases(house, (None,), now)
    with (tmp_path / "cases.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{suggested_text(found, house.rulebook)}\n")
    assert [case for case in run_cases(house) if case.mismatches] == []
    reached = [_reached(oracle, case) for case in loaded_cases(house).cases]
    every: set[Target] = {*combinations(oracle), *[(one, side) for one in thresholds(oracle) for side in (False, True)]}
    named = {*found.combinations, *[(_plain(one), side) for one, side in found.sides]}
    assert every - set().union(*reached) == named
    before = len(asked)
    for place in range(before, len(reached)):
        others = [one for number, one in enumerate(reached) if number != place]
        assert every & reached[place] - set().union(*others), "none is idle"


def _reached(oracle: Oracle, case: Case) -> set[Target]:
    """What a case reaches: the lines that match it together, and the sides on which it stands."""
    book = oracle.put.rulebook
    before = [counted(book, case.given[:place], case.path) for place in range(len(case.given) + 1)]
    given = [asked_of(oracle, ask, so_far) for ask, so_far in zip(case.given, before, strict=False)]
    asked = [asked_of(oracle, case.ask, before[-1])]
    return {*combinations_hit(oracle, asked), *thresholds_hit(oracle, asked), *limits_hit(oracle, asked, given)}


def _some(d: Random, asked: list[Asked]) -> list[Asked]:
    return d.sample(asked, min(len(asked), d.choice([1, 5, 12, 40])))


def _same(
    oracle: Oracle, told: Coverage, hit: set[frozenset[str]], sides: set[tuple[Threshold, bool]], *, limits: bool
) -> None:
    """What is told is what was counted; the sides of limits only where nothing was given before."""
    assert set(told.combinations) == combinations(oracle)
    assert len(told.combinations) == len(combinations(oracle))
    assert {_plain(one) for one in told.thresholds} == thresholds(oracle)
    assert told.combinations_reached == hit
    assert told.lines_reached == frozenset().union(*hit)
    reached = {(_plain(one), side) for one, side in told.sides_reached}
    assert sides == {one for one in reached if limits or one[0].axis != LIMIT}


def _plain(one: ToldThreshold) -> Threshold:
    return Threshold(one.line, one.axis, one.at)
