"""Whoever races, nothing is given beyond what a limit allows, and everything that fits is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from empower.ledger.entry_rows import entry_of
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.ledger.verifying.chain import rows_in_order
from empower.services.evidence import verified
from empower.services.house import open_house
from tests.ledger.racer import RACE
from tests.ledger.shop_house import Desk

TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
PROCESSES, THREADS = 4, 2
DECISIONS = 100_000 if TORTURE else 10_000
ROOT = Path(__file__).resolve().parents[2]


def started(
    target: str, seed: int, tries: int, policy: str = "policy.yaml", threads: int = THREADS
) -> subprocess.Popen[str]:
    """A racer, waiting for the start."""
    asked = {"target": target, "seed": seed, "tries": tries, "threads": threads, "policy": policy}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.racer", json.dumps(asked)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def raced(racers: list[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    """What came of a race that starts when everybody is ready."""
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n", racer.stderr.read() if racer.stderr else ""
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    found = []
    for racer in racers:
        out, err = racer.communicate(timeout=600)
        assert racer.returncode == 0, err
        told = json.loads(out)
        assert told["failures"] == []
        found += told["results"]
    return found


def begun(target: str) -> Desk:
    house = open_house(RACE / "policy.yaml", RACE / "roster.yaml")
    return Desk(open_store(target), house)


def counters(desk: Desk) -> dict[tuple[str, str], int]:
    """What every counter says is spent, by its name and key."""
    with desk.book.reading() as page:
        return {(row["counter"], row["key"]): row["spent"] for row in page.rows.find("every counter")}  # type: ignore[misc]


def test_everything_that_fits_is_given_and_nothing_more(target: str) -> None:
    desk = begun(target)
    tries = DECISIONS // (PROCESSES * THREADS)
    results = raced([started(target, seed, tries) for seed in range(1, PROCESSES + 1)])
    outcomes = sum([Counter(one["outcomes"]) for one in results], Counter())
    assert set(outcomes) == {"posting", "denial"}
    assert sum(outcomes.values()) == DECISIONS
    assert outcomes["denial"] >= 0.3 * DECISIONS
    kept = counters(desk)
    year = sum([one["given"] for one in results]) * 100
    # Three branches with 850.00 each in seven days; the year's 3000.00 and the month's 900.00 are never reached.
    assert year == 3 * 850_00
    for (name, key), spent in kept.items():
        if name == "cost all per branch every 7 days":
            assert spent == 850_00, key
        if "per customer" in name:
            assert spent <= 390_00, key
    _interleaved(desk)
    _verified(desk, target)
    desk.book.close()


def test_a_policy_is_adopted_while_everybody_records(target: str) -> None:
    """Whoever still uses the old policy is told so; what the new one counts begins with all that was given."""
    desk = begun(target)
    tries = DECISIONS // 40
    before = [started(target, seed, tries, threads=1) for seed in (1, 2)]
    for racer in before:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    while len(desk.entries()) < 60:
        pass
    from empower.services.adopt import adopt

    house = open_house(RACE / "adopted.yaml", RACE / "roster.yaml")
    entry = adopt(desk.book, house, desk.actor("oli"), desk.pen, "while they work", by_login=False).entry
    results = []
    for racer in before:
        out, err = racer.communicate(timeout=600)
        assert racer.returncode == 0, err
        told = json.loads(out)
        assert told["failures"] == []
        results += told["results"]
    outcomes = sum([Counter(one["outcomes"]) for one in results], Counter())
    assert outcomes["other-policy"] > 0
    assert outcomes["posting"] > 0
    after = raced([started(target, seed, tries, "adopted.yaml", threads=1) for seed in (3, 4)])
    assert entry.seq < len(desk.entries())
    given = sum([one["given"] for one in (*results, *after)]) * 100
    kept = counters(desk)
    assert sum([spent for (name, _), spent in kept.items() if name == "cost all per branch every 9 days"]) == given
    assert max([spent for (name, _), spent in kept.items() if name == "cost all per branch every 9 days"]) <= 850_00
    assert not [name for name, _ in kept if "7 days" in name]
    _verified(desk, target)
    desk.book.close()


def _interleaved(desk: Desk) -> None:
    """On every hot counter at least two writers took turns, which the order of the entries shows."""
    by_counter: dict[tuple[str, str], list[str]] = {}
    with desk.book.reading() as page:
        for row in rows_in_order(page.rows):
            entry = entry_of(row)
            writer = (entry.data.get("request_id") or "").partition("-")[0]
            for name, key, *_ in entry.data.get("charges", ()):
                by_counter.setdefault((name, json.dumps(key)), []).append(writer)
    hot = {place: writers for place, writers in by_counter.items() if "per branch" in place[0] or "per all" in place[0]}
    assert hot
    for place, writers in hot.items():
        turns = sum([one != other for one, other in pairwise(writers)])
        assert len(set(writers)) >= 2, place
        assert turns >= 2, place


def _verified(desk: Desk, target: str) -> None:
    found = verified(desk.book, differences(target), rebuild=True, against=None)
    assert [flaw.what for flaw in found.flaws] == []
    assert desk.replayed() > 0
