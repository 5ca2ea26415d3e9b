"""Entries written in a form that other programs read: to a new file, or to whoever reads our output."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from empower.domain.listed import Wanted
from empower.domain.value import Value
from empower.ledger.book import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.report.exports.columns import Cells

__all__ = ["Export", "export"]


class Export(Value):
    """What is to be written."""

    wanted: Wanted
    form: str  # csv | jsonl | xlsx | beancount
    after: int | None = None
    limit: int | None = None
    facts: bool = False  # a column for each; a workbook has them always


def export(page: Page, what: Export, out: str | None) -> None:
    """All that is wanted. Raises `CannotAskError` where it has nowhere to go."""
    from empower.cli import terminal
    from empower.cli.new_file import new_text, room_for
    from empower.cli.progress import progress
    from empower.services.house import cannot

    if out is None and what.form == "xlsx":
        raise cannot("usage", "a workbook is no text, and is not shown", "say where to write it: `--out FILE`")
    if out is not None:
        room_for(out)
    with progress("exporting", page.head.size) as told:
        if out is None:
            terminal.say_all(_texts(page, what, told))
            return
        if what.form == "xlsx":
            _workbook(page, what, Path(out), told)
        else:
            with new_text(Path(out), newline="") as written:
                written.writelines(_texts(page, what, told))
    terminal.say(f"WRITTEN — {out}")


def _workbook(page: Page, what: Export, out: Path, told: Callable[[int], None] | None) -> None:
    from empower.cli.new_file import new_binary
    from empower.policyfile.said.zone import on_the_wall
    from empower.report.exports.fact_columns import fact_heads, fact_names
    from empower.report.exports.workbook import write_workbook
    from empower.services.listed import reached

    then = reached(page, what.wanted)
    names, timezone = fact_names(then.rulebook), then.rulebook.timezone
    with new_binary(out) as file:
        write_workbook(
            file,
            _cells(page, what, names, told),
            currency=page.head.currency,
            digits=then.rulebook.digits,
            made_at=then.at,
            clock=lambda at: on_the_wall(at, timezone),
            facts=fact_heads(names),
        )


def _texts(page: Page, what: Export, told: Callable[[int], None] | None) -> Iterable[str]:
    from empower.report.exports.columns import CURRENCY_AFTER, READ
    from empower.report.exports.csv_lines import csv_lines
    from empower.report.exports.fact_columns import fact_heads, fact_names
    from empower.report.exports.journal import journal
    from empower.report.exports.json_lines import json_lines
    from empower.services.listed import entries_listed, lines_listed, reached

    then, currency = reached(page, what.wanted), page.head.currency
    if what.form == "csv" and what.facts:
        names = fact_names(then.rulebook)
        cells = _cells(page, what, names, told)
        return csv_lines(cells, currency=currency, digits=then.rulebook.digits, facts=fact_heads(names))
    if what.form == "csv":
        lines = lines_listed(page, what.wanted, READ, CURRENCY_AFTER, after=what.after, limit=what.limit, progress=told)
        return csv_lines(lines, currency=currency, digits=then.rulebook.digits)
    entries = entries_listed(page, what.wanted, after=what.after, limit=what.limit, progress=told)
    if what.form == "jsonl":
        return json_lines(entries, page.rulebook_of)
    return journal(entries, then.rulebook, size=then.size, head=then.head)


def _cells(page: Page, what: Export, names: tuple[str, ...], told: Callable[[int], None] | None) -> Iterable[Cells]:
    from empower.report.exports.columns import READ
    from empower.report.exports.fact_columns import with_facts
    from empower.services.listed import cells_listed

    columns = (*READ, "payload")
    rows = cells_listed(page, what.wanted, columns, after=what.after, limit=what.limit, progress=told)
    return with_facts(rows, names, READ.index("policy"), page.rulebook_of)
