"""Whoever races, nothing is given beyond what a limit allows, and everything that fits is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from empower.domain.entries import Entry
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.services.adopt import adopt
from empower.services.evidence import verified
from empower.services.house import House, open_house
from tests.ledger.racer import BRANCHES, CUSTOMERS, ENOUGH, RACE
from tests.ledger.shop_house import Desk

TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
PROCESSES, THREADS = 4, 2
DECISIONS = 100_000 if TORTURE else 10_000
PATIENCE = 1800 if TORTURE else 300
ROOT = Path(__file__).resolve().parents[2]
SHOPS = sorted({f"refund {branch}" for branch in BRANCHES.values()})
PEOPLE = [f"voucher C-{number}" for number in range(CUSTOMERS)]


@contextmanager
def racers(target: str, seeds: range, tries: int, **asked: Any) -> Iterator[list[subprocess.Popen[str]]]:
    """Racers that wait for the start; none is left behind."""
    usual = {"threads": THREADS, "policy": "policy.yaml", "days": 0, "until": "", "most": 3}
    given = {**usual, **asked, "target": target, "tries": tries}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.ledger.racer", json.dumps({**given, "seed": seed})],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for seed in seeds
    ]
    try:
        for racer in started:
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n", racer.stderr.read() if racer.stderr else ""
        yield started
    finally:
        for racer in started:
            racer.kill()
            racer.communicate()


def go(started: list[subprocess.Popen[str]]) -> None:
    """All of them run."""
    for racer in started:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()


class Came:
    """What a race came to; nobody was shown an error."""

    def __init__(self, started: list[subprocess.Popen[str]]) -> None:
        self.outcomes: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.seconds = 0.0
        for racer in started:
            out, err = racer.communicate(timeout=PATIENCE)
            assert racer.returncode == 0, err
            told = json.loads(out)
            assert told["failures"] == []
            for one in told["results"]:
                self.outcomes.update(one["outcomes"])
                self.given.update(one["given"])
                self.seconds = max(self.seconds, one["seconds"])


def raced(target: str, seeds: range, tries: int, **asked: Any) -> Came:
    """What comes of a race that starts when everybody is ready."""
    with racers(target, seeds, tries, **asked) as started:
        go(started)
        return Came(started)


def shop(policy: str = "policy.yaml") -> House:
    return open_house(RACE / policy, RACE / "roster.yaml")


def test_everything_that_fits_is_given_and_nothing_more(target: str) -> None:
    """Pots of every kind end full to the last euro: first those of seven days; a week later what is left of the month's."""
    desk = Desk(open_store(target), shop())
    first, later = DECISIONS * 7 // 10, DECISIONS * 3 // 10
    week = raced(target, range(1, PROCESSES + 1), first // (PROCESSES * THREADS))
    assert week.given == dict.fromkeys(SHOPS, 850) | dict.fromkeys(PEOPLE, 40) | {"treat shop": 700}
    desk.pass_time(24 * 8)
    next_week = raced(target, range(11, 11 + PROCESSES), later // (PROCESSES * THREADS), days=8)
    assert next_week.given == dict.fromkeys(SHOPS, 50) | dict.fromkeys(PEOPLE, 20)
    outcomes = week.outcomes + next_week.outcomes
    assert set(outcomes) == {"posting", "denial"}
    assert sum(outcomes.values()) == DECISIONS
    assert outcomes["denial"] >= 0.3 * DECISIONS
    kept = _said_by_counters(desk)
    assert kept["cost all of refund per branch every month"] == [900_00] * 3
    assert kept["cost all of refund per branch every 7 days"] == [50_00] * 3
    assert kept["cost all of treat per all every month"] == [700_00]
    assert kept["cost goodwill of voucher per customer every month"] == [60_00] * CUSTOMERS
    assert kept["cost goodwill of voucher per customer every 7 days"] == [20_00] * CUSTOMERS
    entries = desk.entries()
    assert _posted(entries) == (3 * 900 + 700 + CUSTOMERS * 60) * 100
    assert kept["cost all per all every year"] == [_posted(entries)]
    assert len({entry.data["request_id"] for entry in entries if "request_id" in entry.data}) == DECISIONS
    _interleaved(entries)
    _verified(desk, target)
    desk.book.close()
    sys.stdout.write(f"{DECISIONS / (week.seconds + next_week.seconds):.0f} decisions a second\n")  # shown by -rP


def test_a_policy_is_adopted_while_everybody_records(target: str) -> None:
    """Whoever still uses the old policy is told so; what the new one counts begins with all that was given."""
    desk = Desk(open_store(target), shop())
    with racers(target, range(1, 3), DECISIONS, threads=1, until="other-policy") as started:
        go(started)
        while _size(desk) < 60:
            pass
        entry = adopt(desk.book, shop("adopted.yaml"), desk.actor("oli"), desk.pen, "as agreed", by_login=False).entry
        before = Came(started)
    assert before.outcomes["other-policy"] == 2 * ENOUGH
    assert before.outcomes["posting"] > 0
    entries = desk.entries()
    assert _posted(entries[entry.seq :]) == 0  # whoever was in line decided by the old policy, before, or was told
    assert _posted(entries) == sum(before.given.values()) * 100
    after = raced(target, range(3, 5), DECISIONS // 12, threads=1, policy="adopted.yaml", most=29)
    assert set(after.outcomes) == {"posting", "denial"}
    assert before.given + after.given == dict.fromkeys(SHOPS, 850) | dict.fromkeys(PEOPLE, 40) | {"treat shop": 700}
    kept = _said_by_counters(desk)
    assert kept["cost all of refund per branch every 9 days"] == [850_00] * 3
    assert kept["cost goodwill of voucher per customer every 6 days"] == [40_00] * CUSTOMERS
    assert not [name for name in kept if "7 days" in name]
    _verified(desk, target)
    assert desk.replayed() > 0
    desk.book.close()


def _size(desk: Desk) -> int:
    with desk.book.reading() as page:
        return page.head.size


def _posted(entries: list[Entry]) -> int:
    """What was given, by the entries themselves."""
    return sum([part["cost"] for entry in entries if entry.kind == "posting" for part in entry.data["parts"]])


def _said_by_counters(desk: Desk) -> dict[str, list[int]]:
    """What the counters of each name say is spent."""
    found: dict[str, list[int]] = {}
    with desk.book.reading() as page:
        for row in page.rows.find("every counter"):
            assert isinstance(row["spent"], int)
            assert row["held"] == 0
            found.setdefault(str(row["counter"]), []).append(row["spent"])
    return found


def _interleaved(entries: list[Entry]) -> None:
    """On every hot counter at least two processes took turns, which the order of the entries shows."""
    writers: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        for name, key, *_ in entry.data.get("charges", ()):
            if "per branch" in name or "per all" in name or "per employee" in name:
                writer = entry.data["request_id"].partition("-")[0][:-2]
                writers.setdefault((name, json.dumps(key)), []).append(writer)
    assert len(writers) == 3 + 3 + 4 + 1 + 1
    for place, by in writers.items():
        turns = sum([one != other for one, other in pairwise(by)])
        assert len(set(by)) >= PROCESSES, place
        assert turns >= PROCESSES, place


def _verified(desk: Desk, target: str) -> None:
    found = verified(desk.book, differences(target), rebuild=True, against=None)
    assert [flaw.what for flaw in found.flaws] == []
