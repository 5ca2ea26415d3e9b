"""Who may give how much of what, alone: a table of roles and remedies."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.facts import facts_json
from empower.report.phrases import in_a_row
from empower.report.screen import clean
from empower.report.tables import table
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Alternative
    from empower.domain.results import Cell, Extreme, MatrixResult
    from empower.rules.rulebook import Rulebook

__all__ = ["matrix_grid", "matrix_notes", "matrix_text", "most_text"]

_NOTHING, _OPEN, _UP_TO, _EITHER = "–", "?", " … ", "yes/no"


def matrix_text(
    result: MatrixResult, rulebook: Rulebook, *, colour: bool, width: int | None, witness: bool = False
) -> str:
    """A row for each remedy, a column for each role, and below what the signs mean.

    With `witness` also the facts under which each role may give the least and the most, where the two differ.
    """
    heads, rows = matrix_grid(result, rulebook)
    lines = [table(heads, rows, colour=colour, width=width), "", *matrix_notes(result, rulebook)]
    if witness:
        lines += ["", *_witnesses(result, Names(rulebook))]
    return "\n".join(lines)


def matrix_grid(result: MatrixResult, rulebook: Rulebook) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The heads, of which the first is empty, and the rows, each with its remedy first."""
    names = Names(rulebook)
    cells = {(cell.remedy, cell.role): cell for cell in result.cells}
    heads = ("", *[names.role(role) for role in result.roles])
    rows = [
        (names.remedy(remedy), *[_cell_text(cells[remedy, role], names) for role in result.roles])
        for remedy in result.remedies
    ]
    return heads, rows


def matrix_notes(result: MatrixResult, rulebook: Rulebook) -> list[str]:
    """What the figures are, and what the signs among them mean."""
    names = Names(rulebook)
    shown = [_cell_text(cell, names) for cell in result.cells]
    told = f"The most that each may give alone, amounts in {rulebook.currency}."
    if result.over_all:
        told = (
            f"How little and how much each may give alone on {written_date(result.day)}, whatever the facts are, "
            f"with nothing given before; amounts in {rulebook.currency}."
        )
    lines = [told]
    if any([_NOTHING in text.split(_UP_TO) for text in shown]):
        lines.append(f"{_NOTHING}  not alone")
    if _EITHER in shown:
        lines.append(f"{_EITHER}  alone in some situations, in others not")
    if _OPEN in shown:
        facts = sorted({fact for cell in result.cells for fact in cell.asks})
        lines.append(f"{_OPEN}  turns on {in_a_row(facts)}: say {' '.join([f'{fact}=…' for fact in facts])}")
    if result.facts:
        lines.append(f"With {in_a_row([clean(f'{fact}={value}') for fact, value in result.facts])}.")
    if result.left_out:
        left_out = in_a_row([names.remedy(remedy) for remedy in result.left_out])
        lines.append(f"There are too many situations for {left_out}: some were left out. Say more facts.")
    return lines


def _cell_text(cell: Cell, names: Names) -> str:
    """The most, `yes` where there is nothing to count, or why there is no figure; over all situations both ends."""
    if cell.range is None:
        return _OPEN if cell.asks else most_text(cell.most, cell.remedy, names)
    least, most = [most_text(one.most, cell.remedy, names) for one in cell.range]
    if least == most:
        return most
    return _EITHER if (least, most) == (_NOTHING, "yes") else f"{least}{_UP_TO}{most}"


def most_text(most: Alternative | None, remedy: str, names: Names) -> str:
    """How much that is."""
    if most is None:
        return _NOTHING
    if most.amount is not None:
        return names.money(most.amount)
    if most.quantity is not None:
        return names.things(most.quantity, remedy)
    return "any amount" if names.in_money(remedy) else "any number" if names.index.remedies[remedy].unit else "yes"


def _situation_text(extreme: Extreme, names: Names) -> str:
    """The facts as they would be typed (`failure=noise bill=480.00`)."""
    facts = facts_json(dict(extreme.facts), names)
    typed = {True: "yes", False: "no"}
    return " ".join([f"{fact}={typed[value] if isinstance(value, bool) else value}" for fact, value in facts.items()])


def _witnesses(result: MatrixResult, names: Names) -> list[str]:
    lines = []
    for cell in result.cells:
        if cell.range is None or cell.range[0].most == cell.range[1].most:
            continue
        told = [
            f"{most_text(one.most, cell.remedy, names)} with {_situation_text(one, names) or 'no more facts'}"
            for one in cell.range
        ]
        lines.append(f"{names.role(cell.role)}, {names.remedy(cell.remedy)}: {'; '.join(told)}")
    return [clean(line) for line in lines]
