"""The report of a closed month never changes by a byte, whatever is written later; what comes late stands in an open month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from empower.ledger.create import create
from empower.ledger.opening import open_store
from empower.policyfile.said.page import WordsPage
from empower.report.report_html import report_html
from empower.report.report_json import report_json
from empower.report.report_text import report_text
from empower.report.wording import Names
from empower.services.as_it_stood import as_it_stood
from empower.services.incidents import close_incident
from empower.services.period import read_month
from empower.services.reporting.closing_checked import not_as_closed
from empower.services.reporting.made import made, reported
from empower.services.reporting.span import span_said
from tests.ledger.shop_house import Desk
from tests.services.reporting.shop_months import months


@pytest.fixture(params=("sqlite", "postgresql"))
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A shop whose May and some of June are over."""
    where = str(tmp_path / "book.db") if request.param == "sqlite" else request.getfixturevalue("pg_url")
    create(where)
    desk = Desk(open_store(where))
    months(desk, 90, 5, hours=9)
    desk.pass_time(30)
    yield desk
    desk.book.close()


def close(desk: Desk) -> None:
    """Closes May, softly and for good."""
    desk.close_month("2026-05", soft=True)
    desk.close_month("2026-05")


def shown(desk: Desk, *by: str) -> tuple[str, ...]:
    """The report of May in every form."""
    with desk.book.reading() as page:
        found = reported(page, span_said("2026-05", None, None), by)
    names = Names(found.rulebook)
    text = report_text(found.report, names, colour=False, width=100)
    return text, str(report_json(found.report, names)), report_html(found.report, names)


BY = ((), ("failure",), ("cause", "person"), ("bill",), ("month", "remedy"))


def test_it_stays_as_it_is(shop: Desk) -> None:
    with shop.book.reading() as page:
        before = made(page, span_said("2026-05", None, None))
    close(shop)
    then = [shown(shop, *by) for by in BY]
    assert "closed" in then[0][0]
    _go_on(shop)
    assert [shown(shop, *by) for by in BY] == then
    with shop.book.reading() as page:
        after = made(page, span_said("2026-05", None, None))
        whole = made(page, span_said(None, None, None))
        june = made(page, span_said("2026-06", None, None))
        walked = made(page, span_said("2026-06", None, None).but(whole_months=False))
    assert (after.total, after.tables, after.handled) == (before.total, before.tables, before.handled)
    assert after.standing is not None
    assert date.fromordinal(after.standing.pots_day) == date(2026, 5, 31)
    assert after.standing.findings
    assert {pot.budget: pot.spent for pot in after.standing.pots if not pot.per}["shop-year"] > 0
    assert after.stood.state == "closed"
    assert (june.total, june.tables) == (walked.total, walked.tables)
    assert june.total.undone_cost > 0
    assert whole.total == after.total.plus(june.total).plus(_rest(whole, 2))


def _rest(whole: Any, after: int) -> Any:
    from empower.domain.report_results import NOTHING

    found = NOTHING
    for _, figures in whole.months[after:]:
        found = found.plus(figures)
    return found


def _go_on(desk: Desk) -> None:
    """Undoes what May gave, ends its incidents otherwise, puts another policy in force, and forgets nobody's cost."""
    undone = 0
    refused = {int(entry.data["refers"]) for entry in desk.entries() if entry.kind == "reversal"}
    for entry in desk.entries():
        paid = entry.kind == "posting" and entry.data["parts"][0]["cost"] and entry.seq not in refused
        if paid and undone < 3 and entry.data["day"] < read_month("2026-05").until_day:  # type: ignore[union-attr]
            desk.reverse("kim" if entry.data["authority"] != "kim" else "oli", entry.seq)
            undone += 1
    assert undone == 3
    open_ones = [one for one in desk.entries() if one.kind == "opened"]
    closed = {one.data["incident"] for one in desk.entries() if one.kind == "closed"}
    left = next(one.data["incident"] for one in open_ones if one.data["incident"] not in closed)
    words = WordsPage((left,))
    close_incident(desk.house, desk.book, desk.actor("ana"), left, words, desk.pen, "no", "courier", by_login=False)
    desk.adopt("tighter.yaml")
    desk.pass_time(40 * 24)
    desk.record("ana", "refund", "5", "failure=late", "customer=C-later")


def test_a_closing_that_counts_incidents_otherwise_is_seen(shop: Desk) -> None:
    shop.pass_time(90 * 24)
    shop.close_month("2026-05", soft=True)
    closing = shop.entries()[-1]
    standing = closing.data["standing"]
    assert standing["late_count"] > 0 < standing["late_longest"]
    told = "it says of the incidents otherwise than the entries before it"
    with shop.book.reading() as page, as_it_stood(page, known_at=closing.at - 1) as before:
        assert not_as_closed(before, closing) == ()
        for wrong in ({"late_count": standing["late_count"] + 1}, {"late_longest": 1}):
            otherwise = closing.but(data={**closing.data, "standing": {**standing, **wrong}})
            assert not_as_closed(before, otherwise) == (told,)
        early = {name: value for name, value in standing.items() if not name.startswith("late_")}
        assert not_as_closed(before, closing.but(data={**closing.data, "standing": early})) == ()


def test_a_month_that_was_closed_along_stays_as_it_is_too(shop: Desk) -> None:
    """It has no closing of its own: it stands as it did when the later month was closed."""
    close(shop)

    def april() -> str:
        with shop.book.reading() as page:
            found = reported(page, span_said("2026-04", None, None))
        assert found.report.stood.state == "closed"
        return report_text(found.report, Names(found.rulebook), colour=False, width=100)

    before = april()
    shop.pass_time(5)
    shop.record("ana", "refund", "55", "failure=late", "customer=C-900")
    assert april() == before
