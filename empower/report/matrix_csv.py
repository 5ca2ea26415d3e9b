"""The table of roles and remedies for a spreadsheet: every cell is data, and none is taken for a formula."""

from __future__ import annotations

import csv
import io

from empower.report.matrix import matrix_grid, most_text
from empower.report.screen import clean
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.results import Cell, MatrixResult
    from empower.rules.rulebook import Rulebook

__all__ = ["matrix_csv"]

_FORMULA = ("=", "+", "-", "@")


def matrix_csv(result: MatrixResult, rulebook: Rulebook) -> str:
    """A row for each remedy, a column for each role; over all situations two, for the least and the most."""
    heads, rows = _both(result, rulebook) if result.over_all else matrix_grid(result, rulebook)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in [("remedy", *heads[1:]), *rows]:
        writer.writerow([_data(cell) for cell in row])
    return text.getvalue()


def _both(result: MatrixResult, rulebook: Rulebook) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    names = Names(rulebook)
    cells = {(cell.remedy, cell.role): cell for cell in result.cells}
    heads = ("", *[f"{names.role(role)}, {end}" for role in result.roles for end in ("least", "most")])

    def ends(cell: Cell) -> list[str]:
        return [most_text(one.most, cell.remedy, names) for one in cell.range or ()]

    rows = [
        (names.remedy(remedy), *[text for role in result.roles for text in ends(cells[remedy, role])])
        for remedy in result.remedies
    ]
    return heads, rows


def _data(cell: str) -> str:
    """The cell on one line; with a mark before it where a spreadsheet would compute it."""
    text = clean(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
