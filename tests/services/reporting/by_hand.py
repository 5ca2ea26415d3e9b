"""The same figures by another way: plain SQL for the bytes of the entries, and plain Python over what they say."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

import psycopg

Entry = dict[str, Any]
Sums = dict[tuple[str, ...], dict[str, int]]
MEASURES = ("asked", "given", "cost", "owed", "unknown", "undone", "undone_cost")


class Gesture(NamedTuple):
    """One line of what was asked, given or taken back, with all that one may go by."""

    places: dict[str, str]
    day: date
    measures: dict[str, int]


def entries_of(where: str) -> list[Entry]:
    """What the bytes of every entry say."""
    if "://" in where:
        with psycopg.connect(where) as server:
            rows: list[Any] = server.execute("SELECT payload FROM entry ORDER BY seq").fetchall()
    else:
        file = sqlite3.connect(where)
        rows = file.execute("SELECT payload FROM entry ORDER BY seq").fetchall()
        file.close()
    return [json.loads(bytes(row[0])) for row in rows]


def gestures(entries: list[Entry]) -> list[Gesture]:
    """Every part of every entry that asks, gives or takes back."""
    by_seq = {entry["seq"]: entry for entry in entries}
    found = []
    for entry in entries:
        if entry["kind"] not in ("posting", "hold", "denial", "import", "reversal"):
            continue
        of = by_seq[entry["refers"]] if entry["kind"] == "reversal" else entry
        day = date.fromordinal(entry["day"])
        found += [Gesture(_places(of, part, entries), day, _measures(entry, part)) for part in entry["parts"]]
    return found


def summed(found: list[Gesture], *by: str) -> Sums:
    """The sums by these things."""
    sums: Sums = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    for one in found:
        cell = sums[tuple([one.places[name] for name in by])]
        for name in MEASURES:
            cell[name] += one.measures[name]
    return dict(sums)


def _measures(entry: Entry, part: dict[str, Any]) -> dict[str, int]:
    known = part["cost"] is not None
    if entry["kind"] == "reversal":
        back = part["cost"] or 0
        return _filled(
            cost=-back, owed=-part["owed_cost"] if known else 0, undone=int(part["face"] > 0), undone_cost=back
        )
    first = entry["kind"] != "import" and entry.get("refers") is None
    if entry["kind"] in ("hold", "denial"):
        return _filled(asked=1)
    return _filled(
        asked=int(first),
        given=1,
        cost=part["cost"] or 0,
        owed=part["owed_cost"] if known else 0,
        unknown=int(not known),
    )


def _filled(**some: int) -> dict[str, int]:
    return {name: some.get(name, 0) for name in MEASURES}


def _places(of: Entry, part: dict[str, Any], entries: list[Entry]) -> dict[str, str]:
    asked_above = of.get("refers") is not None or of.get("word") is not None
    outcome = "imported" if of["kind"] == "import" else "escalate" if asked_above else of["outcome"]
    ends = [one for one in entries if one["kind"] in ("closed", "reopened") and one["incident"] == of["incident"]]
    places = {
        "role": of["asker_role"],
        "person": of["asker"],
        "remedy": part["remedy"],
        "outcome": outcome,
        "month": date.fromordinal(of["day"]).isoformat()[:7],
        "cause": (ends[-1].get("cause") if ends else None) or "",
    }
    for name in ("failure", "severity", "shelf", "branch", "own"):
        value = of["facts"].get(name)
        places[name] = (
            {True: "yes", False: "no", None: ""}[value] if value is None or isinstance(value, bool) else value
        )
    bill = of["facts"].get("bill")
    places["bill"] = "" if bill is None else f"{bill // 100}.{bill % 100:02d}"
    return places
