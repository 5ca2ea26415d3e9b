"""What is found is what looking at every entry beside every other finds; and nothing that happens later unasks a question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from empower.domain.finding import FINDING_KINDS, Finding
from empower.domain.thresholds import Thresholds
from empower.ledger.memory import MemoryStore
from empower.ledger.opening import open_store
from empower.services.findings.behind import Behind
from empower.services.findings.look import kinds, look
from tests.ledger.conftest import created
from tests.services.findings.corner_shop import Corner
from tests.services.findings.lived import Weeks
from tests.services.findings.oracle import found_by_hand

LOW = Thresholds(
    one_customer_incidents=3,
    one_customer_one_in=10,
    near_limit_gestures=3,
    near_limit_one_in=5,
    near_limit_times=2,
    usual_gestures=6,
    usual_hours=1,
    usual_percent=20,
)
"""Low enough that a few weeks give rise to every kind."""
SHORT = LOW.but(
    split_micros=LOW.split_micros // 8,
    one_customer_micros=LOW.one_customer_micros // 40,
    each_other_micros=LOW.each_other_micros // 40,
    near_limit_micros=LOW.near_limit_micros // 40,
    usual_micros=LOW.usual_micros // 20,
)
"""Windows so short that much is forgotten."""


def lived(shop: Corner, seed: int, steps: int = 260) -> list[dict[str, Any]]:
    """The bytes of the entries of some weeks, read plainly."""
    Weeks(shop, seed).live(steps)
    return [json.loads(entry.payload) for entry in shop.entries()]


def found(shop: Corner, limits: Thresholds) -> tuple[Finding, ...]:
    with shop.book.reading() as page:
        looked = look(page, shop.now, limits)
    assert looked.unread == ()
    return looked.findings


@pytest.mark.parametrize("seed", range(6))
def test_it_is_what_is_found_by_hand(seed: int) -> None:
    shop = Corner(MemoryStore())
    entries = lived(shop, seed)
    for limits in (LOW, SHORT):
        told = found(shop, limits)
        assert {(one.kind, one.rows) for one in told} == found_by_hand(entries, shop.now, limits)
        assert len({one.id for one in told}) == len(told)
        assert all([one.id.startswith(f"{one.kind}-") for one in told])


def test_every_kind_comes_up_in_these_weeks() -> None:
    told: list[str] = []
    for seed in range(6):
        shop = Corner(MemoryStore())
        lived(shop, seed)
        told += [one.kind for one in found(shop, LOW)]
    assert all([told.count(kind) > 3 for kind in FINDING_KINDS]), {kind: told.count(kind) for kind in FINDING_KINDS}


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_both_engines_find_the_same(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    where = str(tmp_path / "book.db") if engine == "sqlite" else str(request.getfixturevalue("pg_url"))
    created(where)
    shop, other = Corner(open_store(where)), Corner(MemoryStore())
    assert lived(shop, 3, 160) == lived(other, 3, 160)
    assert found(shop, LOW) == found(other, LOW)
    shop.book.close()


@pytest.mark.parametrize("seed", range(3))
def test_one_entry_more_takes_no_row_from_any_finding(seed: int) -> None:
    shop = Corner(MemoryStore())
    lived(shop, seed)
    before: dict[str, Finding] = {}
    entries = shop.entries()
    with shop.book.reading() as page:
        every = kinds(Behind(page, LOW), shop.now)
        for entry in entries:
            for one in every:
                one.take(entry)
            if entry.seq % 7 and entry.seq != len(entries):
                continue
            now = {finding.id: finding for one in every if one.kind != "word" for finding in one.found()}
            for name, finding in before.items():
                assert set(finding.rows) <= set(now[name].rows), name
                assert set(finding.people) <= set(now[name].people), name
                assert now[name].rows[0] == finding.rows[0], name
            assert all([row <= entry.seq for finding in now.values() for row in finding.rows])
            before = now
    assert len(before) > 20
