"""Every figure of a report is that which plain SQL and plain Python find in the entries, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from empower.domain.report_results import Report
from empower.services.reporting.made import MOST_REMADE, made, reported
from empower.services.reporting.span import span_said
from tests.ledger.shop_house import Desk
from tests.services.reporting.by_hand import MEASURES, Gesture, entries_of, gestures, summed

PERIODS = (
    (None, None, None),
    ("2026-06", None, None),
    ("2026-Q2", None, None),
    ("2026", None, None),
    (None, "2026-05-10", "2026-06-03"),
    (None, "2026-06-15", None),
    (None, None, "2026-06-20"),
)
AXES = (
    *(("role",), ("person",), ("remedy",), ("outcome",), ("month",), ("cause",)),
    *(("failure",), ("severity",), ("own",), ("branch",), ("bill",)),
    *(("person", "month"), ("month", "remedy"), ("failure", "severity"), ("cause", "person"), ("outcome", "failure")),
)


def of_days(found: list[Gesture], since: str | None, until: str | None) -> list[Gesture]:
    """Those of the days."""
    first = date.fromisoformat(since or "0001-01-01")
    end = date.fromisoformat(until or "9999-12-31")
    return [one for one in found if first <= one.day < end]


def days(period: str | None, since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The days of a period, by hand."""
    known = {
        "2026-06": ("2026-06-01", "2026-07-01"),
        "2026-Q2": ("2026-04-01", "2026-07-01"),
        "2026": ("2026-01-01", "2027-01-01"),
    }
    return known[period] if period else (since, until)


@pytest.fixture
def found(kept_in: str) -> list[Gesture]:
    """What the entries say, by hand."""
    return gestures(entries_of(kept_in))


def report(desk: Desk, *said: str | None, by: tuple[str, ...] = ()) -> Report:
    """The report of some days."""
    with desk.book.reading() as page:
        return made(page, span_said(*said), by)


@pytest.mark.parametrize("said", PERIODS, ids=str)
def test_the_sums_of_any_days_are_those_of_the_entries(
    said: tuple[str | None, ...], desk: Desk, found: list[Gesture]
) -> None:
    wanted = of_days(found, *days(*said))
    shown = report(desk, *said)
    together = summed(wanted)[()] if wanted else dict.fromkeys(MEASURES, 0)
    assert {name: getattr(shown.total, name) for name in MEASURES} == together
    assert shown.total.given > 20
    by_month = summed(wanted, "month")
    for month, figures in shown.months:
        there = by_month.pop((date.fromordinal(month).isoformat()[:7],), dict.fromkeys(MEASURES, 0))
        assert {name: getattr(figures, name) for name in MEASURES} == there
    assert by_month == {}
    for table in shown.tables:
        assert {row.key: {name: getattr(row.figures, name) for name in MEASURES} for row in table.rows} == summed(
            wanted, *table.by
        )


@pytest.mark.parametrize("by", AXES, ids="-".join)
def test_it_is_laid_out_by_anything(by: tuple[str, ...], desk: Desk, found: list[Gesture]) -> None:
    for said in ((None, None, None), (None, "2026-05-10", "2026-06-03")):
        shown = report(desk, *said, by=by)
        rows = {row.key: {name: getattr(row.figures, name) for name in MEASURES} for row in shown.tables[0].rows}
        assert rows == summed(of_days(found, *days(*said)), *by)
        assert len(rows) > (by not in (("role",), ("own",)))
        for row in shown.tables[0].rows:
            assert sum(row.months) == row.figures.cost


def test_what_was_decided_adds_up_to_what_was_asked(desk: Desk) -> None:
    shown = report(desk, None, None, None)
    assert sum([row.figures.asked for row in shown.outcomes]) == shown.total.asked
    assert shown.total.undone > 0 < shown.total.undone_cost
    assert {row.key[0] for row in shown.outcomes} == {"approve", "escalate", "deny", "imported"}
    assert shown.total.unknown == 1
    assert sum([row.figures.cost for row in shown.people]) == shown.total.cost


@pytest.mark.parametrize("most", [MOST_REMADE, 10])
def test_only_what_was_known_then_counts(most: int, desk: Desk, kept_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empower.services.reporting.made.MOST_REMADE", most)
    entries = entries_of(kept_in)
    half = entries[len(entries) // 2]
    with desk.book.reading() as page:
        shown = reported(page, span_said(None, None, None), known_at=half["at"]).report
    known = [entry for entry in entries if entry["at"] <= half["at"]]
    assert (shown.stood.size, shown.stood.known_at) == (len(known), half["at"])
    assert {name: getattr(shown.total, name) for name in MEASURES} == summed(gestures(known))[()]
    assert (shown.standing is None) is (most == 10)


@pytest.mark.parametrize("most", [MOST_REMADE, 10])
def test_only_what_had_effect_by_then_counts(
    most: int, desk: Desk, found: list[Gesture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("empower.services.reporting.made.MOST_REMADE", most)
    with desk.book.reading() as page:
        shown = reported(page, span_said("2026", None, None), as_of=date(2026, 6, 10).toordinal()).report
    assert {name: getattr(shown.total, name) for name in MEASURES} == summed(of_days(found, None, "2026-06-11"))[()]
    assert (shown.handled is None) is (most == 10)
    assert shown.span.label == "2026, as of 2026-06-10"


@pytest.mark.parametrize("by", [one for one in AXES if one not in (("bill",), ("branch",))], ids="-".join)
def test_what_is_kept_is_what_a_walk_finds(by: tuple[str, ...], desk: Desk) -> None:
    with desk.book.reading() as page:
        kept = made(page, span_said("2026-06", None, None), by)
        walked = made(page, span_said("2026-06", None, None).but(whole_months=False), by)
    assert (kept.total, kept.months, kept.tables, kept.outcomes) == (
        walked.total,
        walked.months,
        walked.tables,
        walked.outcomes,
    )
