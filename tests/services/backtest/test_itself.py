"""A policy laid over the book that was kept by it: no change, and the same cost in both readings."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from empower.domain.backtest_results import Tried
from empower.domain.errors import EmpowerError
from empower.ledger.memory import MemoryStore
from empower.ledger.opening import open_store
from empower.services.backtest.backtest import backtested
from tests.ledger.programs import Step, program
from tests.ledger.shop_house import Desk, shop

_NO_ADOPTION = program().filter(lambda step: step.what != "adopt")


def unchanged(desk: Desk) -> int:
    """How many decisions were asked again by the policy that the shop had from the first."""
    rows: list[Tried] = []
    with desk.book.reading() as page:
        found = backtested(page, shop().rulebook, shown=rows.append)
    for one in rows:
        assert one.were is not None, one
        assert one.become is not None, one
        assert (one.were.way, one.become.way) == ("same", "same"), one
        assert (one.were.cost, one.become.cost) == (one.given, one.given), one
    assert found.given.total == found.were.cost.total == found.become.cost.total
    assert (found.unverified, found.dearest, found.lines) == (0, (), ())
    decided = [
        entry
        for entry in desk.entries()
        if entry.kind in ("hold", "denial") or (entry.kind == "posting" and entry.data.get("refers") is None)
    ]
    assert sorted([one.seq for one in rows]) == [entry.seq for entry in decided]
    return len(rows)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_NO_ADOPTION, min_size=10, max_size=40))
def test_whatever_people_did_nothing_changes(steps: list[Step]) -> None:
    desk = Desk(MemoryStore())
    for step in steps:
        with suppress(EmpowerError):
            step.taken(desk)
    unchanged(desk)


def test_nothing_changes_on_either_engine(target: str) -> None:
    desk = Desk(open_store(target))
    first = desk.record("ana", "refund", "25", "failure=late", "customer=C-1").entry
    asked = desk.record("ana", "voucher", "140", "failure=late", "customer=C-1").entry
    desk.record("ana", "refund", "failure=lost", "customer=C-2", also=("coffee=1",))
    word = desk.record("bea", "refund", "58", "failure=late", "customer=C-5", word_of="max", note="he said so").entry
    desk.record("bea", "refund", "20", "failure=rude", "customer=C-5", "told_by=bea")
    assert first is not None
    assert asked is not None
    assert word is not None
    desk.approve("max", asked.seq, 9000)
    desk.reverse("kim", word.seq, 2000)
    assert unchanged(desk) == 5
    desk.book.close()
