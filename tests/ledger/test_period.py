"""A month that is closed: in order, with nothing waiting, and never another afterwards; on every store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from empower.domain.errors import CannotAskError
from empower.ledger.checkpoint import written
from empower.ledger.verifying.whole import verify
from empower.services.as_it_stood import as_it_stood
from tests.ledger.shop_house import START, Desk, instant

DAY = 24.0

if TYPE_CHECKING:
    from empower.ledger.rows import Store


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def _code(error: pytest.ExceptionInfo[CannotAskError]) -> str:
    return error.value.problems[0].code


def _sums(desk: Desk, month: str) -> list[dict[str, Any]]:
    first = instant(f"{month}-01T12:00:00Z")
    with desk.book.reading() as page:
        rows = [*page.rows.find("every rollup"), *page.rows.find("every handling")]
    ordinal = 719_163 + first // 86_400_000_000
    return [dict(row) for row in rows if row["month"] == ordinal]


def test_softly_and_then_for_good(desk: Desk) -> None:
    desk.record("ana", "refund", "25", "failure=late", "customer=C-1")
    with pytest.raises(CannotAskError) as early:
        desk.close_month("2026-05", soft=True)
    assert _code(early) == "period-not-over"
    desk.now = instant("2026-06-03T10:00:00+01:00")
    with pytest.raises(CannotAskError) as hasty:
        desk.close_month("2026-05")
    assert _code(hasty) == "period-not-soft"
    desk.close_month("2026-05", soft=True)
    with pytest.raises(CannotAskError) as twice:
        desk.close_month("2026-05", soft=True)
    assert _code(twice) == "period-closed"
    closed = desk.close_month("2026-05")
    assert closed.entry.data["state"] == "closed"
    with pytest.raises(CannotAskError) as again:
        desk.close_month("2026-05")
    assert _code(again) == "period-closed"
    with desk.book.reading() as page:
        found = verify(page.rows, page.policies, rebuild=True, against=closed.checkpoint)
        assert found.flaws == ()
        assert written(found.checkpoint) == written(closed.checkpoint)
        assert page.head.closed_until == closed.month.until_day


def test_only_for_whoever_may_adopt(desk: Desk) -> None:
    desk.now = instant("2026-06-03T10:00:00+01:00")
    with pytest.raises(CannotAskError) as refused:
        desk.close_month("2026-05", "ana", soft=True)
    assert _code(refused) == "not-yours"


def test_nothing_waits_in_a_closed_month(desk: Desk) -> None:
    desk.now = instant("2026-05-31T22:00:00+01:00")
    asked = desk.record("ana", "refund", "55", "failure=late", "customer=C-4").entry
    assert asked is not None
    desk.now = instant("2026-06-01T00:30:00+01:00")
    desk.close_month("2026-05", soft=True)
    with pytest.raises(CannotAskError, match=f"request {asked.seq}") as waits:
        desk.close_month("2026-05")
    assert _code(waits) == "period-waits"
    desk.approve("max", asked.seq)
    desk.close_month("2026-05")


def test_months_are_closed_in_order(desk: Desk) -> None:
    desk.record("ana", "refund", "25", "failure=late", "customer=C-1")
    desk.now = instant("2026-07-02T10:00:00+01:00")
    desk.close_month("2026-06", soft=True)
    with pytest.raises(CannotAskError, match="2026-05 is still open"):
        desk.close_month("2026-06")


def test_a_closed_month_never_changes(desk: Desk) -> None:
    """What is undone, closed, reopened or done later stands in the open month, to the cent."""
    given = desk.record("ana", "refund", "25", "failure=late", "customer=C-1").entry
    assert given is not None
    desk.now = instant("2026-06-02T10:00:00+01:00")
    desk.close_month("2026-05", soft=True)
    closed = desk.close_month("2026-05")
    before = _sums(desk, "2026-05")
    assert before
    desk.pass_time(1)
    desk.reverse("max", given.seq, 1000)
    desk.record("ana", "coffee", "1", "incident=INC-2")
    assert _sums(desk, "2026-05") == before
    by = {(row["by"], row["value"]): row for row in _sums(desk, "2026-06") if "asked" in row}
    assert (by["person", "ana"]["cost"], by["person", "ana"]["undone"], by["person", "ana"]["undone_cost"]) == (
        -1000 + by["remedy", "coffee"]["cost"],
        1,
        1000,
    )
    with desk.book.reading() as page:
        assert verify(page.rows, page.policies, rebuild=True, against=closed.checkpoint).flaws == ()
        with as_it_stood(page, known_at=closed.entry.at) as then:
            assert then.head.size == closed.entry.seq
            frozen = [*then.rows.find("every rollup"), *then.rows.find("every handling")]
    assert [dict(row) for row in frozen] == before


def test_as_of_a_day_is_what_had_effect_by_then(desk: Desk) -> None:
    desk.record("ana", "refund", "25", "failure=late", "customer=C-1")
    first = START // 86_400_000_000 + 719_163
    desk.now = instant("2026-05-03T10:00:00+01:00")
    desk.record("ana", "refund", "26", "failure=late", "customer=C-2")
    with desk.book.reading() as page, as_it_stood(page, as_of=first) as then:
        given = [row["amount"] for row in then.rows.find("entries of a kind", "posting")]
        rolled = {row["value"]: row["cost"] for row in then.rows.find("every rollup") if row["by"] == "person"}
    assert given == [2500]
    assert rolled == {"ana": 2500}
