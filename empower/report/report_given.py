"""What was given: month by month, by each thing that was asked, and how it was decided."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.report_results import Figures, GivenRow, GivenTable, Report
from empower.report.report_parts import OUTCOMES, Bar, Block, Chart, named, percent
from empower.report.wording import Names

__all__ = [
    "GIVEN_HEADS",
    "by_month",
    "by_outcome",
    "given_cells",
    "given_heads",
    "given_table",
    "report_month",
    "title_of",
]

GIVEN_HEADS = ("asked", "given", "cost", "owed by rule", "goodwill")
_UNDONE = ("undone", "taken back")
_UNKNOWN = ("cost not known",)
_LEGEND = ("owed by rule", "goodwill")
_MOST_BARS = 12


def given_heads(report: Report) -> tuple[str, ...]:
    """The heads of the figures; what there is nothing of in the whole report has no column."""
    total = report.total
    return (*GIVEN_HEADS, *_UNDONE * bool(total.undone), *_UNKNOWN * bool(total.unknown))


def given_cells(one: Figures, report: Report, names: Names) -> tuple[str, ...]:
    """The figures under their heads."""
    amounts = [names.money(amount) for amount in (one.cost, one.owed, one.goodwill)]
    undone = (str(one.undone), names.money(one.undone_cost)) if report.total.undone else ()
    return (str(one.asked), str(one.given), *amounts, *undone, *((str(one.unknown),) if report.total.unknown else ()))


def title_of(by: tuple[str, ...], names: Names) -> str:
    """What a table is by (`By role and month`)."""
    return f"By {' and '.join([names.fact(name) for name in by])}"


def by_month(report: Report, names: Names) -> Block:
    """The months, with all of them together."""
    from_to = [(report_month(month), figures) for month, figures in report.months]
    bars = tuple([Bar(label=label, shown=names.money(one.cost), pieces=_pieces(one)) for label, one in from_to])
    chart = Chart(
        kind="months",
        title="Cost by month",
        says=_months_said(from_to, names),
        bars=bars,
        legend=_LEGEND,
    )
    rows = [(label, *given_cells(one, report, names)) for label, one in from_to]
    return Block(
        id="months",
        title="Month by month",
        heads=("month", *given_heads(report)),
        rows=(*rows, ("together", *given_cells(report.total, report, names))),
        chart=chart if len(bars) > 1 else None,
    )


def given_table(table: GivenTable, report: Report, names: Names) -> Block:
    """One table, its rows in full, with the sum that every table of a report has."""
    words = [
        tuple([named(axis, value, names) for axis, value in zip(table.by, row.key, strict=True)]) for row in table.rows
    ]
    rows = [(*label, *given_cells(row.figures, report, names)) for label, row in zip(words, table.rows, strict=True)]
    blank = [""] * (len(table.by) - 1)
    return Block(
        id="by-" + "-".join(table.by),
        title=title_of(table.by, names),
        heads=(*[names.fact(name) for name in table.by], *given_heads(report)),
        rows=(*rows, ("together", *blank, *given_cells(report.total, report, names))),
        chart=_chart(table, words, names),
        words=len(table.by),
    )


def by_outcome(report: Report, names: Names) -> Block:
    """How what was asked was decided."""
    asked = report.total.asked
    rows = [
        (
            OUTCOMES.get(row.key[0], row.key[0]),
            str(row.figures.asked),
            percent(row.figures.asked, asked),
            *_given(row, names),
        )
        for row in report.outcomes
    ]
    return Block(
        id="decided",
        title="How it was decided",
        heads=("decision", "asked", "of all", "given", "cost"),
        rows=tuple(rows),
    )


def report_month(month: int) -> str:
    """The month as `2026-04`."""
    return written_date(month)[:7]


def _given(row: GivenRow, names: Names) -> tuple[str, str]:
    return str(row.figures.given), names.money(row.figures.cost)


def _pieces(one: Figures) -> tuple[int, int]:
    """What was owed and what was goodwill; what was taken back of another month's draws no bar."""
    return max(0, one.owed), max(0, one.goodwill)


def _chart(table: GivenTable, words: list[tuple[str, ...]], names: Names) -> Chart | None:
    shown = [(label, row) for label, row in zip(words, table.rows, strict=True) if row.figures.cost > 0]
    shown.sort(key=lambda one: -one[1].figures.cost) if len(shown) > _MOST_BARS else None
    if len(shown) < 2:
        return None
    bars = [
        Bar(label=", ".join(label), shown=names.money(row.figures.cost), pieces=_pieces(row.figures))
        for label, row in shown[:_MOST_BARS]
    ]
    more = len(shown) - len(bars)
    most = max(shown, key=lambda one: one[1].figures.cost)
    says = f"The dearest is {', '.join(most[0])} with {names.priced(most[1].figures.cost)}."
    return Chart(
        kind="bars",
        title=f"Cost {title_of(table.by, names).lower()}",
        says=f"{says} The {len(bars)} dearest are drawn; {more} more stand in the table." if more else says,
        bars=tuple(bars),
        legend=_LEGEND,
    )


def _months_said(months: list[tuple[str, Figures]], names: Names) -> str:
    if not months:
        return ""
    most = max(months, key=lambda one: one[1].cost)
    least = min(months, key=lambda one: one[1].cost)
    return (
        f"{len(months)} months. The dearest is {most[0]} with {names.priced(most[1].cost)}, "
        f"the cheapest {least[0]} with {names.priced(least[1].cost)}."
    )
