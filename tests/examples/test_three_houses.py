"""The year of the three houses is the same on both engines, its sums are those of its entries, and the book proves itself."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from empower.domain.entries import ENTRY_KINDS, Entry
from tests.examples.conftest import HOUSES, Written, book_at, empower, entries_at, made, ran

BESIDE = ("import", "finding")  # nothing came in from elsewhere, and findings are for whoever reads the book
PROPERTIES = ("quay", "dunes", "abbey")


def test_both_engines_have_the_same_entries_and_the_same_texts_beside_them(
    in_a_file: Written, on_a_server: Written
) -> None:
    one, other = entries_at(in_a_file.target), entries_at(on_a_server.target)
    assert [entry.payload for entry in one] == [entry.payload for entry in other]
    assert one[-1].hash == other[-1].hash
    assert in_a_file.planted == on_a_server.planted
    beside = [_beside(where.target, one) for where in (in_a_file, on_a_server)]
    assert beside[0] == beside[1]
    assert len(beside[0]) > 100


def test_another_seed_is_another_year(in_a_file: Written, tmp_path: Path) -> None:
    other = made(str(tmp_path / "book.db"), tmp_path / "planted.json", seed=12)
    assert other.told == ""
    assert entries_at(other.target)[5].payload != entries_at(in_a_file.target)[5].payload


def test_everything_that_can_happen_in_a_house_does(in_a_file: Written) -> None:
    entries = entries_at(in_a_file.target)
    assert {entry.kind for entry in entries} == set(ENTRY_KINDS) - set(BESIDE)
    assert entries[0].at < entries[-1].at
    assert date.fromordinal(entries[0].data["day"]) == date(2025, 10, 1)
    assert date.fromordinal(max(entry.data["day"] for entry in entries)) <= date(2026, 9, 30)
    assert all(before.at <= after.at for before, after in pairwise(entries))
    given = Counter(entry.data["facts"]["property"] for entry in entries if entry.kind == "posting")
    assert set(given) == set(PROPERTIES)
    assert len({entry.data["policy"] for entry in entries}) == 2


@pytest.mark.parametrize("where", ["in_a_file", "on_a_server"])
def test_the_sums_that_are_kept_are_the_sums_of_the_entries(where: str, request: pytest.FixtureRequest) -> None:
    target = request.getfixturevalue(where).target
    entries = entries_at(target)
    book = book_at(target)
    with book.reading() as page:
        for by in ("role", "person", "remedy", "fact.property", "fact.failure", "fact.severity"):
            rows = page.rows.find("rollup between", by, 0, date(2100, 1, 1).toordinal())
            kept = {(str(row["value"]), row["month"]): row["cost"] for row in rows if row["cost"]}
            assert kept == _summed(entries, by)
            assert len(kept) > 12
    book.close()


@pytest.mark.parametrize("where", ["in_a_file", "on_a_server"])
def test_the_book_proves_itself(where: str, request: pytest.FixtureRequest) -> None:
    target = request.getfixturevalue(where).target
    verified = empower("ledger", "verify", "--rebuild", "--ledger", target)
    assert verified.returncode == 0, verified.stdout
    replayed = empower("ledger", "replay", "--ledger", target)
    assert replayed.returncode == 0, replayed.stdout
    assert replayed.stdout.endswith("decisions made again, each as it was\n")


@pytest.mark.skipif(not os.environ.get("EMPOWER_TORTURE"), reason="a quarter of a minute; `make torture` looks")
def test_the_policy_lints_clean() -> None:
    assert empower("policy", "lint", "--strict").stdout == "no problems\n"


def test_the_policy_before_differs_by_three_figures_and_a_day() -> None:
    before, now = [(HOUSES / name).read_text(encoding="utf-8").split() for name in ("policy-2025.yaml", "policy.yaml")]
    changed = [pair for pair in zip(before, now, strict=True) if pair[0] != pair[1]]
    assert changed == [("2025-10-01}", "2026-04-01}"), ("6000,", "8500,"), ("50,", "60,"), ("50", "60")]


def test_every_example_of_the_policy_holds() -> None:
    assert empower("policy", "test").stdout.endswith(" passed\n")


def test_a_place_that_is_taken_is_told_of(in_a_file: Written, tmp_path: Path) -> None:
    done = ran(sys.executable, str(HOUSES / "year.py"), in_a_file.target)
    assert done.returncode == 1
    assert done.stderr == f"there is a book already at `{in_a_file.target}`; name another place for the new one\n"


def _summed(entries: list[Entry], by: str) -> dict[tuple[str, int], int]:
    """What things cost less what was undone, by the month it stands in: added up here from the entries alone."""
    known = {entry.seq: entry for entry in entries}
    closed_until = 0
    found: Counter[tuple[str, int]] = Counter()
    for entry in entries:
        if entry.kind == "period" and entry.data["state"] == "closed":
            closed_until = max(closed_until, entry.data["until_day"])
        if entry.kind not in ("posting", "reversal"):
            continue
        about = known[entry.data["refers"]] if entry.kind == "reversal" else entry
        month = date.fromordinal(max(entry.data["day"], closed_until)).replace(day=1).toordinal()
        for part in entry.data["parts"]:
            sign = -1 if entry.kind == "reversal" else 1
            found[_value(about.data, part, by), month] += sign * part["cost"]
    return {key: cost for key, cost in found.items() if cost}


def _value(data: dict[str, Any], part: dict[str, Any], by: str) -> str:
    names = {"role": "asker_role", "person": "asker"}
    if by == "remedy":
        return str(part["remedy"])
    return str(data[names[by]]) if by in names else str(data["facts"][by.removeprefix("fact.")])


def _beside(target: str, entries: list[Entry]) -> list[tuple[Any, ...]]:
    book = book_at(target)
    with book.reading() as page:
        found = [
            (row["seq"], row["commitment"], bytes(row["salt"] or b""), row["text"])  # type: ignore[arg-type]
            for entry in entries
            for row in page.rows.find("texts of an entry", entry.seq)
        ]
    book.close()
    return sorted(found)
