"""Killed at any moment, the program loses nothing that it acknowledged and doubles nothing that is sent again."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from empower.ledger.create import create
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.services.evidence import verified
from tests.ledger.shop_house import Desk
from tests.servers import fresh_database

ROOT = Path(__file__).resolve().parents[2]
TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
PER_BOOK = 40
KILLS = {"sqlite": 1_000 if TORTURE else 240, "postgresql": 400 if TORTURE else 120}


def killed(target: str, plan: list[int], name: str) -> list[dict[str, Any]]:
    """What came of a victim at each statement of the plan."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ledger.victims", target, json.dumps(plan), name],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=600,
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def lived_through(target: str, plan: list[int], name: str) -> list[dict[str, Any]]:
    """Victims on a new book; afterwards every request is in it once, and it verifies."""
    create(target)
    desk = Desk(open_store(target))
    _prime(desk)
    found = killed(target, plan, name)
    requests = [entry.data["request_id"] for entry in desk.entries() if entry.data.get("request_id")]
    assert sorted(requests) == sorted(["prime", *[one["request"] for one in found]])
    for one in found:
        if one["said"].startswith("acknowledged"):
            assert one["replayed"]
            assert one["seq"] == int(one["said"].split()[1])
    flaws = verified(desk.book, differences(target), rebuild=True, against=None).flaws
    assert [flaw.what for flaw in flaws] == []
    assert desk.replayed() > len(plan) // 2
    desk.book.close()
    return found


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("pg_server") if engine == "postgresql" else None
    chance = random.Random(20261125)
    count = _statements(engine, tmp_path, server)
    plan = [*range(1, count + 1)]
    while len(plan) < KILLS[engine]:
        plan.append(chance.randint(1, count))
    found: list[dict[str, Any]] = []
    for start in range(0, len(plan), PER_BOOK):
        part = plan[start : start + PER_BOOK]
        if server is None:
            found += lived_through(str(tmp_path / f"book-{start}.db"), part, f"k{start}")
        else:
            with fresh_database(server) as url:
                found += lived_through(url, part, f"k{start}")
    died = [one for one in found if one["said"].startswith("at ")]
    assert {one["at"] for one in died} == set(range(1, count + 1))
    assert len(died) >= KILLS[engine] * 9 // 10
    texts = {one["said"] for one in died}
    assert any(text.startswith("at COMMIT") for text in texts)
    assert any(text.startswith("at INSERT INTO entry") for text in texts)
    # A request that was killed before its COMMIT was never there; it is recorded when it is sent again.
    assert [one for one in died if one["replayed"] and not one["said"].startswith("at COMMIT")] == []


def _statements(engine: str, tmp_path: Path, server: str | None) -> int:
    """How many statements the transaction has."""
    from tests.ledger.watching import watched

    def counted(target: str) -> int:
        create(target)
        desk = Desk(open_store(target))
        _prime(desk)
        desk.book.close()
        seen: list[int] = []
        desk = Desk(watched(open_store(target), lambda number, _text, _when: seen.append(number)), begun=True)
        desk.record("ana", "refund", "1", "failure=late", "customer=counted", again=True, request_id="counted")
        desk.book.close()
        return max(seen)

    if server is None:
        return counted(str(tmp_path / "counted.db"))
    with fresh_database(server) as url:
        return counted(url)


def _prime(desk: Desk) -> None:
    """The first of all: whoever comes after it finds the shop's counters there."""
    desk.record("ana", "refund", "1", "failure=late", "customer=prime", again=True, request_id="prime")
