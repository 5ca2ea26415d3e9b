"""The values at which a test changes sides, found by trying it on both sides of every constant in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from tests.brute.cells import value_on
from tests.brute.space import named_values
from tests.laws.reference_facts import AMOUNTS, Reading, months_after
from tests.laws.reference_limits import listed

__all__ = ["Threshold", "thresholds_of"]

Tree = dict[str, Any]

_DAY = datetime(2026, 5, 15, 12, tzinfo=UTC)
_UNITS = {
    "hour": ("hours", 3_600_000_000),
    "day": ("days", 1),
    "week": ("days", 7),
    "month": ("months", 2),
    "year": ("months", 24),
}


class Threshold(NamedTuple):
    """The least value of an axis on the far side of a constant of a line; of the axis `LIMIT`, the number of a limit."""

    line: str
    axis: str  # a fact, `FACT#days` and the like for its age
    at: int


def thresholds_of(line: Tree, tree: Tree) -> set[Threshold]:
    """The values at which a test of the line changes sides."""
    boxes = [box for side in ("when", "unless") for box in listed(line.get(side, []))]
    return {
        Threshold(line["id"], axis, at)
        for box in boxes
        for name, test in box.items()
        for axis, part in _parts(name, test)
        for at in _turns(name, axis, part, tree)
    }


def _parts(name: str, test: Any) -> Iterator[tuple[str, Any]]:
    """The test of the value, and those of its age."""
    if not isinstance(test, dict):
        yield name, test
        return
    plain = {way: bound for way, bound in test.items() if way not in ("age", "given")}
    if plain:
        yield name, plain
    units = {_UNITS[str(bound).split()[1].rstrip("s")][0] for bound in test.get("age", {}).values()}
    for unit in units:
        same = {way: b for way, b in test["age"].items() if _UNITS[b.split()[1].rstrip("s")][0] == unit}
        yield f"{name}#{unit}", {"age": same}


def _turns(name: str, axis: str, test: Any, tree: Tree) -> set[int]:
    """The values of an axis that pass where the one below does not, or do not where it does."""
    spec = tree["facts"].get(name, {})
    derived = tree.get("derive", {}).get(name, {})
    in_order = {"ordered", "number", "money", "date", "moment", "time"} & set(spec) or {
        "total", "difference", "days_between"} & set(derived) or name in AMOUNTS  # fmt: skip
    if not in_order:
        return set()
    near = {bound + by for bound in _bounds(name, axis, test, tree) for by in (-1, 0, 1, 2)}
    passing = {at: _passes(name, axis, test, at, tree) for value in near for at in (value - 1, value)}
    known = {at: passed for at, passed in passing.items() if passed is not None}
    return {at for at in near if at in known and at - 1 in known and known[at] != known[at - 1]}


def _bounds(name: str, axis: str, test: Any, tree: Tree) -> Iterator[int]:
    if isinstance(test, dict):
        for way, bound in test.items():
            if way == "age":
                for written in bound.values():
                    count, unit = written.split()
                    yield int(count) * _UNITS[unit.rstrip("s")][1]
            else:
                yield from _bounds(name, axis, bound, tree)
    elif isinstance(test, list):
        for one in test:
            yield from _bounds(name, axis, one, tree)
    else:
        reading = Reading(tree, {}, _DAY.date(), _DAY, 12, {name: _as_value(name, test, tree)}, lambda at: at.date())
        yield value_on(name, reading) or 0


def _as_value(name: str, written: Any, tree: Tree) -> Any:
    return Reading(tree, {}, _DAY.date(), _DAY, 12, {}, None)._as_value(name, written)


def _passes(name: str, axis: str, test: Any, at: int, tree: Tree) -> bool | None:
    """Whether the test passes at a value; `None` where the fact cannot have it."""
    value = _valued(name, axis, at, tree)
    if value is None:
        return None
    reading = Reading(tree, {}, _DAY.date(), _DAY, 12, {name: value}, lambda moment: moment.date())
    return reading.passes(name, test)


def _valued(name: str, axis: str, at: int, tree: Tree) -> Any:
    spec = tree["facts"].get(name, {})
    unit = axis.partition("#")[2]
    if unit:
        return _aged(unit, at, "date" in spec)
    if "date" in spec:
        return date.fromordinal(at)
    if "moment" in spec:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    if "ordered" in spec:
        names = named_values(spec)
        return names[at] if 0 <= at < len(names) else None
    least, most = _ends(name, tree)
    return at if (least is None or at >= least) and (most is None or at <= most) else None


def _ends(name: str, tree: Tree) -> tuple[int | None, int | None]:
    """The least and the most that a number, money or a time may be."""
    ((how, parts),) = tree.get("derive", {}).get(name, {"": []}).items()
    if how == "days_between":
        return None, None
    if parts:
        (least, most), (low, high) = [(least or 0, most) for least, most in (_ends(part, tree) for part in parts)]
        if how == "difference":
            return max(0, least - high) if high is not None else 0, None if most is None else max(0, most - low)
        return least + low, None if most is None or high is None else most + high
    spec = tree["facts"].get(name, {})
    if isinstance(spec.get("number"), dict):
        scale = 10 ** spec["number"].get("decimals", 0)
        most = int(spec["number"]["at_most"] * scale) if "at_most" in spec["number"] else None
        return int(spec["number"].get("at_least", 0) * scale), most
    return 0, 24 * 60 - 1 if "time" in spec else None


def _aged(unit: str, at: int, of_days: bool) -> Any:
    if unit == "hours":
        return _DAY - timedelta(microseconds=at)
    start = _DAY.date() if unit == "days" else months_after(_DAY.date(), -(at // 2))
    day = start - timedelta(days=at if unit == "days" else at % 2)
    return day if of_days else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
