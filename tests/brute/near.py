"""Whether two versions of a policy too large to be asked everything differ: asked all around the lines that were changed.

It can find a difference and cannot rule one out: every answer that differs is real, and a silent search proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

from tests.brute.asked import NO, Put, answer_of
from tests.brute.compare import Example
from tests.brute.mutants import changed_lines
from tests.brute.space import Request, dates_in, named_values
from tests.laws.compiling import rulebook_of
from tests.laws.reference_limits import Limits, listed

__all__ = ["differing_near"]

Tree = dict[str, Any]
_DAY = date(2026, 6, 10)
_MUCH, _GENEROUS = 10**5, 10**7


def differing_near(old: Tree, new: Tree, seed: int, asks: int = 3_000) -> Example | None:
    """A request near the changed lines that is answered otherwise (words and warnings apart), of about so many tried."""
    near = _Near(old, new, Random(seed))
    puts = Put(rulebook_of(old)), Put(rulebook_of(new))
    for request in near.requests(asks):
        both = [put.ask(request) for put in puts]
        if both == [None, None]:
            continue
        for cost, count in near.totals:
            state = _Level(cost, count)
            before, after = (
                NO if ask is None else answer_of(put.decision(ask, state)) for put, ask in zip(puts, both, strict=True)
            )
            if before.weight != after.weight:
                return Example(request, {"every counter of cost": cost, "every count": count}, before, after)
    return None


class _Level:
    """Balances in which all counters of one measure stand at the same, which none of them rules out for another.

    Nothing was settled before of what is owed.
    """

    def __init__(self, cost: int, count: int) -> None:
        self.cost = cost
        self.count = count

    def read(self, counter: str, *_: object) -> tuple[int, int]:
        if counter.startswith("settled "):
            return 0, 0
        return self.count if counter.startswith("count ") else self.cost, 0


class _Near:
    """The values around two versions' differing lines."""

    def __init__(self, old: Tree, new: Tree, d: Random) -> None:
        self.trees = old, new
        self.d = d
        self.lines = changed_lines(old, new)
        if not self.lines:  # it is in the roles, the remedies or the facts that they differ
            self.lines = [(section, line) for section in ("grants", "owed") for line in old.get(section, [])]
        for section, line in list(self.lines):
            if section == "exceptions":
                lifted = [rule for tree in self.trees for rule in tree["rules"] if rule["id"] in listed(line["lifts"])]
                self.lines += [("rules", rule) for rule in lifted]
        self.digits = 0 if old["currency"] == "JPY" else 2
        self.facts: Tree = {**new.get("facts", {}), **old.get("facts", {})}
        constants = sorted({number for _, line in self.lines for number in _constants(line)} | set(self._mosts()))
        minor = [int(number * 10**self.digits) for number in constants]
        things = [int(number) for number in constants if number < 20]
        self.faces = sorted({1, 100, *[face + by for face in minor + things for by in (-1, 0, 1) if face + by > 0]})
        self.totals = [(0, 0), *[(cost, 0) for cost in self._costs(minor)], *[(0, count) for count in things[:3]]]
        self.days = self._days()

    def requests(self, number: int) -> Iterator[Request]:
        """Every combination of what the changed lines test, in turn or at random where there are too many."""
        roles = list(dict.fromkeys(role for tree in self.trees for role in tree["roles"]))
        remedies = self._remedies()
        axes = [self._values(name) for name in self.facts]
        tested = [place for place, name in enumerate(self.facts) if name in str([line for _, line in self.lines])]
        choices = [values if place in tested else values[:1] for place, values in enumerate(axes)]
        size = len(roles) * len(remedies) * (len(self.faces) + 1) * len(self.days)
        for values in choices:
            size *= len(values)
        every = product(product(*choices), self.days, roles, remedies, [None, *self.faces])
        shuffled: Iterator[Any] = every if size <= number else self._drawn(choices, roles, remedies, number)
        for values, day, role, remedy, face in shuffled:
            facts = tuple((name, value) for name, value in zip(self.facts, values, strict=True) if value is not None)
            yield Request(role, remedy, facts, day, 12, face)
        for values, day, role, remedy, face in self._drawn(axes, roles, remedies, number // 3):
            facts = tuple((name, value) for name, value in zip(self.facts, values, strict=True) if value is not None)
            yield Request(role, remedy, facts, day, 12, face)

    def _drawn(self, choices: list[list[Any]], roles: list[str], remedies: list[str], number: int) -> Iterator[Any]:
        d = self.d
        for _ in range(number):
            yield (
                tuple(d.choice(values) for values in choices),
                d.choice(self.days),
                d.choice(roles),
                d.choice(remedies),
                d.choice([None, *self.faces]),
            )

    def _remedies(self) -> list[str]:
        """What the changed lines speak of; everything, if they speak of everything."""
        found: dict[str, None] = {}
        for tree in self.trees:
            limits = Limits(tree, [])
            for _, line in self.lines:
                named = line.get("remedies", "all")
                found |= dict.fromkeys(r for r in tree["remedies"] if limits.covers({"remedies": named}, r))
        return list(found)

    def _values(self, name: str) -> list[Any]:
        """Values of a fact on both sides of every constant it is put beside; first what is usual."""
        spec = self.facts[name]
        if spec.get("one_of") or spec.get("ordered"):
            names = named_values(spec)
            return [spec["default"], *[one for one in names if one != spec["default"]]] if "default" in spec else names
        if "yes_no" in spec:
            return [False, True]
        if "text" in spec:
            return ["north"]
        if "date" in spec or "moment" in spec:
            ages = {int(age.split()[0]) * _LONG[age.split()[1].rstrip("s")] for age in self._tested(name, "age")}
            days = [_DAY - timedelta(days=age + by) for age in sorted(ages) for by in (-1, 0, 1)] or [_DAY]
            return days if "date" in spec else [datetime(d.year, d.month, d.day, 11, tzinfo=UTC) for d in days]
        if "time" in spec:
            return [600, 960, 1020]
        scale = 10**self.digits if "money" in spec else 10 ** (spec["number"] or {}).get("decimals", 0)
        bounds = [int(number * scale) for number in self._tested(name, "")]
        least, most = (0, None) if "money" in spec else self._ends(spec["number"], scale)
        usual = _MUCH if "money" in spec else _usual(least, most)
        values = [usual, least, *[bound + by for bound in bounds for by in (-1, 0, 1)]]
        fitting = [one for one in values if one >= least and (most is None or one <= most)]
        return list(dict.fromkeys([*fitting, *([] if "money" not in spec else [_GENEROUS])]))

    def _ends(self, number: Tree, scale: int) -> tuple[int, int | None]:
        least = int(number.get("at_least", 0) * scale)
        return least, int(number["at_most"] * scale) if "at_most" in number else None

    def _tested(self, name: str, under: str) -> list[Any]:
        """The constants that the changed lines put a fact beside (its ages, if `under` says so)."""
        found = []
        for _, line in self.lines:
            for side in ("when", "unless"):
                for box in listed(line.get(side, [])):
                    test = box.get(name, {})
                    if under:
                        found += list(test.get(under, {}).values()) if isinstance(test, dict) else []
                    else:
                        found += _constants(test)
            found += _steps(line, name)
        return found

    def _mosts(self) -> Iterator[Any]:
        for tree, other in (self.trees, self.trees[::-1]):
            for name, remedy in tree["remedies"].items():
                if remedy != other["remedies"].get(name):
                    yield from _constants(remedy)

    def _costs(self, minor: list[int]) -> list[int]:
        """What may have been spent before: a few of the constants, and what leaves no room beside one for a thing."""
        constant = [remedy["cost"] for remedy in self.trees[0]["remedies"].values() if "cost" in remedy]
        prices = [int(cost * 10**self.digits) for cost in constant if not isinstance(cost, dict | str)]
        left = [bound - price + 1 for bound in minor for price in prices if bound > price]
        return list(dict.fromkeys([*self.d.sample(minor, min(2, len(minor))), *self.d.sample(left, min(2, len(left)))]))

    def _days(self) -> list[date]:
        inner = sorted({day for _, line in self.lines for day in dates_in(line) if day.year < 2090})
        days = [day + timedelta(days=by) for day in inner for by in (-1, 0)] + [_DAY]
        starts = [tree["effective"]["from"] for tree in self.trees if "from" in tree.get("effective", {})]
        first = max([date.fromisoformat(start) for start in starts], default=date(2000, 1, 1))
        return [day for day in dict.fromkeys(days) if day >= first]


_LONG = {"hour": 1, "day": 1, "week": 7, "month": 31, "year": 366}


def _usual(least: int, most: int | None) -> int:
    return least if most is None else min(most, max(least, 2))


def _constants(written: Any) -> Iterator[Any]:
    if isinstance(written, int | Decimal) and not isinstance(written, bool):
        yield written
    elif isinstance(written, dict):
        for inner in written.values():
            yield from _constants(inner)
    elif isinstance(written, list):
        for inner in written:
            yield from _constants(inner)


def _steps(written: Any, name: str) -> Iterator[Any]:
    """The constants beside which amounts within speak of a fact."""
    if isinstance(written, dict):
        if written.get("by") == name:
            yield from written.get("steps") or written.get("over") or ()
        for inner in written.values():
            yield from _steps(inner, name)
    elif isinstance(written, list):
        for inner in written:
            yield from _steps(inner, name)
