"""A small vocabulary, made by hand: every kind of fact, and remedies of every kind. What people write is read against it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from empower.domain.calendar import day_of
from empower.domain.facts import Fact
from empower.domain.problem import PlacedProblem
from empower.policyfile.said.page import FilePage, read_page
from empower.rules.rulebook import Counter, Duty, Grant, Limit, Paper, PolicyRef, Remedy, Role, Rulebook

MAY = day_of(2026, 5, 1)
AT = 1_777_670_100_000_000  # 2026-05-01T22:15:00+01:00

HOUSE = Rulebook(
    ref=PolicyRef(name="small-house", digest="sha256:0"),
    title="A small house",
    currency="EUR",
    digits=2,
    timezone="Europe/Lisbon",
    day_starts=240,
    year_starts=(1, 1),
    effective=(day_of(2026, 1, 1), day_of(2028, 1, 1)),
    facts=(
        Fact(name="failure", kind="one_of", values=("noise", "injury")),
        Fact(name="severity", kind="ordered", values=("minor", "moderate", "major")),
        Fact(name="nights", kind="number", least=1, most=90),
        Fact(name="degrees", kind="number", least=-400, most=500, digits=1),
        Fact(name="bill", kind="money", digits=2, least=0),
        Fact(name="member", kind="yes_no", default=0),
        Fact(name="stayed_on", kind="date", optional=True),
        Fact(name="told_at", kind="moment", optional=True),
        Fact(name="arrives", kind="time", optional=True),
        Fact(name="property", kind="text"),
        Fact(name="requester", kind="text"),
        Fact(name="own", kind="yes_no", derived=("same", ("requester", "employee"), ())),
    ),
    remedies=(
        Remedy(id="apology", kind="courtesy", position=0),
        Remedy(id="room_move", kind="service", position=1),
        Remedy(id="cookies", kind="in_kind", cost=("units", 1200), position=2),
        Remedy(id="free_night", kind="in_kind", unit="night", cost=("units", 19000), position=3),
        Remedy(id="points", kind="points", unit="point", cost=("units", 1), position=4),
        Remedy(id="credit", kind="credit", cost=("fact", "amount"), position=5),
        Remedy(id="refund", kind="cash", cost=("fact", "amount"), position=6),
        Remedy(id="other", kind="cash", cost=("fact", "amount"), position=7),
    ),
    roles=(
        Role(id="associate", title="Any employee", above=("supervisor", "owner")),
        Role(id="supervisor", above=("owner",)),
        Role(id="owner", final=True),
    ),
    papers=(Paper(id="guest_statement"),),
    duties=(Duty(id="tell_gm"),),
    counters=tuple(
        [
            Counter(
                id=f"incident {counts}",
                measure="cost",
                remedies=("refund",),
                per=("incident",),
                every=None,
                counts=counts,
            )
            for counts in ("all", "goodwill")
        ]
    ),
    grants=(
        Grant(
            id="two-hundred",
            section="grants",
            roles=("associate",),
            remedies=("refund", "credit"),
            limits=(Limit(measure="cost", most=("units", 20000), per=("gesture",)),),
        ),
    ),
)


def page_of(folder: Path, text: str, name: str = "file.yaml") -> FilePage:
    """The text as a page."""
    (folder / name).write_text(text, encoding="utf-8")
    page = read_page(folder / name)
    assert isinstance(page, FilePage), page
    return page


def told(problems: Iterable[PlacedProblem]) -> list[tuple[str, int, str]]:
    """Each problem's code, its line, and the words it points at."""
    return [(one.code, one.line, one.source[one.column - 1 : one.end_column - 1]) for one in problems]
