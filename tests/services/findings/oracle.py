"""Findings by looking at every entry beside every other: slow, plain, and nothing of the program's own in it.

It knows the limits of `corner/policy.yaml` by heart, and reads the entries' own bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import comb
from typing import Any
from zoneinfo import ZoneInfo

from empower.domain.thresholds import Thresholds

HOURS = {"ana": (9 * 60, 17 * 60), "bea": (22 * 60, 6 * 60)}
PER_GESTURE, PER_INCIDENT = 5000, 8000

Row = dict[str, Any]
Rows = tuple[int, ...]


def found_by_hand(entries: list[Row], now: int, limits: Thresholds) -> set[tuple[str, Rows]]:
    """Every finding, as its kind with its rows."""
    told = {
        "split": split(entries, limits),
        "twice": twice(entries, limits),
        "one-customer": one_customer(entries, limits),
        "each-other": each_other(entries, limits),
        "one-login": one_login(entries),
        "near-limit": near_limit(entries, limits),
        "outside-hours": outside_hours(entries, limits),
        "after-close": after_close(entries),
        "word": words(entries, now),
    }
    return {(kind, rows) for kind, every in told.items() for rows in every}


def together(sets: Iterable[tuple[Any, Iterable[int]]]) -> list[Rows]:
    """Sets of one key that share a row, as one."""
    groups: list[tuple[Any, set[int]]] = []
    for key, rows in sets:
        joined = set(rows)
        rest = []
        for other, group in groups:
            if other == key and group & joined:
                joined |= group
            else:
                rest.append((other, group))
        groups = [*rest, (key, joined)]
    return [tuple(sorted(group)) for _, group in groups]


def cost(entry: Row) -> int:
    """Beyond what was owed by rule."""
    return sum([part["cost"] - part["owed_cost"] for part in entry["parts"]])


def own(entries: list[Row]) -> list[Row]:
    """Given at once, on the asker's own authority, and costing something beyond what was owed."""
    posted = [one for one in entries if one["kind"] == "posting"]
    return [one for one in posted if not one.get("refers") and not one.get("word") and cost(one)]


def split(entries: list[Row], limits: Thresholds) -> list[Rows]:
    sets = []
    for one in own(entries):
        about = one["customer"] or one["incident"]
        undone = {back["refers"] for back in entries if back["kind"] == "reversal" and back["seq"] < one["seq"]}
        near = [
            other
            for other in own(entries)
            if other["seq"] not in undone
            if other["asker"] == one["asker"] and (other["customer"] or other["incident"]) == about
            if other["seq"] <= one["seq"] and one["at"] - other["at"] <= limits.split_micros
        ]
        if len(near) > 1 and sum(map(cost, near)) > PER_GESTURE:
            sets.append(((one["asker"], about), [other["seq"] for other in near]))
    return together(sets)


def twice(entries: list[Row], limits: Thresholds) -> list[Rows]:
    sets = []
    given = [one for one in entries if one["kind"] == "posting" and cost(one)]
    for one in given:
        remedy = one["parts"][0]["remedy"]
        before = []
        for other in given:
            undone = [
                back
                for back in entries
                if back["kind"] == "reversal" and back["refers"] == other["seq"] and back["seq"] < one["seq"]
            ]
            same = one["incident"] == other["incident"] or (one["customer"] and one["customer"] == other["customer"])
            alike = same and one["at"] - other["at"] <= limits.twice_micros
            if other["seq"] < one["seq"] and other["parts"][0]["remedy"] == remedy and alike and not undone:
                before.append(other["seq"])
        if before:
            sets.append((remedy, [before[-1], one["seq"]]))
    return together(sets)


def rarer(seen: int, drawn: int, marked: int, total: int, one_in: int) -> bool:
    """Whether Fisher's tail is no more than one in so many."""
    ways = sum([comb(marked, i) * comb(total - marked, drawn - i) for i in range(seen, min(marked, drawn) + 1)])
    return Fraction(ways, comb(total, drawn)) <= Fraction(1, one_in)


def one_customer(entries: list[Row], limits: Thresholds) -> list[Rows]:
    sets = []
    given = [one for one in entries if one["kind"] in ("posting", "import") and one["customer"] and cost(one)]
    for one in given:
        lately = [
            other
            for other in given
            if other["seq"] <= one["seq"] and one["at"] - other["at"] <= limits.one_customer_micros
        ]
        occasions = {(other["asker"], other["customer"], other["incident"]) for other in lately}
        person, customer = one["asker"], one["customer"]
        drawn = len([who for who, _, _ in occasions if who == person])
        marked = len([whom for _, whom, _ in occasions if whom == customer])
        seen = len([1 for who, whom, _ in occasions if (who, whom) == (person, customer)])
        enough = seen >= limits.one_customer_incidents and 100 * seen >= limits.one_customer_percent * marked
        if enough and rarer(seen, drawn, marked, len(occasions), limits.one_customer_one_in):
            rows = [other["seq"] for other in lately if (other["asker"], other["customer"]) == (person, customer)]
            sets.append(((person, customer), rows))
    return together(sets)


def yeses(entries: list[Row]) -> list[Row]:
    return [one for one in entries if one["kind"] == "vote" or (one["kind"] == "confirmation" and one["confirmed"])]


