"""The table of roles and remedies for a spreadsheet: a line for each cell, every one data, and none taken for a formula."""

from __future__ import annotations

import csv
import io

from empower.report.matrix import cell_text, most_text
from empower.report.phrases import in_a_row
from empower.report.spreadsheet import harmless
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Alternative
    from empower.domain.results import Cell, MatrixResult
    from empower.rules.rulebook import Rulebook

__all__ = ["matrix_csv"]

_HEADS = ("remedy_id", "remedy", "role_id", "role", "currency", "unit")


def matrix_csv(result: MatrixResult, rulebook: Rulebook) -> str:
    """A line for each remedy and role, with the most as a number: 0 where none may be given, nothing where there is no limit.

    Over all situations also the least. What is no number stands under `says`.
    """
    names = Names(rulebook)
    cells = {(cell.remedy, cell.role): cell for cell in result.cells}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_HEADS, *(("least", "most") if result.over_all else ("most",)), "says"])
    for remedy in result.remedies:
        for role in result.roles:
            cell = cells[remedy, role]
            known = names.index.remedies[remedy]
            words = [remedy, names.remedy(remedy), role, names.role(role)]
            words += [rulebook.currency if names.in_money(remedy) else "", known.unit]
            writer.writerow([*[harmless(one) for one in words], *_figures(cell, names), harmless(_says(cell, names))])
    return text.getvalue()


def _figures(cell: Cell, names: Names) -> list[str]:
    ends = [cell.most] if cell.range is None else [one.most for one in cell.range]
    return ["" if cell.asks and cell.range is None else _figure(one, names) for one in ends]


def _figure(most: Alternative | None, names: Names) -> str:
    if most is None:
        return "0"
    if most.amount is not None:
        return names.money(most.amount)
    return "" if most.quantity is None else str(most.quantity)


def _says(cell: Cell, names: Names) -> str:
    """The cell in words."""
    if cell.range is None:
        if cell.asks:
            return f"turns on {in_a_row(cell.asks)}"
        return most_text(cell.most, cell.remedy, names) if cell.most else "not alone"
    least, most = [one.most for one in cell.range]
    if (least is None) and (most is None):
        return "not alone"
    if least is None:
        return f"not in every situation; at most {most_text(most, cell.remedy, names)}"
    return cell_text(cell, names)
