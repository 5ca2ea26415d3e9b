"""What is planted in the year is there: each group is looked up in the entries, and told from the honest ones in Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from empower.domain.entries import Entry
from empower.domain.finding import FINDING_KINDS
from tests.examples.conftest import HOUSES, Written, entries_at

MICROS_PER_DAY = 24 * 3600 * 1_000_000
HONEST = {"near-limit": 2, "word": 2, "outside-hours": 3, "each-other": 2, "one-login": 2, "one-customer": 2}
HONEST |= {"after-close": 2, "split": 5, "twice": 4}


@pytest.fixture(scope="module")
def book(in_a_file: Written) -> dict[int, Entry]:
    return {entry.seq: entry for entry in entries_at(in_a_file.target)}


def test_nothing_was_left_out(in_a_file: Written) -> None:
    assert in_a_file.told == ""


def test_of_each_kind_there_are_several_and_some_that_look_alike(in_a_file: Written) -> None:
    assert set(in_a_file.planted) == set(FINDING_KINDS)
    for kind, groups in in_a_file.planted.items():
        faults = [group for group in groups if group["fault"]]
        assert len(faults) >= 3, kind
        assert len(groups) - len(faults) == HONEST[kind], kind
        notes = {str(group["note"]).split(":")[0] for group in faults}
        assert "plain" in notes, kind
        assert notes & {"harder", "hard", "hardest"}, kind


def test_every_group_names_entries_of_the_book(in_a_file: Written, book: dict[int, Entry]) -> None:
    for groups in in_a_file.planted.values():
        for group in groups:
            assert group["rows"]
            assert set(group["rows"]) <= set(book)


@pytest.mark.parametrize("kind", FINDING_KINDS)
def test_each_is_what_it_is_said_to_be(kind: str, in_a_file: Written, book: dict[int, Entry]) -> None:
    for group in in_a_file.planted[kind]:
        entries = [book[row] for row in group["rows"]]
        assert _IS[kind](entries, book) == group["fault"], group


def _split(entries: list[Entry], book: dict[int, Entry]) -> bool:
    given = _given(entries)
    parts = [part for entry in given for part in entry.data["parts"]]
    cost = sum(part["cost"] - part["owed_cost"] for part in parts)
    refunded = sum(part["cost"] - part["owed_cost"] for part in parts if part["remedy"] == "refund")
    at_once = 5000 if given[0].data["policy"] == book[1].data["policy"] else 6000
    undone = {entry.data["refers"] for entry in entries if entry.kind == "reversal"}
    more_than_theirs = refunded > at_once or cost > 12000
    return not undone and more_than_theirs and len(_of(given, "asker")) == 1 and _span(given) < 10 * MICROS_PER_DAY


def _twice(entries: list[Entry], book: dict[int, Entry]) -> bool:
    given = _given(entries)
    goodwill = any(part["cost"] > part["owed_cost"] for entry in given for part in entry.data["parts"])
    undone = any(entry.kind == "reversal" for entry in entries)
    same = len({part["remedy"] for entry in given for part in entry.data["parts"]}) == 1
    return goodwill and not undone and same and _span(given) < 14 * MICROS_PER_DAY


def _one_customer(entries: list[Entry], book: dict[int, Entry]) -> bool:
    assert len(_of(entries, "customer")) == 1
    return len(_of(entries, "asker")) == 1


def _each_other(entries: list[Entry], book: dict[int, Entry]) -> bool:
    pairs = [(entry.data["asker"], entry.data["by"]["id"]) for entry in entries if entry.kind == "vote"]
    both = [pair for pair in pairs if (pair[1], pair[0]) in pairs]
    return len(both) > 2


def _one_login(entries: list[Entry], book: dict[int, Entry]) -> bool:
    asked = [entry for entry in entries if entry.kind in ("hold", "posting") and entry.data.get("refers") is None]
    yes = [entry for entry in entries if entry.kind in ("vote", "confirmation")]
    assert asked[0].data["by"]["id"] != yes[0].data["by"]["id"]
    screens = [{one.data["by"]["login"].casefold() for one in some} for some in (asked, yes)]
    return bool(screens[0] & screens[1])


def _near_limit(entries: list[Entry], book: dict[int, Entry]) -> bool:
    assert len(_of(entries, "asker")) == 1
    costs = [entry.data["parts"][0]["cost"] for entry in entries]
    limits = {"refund": 5000 if entries[0].data["policy"] == book[1].data["policy"] else 6000, "credit": 12000}
    own = (
        30000
        if entries[0].data["asker_role"] == "supervisor"
        else limits.get(entries[0].data["parts"][0]["remedy"], 12000)
    )
    return min(costs) >= own * 0.88 and len(costs) > 6


def _outside_hours(entries: list[Entry], book: dict[int, Entry]) -> bool:
    hours = {line.split("id: ")[1].split(",")[0]: line for line in _roster() if "id: " in line}
    line = hours[entries[0].data["asker"]]
    start, _, end = line.partition("hours: ")[2].partition(",")[0].partition("-")
    wall = datetime.fromtimestamp(entries[0].at / 1e6, ZoneInfo("Europe/Lisbon"))
    minute, first, last = wall.hour * 60 + wall.minute, int(start or 9) * 60, int(end or 18) * 60
    return (minute - first) % 1440 >= (last - first) % 1440 + 15


def _after_close(entries: list[Entry], book: dict[int, Entry]) -> bool:
    reversal = next(entry for entry in entries if entry.kind == "reversal")
    before = [entry for entry in book.values() if entry.seq < reversal.seq]
    incident = [entry.kind for entry in before if entry.data.get("incident") == reversal.data["incident"]]
    last = [kind for kind in incident if kind in ("closed", "reopened")][-1:]
    months = [one.data["until_day"] for one in before if one.kind == "period"]
    return last == ["closed"] or book[reversal.data["refers"]].data["day"] < max(months, default=0)


def _word(entries: list[Entry], book: dict[int, Entry]) -> bool:
    given = entries[0]
    assert given.data["word"]["of"]
    said = [one for one in book.values() if one.kind == "confirmation" and one.data["refers"] == given.seq]
    return not any(one.data["confirmed"] and one.at <= given.data["word"]["confirm_by"] for one in said)


_IS: dict[str, Callable[[list[Entry], dict[int, Entry]], bool]] = {
    "split": _split,
    "twice": _twice,
    "one-customer": _one_customer,
    "each-other": _each_other,
    "one-login": _one_login,
    "near-limit": _near_limit,
    "outside-hours": _outside_hours,
    "after-close": _after_close,
    "word": _word,
}


def _given(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind == "posting"]


def _of(entries: list[Entry], name: str) -> set[Any]:
    return {entry.data[name] for entry in entries}


def _span(entries: list[Entry]) -> int:
    return max(entry.at for entry in entries) - min(entry.at for entry in entries)


def _roster() -> list[str]:
    return (HOUSES / "roster.yaml").read_text(encoding="utf-8").splitlines()
