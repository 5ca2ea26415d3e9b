"""Counters that cannot stand anyhow beside each other, found by giving every gesture and seeing what counts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from empower.rules.rulebook import Counter
from tests.brute.asked import Put
from tests.brute.space import Request, Space

__all__ = ["still_of", "within_of"]


def within_of(puts: Sequence[Put], space: Space) -> frozenset[tuple[str, str]]:
    """Pairs of counters of these policies of which the first never stands above the second, whatever was given before."""
    counters: dict[str, Counter] = {}
    for put in puts:
        for counter in put.rulebook.counters:
            counters.setdefault(counter.id, counter)
    counted: dict[str, set[object]] = {name: set() for name in counters}
    for facts, day, hour in space.situations():
        for remedy in space.remedies:
            for put in puts:
                request = Request(put.rulebook.roles[0].id, remedy, facts, day, hour, None)
                nothing = put.costs_nothing(remedy)
                for name in put.counting(request):
                    if not (nothing and counters[name].measure == "cost"):
                        counted[name].add((remedy, facts, day))
    found = {("incident_goodwill", "incident_cost")}
    for name, counter in counters.items():
        for other_name, other in counters.items():
            if _alike(counter, other) and counted[name] <= counted[other_name]:
                found.add((name, other_name))
    return _closed(found)


def still_of(*trees: dict[str, Any]) -> frozenset[str]:
    """The totals of an incident that no line of these policies tests, though every decision looks at them."""
    lines = [str([line for section in _SECTIONS for line in tree.get(section, [])]) for tree in trees]
    return frozenset(name for name in ("incident_cost", "incident_goodwill") if not any(name in text for text in lines))


_SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")


def _alike(counter: Counter, other: Counter) -> bool:
    mine = counter.measure, counter.per, counter.every, counter.counts
    return counter.measure != "settled" and mine == (other.measure, other.per, other.every, other.counts)


def _closed(pairs: set[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The pairs, and what follows from them."""
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            return frozenset(pairs)
        pairs |= more
