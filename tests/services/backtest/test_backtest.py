"""A policy laid over drawn books, beside plain sums over their entries, in both readings and on both engines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from empower.domain.backtest_results import Backtest, Tried
from empower.ledger.opening import open_store
from empower.services.backtest.backtest import backtested
from empower.services.house import House
from tests.ledger.shop_house import Desk
from tests.services.backtest.oracle import asked_again
from tests.services.backtest.stall import Terms, busy_time, drawn_terms, stall

STEPS = 110


def tried(desk: Desk, house: House, days: tuple[int | None, int | None] = (None, None)) -> tuple[Backtest, list[Tried]]:
    rows: list[Tried] = []
    with desk.book.reading() as page:
        return backtested(page, house.rulebook, days, rows.append), rows


@pytest.mark.parametrize("seed", range(6))
def test_every_decision_comes_out_as_plain_sums_say(seed: int, target: str, tmp_path: Path) -> None:
    random = Random(seed)
    desk = busy_time(target, stall(tmp_path, "policy", Terms()), random, STEPS)
    payloads = [entry.payload for entry in desk.entries()]
    for number in range(4):
        terms = drawn_terms(random)
        found, rows = tried(desk, stall(tmp_path, f"new-{number}", terms))
        wanted = asked_again(payloads, terms)
        assert {one.seq for one in rows} == set(wanted)
        for one in rows:
            row = wanted[one.seq]
            assert one.were is not None
            assert one.become is not None
            assert [one.were.outcome, one.become.outcome] == row["answers"], (terms, one)
            assert [one.were.cost, one.become.cost] == row["costs"], (terms, one)
            assert one.given == row["given"], one
        assert found.decisions == len(wanted)
        assert found.given.total == sum([row["given"] for row in wanted.values()])
        assert found.were.cost.total == sum([row["costs"][0] for row in wanted.values()])
        assert found.become.cost.total == sum([row["costs"][1] for row in wanted.values()])
    desk.book.close()


def test_drawn_books_have_everything_that_can_happen_and_readings_that_differ(tmp_path: Path) -> None:
    from empower.ledger.create import create

    kinds: Counter[str] = Counter()
    ways: Counter[tuple[str, str]] = Counter()
    for seed in range(6):
        where = str(tmp_path / f"{seed}.db")
        create(where)
        random = Random(seed)
        desk = busy_time(where, stall(tmp_path, "policy", Terms()), random, STEPS)
        for entry in desk.entries():
            kinds[
                entry.kind
                + ("+word" if entry.data.get("word") else "")
                + ("+request" if entry.data.get("refers") else "")
            ] += 1
        for number in range(4):
            _, rows = tried(desk, stall(tmp_path, f"new-{number}", drawn_terms(random)))
            ways.update([(one.were.way, one.become.way) for one in rows if one.were and one.become])
    wanted = {
        "posting",
        "posting+word",
        "posting+request",
        "hold",
        "denial",
        "release+request",
        "reversal+request",
        "period",
    }
    assert wanted <= set(kinds), kinds
    assert {"same", "freer", "stricter"} <= {way for way, _ in ways}
    assert [pair for pair in ways if pair[0] != pair[1]], ways


@pytest.mark.parametrize("undone", [False, True])
def test_what_is_undone_goes_back_to_whoever_would_have_given_it(undone: bool, target: str, tmp_path: Path) -> None:
    desk = Desk(open_store(target), stall(tmp_path, "policy", Terms(employee=1000)))
    words = ("failure=late", "customer=C-1")
    asked = desk.record("ana", "refund", "80", *words).entry
    assert asked is not None
    given = desk.approve("max", asked.seq).posting
    assert given is not None
    if undone:
        desk.reverse("oli", given.seq)
    desk.record("ana", "refund", "50", *words)
    _, rows = tried(desk, stall(tmp_path, "new", Terms(incident=400, employee=100, customer=1000)))
    last = max(rows, key=lambda one: one.seq)
    assert last.were is not None
    assert last.become is not None
    # in the book it was the manager's to give; under the new policy it was ana's own, and leaves her 20 of her 100
    assert (last.were.outcome, last.become.outcome) == ("approve", "approve" if undone else "escalate")
    desk.book.close()
