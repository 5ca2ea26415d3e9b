"""Killed at any moment, the program loses nothing that it acknowledged and doubles nothing that is sent again."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from empower.ledger.create import create
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.services.evidence import verified
from tests.ledger.shop_house import Desk
from tests.ledger.victims import asked
from tests.ledger.watching import watched
from tests.servers import fresh_database

ROOT = Path(__file__).resolve().parents[2]
TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
PER_BOOK = 40
KILLS = {"sqlite": 1_000 if TORTURE else 240, "postgresql": 400 if TORTURE else 120}
ANY_MOMENT = {"sqlite": 800 if TORTURE else 80, "postgresql": 800 if TORTURE else 80}

NewBook = Callable[[str], Any]


@pytest.fixture(params=KILLS)
def engine(request: pytest.FixtureRequest) -> str:
    """Where the books of a test are kept."""
    return str(request.param)


@pytest.fixture
def new_book(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> NewBook:
    """Makes a book, with one gesture in it: whoever comes after it finds the shop's counters there."""
    server = request.getfixturevalue("pg_server") if engine == "postgresql" else None

    @contextmanager
    def made(name: str) -> Iterator[str]:
        if server is None:
            yield _primed(str(tmp_path / f"{name}.db"))
            return
        with fresh_database(server) as url:
            yield _primed(url)

    return made


def _primed(target: str) -> str:
    create(target)
    desk = Desk(open_store(target))
    asked(desk, "prime")
    desk.book.close()
    return target


def points(target: str) -> list[tuple[int, str]]:
    """Every place where somebody can be killed once the transaction has begun, the last when it is kept and nobody was told."""
    seen: list[tuple[int, str]] = []
    desk = Desk(watched(open_store(target), lambda number, _, when: seen.append((number, when))), begun=True, salt="p")
    asked(desk, "counted")
    desk.book.close()
    begun = [when for _, when in seen].index("done")
    return seen[begun:]


def killed(target: str, plan: list[Any], name: str) -> list[dict[str, Any]]:
    """What came of a victim at each point of the plan."""
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


def lived_through(target: str, plan: list[Any], name: str) -> list[dict[str, Any]]:
    """What came of the victims; every request is in the book once, under the number that was told, and the book verifies."""
    found = killed(target, plan, name)
    assert len(found) == len(plan)
    desk = Desk(open_store(target), begun=True)
    written = {entry.data["request_id"]: entry.seq for entry in desk.entries() if "request_id" in entry.data}
    requests = [entry.data["request_id"] for entry in desk.entries() if "request_id" in entry.data]
    assert sorted(requests) == sorted(written)  # nothing twice
    assert set(written) - {f"{name}-alive"} == {"prime", *[one["request"] for one in found]}
    for one in found:
        assert one["seq"] == written[one["request"]]
        if one["acknowledged"]:
            assert one["replayed"]
            assert one["seq"] == one["acknowledged"]
    flaws = verified(desk.book, differences(target), rebuild=True, against=None).flaws
    assert [flaw.what for flaw in flaws] == []
    assert desk.replayed() >= len(plan)
    desk.book.close()
    return found


def test_killed_at_each_statement_nothing_is_lost_and_nothing_doubled(engine: str, new_book: NewBook) -> None:
    chance = random.Random(20261125)
    with new_book("counted") as target:
        places = points(target)
    plan = [*places, *[chance.choice(places) for _ in range(KILLS[engine] - len(places))]]
    found: list[dict[str, Any]] = []
    for start in range(0, len(plan), PER_BOOK):
        with new_book(f"book-{start}") as target:
            found += lived_through(target, plan[start : start + PER_BOOK], f"k{start}")
    said = [one["at"] for one in found]
    missed = [one for one in found[: len(places)] if not one["at"]]
    assert missed == []  # each was stopped where it should be, and died there
    assert len([at for at in said if at]) >= KILLS[engine] * 9 // 10
    assert len({at for at in said if at.startswith("before INSERT INTO")}) > 5
    for one in found:
        if one["at"].startswith("done COMMIT"):
            assert one["replayed"]  # it was kept, though nobody was told
        elif one["at"]:
            assert not one["replayed"]  # it was never there; sent again, it was recorded
    assert any(at.startswith("before COMMIT") for at in said)
    assert any(at.startswith("done COMMIT") for at in said)


def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(engine: str, new_book: NewBook) -> None:
    """Within a statement too: while the database writes, or while the answer is on its way."""
    found: list[dict[str, Any]] = []
    for start in range(0, ANY_MOMENT[engine], PER_BOOK):
        with new_book(f"book-{start}") as target:
            found += lived_through(target, [None] * PER_BOOK, f"a{start}")
    died = [one for one in found if one["begun"] and not one["acknowledged"]]
    assert len(died) >= ANY_MOMENT[engine] // 4
