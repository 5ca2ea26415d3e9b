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

__all__ = ["cell_text", "matrix_grid", "matrix_lead", "matrix_signs", "matrix_text", "most_text"]

NOTHING, OPEN, UP_TO, EITHER = "–", "?", " … ", "yes/no"


def matrix_text(
    result: MatrixResult, rulebook: Rulebook, *, colour: bool, width: int | None, witness: bool = False
) -> str:
    """A row for each remedy, a column for each role, and below what the signs mean.

    With `witness` also the facts under which each role may give the least and the most, where the two differ.
    """
    heads, rows = matrix_grid(result, rulebook)
    lines = [table(heads, rows, colour=colour, width=width), ""]
    lines += [*matrix_lead(result, rulebook), *matrix_signs(result, rulebook)]
    if witness:
        lines += ["", *_witnesses(result, Names(rulebook))]
    return "\n".join(lines)


def matrix_grid(result: MatrixResult, rulebook: Rulebook) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The heads, of which the first is empty, and the rows, each with its remedy first."""
    names = Names(rulebook)
    cells = {(cell.remedy, cell.role): cell for cell in result.cells}
    heads = ("", *[names.role(role) for role in result.roles])
    rows = [
        (names.remedy(remedy), *[cell_text(cells[remedy, role], names) for role in result.roles])
        for remedy in result.remedies
    ]
    return heads, rows


def matrix_lead(result: MatrixResult, rulebook: Rulebook) -> list[str]:
    """What the figures are, and for which situation."""
    told = f"The most that each may give alone, amounts in {rulebook.currency}."
    if result.over_all:
        told = (
            f"How little and how much each may give alone on {written_date(result.day)}, whatever the facts are, "
            f"with nothing given before; amounts in {rulebook.currency}."
        )
    said = [clean(f"{fact}={value}") for fact, value in result.facts]
    return [told, *([f"With {in_a_row(said)}."] if said else [])]


def matrix_signs(result: MatrixResult, rulebook: Rulebook) -> list[str]:
    """What the signs among the figures mean, and what was left out."""
    names = Names(rulebook)
    shown = [cell_text(cell, names) for cell in result.cells]
    lines = []
    if any([NOTHING in text.split(UP_TO) for text in shown]):
        lines.append(f"{NOTHING}  not alone")
    if EITHER in shown:
        lines.append(f"{EITHER}  alone in some situations, in others not")
    lines += _open(result, names)
    if result.left_out:
        left_out = in_a_row([names.remedy(remedy) for remedy in result.left_out])
        lines.append(f"There are too many situations for {left_out}: some were left out. Say more facts.")
    return lines


def _open(result: MatrixResult, names: Names) -> list[str]:
    """On what each row turns that shows no figure; rows that turn on the same in one line."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for remedy in result.remedies:
        asks = {fact for cell in result.cells if cell.remedy == remedy and cell.range is None for fact in cell.asks}
        if asks:
            rows.setdefault(tuple(sorted(asks)), []).append(names.remedy(remedy))
    lines = []
    for facts, remedies in rows.items():
        whose = f"{in_a_row(remedies)}: " if len(rows) > 1 else ""
        typed = " ".join([f"{fact}=…" for fact in facts])
        lines.append(f"{OPEN}  {whose}turns on {in_a_row(facts)}: say {typed}")
    return lines


def cell_text(cell: Cell, names: Names) -> str:
    """The most, `yes` where there is nothing to count, or why there is no figure; over all situations both ends."""
    if cell.range is None:
        return OPEN if cell.asks else most_text(cell.most, cell.remedy, names)
    least, most = [most_text(one.most, cell.remedy, names) for one in cell.range]
    if least == most:
        return most
    return EITHER if (least, most) == (NOTHING, "yes") else f"{least}{UP_TO}{most}"


def most_text(most: Alternative | None, remedy: str, names: Names) -> str:
    """How much that is."""
    if most is None:
        return NOTHING
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
