"""What a suite of cases covers: distinct combinations of lines, and both sides of each threshold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.brute.asked import Asked
from tests.brute.oracle import Oracle
from tests.brute.space import LINES
from tests.laws.reference_facts import Reading

__all__ = ["combinations", "combinations_hit", "thresholds", "thresholds_hit"]

Threshold = tuple[str, str, str, str, str]
"""Section, line, fact, way and constant as written (an age's way is `age over`)."""

_WAYS = ("at_least", "at_most", "over", "under", "from", "before")


def combinations(oracle: Oracle, *, histories: bool = True) -> set[frozenset[str]]:
    """The distinct sets of lines that match some request; with nothing on the counters only, unless `histories`."""
    return combinations_hit(oracle, oracle.every if histories else oracle.fresh)


def combinations_hit(oracle: Oracle, asked: Iterable[Asked]) -> set[frozenset[str]]:
    """The sets of lines that these requests match."""
    return {oracle.matching.lines(one) for one in asked}


def thresholds(oracle: Oracle) -> set[Threshold]:
    """Every constant that a line puts a fact, a date, an age, an amount or a total beside."""
    return {
        (section, line["id"], fact, way, str(bound))
        for section in LINES[:-1]
        for line in oracle.tree.get(section, [])
        for fact, way, bound in _tests(line)
    }


def thresholds_hit(oracle: Oracle, asked: Iterable[Asked]) -> set[tuple[Threshold, bool]]:
    """Each threshold with the sides on which these requests stand, as far as the line covers their remedy."""
    found = set()
    for one in asked:
        reading = oracle.matching.reading(one)
        for section in LINES[:-1]:
            for line in oracle.tree.get(section, []):
                bare = {key: part for key, part in line.items() if key not in ("when", "unless")}
                if oracle.matching.matches(section, bare, one, reading):
                    found |= set(_sides(section, line, reading))
    return found


def _sides(section: str, line: dict[str, Any], reading: Reading) -> Iterator[tuple[Threshold, bool]]:
    for fact, way, bound in _tests(line):
        test = {"age": {way.removeprefix("age "): bound}} if way.startswith("age ") else {way: bound}
        if reading.value(fact) is not None:
            yield (section, line["id"], fact, way, str(bound)), reading.passes(fact, test)


def _tests(line: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for side in ("when", "unless"):
        written = line.get(side, [])
        for box in written if isinstance(written, list) else [written]:
            for fact, test in box.items():
                if isinstance(test, dict):
                    yield from [(fact, way, bound) for way, bound in test.items() if way in _WAYS]
                    yield from [(fact, f"age {way}", bound) for way, bound in test.get("age", {}).items()]
