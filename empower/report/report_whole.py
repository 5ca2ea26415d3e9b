"""A report in its order: what stands above, the parts, and what stands below."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.report_results import Report
from empower.policyfile.said.zone import written_local
from empower.report.report_given import by_month, by_outcome, given_table
from empower.report.report_handled import handled_blocks
from empower.report.report_parts import Block, days_words
from empower.report.report_standing import standing_blocks
from empower.report.wording import Names

__all__ = ["as_of_words", "blocks", "foot", "house", "nothing_words", "title", "under_title"]

_STATES = {"": "", "soft": "closed softly", "closed": "closed"}


def title(report: Report, names: Names) -> str:
    """Whose report it is, and what it is of."""
    return f"{house(names)}: {report.span.label}"


def house(names: Names) -> str:
    """What the policy calls itself."""
    return names.rulebook.title or names.rulebook.ref.name


def under_title(report: Report, names: Names) -> tuple[str, ...]:
    """Which days, how the book stood, and in which currency."""
    first, until = report.span.first, report.span.until
    if report.months and first is None:
        first = report.months[0][0]
    days = days_words(first, until)
    state = _STATES[report.stood.state]
    nothing = nothing_words(report)
    return (
        f"{days}{f', {state}' if state else ''}; amounts in {names.rulebook.currency}",
        as_of_words(report, names),
        *((nothing,) if nothing else ()),
    )


def nothing_words(report: Report) -> str:
    """Said where nothing in the book lies in the days of the report, and why that may be; "" elsewhere."""
    if report.empty_of is None:
        return ""
    (begins, ends), span = report.empty_of, report.span
    if span.until is not None and span.until <= begins:
        return f"the book begins on {written_date(begins)}; nothing stands in these days"
    if span.first is not None and span.first > ends:
        return f"the book's last entry is of {written_date(ends)}; nothing stands in these days"
    return "nothing was asked or given in these days"


def as_of_words(report: Report, names: Names) -> str:
    """Which state of the book the report is of: never the moment at which it was made.

    Where it is as of a day, the title says so, and this the book that was read.
    """
    zone = names.rulebook.timezone
    at = f"as of {written_local(report.stood.at, zone)} ({zone}), entry {report.stood.size}"
    if report.as_of is not None:
        at = f"the book of {at.removeprefix('as of ')}"
    known = report.stood.known_at
    return at if known is None else f"{at}: what was known on {written_local(known, zone)}"


def blocks(report: Report, names: Names) -> tuple[Block, ...]:
    """All parts that have something to say."""
    tables = [given_table(table, report, names) for table in report.tables]
    return (
        by_month(report, names),
        *[one for one in tables if one.rows],
        by_outcome(report, names),
        *standing_blocks(report, names),
        *handled_blocks(report, names),
    )


def foot(report: Report, names: Names) -> tuple[tuple[str, str], ...]:
    """What the report can be held against."""
    stood = report.stood
    return (
        ("book", stood.book),
        ("head of the chain", f"entry {stood.size}, {stood.hash}"),
        ("policy", f"{names.rulebook.ref.name}, {stood.policy}"),
        ("days", days_words(report.span.first, report.span.until)),
        ("as of" if report.as_of is None else "read", as_of_words(report, names).removeprefix("as of ")),
    )
