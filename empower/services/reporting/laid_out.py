"""Sums as the rows of a table: in the order in which one looks for them, the dearest first where there is no other."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.report_results import NOTHING, Figures, GivenRow, GivenTable
from empower.rules.rulebook import Rulebook
from empower.services.reporting.walked import Sums

__all__ = ["laid_out", "of_all"]

_Rank = tuple[int, int, str]


def laid_out(by: tuple[str, ...], sums: Sums, months: tuple[int, ...], rulebook: Rulebook) -> GivenTable:
    """The table, with what each row cost in each of the months."""
    rows = [
        GivenRow(
            key=key,
            figures=of_all(by_month),
            months=tuple([by_month.get(month, NOTHING).cost for month in months]),
        )
        for key, by_month in sums.items()
    ]
    ranks = [_ranks(name, number, rows, rulebook) for number, name in enumerate(by)]
    rows.sort(key=lambda row: [rank(value) for rank, value in zip(ranks, row.key, strict=True)])
    return GivenTable(by=by, rows=tuple(rows))


def of_all(by_month: dict[int, Figures]) -> Figures:
    """All months together."""
    found = NOTHING
    for one in by_month.values():
        found = found.plus(one)
    return found


def _ranks(name: str, number: int, rows: list[GivenRow], rulebook: Rulebook) -> Callable[[str], _Rank]:
    """The place of a value among those of its column; what has no value is last."""
    fact = next((fact for fact in rulebook.facts if fact.name == name), None)
    if name == "month" or (fact is not None and fact.kind in ("date", "moment", "time", "text")):
        return lambda value: (int(not value), 0, value)
    if fact is not None and fact.kind in ("ordered", "yes_no"):
        known = list(fact.values) if fact.kind == "ordered" else ["yes", "no"]
        return lambda value: (int(not value), known.index(value) if value in known else len(known), value)
    if fact is not None and fact.kind in ("money", "number"):
        return lambda value: (int(not value), _steps(value), value)
    costs: dict[str, int] = {}
    for row in rows:
        costs[row.key[number]] = costs.get(row.key[number], 0) + row.figures.cost
    return lambda value: (int(not value), -costs[value], value)


def _steps(value: str) -> int:
    """A number of at most nine places as one that can be compared."""
    sign = -1 if value.startswith("-") else 1
    whole, _, part = value.lstrip("-").partition(".")
    return sign * int(f"{whole or '0'}{part[:9].ljust(9, '0')}") if (whole + part).isdigit() else 0