def each_other(entries: list[Row], limits: Thresholds) -> list[Rows]:
    sets = []
    for one in yeses(entries):
        pair = {one["asker"], one["by"]["id"]}
        lately = [
            other
            for other in yeses(entries)
            if {other["asker"], other["by"]["id"]} == pair
            if other["seq"] <= one["seq"] and one["at"] - other["at"] <= limits.each_other_micros
        ]
        each = [len([other for other in lately if other["asker"] == who]) for who in pair]
        shares = []
        for who, count in zip(pair, each, strict=True):
            had = [
                other
                for other in yeses(entries)
                if other["asker"] == who
                if other["seq"] <= one["seq"] and one["at"] - other["at"] <= limits.each_other_micros
            ]
            shares.append(count * 100 / len(had) if had else 0)
        if min(each) >= limits.each_other_yeses and min(shares) >= limits.each_other_percent:
            sets.append((frozenset(pair), [row for other in lately for row in (other["seq"], other["refers"])]))
    return together(sets)


def one_login(entries: list[Row]) -> list[Rows]:
    by: dict[tuple[str, str, str], set[int]] = {}
    for one in yeses(entries):
        asked = entries[one["refers"] - 1]
        login = one["by"]["login"]
        if login and asked["by"]["login"] == login:
            by.setdefault((login, one["asker"], one["by"]["id"]), set()).update((asked["seq"], one["seq"]))
    return [tuple(sorted(rows)) for rows in by.values()]


def in_the_incident(entries: list[Row], one: Row) -> int:
    """What was given and asked for in its incident when it was recorded, with itself."""
    total = 0
    before = [other for other in entries if other["seq"] <= one["seq"] and other.get("incident") == one["incident"]]
    ended = {other.get("refers") for other in before if other["kind"] in ("posting", "release")}
    for other in before:
        if other["kind"] == "posting":
            total += cost(other)
        elif other["kind"] == "reversal":
            total -= cost(other)
        elif other["kind"] == "hold" and other["seq"] not in ended and other["expires_at"] > one["at"]:
            total += cost(other)
    return total


def near_limit(entries: list[Row], limits: Thresholds) -> list[Rows]:
    sets = []
    every = [(one, max(cost(one) / PER_GESTURE, in_the_incident(entries, one) / PER_INCIDENT)) for one in own(entries)]
    for one, used in every:
        if used * 100 < limits.near_limit_percent:
            continue
        lately = [
            (other, share * 100 >= limits.near_limit_percent)
            for other, share in every
            if other["seq"] <= one["seq"] and one["at"] - other["at"] <= limits.near_limit_micros
        ]
        theirs = [(other, near) for other, near in lately if other["asker"] == one["asker"]]
        rows = [other["seq"] for other, near in theirs if near]
        seen, drawn, marked, total = len(rows), len(theirs), sum([near for _, near in lately]), len(lately)
        if seen < limits.near_limit_gestures or total == drawn:
            continue
        share, others = Fraction(seen, drawn), Fraction(marked - seen, total - drawn)
        if share >= limits.near_limit_times * others and rarer(seen, drawn, marked, total, limits.near_limit_one_in):
            sets.append((one["asker"], rows))
    return together(sets)


def minute_of(one: Row) -> int:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=one["effective"])
    here = at.astimezone(ZoneInfo("Europe/Lisbon"))
    return here.hour * 60 + here.minute


def outside_hours(entries: list[Row], limits: Thresholds) -> list[Rows]:
    by: dict[tuple[str, int], list[int]] = {}
    asked = [one for one in entries if one["kind"] == "hold" or (one["kind"] == "posting" and not one.get("refers"))]
    for one in asked:
        minute, person = minute_of(one), one["asker"]
        if person in HOURS:
            start, end = HOURS[person]
            worked = {start + past for past in range((end - start) % 1440)}
            grace = limits.hours_grace_minutes
            around = {(m + shift) % 1440 for m in (start, end) for shift in range(-grace, grace + 1)}
            odd = minute not in {m % 1440 for m in worked} | around
        else:
            before = [
                minute_of(other) // 60
                for other in asked
                if other["asker"] == person and other["seq"] < one["seq"]
                if one["at"] - other["at"] <= limits.usual_micros
            ]
            apart = [min((hour - minute // 60) % 24, (minute // 60 - hour) % 24) for hour in before]
            near = len([hours for hours in apart if hours <= limits.usual_hours])
            odd = len(before) >= limits.usual_gestures and near * 100 <= len(before) * limits.usual_percent
        if odd:
            by.setdefault((person, one["day"]), []).append(one["seq"])
    return [tuple(rows) for rows in by.values()]


def after_close(entries: list[Row]) -> list[Rows]:
    told: list[Rows] = []
    for one in [back for back in entries if back["kind"] == "reversal"]:
        state = [
            other
            for other in entries
            if other["kind"] in ("closed", "reopened") and other["incident"] == one["incident"]
            if other["seq"] < one["seq"]
        ]
        if state and state[-1]["kind"] == "closed":
            told.append(tuple(sorted((one["refers"], state[-1]["seq"], one["seq"]))))
    return told


def words(entries: list[Row], now: int) -> list[Rows]:
    told: list[Rows] = []
    for one in [posting for posting in entries if posting["kind"] == "posting" and posting.get("word")]:
        answers = [other for other in entries if other["kind"] == "confirmation" and other["refers"] == one["seq"]]
        until = one["word"]["confirm_by"]
        if not answers and until < now:
            told.append((one["seq"],))
        told += [(one["seq"], other["seq"]) for other in answers if not other["confirmed"] or other["at"] > until]
    return told
