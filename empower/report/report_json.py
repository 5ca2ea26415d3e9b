"""A report as one object for a script, and one table of it for a spreadsheet."""

from __future__ import annotations

import csv
import io

from empower.domain.book_results import PotLine
from empower.domain.calendar import written_date, written_instant
from empower.domain.report_results import Figures, HandledRow, Report, Standing
from empower.report.harmless import in_a_cell
from empower.report.pots import pot_json
from empower.report.report_glance import left_out
from empower.report.report_whole import nothing_words
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["SCHEMA", "report_csv", "report_json"]

SCHEMA = "empower/report/1"
_AMOUNTS = ("cost", "owed", "goodwill", "undone_cost")
_COUNTS = ("asked", "given", "undone", "unknown")


def report_json(report: Report, names: Names) -> dict[str, Any]:
    """Every key always there, amounts as text; names as the policy has them, never their titles."""
    stood = report.stood
    return {
        "schema": SCHEMA,
        "currency": names.rulebook.currency,
        "period": {
            "label": report.span.label,
            "from": None if report.span.first is None else written_date(report.span.first),
            "until": None if report.span.until is None else written_date(report.span.until),
            "state": stood.state or "open",
        },
        "nothing_stands": nothing_words(report) or None,
        "as_of": None if report.as_of is None else written_date(report.as_of),
        "known_at": None if stood.known_at is None else written_instant(stood.known_at),
        "total": _figures(report.total, names),
        "months": [{"month": written_date(month)[:7], **_figures(one, names)} for month, one in report.months],
        "tables": [
            {
                "by": list(table.by),
                "rows": [
                    {
                        "key": dict(zip(table.by, [value or None for value in row.key], strict=True)),
                        **_figures(row.figures, names),
                        "months": [names.money(cost) for cost in row.months],
                    }
                    for row in table.rows
                ],
            }
            for table in report.tables
        ],
        "people": [{"person": row.key[0] or None, **_figures(row.figures, names)} for row in report.people],
        "outcomes": [{"outcome": row.key[0], **_figures(row.figures, names)} for row in report.outcomes],
        "handled": None if report.handled is None else [_handled(row, names) for row in report.handled],
        "standing": None if report.standing is None else _standing(report.standing, names),
        "leaves_out": list(left_out(report, names)),
        "policy": {"name": names.rulebook.ref.name, "digest": stood.policy},
        "head": {"book": stood.book, "entry": stood.size, "hash": stood.hash, "at": written_instant(stood.at)},
    }


def report_csv(report: Report, names: Names) -> str:
    """The first table: names as they are, amounts as numbers, and no cell that a spreadsheet would compute."""
    table = report.tables[0]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    figures = (*_COUNTS, *_AMOUNTS)
    writer.writerow([*table.by, "currency", *figures])
    for row in table.rows:
        told = _figures(row.figures, names)
        writer.writerow(
            [*[in_a_cell(value) for value in row.key], names.rulebook.currency, *[told[name] for name in figures]]
        )
    return text.getvalue()


def _figures(one: Figures, names: Names) -> dict[str, Any]:
    counts: dict[str, Any] = {name: getattr(one, name) for name in _COUNTS}
    return counts | {name: names.money(getattr(one, name)) for name in _AMOUNTS}


def _handled(row: HandledRow, names: Names) -> dict[str, Any]:
    return {
        "by": row.by,
        "value": row.value or None,
        "count": row.count,
        "cost": names.money(row.cost),
        "seconds": row.micros // 1_000_000,
    }


def _pot(pot: PotLine, names: Names) -> dict[str, Any]:
    return pot_json(pot, names) | {"over": str(pot.over) if pot.measure == "count" else names.money(pot.over)}


def _standing(standing: Standing, names: Names) -> dict[str, Any]:
    return {
        "at": written_instant(standing.at),
        "waiting": {
            "count": standing.waiting_count,
            "cost": names.money(standing.waiting_cost),
            "requests": [
                {
                    "request": one.seq,
                    "state": one.state,
                    "asker": one.asker,
                    "role": one.role,
                    "remedy": one.remedy,
                    "cost": None if one.cost is None else names.money(one.cost),
                    "since": written_instant(one.at),
                    "expires_at": None if one.expires_at is None else written_instant(one.expires_at),
                    "moved_up": one.moved_up,
                    "waits_for": list(one.waits_for),
                }
                for one in standing.waiting
            ],
        },
        "budgets": {"count": standing.pots_count, "nearest": [_pot(pot, names) for pot in standing.pots]},
        "not_recovered": None
        if standing.late_count is None
        else {"count": standing.late_count, "longest_seconds": standing.late_longest // 1_000_000},
        "overdue": {
            "count": standing.overdue_count,
            "duties": [
                {
                    "duty": f"{one.seq}-{one.duty}",
                    "person": one.person or None,
                    "incident": one.incident or None,
                    "due_at": written_instant(one.due_at),
                }
                for one in standing.overdue
            ],
        },
        "findings": None
        if standing.findings is None
        else [
            {"kind": one.kind, "state": one.state, "count": one.count, "of_these_days": one.here}
            for one in standing.findings
        ],
    }
