"""The answers of a report's first page, and what a report leaves out."""

from __future__ import annotations

from empower.domain.report_results import Report, Standing
from empower.report.clock import span_words
from empower.report.phrases import several
from empower.report.report_handled import is_whole, otherwise_added, share_of
from empower.report.report_parts import Answer, named, percent
from empower.report.report_standing import is_near, late_words, left_words, no_budget, open_here, pot_label, waits_words
from empower.report.wording import Names

__all__ = ["answers", "left_out"]

_MOST = 5


def answers(report: Report, names: Names) -> tuple[Answer, ...]:
    """What was given and by whom, what was owed, what waits, what is nearly used up, causes, first contact, what looks odd."""
    return (
        _given(report, names),
        _owed(report, names),
        _waits(report.standing, names),
        _near(report.standing, names),
        _causes(report, names),
        _contact(report),
        _odd(report, names),
    )


def left_out(report: Report, names: Names) -> tuple[str, ...]:
    """What does not stand in the sums, or stands in them otherwise than one might think."""
    total, imported, denied = report.total, report.outcome("imported"), report.outcome("deny")
    found = []
    if total.unknown:
        found.append(f"The cost of {several(total.unknown, 'gesture')} is not known: counted, and in no amount.")
    if imported.given:
        found.append(
            f"{several(imported.given, 'gesture')} ({names.priced(imported.cost)}) {_were(imported.given)} brought in: "
            "given, and not decided here."
        )
    if denied.asked:
        found.append(f"{several(denied.asked, 'gesture')} {_were(denied.asked)} refused: asked, and in no amount.")
    held = total.asked - sum([row.figures.given for row in report.outcomes if row.key != ("imported",)]) - denied.asked
    if held > 0:
        found.append(f"{several(held, 'gesture')} asked of somebody above {_were(held)} not given, or not yet.")
    if total.undone:
        found.append(
            f"{several(total.undone, 'gesture')} {_were(total.undone)} undone, whole or in part: "
            f"{names.priced(total.undone_cost)} is taken off the cost, in the month of the gesture; "
            "where that is closed, in that of the day it was undone."
        )
    found += otherwise_added(report, names)
    if report.handled is None:
        found.append(
            "How incidents were handled is told of whole months as they are in the book now, and not of other days."
        )
    if report.standing is None:
        found.append("What waited, what was left of budgets and what was overdue at that moment is not told.")
    return tuple(found) or ("Nothing.",)


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _given(report: Report, names: Names) -> Answer:
    total = report.total
    people = [(named("person", row.key[0], names), names.money(row.figures.cost)) for row in report.people[:_MOST]]
    more = len(report.people) - len(people)
    unknown = f"; the cost of {total.unknown} is not known" if total.unknown else ""
    return Answer(
        id="given",
        label="What was given, and by whom",
        figure=names.priced(total.cost),
        says=(f"{several(total.given, 'gesture')}; {total.asked} asked for{unknown}.",),
        lines=tuple(people),
        after=f"{several(more, 'more person').replace('persons', 'people')} below." if more else "",
    )


def _owed(report: Report, names: Names) -> Answer:
    total = report.total
    return Answer(
        id="owed",
        label="What was owed by rule",
        figure=names.priced(total.owed),
        says=(
            f"{percent(total.owed, total.cost)} of the cost.",
            f"Goodwill: {names.priced(total.goodwill)}.",
        ),
    )


def _waits(standing: Standing | None, names: Names) -> Answer:
    label = "What waits, and how long"
    if standing is None:
        return Answer(id="waits", label=label, figure="not told")
    lines = [
        (f"{one.seq}, {waits_words(one, names)}", span_words(standing.at - one.at)) for one in standing.waiting[:_MOST]
    ]
    late = late_words(standing)
    return Answer(
        id="waits",
        label=label,
        figure=f"{standing.waiting_count} to answer" if standing.waiting_count else "no request" if late else "nothing",
        says=(f"{names.priced(standing.waiting_cost)} is held until then.",) if standing.waiting_cost else (),
        lines=tuple(lines),
        after=late,
        tone="mind" if late or any([one.moved_up for one in standing.waiting]) else "",
    )


def _near(standing: Standing | None, names: Names) -> Answer:
    label = "Over 80 % of budget"
    if standing is None:
        return Answer(id="near", label=label, figure="not told")
    near = [pot for pot in standing.pots if is_near(pot)]
    return Answer(
        id="near",
        label=label,
        figure=f"{len(near)} of {several(standing.pots_count, 'budget')}"
        if near
        else no_budget(standing, names) or "none",
        lines=tuple([(pot_label(pot), left_words(pot, names)) for pot in near[:_MOST]]),
        tone="mind" if near else "",
    )


def _causes(report: Report, names: Names) -> Answer:
    label = "The dearest causes"
    found = [row for row in report.handled_by("cause") if row.value][:_MOST]
    if not found:
        return Answer(id="causes", label=label, figure="none named")
    first, *others = found
    opened = "" if is_whole(report) else " opened in these days"
    return Answer(
        id="causes",
        label=label,
        figure=named("cause", first.value, names),
        says=(f"{names.priced(first.cost)} for {several(first.count, 'incident')}{opened}.",),
        lines=tuple([(f"{named('cause', row.value, names)} ({row.count})", names.money(row.cost)) for row in others]),
    )


def _contact(report: Report) -> Answer:
    label = "Decided at first contact"
    yes, known = share_of(report.handled_by("contact"), "yes")
    if not known:
        return Answer(id="contact", label=label, figure="not told" if report.handled is None else "–")
    says = f"{yes} of {several(known, 'incident')} for which something was given."
    return Answer(id="contact", label=label, figure=percent(yes, known), says=(says,))


def _odd(report: Report, names: Names) -> Answer:
    label, standing = "What looks odd", report.standing
    if standing is None or standing.findings is None:
        return Answer(
            id="odd",
            label=label,
            figure="nobody looked",
            says=("Questions for a person are found by: empower findings",),
        )
    still = [one for one in standing.findings if one.state == "open" and one.count]
    count = sum([one.count for one in still])
    most = sorted(still, key=lambda one: (-(one.here or 0), -one.count, one.kind))[:_MOST]
    figure, says = several(count, "open question"), "" if is_whole(report) else "In the whole book."
    here = open_here(standing)
    if here is not None:
        figure, says = f"{here or 'none'} of these days", f"{several(count, 'open question')} in the whole book."
    return Answer(
        id="odd",
        label=label,
        figure=figure if count else "nothing",
        says=(says,) if count and says else (),
        lines=tuple(
            [
                (
                    named("finding", one.kind, names),
                    str(one.count) if one.here is None else f"{one.here} of {one.count}",
                )
                for one in most
            ]
        ),
        tone="mind" if count else "",
    )
