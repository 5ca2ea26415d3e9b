"""How things stand: what waits and how long, what is left of budgets, which duties are overdue, what is to be looked at."""

from __future__ import annotations

from empower.domain.book_results import PotLine
from empower.domain.calendar import HOUR, written_date
from empower.domain.report_results import OverdueLine, Report, Standing, WaitingLine, share_used
from empower.policyfile.said.zone import written_local
from empower.report.clock import span_words
from empower.report.phrases import capital, in_a_row, several
from empower.report.readings import every_words
from empower.report.report_parts import LOOK, Bar, Block, Chart, named, percent
from empower.report.wording import Names

__all__ = [
    "NEAR",
    "is_near",
    "late_words",
    "left_words",
    "no_budget",
    "open_here",
    "pot_label",
    "standing_blocks",
    "waits_words",
]

NEAR = (4, 5)
"""The share of a budget from which somebody should look: over 80 %."""
_MARK = 12


def standing_blocks(report: Report, names: Names) -> tuple[Block, ...]:
    """One block for each thing that is not over."""
    standing = report.standing
    if standing is None:
        return ()
    found = [_waiting(standing, names), _pots(standing, names), _overdue(standing, names), _findings(standing, names)]
    return tuple([block for block in found if block.rows or block.says])


def is_near(pot: PotLine) -> bool:
    """Whether more than four fifths of a budget are used or held."""
    used, whole = share_used(pot)
    return used * NEAR[1] > whole * NEAR[0]


def pot_label(pot: PotLine) -> str:
    """The budget with what it is kept for (`branch-month, branch lisbon, a month`)."""
    who = [f"{name} {_short(value) if name == 'customer' else value}" for name, value in pot.per]
    return ", ".join([word for word in (pot.budget, *who, every_words(pot.every)) if word])


def late_words(standing: Standing) -> str:
    """How many incidents are open whose recovery is overdue, and for how long the first of them; "" where there is none."""
    if not standing.late_count:
        return ""
    are = "incident is" if standing.late_count == 1 else "incidents are"
    longest = f"the longest for {span_words(standing.late_longest)}"
    return f"{standing.late_count} open {are} past the time to recover, {longest}."


def left_words(pot: PotLine, names: Names) -> str:
    """What is left of a budget, or how far beyond it what is used and held goes (`438.41 over (105 %)`)."""
    if pot.over:
        return f"{_figure(pot.over, pot, names)} over ({percent(*share_used(pot))})"
    return f"{_figure(pot.left, pot, names)} left"


def no_budget(standing: Standing, names: Names) -> str:
    """Said where there is none that could be used; "" where the policy has budgets."""
    return "" if standing.pots or names.rulebook.budgets else "this policy has no budgets"


def open_here(standing: Standing) -> int | None:
    """How many open questions are of the days of the report; `None` where nobody counted."""
    found = [one.here for one in standing.findings or () if one.state == "open"]
    return None if None in found or not standing.findings else sum([here or 0 for here in found])


def waits_words(one: WaitingLine, names: Names) -> str:
    """Who may answer, by their roles; or whose word is to be confirmed."""
    if one.state == "word":
        return f"{in_a_row(one.waits_for)}, to confirm their word"
    roles = [" or ".join([names.role(role) for role in place.split(" or ")]) for place in one.waits_for]
    return in_a_row(roles) if roles else "somebody above"


def _short(commitment: str) -> str:
    """What stands for a customer, as far as anybody compares it."""
    return commitment[:_MARK]


def _figure(value: int, pot: PotLine, names: Names) -> str:
    return str(value) if pot.measure == "count" else names.money(value)


