"""What an import would do, or did."""

from __future__ import annotations

from empower.domain.money import written_number
from empower.report.gestures import money_words
from empower.report.parts_json import problem_json
from empower.report.phrases import in_a_row, several
from empower.report.screen import clean, spaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import PlacedProblem
    from empower.rules.rulebook import Rulebook

    Totals = tuple[tuple[str, int, int, int], ...]  # remedy, how many, cost, of how many that is not known

__all__ = ["preview_json", "preview_text", "totals_json", "totals_lines"]


def preview_text(
    totals: Totals, good: int, before: int, rejected: int, unread: tuple[str, ...], rulebook: Rulebook
) -> str:
    """How many are good, by remedy, how many are not, and what of the table is left out."""
    lines = [f"{several(good, 'gesture')} to bring in"]
    lines += totals_lines(totals, rulebook)
    lines += [f"{several(before, 'row')} brought in before"] if before else []
    lines += (
        [f"not read: {'column' if len(unread) == 1 else 'columns'} {in_a_row([f'`{clean(head)}`' for head in unread])}"]
        if unread
        else []
    )
    lines += [f"{several(rejected, 'row')} would be rejected, so nothing is brought in:"] if rejected else []
    return "\n".join(lines)


def preview_json(
    totals: Totals,
    good: int,
    before: int,
    rejected: tuple[PlacedProblem, ...],
    rejected_rows: int,
    written: int,
    unread: tuple[str, ...],
    rulebook: Rulebook,
) -> dict[str, Any]:
    """For a script."""
    return {
        "schema": "empower/import/1",
        "currency": rulebook.currency,
        "good": good,
        "before": before,
        "rejected": rejected_rows,
        "written": written,
        "unread": list(unread),
        "totals": totals_json(totals, rulebook),
        "problems": [problem_json(problem) for problem in rejected],
    }


def totals_lines(totals: Totals, rulebook: Rulebook) -> list[str]:
    """By remedy, what was given and what it cost; a cost that is not known is said to be so, and is in no sum."""
    found = []
    for name, count, cost, unknown in totals:
        known = f"cost {spaced(money_words(rulebook, cost))}"
        if unknown:
            known = "cost not known" if unknown == count else f"{known}, and of {unknown} not known"
        found.append(f"{name}: {count}, {known}")
    return found


def totals_json(totals: Totals, rulebook: Rulebook) -> list[dict[str, Any]]:
    """The same for a script; null where no cost is known."""
    return [
        {
            "remedy": name,
            "count": count,
            "cost": written_number(cost, rulebook.digits) if count > unknown else None,
            "unknown": unknown,
        }
        for name, count, cost, unknown in totals
    ]
