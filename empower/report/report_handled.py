"""How incidents were handled: how quickly, how high up, at what cost, and whether that was enough."""

from __future__ import annotations

from empower.domain.money import rounded
from empower.domain.report_results import HandledRow, Report
from empower.report.clock import span_words
from empower.report.phrases import several
from empower.report.report_parts import Bar, Block, Chart, named, percent
from empower.report.wording import Names

__all__ = ["handled_blocks", "is_whole", "otherwise_added", "share_of"]

_EACH = "cost of each"
_THEIRS = "Of incidents opened in these days, with all that was given for them, in these days or later."
_ALL = "Of all incidents in the book, with all that was given for them."
_WITH_COSTS = {"response": "first response", "recovery": "recovery", "levels": "levels", "cause": "root causes"}


def handled_blocks(report: Report, names: Names) -> tuple[Block, ...]:
    """One block for each thing that there is something to say of."""
    found = [
        _times(report, names, "response", "First response", "from the opening to the first entry by staff"),
        _times(report, names, "recovery", "Recovery", "from the opening to the first gesture given"),
        _levels(report, names),
        _causes(report, names),
        _shares(report, names),
        _duties(report, names),
    ]
    theirs = _ALL if is_whole(report) else _THEIRS
    return tuple(
        [block if block.id == "duties" else block.but(says=(theirs, *block.says)) for block in found if block.rows]
    )


def is_whole(report: Report) -> bool:
    """Whether the report is of all days of the book."""
    return report.span.first is None and report.span.until is None


def otherwise_added(report: Report, names: Names) -> tuple[str, ...]:
    """By how much the tables of incidents come to something else than the gestures of the days, and each other."""
    if report.handled is None:
        return ()
    cost = sum([row.cost for row in report.handled_by("all")])
    less = report.total.cost - cost
    found = []
    if less:
        why = (
            "what belongs to no incident is not in them."
            if is_whole(report)
            else "what was given for incidents opened before, or for none, is not in them, and what was given later is."
        )
        found.append(
            f"The incidents come to {names.priced(cost)}, {names.priced(abs(less))} {'less' if less > 0 else 'more'} than "
            f"the gestures of these days: {why}"
        )
    for by, title in _WITH_COSTS.items():
        rest = cost - sum([row.cost for row in report.handled_by(by)])
        if rest:
            why = ": these incidents are not closed" if by == "cause" else ""
            found.append(
                f"{names.priced(rest)} of the cost of incidents stands in no line of the table of {title}{why}."
            )
    return tuple(found)


def share_of(rows: tuple[HandledRow, ...], value: str) -> tuple[int, int]:
    """How many have the value, and how many there are."""
    return sum([row.count for row in rows if row.value == value]), sum([row.count for row in rows])


def _each(row: HandledRow, names: Names) -> str:
    return names.money(_mean(row.cost, row.count))


def _mean(whole: int, count: int) -> int:
    return rounded((whole, count), "half_up") if count > 0 and whole > 0 else 0


def _times(report: Report, names: Names, by: str, title: str, means: str) -> Block:
    rows = report.handled_by(by)
    count, micros = sum([row.count for row in rows]), sum([row.micros for row in rows])
    labels = [row.value if row.value == "longer" else f"within {row.value}" for row in rows]
    took = f", {span_words(_mean(micros, count))} on average" if count else ""
    return Block(
        id=by,
        title=f"{title}: the longer, the dearer?",
        says=(f"{several(count, 'incident')}{took}, {means}.",),
        heads=("time taken", "incidents", "of all", "cost", _EACH),
        rows=tuple(
            [
                (label, str(row.count), percent(row.count, count), names.money(row.cost), _each(row, names))
                for label, row in zip(labels, rows, strict=True)
            ]
        ),
        chart=_each_chart(f"{title} and the cost of each incident", labels, rows, names),
    )


