"""Whether a map fits the table and the policy, seen before any row is read by it: else each row would say it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.past_map import COLUMNS, ColumnMap
from empower.policyfile.past_table import PastTable
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.words import nearest, one_of
from empower.rules.rulebook import Rulebook

__all__ = ["misfits", "undated", "unknown_names"]

_NEEDED = {"remedy": "the remedy", "on": "the date", "by": "the person who gave it"}
_TEXTS = ("incident", "customer")


def misfits(
    table: PastTable, mapped: ColumnMap, rulebook: Rulebook, page: FilePage | None
) -> tuple[PlacedProblem, ...]:
    """Everything for which no row could be read as it is meant, at its place in the map; in the table where there is none."""
    found = [
        *_absent(table, mapped),
        *_twice(table, mapped),
        *unknown_names(mapped, rulebook, page, COLUMNS),
        *undated(mapped),
    ]
    return table.placed([one.but(path=()) for one in found]) if page is None else page.placed(found)


def _absent(table: PastTable, mapped: ColumnMap) -> Iterator[Problem]:
    held = {name for name, _ in (*mapped.columns, *mapped.always)}
    for name, meant in _NEEDED.items():
        if name not in held:
            hint = f"the columns are {one_of(table.heads)}; say which it is in a map (`columns: {{{name}: …}}`, `--map FILE`)"
            yield Problem(
                code="missing-key",
                message=f"nothing says which column holds {meant} (`{name}`)",
                path=("columns",),
                hint=hint,
            )


def _twice(table: PastTable, mapped: ColumnMap) -> Iterator[Problem]:
    for what, columns in ((("columns",), mapped.columns), (("columns", "facts"), mapped.facts)):
        for name, head in columns:
            if table.heads.count(head) > 1:
                message = f"the table has {table.heads.count(head)} columns called `{head}`"
                hint = "give each column a name of its own"
                yield Problem(code="duplicate-name", message=message, path=(*what, name), hint=hint)


def unknown_names(
    mapped: ColumnMap, rulebook: Rulebook, page: FilePage | None, columns: tuple[str, ...]
) -> Iterator[Problem]:
    """What a map names that is neither one of these columns nor a fact that can be stated."""
    facts = [fact.name for fact in rulebook.facts if not fact.derived]
    for name, _ in mapped.facts:
        if name not in facts and name not in _TEXTS:
            message = f"`{name}` is not a fact that can be stated under this policy"
            hint = nearest(name, facts, "facts")
            yield Problem(code="unknown-fact", message=message, path=("columns", "facts", name), hint=hint, at_key=True)
    if page is None:
        return
    for section in ("always", "values"):
        for name, value in (page.data.get(section) or {}).items():
            if str(name) not in (*columns, *facts):
                message = f"`{name}` is neither a column that an import knows nor a fact of this policy"
                hint = nearest(str(name), (*columns, *facts), "names")
                yield Problem(code="unknown-key", message=message, path=(section, name), hint=hint, at_key=True)
            elif isinstance(value, dict) != (section == "values") or isinstance(value, list):
                example = "remedy: {Refund: refund}" if section == "values" else "by: ana"
                message = f"`{section}` cannot be read here"
                yield Problem(code="wrong-kind", message=message, path=(section, name), hint=f"write `{example}`")


def undated(mapped: ColumnMap) -> Iterator[Problem]:
    """That dates, as the map says they are written, say no day."""
    if mapped.dates and not _says_a_day(mapped.dates):
        message = f"`{mapped.dates}` does not say a day, a month and a year"
        hint = '`%d` is the day, `%m` the month and `%Y` the year: `dates: "%d/%m/%Y"`'
        yield Problem(code="not-a-date", message=message, path=("dates",), hint=hint)


def _says_a_day(dates: str) -> bool:
    """Whether a date that is written so can be read, and is the same date."""
    day = date(2026, 11, 22)
    others = (date(2025, 11, 22), date(2026, 10, 22), date(2026, 11, 21))
    try:
        written = day.strftime(dates)
        if written in [other.strftime(dates) for other in others]:
            return False
        return datetime.strptime(written, dates).date() == day  # noqa: DTZ007  # a day, wherever
    except ValueError:
        return False
