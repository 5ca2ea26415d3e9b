"""Cells of a policy's situations, and whether a region that is told holds one: read off it as a person would read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from empower.rules.analysis.regions import Region, Within
from tests.brute.space import ASKER, KEYS, Request, Space, named_values
from tests.laws.reference_facts import Reading, months_after

__all__ = ["Cell", "cell_of", "cells_of", "value_on", "within"]

Tree = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Cell(NamedTuple):
    """Who asks for what, and where; of whatever amount, and whatever was given before."""

    role: str
    remedy: str
    facts: tuple[tuple[str, Any], ...]
    day: date
    hour: int

    @property
    def situation(self) -> tuple[object, ...]:
        """Without who asks, and for what."""
        return self.facts, self.day, self.hour


def cell_of(request: Request) -> Cell:
    """Where a request is put."""
    return Cell(request.role, request.remedy, request.facts, request.day, request.hour)


def cells_of(space: Space) -> list[Cell]:
    """All there are."""
    return [
        Cell(role, remedy, facts, day, hour)
        for facts, day, hour in space.situations()
        for role in space.roles
        for remedy in space.remedies
    ]


def within(cell: Cell, regions: Iterable[Region], tree: Tree) -> bool:
    """Whether one of the regions holds the cell."""
    reading: Reading | None = None
    for region in regions:
        if cell.remedy not in region.remedies or (region.roles and cell.role not in region.roles):
            continue
        reading = reading or _reading(cell, tree)
        if all(_holds(one, reading) for one in region.within):
            return True
    return False


def _reading(cell: Cell, tree: Tree) -> Reading:
    at = datetime(cell.day.year, cell.day.month, cell.day.day, cell.hour, tzinfo=UTC)
    facts = {**KEYS, "employee": ASKER, **dict(cell.facts)}
    return Reading(tree, facts, cell.day, at, cell.hour, {}, lambda moment: moment.date())


def value_on(axis: str, reading: Reading) -> int | None:
    """Where a request stands on an axis that has an order; `None` where the fact is absent."""
    base, _, unit = axis.partition("#")
    if base == "day":
        return reading.day.toordinal()
    name = base.removesuffix(".day")
    value = reading.value(name)
    if value is None:
        return None
    if unit:
        return _age(value, unit, reading)
    if isinstance(value, datetime) and base.endswith(".day"):
        return value.date().toordinal()
    ordered = named_values(reading.declared(name)) if isinstance(value, str) else []
    return ordered.index(value) if ordered else _number(value)


def _holds(asked: Within, reading: Reading) -> bool:
    if asked.names or asked.others:
        value = reading.value(asked.axis)
        if value is None:
            return asked.absent
        return (str(value).lower() if isinstance(value, bool) else value) in asked.names
    found = value_on(asked.axis, reading)
    return asked.absent if found is None else _in(asked, found)


def _age(since: Any, unit: str, reading: Reading) -> int:
    if unit == "hours":
        return int((reading.at - since) // _TICK)
    start = since.date() if isinstance(since, datetime) else since
    if unit == "days":
        return int((reading.day - start).days)
    months = -1200
    while months_after(start, months + 1) <= reading.day:
        months += 1
    return 2 * months + (months_after(start, months) < reading.day)


def _number(value: Any) -> int:
    if isinstance(value, datetime):
        return (value - _EPOCH) // _TICK
    return value.toordinal() if isinstance(value, date) else int(value)


def _in(asked: Within, value: int) -> bool:
    return any((low is None or low <= value) and (below is None or value < below) for low, below in asked.spans)
