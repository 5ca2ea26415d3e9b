"""What a suite of cases covers: lines, distinct combinations of lines, and both sides of each threshold and limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.brute.asked import Asked
from tests.brute.cells import value_on
from tests.brute.oracle import Oracle
from tests.brute.space import ASKER, LINES
from tests.brute.turning import Threshold, thresholds_of
from tests.laws.reference_facts import Reading
from tests.laws.reference_limits import Given, Limits, listed

__all__ = ["LIMIT", "combinations", "combinations_hit", "limits_hit", "thresholds", "thresholds_hit"]

Tree = dict[str, Any]

LIMIT = "limit"
_SECTIONS = LINES[:-1]  # a promise is no part of a decision
Side = tuple[Threshold, bool]
"""A threshold, and whether a request stands at or over it, or beyond the limit."""


def combinations(oracle: Oracle, *, histories: bool = True) -> set[frozenset[str]]:
    """The distinct sets of lines that match some request; with nothing on the counters only, unless `histories`."""
    return combinations_hit(oracle, oracle.every if histories else oracle.fresh)


def combinations_hit(oracle: Oracle, asked: Iterable[Asked]) -> set[frozenset[str]]:
    """The sets of lines that these requests match."""
    return {oracle.matching.lines(one) for one in asked}


def thresholds(oracle: Oracle) -> set[Threshold]:
    """Every value at which a test of a line changes sides, with something on both; and every limit."""
    tree = oracle.tree
    found = {one for _, line in _lines(tree) for one in thresholds_of(line, tree)}
    owners = [*_lines(tree), *[("remedies", {"id": name, **spec}) for name, spec in tree["remedies"].items()]]
    return found | {
        Threshold(line["id"], LIMIT, at) for section, line in owners for at in range(len(_limits(section, line)))
    }


def thresholds_hit(oracle: Oracle, asked: Iterable[Asked]) -> set[Side]:
    """The constants with the sides on which these requests stand, of lines that speak of their remedy."""
    found = set()
    tested = [(section, line, thresholds_of(line, oracle.tree)) for section, line in _lines(oracle.tree)]
    for one in asked:
        reading = oracle.matching.reading(one)
        for section, line, marks in tested:
            if _speaks(oracle, section, line, one.request.remedy, reading):
                values = {mark.axis: value_on(mark.axis, reading) for mark in marks}
                found |= {(mark, value >= mark.at) for mark in marks if (value := values[mark.axis]) is not None}
    return found


def limits_hit(oracle: Oracle, asked: Iterable[Asked], before: Iterable[Asked] = ()) -> set[Side]:
    """The limits that these requests fit or go beyond, each with this given before; those they add nothing to left out."""
    limits = Limits(oracle.tree, [_given(oracle, one) for one in before])
    found: set[Side] = set()
    for one in asked:
        given, name = _given(oracle, one), one.request.remedy
        matched = oracle.matching.lines(one)
        for section, line in _lines(oracle.tree):
            for number, limit in enumerate(_limits(section, line) if line["id"] in matched else ()):
                counts = limit.get("counts", "all" if section == "budgets" else "goodwill")
                fits = limits.within(line, {**limit, "counts": counts}, given)
                if not fits or given.adds("count" if "count" in limit else "cost", counts):
                    found.add((Threshold(line["id"], LIMIT, number), not fits))
        found |= {(Threshold(name, LIMIT, at), not fits) for at, fits in enumerate(limits.mosts(given)) if given.face}
    return found


def _given(oracle: Oracle, one: Asked) -> Given:
    part = one.part
    return Given(
        oracle.matching.reading(one), one.request.remedy, ASKER, part.face, part.cost, part.owed, part.owed_cost
    )


def _lines(tree: Tree) -> Iterator[tuple[str, Tree]]:
    for section in _SECTIONS:
        yield from [(section, line) for line in tree.get(section, [])]


def _limits(section: str, line: Tree) -> list[Tree]:
    """The limits of a line; of a remedy so many as its most has."""
    if section == "budgets":
        return [{"per": "all", **line}]
    written = listed(line.get("most" if section == "remedies" else "limit", []))
    return [limit for limit in written if limit != "none"]


def _speaks(oracle: Oracle, section: str, line: Tree, remedy: str, reading: Reading) -> bool:
    """Whether a line may be about a remedy, whatever the facts and the day are."""
    if section == "owed":
        if remedy not in [*listed(line["remedies"]), *[one["remedy"] for one in listed(line.get("instead", []))]]:
            return False
    elif not Limits(oracle.tree, []).covers(line, remedy):
        return False
    return any(
        all(reading.passes(name, test) for name, test in box.items() if name in ("remedy", "remedy_kind"))
        for box in listed(line.get("when", {}))
    )
