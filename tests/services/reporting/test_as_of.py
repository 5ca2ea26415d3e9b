"""A report as of a day says so, is the closed one once the month was closed by then, and never passes for it before."""

from __future__ import annotations

from datetime import date

import pytest

from empower.domain.report_results import Report
from empower.services.reporting.made import MOST_REMADE, reported
from empower.services.reporting.span import span_said
from empower.services.reporting.stood import known_said
from tests.ledger.shop_house import HOUR, Desk, instant
from tests.services.reporting.by_hand import entries_of
from tests.services.reporting.test_closed import close, shop

__all__ = ["shop"]


def report(desk: Desk, period: str, as_of: str | None, *by: str) -> Report:
    """The report of a period, as of the end of a day."""
    day = None if as_of is None else date.fromisoformat(as_of).toordinal()
    with desk.book.reading() as page:
        return reported(page, span_said(period, None, None), by, as_of=day).report


def test_a_closed_month_as_of_its_own_days_is_no_closed_one(shop: Desk) -> None:
    close(shop)
    closing = shop.entries()[-1]
    day = date.fromordinal(closing.data["day"]).isoformat()
    plain = report(shop, "2026-05", None)
    assert (plain.stood.state, plain.stood.size) == ("closed", closing.seq)
    shop.record("ana", "refund", "5", "failure=late", "customer=C-later")
    then = report(shop, "2026-05", "2026-05-31")
    assert (then.span.label, then.stood.state) == ("2026-05, as of 2026-05-31", "")
    assert then.stood.size == shop.entries()[-1].seq > closing.seq
    assert report(shop, "2026-05", day) == plain


@pytest.mark.parametrize("most", [MOST_REMADE, 10])
def test_whole_months_of_a_long_book_say_nothing_of_how_it_stands_now(
    most: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("empower.services.reporting.made.MOST_REMADE", most)
    found = report(desk, "2026-05", "2026-05-31")
    assert (found.standing is None, found.handled is None) == (most == 10, most == 10)


def test_texts_are_told_as_they_stand_beside_the_book(desk: Desk, kept_in: str) -> None:
    last = date.fromordinal(entries_of(kept_in)[-1]["day"]).isoformat()
    keys = {row.key[0] for row in report(desk, "2026", last, "told_by").tables[0].rows}
    assert keys == {"ana", "bea", ""}
    assert keys == {row.key[0] for row in report(desk, "2026", None, "told_by").tables[0].rows}


def test_a_date_is_known_until_its_last_moment_when_clocks_change(desk: Desk) -> None:
    rulebook = desk.house.rulebook
    for day, hours in (("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25)):
        before = date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
        first, last = known_said(rulebook, before), known_said(rulebook, day)
        assert first is not None
        assert last == first + hours * HOUR
    assert known_said(rulebook, "2026-05-01") == instant("2026-05-02T00:00:00+01:00") - 1