def _waiting(standing: Standing, names: Names) -> Block:
    def row(one: WaitingLine) -> tuple[str, ...]:
        return (
            f"{one.seq}",
            f"{one.asker}, {names.role(one.role)}",
            " and ".join([names.remedy(remedy) for remedy in one.remedy.split("+")]),
            waits_words(one, names),
            written_local(one.at, names.rulebook.timezone),
            span_words(standing.at - one.at),
            str(one.moved_up),
            "not known" if one.cost is None else names.money(one.cost),
        )

    more = standing.waiting_count - len(standing.waiting)
    held = f"{names.priced(standing.waiting_cost)} is held until then"
    says = f"{standing.waiting_count} to answer, the longest first; {held}."
    longest = max([standing.at - one.at for one in standing.waiting], default=0)
    bars = [
        Bar(
            label=f"{one.seq}: {one.asker}",
            shown=span_words(standing.at - one.at),
            pieces=((standing.at - one.at) * 60 // HOUR,),
        )
        for one in standing.waiting[:12]
    ]
    chart = Chart(
        kind="bars",
        title="How long requests wait",
        says=f"The longest waits for {span_words(longest)}.",
        bars=tuple(bars),
    )
    return Block(
        id="waiting",
        title="What waits for an answer",
        says=(
            says if standing.waiting_count else "No request waits.",
            *([late] if (late := late_words(standing)) else []),
            *([f"{more} more are not listed."] if more else []),
        ),
        heads=("request", "who asks", "what", "who may answer", "since", "for", "moved up", "cost"),
        rows=tuple([row(one) for one in standing.waiting]),
        chart=chart if len(bars) > 1 else None,
        words=4,
    )


def _pots(standing: Standing, names: Names) -> Block:
    def row(pot: PotLine) -> tuple[str, ...]:
        used, held, left, limit = [_figure(value, pot, names) for value in (pot.spent, pot.held, pot.left, pot.limit)]
        return (
            pot_label(pot),
            used,
            held,
            left_words(pot, names) if pot.over else left,
            limit,
            percent(*share_used(pot)),
        )

    more = standing.pots_count - len(standing.pots)
    bars = [
        Bar(label=pot_label(pot), shown=percent(*share_used(pot)), pieces=_pieces(pot)) for pot in standing.pots[:12]
    ]
    day = f"Of the month, quarter or year in which {written_date(standing.pots_day)} lies."
    near = len([pot for pot in standing.pots if is_near(pot)])
    chart = Chart(
        kind="bars",
        title="Use of budgets",
        says=f"{several(near, 'budget')} of {standing.pots_count} over 80 %. The whole bar is the whole budget.",
        bars=tuple(bars),
        legend=("used", "held"),
        most=1000,
    )
    return Block(
        id="budgets",
        title="Budgets against use",
        says=(
            day if standing.pots else f"{capital(no_budget(standing, names) or 'no budget was touched')}.",
            *([f"The {len(standing.pots)} nearest their end; {more} more are not listed."] if more else []),
        ),
        heads=("budget", "used", "held", "left", "of", "used and held"),
        rows=tuple([row(pot) for pot in standing.pots]),
        chart=chart if bars else None,
    )


def _pieces(pot: PotLine) -> tuple[int, int]:
    """Used and held, in thousandths of the budget, no longer than the bar."""
    if not pot.limit:
        return (1000, 0) if pot.spent else (0, 1000 if pot.held else 0)
    used = min(1000, pot.spent * 1000 // pot.limit)
    return used, min(1000 - used, pot.held * 1000 // pot.limit)


def _overdue(standing: Standing, names: Names) -> Block:
    def row(one: OverdueLine) -> tuple[str, ...]:
        due = written_local(one.due_at, names.rulebook.timezone)
        name = f"{one.seq}-{one.duty}"
        return (one.title or one.duty, name, one.person, one.incident or "–", due, span_words(standing.at - one.due_at))

    more = standing.overdue_count - len(standing.overdue)
    says = f"{several(standing.overdue_count, 'duty')} in the whole book, the longest overdue first."
    return Block(
        id="overdue",
        title="Duties overdue",
        says=(
            says if standing.overdue_count else "None in the whole book.",
            *([f"{more} more are not listed."] if more else []),
        ),
        heads=("duty", "number", "whose", "incident", "was due", "for"),
        rows=tuple([row(one) for one in standing.overdue]),
        words=4,
    )


def _findings(standing: Standing, names: Names) -> Block:
    title = "What looks odd"
    if standing.findings is None:
        return Block(id="findings", title=title, says=(f"Nobody looked. {LOOK}",))
    if not standing.findings:
        return Block(id="findings", title=title, says=("Nothing was found.",))
    kinds = sorted({one.kind for one in standing.findings})
    states = ("open", "explained", "confirmed")
    counts = {(one.kind, one.state): one.count for one in standing.findings}

    here = open_here(standing)
    own = {one.kind: str(one.here or 0) for one in standing.findings if one.state == "open"}
    return Block(
        id="findings",
        title=title,
        says=(
            "In the whole book." if here is None else f"In the whole book; {here} of these days are open.",
            "Each is a question for a person. They are shown with their rows by: empower findings",
        ),
        heads=("question", *states, *(("open, of these days",) if here is not None else ())),
        rows=tuple(
            [
                (
                    named("finding", kind, names),
                    *[str(counts.get((kind, state), 0)) for state in states],
                    *((own.get(kind, "0"),) if here is not None else ()),
                )
                for kind in kinds
            ]
        ),
    )
