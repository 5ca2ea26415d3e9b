"""Who may give how much of what, alone: a table of roles and remedies."""

from __future__ import annotations

from empower.report.phrases import in_a_row
from empower.report.screen import clean
from empower.report.tables import table
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.results import Cell, MatrixResult
    from empower.rules.rulebook import Rulebook

__all__ = ["cell_text", "matrix_text"]

NOTHING, OPEN = "–", "?"


def matrix_text(result: MatrixResult, rulebook: Rulebook, *, colour: bool, width: int | None) -> str:
    """A row for each remedy, a column for each role, and below what the signs mean."""
    names = Names(rulebook)
    cells = {(cell.remedy, cell.role): cell for cell in result.cells}
    heads = ("", *[names.role(role) for role in result.roles])
    rows = [
        (names.remedy(remedy), *[cell_text(cells[remedy, role], names) for role in result.roles])
        for remedy in result.remedies
    ]
    told = f"The most that each may give alone, amounts in {rulebook.currency}."
    lines = [table(heads, rows, colour=colour, width=width), "", told]
    shown = {cell for row in rows for cell in row[1:]}
    if NOTHING in shown:
        lines.append(f"{NOTHING}  not alone")
    if OPEN in shown:
        facts = sorted({fact for cell in result.cells for fact in cell.asks})
        lines.append(f"{OPEN}  turns on {in_a_row(facts)}: say {' '.join([f'{fact}=…' for fact in facts])}")
    if result.facts:
        lines.append(f"With {in_a_row([clean(f'{fact}={value}') for fact, value in result.facts])}.")
    return "\n".join(lines)


def cell_text(cell: Cell, names: Names) -> str:
    """The most, `yes` where there is nothing to count, or why there is no figure."""
    if cell.asks:
        return OPEN
    if cell.most is None:
        return NOTHING
    if cell.most.amount is not None:
        return names.money(cell.most.amount)
    if cell.most.quantity is not None:
        return names.things(cell.most.quantity, cell.remedy)
    remedy = names.index.remedies[cell.remedy]
    return "any amount" if names.in_money(cell.remedy) else "any number" if remedy.unit else "yes"
