"""A case's table: along the top who asks (or a fact), down the side how much, and in each cell the answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from empower.domain.problem import Path, Problem
from empower.domain.value import Value
from empower.policyfile.said.asking import Figure
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.words import nearest
from empower.policyfile.shape import several
from empower.rules.rulebook import Rulebook

__all__ = ["Cell", "cells_of"]

_EXAMPLE = "{by: [ana, rui], 100: [approve, approve], 400: [escalate, approve]}"


class Cell(Value):
    """One cell: what varies, how much is asked, and where the answer expected stands."""

    name: str  # "ana, 100"
    header: str  # by | role | a fact
    head_path: Path
    figure: Figure
    path: Path


def cells_of(table: dict[Any, Any], page: FilePage, path: Path, rulebook: Rulebook) -> tuple[list[Cell], list[Problem]]:
    """The cells, row by row, and what is wrong with the table."""
    headers = ["by", "role", *[fact.name for fact in rulebook.facts if not fact.derived]]
    problems = [
        Problem(
            code="unknown-fact",
            message=f"`{key}` is neither who asks nor a fact of this policy",
            path=(*path, key),
            hint=nearest(key, headers, "words that may stand there"),
            at_key=True,
        )
        for key in table
        if isinstance(key, str) and key not in headers and not _is_amount(key)
    ]
    named = [key for key in table if key in headers]
    rows = [key for key in table if not isinstance(key, str) or _is_amount(key)]
    if not problems and (len(named) != 1 or not rows):
        message = "a table has one line that says who asks (or a fact), and one line for each amount"
        problems.append(
            Problem(code="table-shape", message=message, path=path, hint=f"write it like this: `{_EXAMPLE}`")
        )
    if problems:
        return [], problems
    heads = several(table[named[0]], (*path, named[0]))
    widths = {len(several(table[key], ())) for key in rows}
    if len(rows) > 1 and len(widths) == 1 and widths != {len(heads)}:
        message = f"`{named[0]}` has {_counted(heads, 'column')}, and each line below has {widths.pop()}"
        hint = "write one answer in each line for each column"
        return [], [Problem(code="table-shape", message=message, path=(*path, named[0]), hint=hint)]
    cells: list[Cell] = []
    for key in rows:
        row = several(table[key], (*path, key))
        if len(row) != len(heads):
            message = f"{_counted(row, 'answer')} for {_counted(heads, 'column')}"
            hint = f"write one answer for each of `{named[0]}`"
            problems.append(Problem(code="table-shape", message=message, path=(*path, key), hint=hint))
            continue
        amount = format(key, "f") if isinstance(key, Decimal) else str(key)
        for (_, head_path), (_, at) in zip(heads, row, strict=True):
            figure = Figure(text=amount, path=(*path, key), at_key=True)
            name = f"{page.text(head_path)}, {amount}"
            cells.append(Cell(name=name, header=named[0], head_path=head_path, figure=figure, path=at))
    return cells, problems


def _counted(items: list[Any], what: str) -> str:
    return f"{len(items)} {what}{'s' if len(items) != 1 else ''}"


def _is_amount(key: str) -> bool:
    """Whether a key that is text is meant for an amount (`25 EUR`, `€25`)."""
    return key[:1].isdigit() or (not key[:1].isalpha() and any(ch.isdigit() for ch in key))