def _levels(report: Report, names: Names) -> Block:
    rows = report.handled_by("levels")
    count = sum([row.count for row in rows])
    labels = [
        "nobody else" if row.value == "0" else several(int(row.value), "person").replace("persons", "people")
        for row in rows
    ]
    decided, brought = bool(report.total.asked), bool(report.outcome("imported").given)
    says = ("How many besides the asker had to say yes, at most, to one gesture for an incident.",)
    log = "how many hands it went through after the first, which may have needed nobody's yes."
    if brought:
        says = (*(says if decided else ()), f"Of an incident that was brought in with a log: {log}")
    return Block(
        id="levels",
        title="Levels: the higher, the dearer?",
        says=says,
        heads=(
            ("had to say yes, or hands" if decided else "hands after the first") if brought else "had to say yes",
            "incidents",
            "of all",
            "cost",
            _EACH,
        ),
        rows=tuple(
            [
                (label, str(row.count), percent(row.count, count), names.money(row.cost), _each(row, names))
                for label, row in zip(labels, rows, strict=True)
            ]
        ),
        chart=_each_chart("Levels and the cost of each incident", labels, rows, names),
    )


def _causes(report: Report, names: Names) -> Block:
    rows = report.handled_by("cause")
    labels = [named("cause", row.value, names) if row.value else "no cause named" for row in rows]
    count = sum([row.count for row in rows])
    bars = [
        Bar(label=label, shown=names.money(row.cost), pieces=(max(0, row.cost),))
        for label, row in zip(labels, rows, strict=True)
    ]
    dearest = f"The dearest is {labels[0]} with {names.priced(rows[0].cost)}." if rows else ""
    chart = Chart(kind="bars", title="Cost by root cause", says=dearest, bars=tuple(bars[:12]))
    return Block(
        id="causes",
        title="Root causes",
        says=(f"Of {several(count, 'incident')} that are closed.",),
        heads=("cause", "incidents", "of all", "cost", _EACH),
        rows=tuple(
            [
                (label, str(row.count), percent(row.count, count), names.money(row.cost), _each(row, names))
                for label, row in zip(labels, rows, strict=True)
            ]
        ),
        chart=chart if len(bars) > 1 else None,
    )


def _shares(report: Report, names: Names) -> Block:
    """What is a share of incidents, each of those of which it is known."""
    rows: list[tuple[str, str, str, str]] = []
    contact, given = share_of(report.handled_by("contact"), "yes")
    if given:
        rows.append(("decided at first contact", str(contact), str(given), percent(contact, given)))
    repeats, known = share_of(report.handled_by("repeats"), "yes")
    if known:
        rows.append(("the same customer failed again within a year", str(repeats), str(known), percent(repeats, known)))
    reopened, opened = share_of(report.handled_by("reopened"), "yes")
    if opened:
        rows.append(("opened again after they were closed", str(reopened), str(opened), percent(reopened, opened)))
    answers = report.handled_by("satisfied")
    asked = sum([row.count for row in answers if row.value])
    for row in [one for one in answers if one.value]:
        words = f"{named('satisfied', row.value, names)} after it"
        rows += [(words, str(row.count), str(asked), percent(row.count, asked))]
    return Block(
        id="enough",
        title="Was it enough?",
        heads=("incidents", "so many", "of", "share"),
        rows=tuple(rows),
    )


def _duties(report: Report, names: Names) -> Block:
    by = {
        kind: {row.value: row.count for row in report.handled_by(f"duty {kind}")} for kind in ("owed", "done", "late")
    }
    titles = {duty.id: duty.title for duty in names.rulebook.duties}
    rows = [
        (titles.get(duty) or duty, *[str(by[kind].get(duty, 0)) for kind in ("owed", "done", "late")])
        for duty in sorted({duty for counts in by.values() for duty in counts})
    ]
    return Block(
        id="duties",
        title="Duties",
        says=("Owed by gestures of these days; done in these days, in time or late.",),
        heads=("duty", "owed", "done in time", "done late"),
        rows=tuple(rows),
    )


def _each_chart(title: str, labels: list[str], rows: tuple[HandledRow, ...], names: Names) -> Chart | None:
    if len(rows) < 2:
        return None
    bars = [
        Bar(label=label, shown=_each(row, names), pieces=(_mean(row.cost, row.count),))
        for label, row in zip(labels, rows, strict=True)
    ]
    said = "; ".join([f"{bar.label}: {bar.shown}" for bar in bars])
    return Chart(kind="bars", title=title, says=f"{said}.", bars=tuple(bars))
