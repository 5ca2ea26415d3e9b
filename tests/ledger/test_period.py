"""A month that is closed: in order, with nothing waiting, and never another afterwards; on every store."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from empower.domain.errors import CannotAskError
from empower.domain.windows import window
from empower.ledger.checkpoint import written
from empower.ledger.opening import open_store
from empower.ledger.projection.history import Tally
from empower.ledger.verifying.whole import verify
from empower.policyfile.past_map import guessed_map
from empower.policyfile.past_table import PastTable, read_past
from empower.services.as_it_stood import as_it_stood
from empower.services.bring_in.bring import brought, previewed
from empower.services.evidence import verified
from empower.services.pots import pots
from tests.ledger.conftest import created
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


def _pot(desk: Desk, budget: str) -> list[tuple[int, int]]:
    with desk.book.reading() as page:
        return [(one.spent, one.left) for one in pots(page, desk.house.rulebook, desk.now) if one.budget == budget]


def test_what_comes_back_from_a_closed_month_goes_into_the_pot_of_today(desk: Desk) -> None:
    """And into no limit on a person, whose month is over; a pot that is still open gets it back on its day."""
    given = desk.record("ana", "refund", "25", "failure=late", "customer=C-1").entry
    assert given is not None
    desk.now = instant("2026-06-02T10:00:00+01:00")
    desk.close_month("2026-05", soft=True)
    closed = desk.close_month("2026-05")
    assert _pot(desk, "branch-month") == [(0, 50_000)]
    assert _pot(desk, "shop-year") == [(2500, 197_500)]
    undone = desk.reverse("max", given.seq).entry
    assert _pot(desk, "branch-month") == [(-2500, 52_500)]
    assert _pot(desk, "shop-year") == [(0, 200_000)]
    assert undone.data["effective"] == undone.at
    charged = {(one[0], one[2]): one[3] for one in undone.data["charges"]}
    counters = {one.id: one for one in desk.house.rulebook.counters}
    assert set(charged.values()) <= {-2500, -1}
    for name, day in charged:
        every = counters[name].every
        if every is None or every[0] in ("year", "days"):
            assert day == given.data["day"]
        else:
            assert (every[0], "employee" in counters[name].per, day) == ("month", False, undone.data["undone_on"])
    with desk.book.reading() as page:
        assert verify(page.rows, page.policies, rebuild=True, against=closed.checkpoint).flaws == ()
        kept = [dict(row) for row in page.rows.find("every counter")]
        tally = Tally(desk.house.rulebook, desk.house.rulebook.counters)
        tally.go_on(page.rows, until=page.head.size + 1)
    counted = {place: spent for place, (spent, _) in tally.days().items()}
    months = {one.id for one in counters.values() if one.every == ("month", 1)}
    by_month: dict[tuple[str, str, int], int] = {}
    for (name, key, day), spent in counted.items():
        if name in months:
            place = (name, key, window(("month", 1), day)[0] or 0)
            by_month[place] = by_month.get(place, 0) + spent
    assert by_month == {
        (row["counter"], row["key"], row["period"]): row["spent"] for row in kept if row["counter"] in months
    }


def _cost_of(desk: Desk, month: str) -> int:
    return sum([int(row["cost"]) for row in _sums(desk, month) if row["by"] == "remedy"])


def test_what_comes_in_late_counts_in_the_pot_of_the_month_it_stands_in(desk: Desk) -> None:
    """And taken back again it leaves nothing behind: no pot grows by what was never spent from it."""
    desk.now = instant("2026-07-10T10:00:00+01:00")
    for month in ("2026-05", "2026-06"):
        desk.close_month(month, soft=True)
        desk.close_month(month)
    _brought_in(desk, "2026-05-20,ana,refund,250")
    late = desk.entries()[-1]
    assert _cost_of(desk, "2026-07") == 25_000
    assert _pot(desk, "branch-month") == [(25_000, 25_000)]
    desk.reverse("oli", late.seq, 10_000)
    assert _cost_of(desk, "2026-07") == 15_000
    assert _pot(desk, "branch-month") == [(15_000, 35_000)]
    desk.now = instant("2026-08-02T10:00:00+01:00")
    _brought_in(desk, "2026-05-21,ana,refund,100")
    again = desk.entries()[-1]
    desk.close_month("2026-07", soft=True)
    desk.close_month("2026-07")
    desk.reverse("oli", again.seq)
    assert (_cost_of(desk, "2026-07"), _cost_of(desk, "2026-08")) == (25_000, -10_000)
    assert _pot(desk, "branch-month") == [(-10_000, 60_000)]
    with desk.book.reading() as page:
        assert verify(page.rows, page.policies, rebuild=True).flaws == ()
    desk.adopt("tighter.yaml")
    with desk.book.reading() as page:
        assert verify(page.rows, page.policies, rebuild=True).flaws == ()


def _brought_in(desk: Desk, row: str) -> None:
    table = read_past(Path("past.csv"), f"on,by,remedy,amount\n{row}\n".encode())
    assert isinstance(table, PastTable)
    mapped = guessed_map(table.heads, [fact.name for fact in desk.house.rulebook.facts])
    found = previewed(desk.house, desk.book, table, mapped, desk.now)
    assert (found.rejected, len(found.good)) == ((), 1)
    assert brought(desk.house, desk.book, desk.actor("oli"), table, found.good, desk.pen, by_login=False) == 1


@pytest.mark.parametrize(
    ("change", "back", "told"),
    [
        (
            "UPDATE counter SET spent = spent - 2000 WHERE spent > 2000",
            "UPDATE counter SET spent = spent + 2000 WHERE spent = 500",
            "it says of the budgets otherwise than the entries before it",
        ),
        (
            "UPDATE request SET state = 'withdrawn'",
            "UPDATE request SET state = 'open'",
            "it closes a month in which something still waited for an answer",
        ),
    ],
)
def test_a_month_closed_over_a_changed_table_is_found_for_ever(
    change: str, back: str, told: str, tmp_path: Path
) -> None:
    """Changed, used, and changed back: the tables are right again, and what the closing keeps is not."""
    target = str(tmp_path / "book.db")
    created(target)
    desk = Desk(open_store(target))
    desk.now = instant("2026-05-31T22:00:00+01:00")
    desk.record("ana", "refund", "25", "failure=late", "customer=C-1")
    if "request" in change:
        desk.record("ana", "refund", "55", "failure=late", "customer=C-4")
    desk.now = instant("2026-06-01T00:30:00+01:00")
    desk.close_month("2026-05", soft=True)
    rows = _dumped(target)
    _by_hand(target, change)
    desk.book.close()
    desk = _again(desk, target)
    closed = desk.close_month("2026-05").entry
    desk.book.close()
    _by_hand(target, back)
    assert _dumped(target) == rows
    desk = _again(desk, target)
    found = verified(desk.book, (), rebuild=True, against=None)
    assert told in [flaw.what for flaw in found.flaws if flaw.entry == closed.seq]
    desk.book.close()


def _again(desk: Desk, target: str) -> Desk:
    other = Desk(open_store(target), desk.house, begun=True, salt="again")
    other.now = desk.now
    return other


def _by_hand(target: str, statement: str) -> None:
    connection = sqlite3.connect(target)
    connection.execute(statement)
    connection.commit()
    connection.close()


def _dumped(target: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(target)
    found = connection.execute("SELECT * FROM counter ORDER BY counter, key, period").fetchall()
    connection.close()
    return found


def test_what_was_brought_in_keeps_no_month_open(desk: Desk) -> None:
    """A house that brings in its past does not close each month of it: they are closed with the first it decided in."""
    _brought_in(desk, "2024-01-20,ana,refund,25")
    desk.record("ana", "refund", "25", "failure=late", "customer=C-1")
    desk.now = instant("2026-07-02T10:00:00+01:00")
    desk.close_month("2026-05", soft=True)
    desk.close_month("2026-05")
    with desk.book.reading() as page:
        assert verify(page.rows, page.policies, rebuild=True).flaws == ()
