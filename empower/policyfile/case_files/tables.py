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
    cells: list[Cell] = []
    for key in rows:
        row = several(table[key], (*path, key))
        if len(row) != len(heads):
            message = f"{len(row)} answers for {len(heads)} columns"
            hint = f"one answer for each of `{named[0]}`"
            problems.append(Problem(code="table-shape", message=message, path=(*path, key), hint=hint))
            continue
        amount = format(key, "f") if isinstance(key, Decimal) else str(key)
        for (_, head_path), (_, at) in zip(heads, row, strict=True):
            figure = Figure(text=amount, path=at)
            name = f"{page.text(head_path)}, {amount}"
            cells.append(Cell(name=name, header=named[0], head_path=head_path, figure=figure, path=at))
    return cells, problems


def _is_amount(key: str) -> bool:
    """Whether a key that is text states an amount (`25 EUR`)."""
    return key[:1].isdigit()
