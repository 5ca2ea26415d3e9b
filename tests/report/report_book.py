"""A report made by hand, with as hostile a text in every place where one can stand as anybody could write."""

from __future__ import annotations

from empower.domain.book_results import PotLine
from empower.domain.report_results import (
    Figures,
    FindingCount,
    GivenRow,
    GivenTable,
    HandledRow,
    OverdueLine,
    Report,
    Span,
    Standing,
    Stood,
    WaitingLine,
)
from empower.rules.rulebook import Duty, PolicyRef, Remedy, Role, Rulebook

HOSTILE = "\"'><script>parent.seen=1</script><img src=http://x.invalid/a onerror=parent.seen=1>&lt;{{7*7}}%s\x1b[31m\u202e=1+1"
FIRST = 739_737  # 2026-05-01
AT = 1_783_000_000_000_000


def rulebook(title: str = "A shop") -> Rulebook:
    """A policy with a title, one role and a remedy with it."""
    return Rulebook(
        ref=PolicyRef(name="shop", digest=f"sha256:{'a' * 64}"),
        title=title,
        currency="EUR",
        digits=2,
        timezone="Europe/Lisbon",
        day_starts=0,
        year_starts=(1, 1),
        effective=(None, None),
        facts=(),
        remedies=(Remedy(id="refund", kind="cash", title=title),),
        roles=(Role(id="clerk", title=title),),
        duties=(Duty(id="call", title=title),),
        causes=(("packing", title),),
    )


def report(text: str, cost: int = 123_456_789_01) -> Report:
    """Each table and list with the text in it, and amounts as large as a house's."""
    one = Figures(asked=12, given=9, cost=cost, owed=cost // 3, unknown=2, undone=1, undone_cost=4_321)
    rows = tuple(
        [GivenRow(key=(f"{text}{number}",), figures=one.but(cost=cost - number), months=(cost,)) for number in range(3)]
    )
    crossed = GivenRow(key=(text, "refund"), figures=one, months=(cost,))
    return Report(
        span=Span(label=text, first=FIRST, until=FIRST + 61),
        stood=Stood(book=text, size=77, hash="b" * 64, at=AT, policy=f"sha256:{'a' * 64}", state="soft"),
        total=one,
        months=((FIRST, one), (FIRST + 31, one.but(cost=cost // 2, owed=0))),
        tables=(
            GivenTable(by=("person",), rows=rows),
            GivenTable(by=("role", "remedy"), rows=(crossed, crossed.but(key=("clerk", text)))),
        ),
        people=rows,
        outcomes=(GivenRow(key=("approve",), figures=one), GivenRow(key=(text,), figures=one)),
        handled=(
            *[HandledRow(by="cause", value=value, count=3, cost=cost) for value in ("packing", text)],
            *[HandledRow(by="levels", value=value, count=2, cost=cost) for value in ("0", "1")],
            *[
                HandledRow(by=by, value="1 hour", count=2, cost=cost, micros=7_200_000_000)
                for by in ("response", "recovery")
            ],
            *[HandledRow(by="contact", value=value, count=2) for value in ("yes", "no")],
            HandledRow(by="satisfied", value=text, count=2),
            HandledRow(by="duty owed", value=text, count=2),
            HandledRow(by="duty owed", value="call", count=1),
        ),
        standing=standing(text, cost),
    )


def standing(text: str, cost: int) -> Standing:
    """How such a house stands."""
    line = WaitingLine(
        seq=5, state="open", asker=text, role=text, remedy=f"refund+{text}", cost=cost, at=AT - 90_000_000_000, expires_at=None,
        moved_up=1, waits_for=(text, "clerk or boss"),
    )  # fmt: skip
    pot = PotLine(
        budget=text,
        per=(("branch", text), ("customer", text)),
        every=("month", 1),
        measure="cost",
        limit=cost,
        spent=cost - 1,
        held=0,
    )
    return Standing(
        at=AT,
        waiting=(line, line.but(seq=6, state="word", waits_for=(text,), cost=None)),
        waiting_count=2,
        waiting_cost=cost,
        pots=(pot, pot.but(budget="small", measure="count", limit=9, spent=1)),
        pots_count=2,
        pots_day=FIRST + 60,
        overdue=(OverdueLine(seq=3, duty=text, title=text, person=text, incident=text, due_at=AT - 900_000_000),),
        overdue_count=1,
        findings=(
            FindingCount(kind=text, state="open", count=2),
            FindingCount(kind="split", state="explained", count=1),
        ),
    )
