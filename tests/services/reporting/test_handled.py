"""How incidents were handled is what their entries say, one incident after another, on both engines."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from empower.report.report_glance import left_out
from empower.report.report_handled import handled_blocks
from empower.report.wording import Names
from empower.services.reporting.made import made
from empower.services.reporting.span import span_said
from tests.ledger.shop_house import DAY, HOUR, MINUTE, Desk
from tests.services.reporting.by_hand import Entry, entries_of

BANDS = (
    (15 * MINUTE, "15 minutes"),
    (HOUR, "1 hour"),
    (4 * HOUR, "4 hours"),
    (DAY, "1 day"),
    (3 * DAY, "3 days"),
    (10**18, "longer"),
)
Cells = dict[tuple[str, str], tuple[int, int, int]]


def cells_of(entries: list[Entry], name: str) -> dict[tuple[str, str], tuple[int, int]]:
    """What one incident is counted under, with its cost and the time it took."""
    own = [entry for entry in entries if entry.get("incident") == name]
    opened = own[0]
    staff = [one for one in own if one["kind"] in ("posting", "hold", "denial", "amendment")]
    given = [one for one in own if one["kind"] == "posting"]
    back = [one for one in own if one["kind"] == "reversal"]
    cost = sum([part["cost"] for one in given for part in one["parts"]])
    cost -= sum([part["cost"] for one in back for part in one["parts"]])
    reopened = any([one["kind"] == "reopened" for one in own])
    before = [
        one
        for one in entries
        if one["kind"] == "opened"
        and one["seq"] < opened["seq"]
        and one["customer"] == opened["customer"]
        and one["at"] >= opened["at"] - 365 * DAY
    ]
    found = {("all", ""): (cost, 0), ("reopened", "yes" if reopened else "no"): (0, 0)}
    found["repeats", "yes" if before else "no"] = (0, 0)
    for by, done in (("response", staff), ("recovery", given)):
        if done:
            took = done[0]["at"] - opened["at"]
            found[by, next(band for most, band in BANDS if took <= most)] = (cost, took)
    if given:
        levels = max([len(one.get("consents") or ()) + bool(one.get("word")) for one in given])
        at_once = given[0].get("refers") is None and not given[0].get("word")
        found["levels", str(levels)] = (cost, 0)
        found["contact", "yes" if at_once and not reopened else "no"] = (cost, 0)
    ends = [one for one in own if one["kind"] in ("closed", "reopened")]
    if ends and ends[-1]["kind"] == "closed":
        found["cause", ends[-1]["cause"] or ""] = (cost, 0)
        found["satisfied", ends[-1]["satisfied"] or ""] = (cost, 0)
    return found


def by_hand(entries: list[Entry], month: str | None) -> Cells:
    """All incidents opened in a month, and the duties of its gestures."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    due = {
        (one["seq"], duty["id"]): duty["due_at"]
        for one in entries
        if one["kind"] == "posting"
        for duty in one["duties"]
    }
    for entry in entries:
        if month is not None and date.fromordinal(entry["day"]).isoformat()[:7] != month:
            continue
        counted: dict[tuple[str, str], tuple[int, int]] = {}
        if entry["kind"] == "opened":
            counted = cells_of(entries, entry["incident"])
        elif entry["kind"] == "posting":
            counted = {("duty owed", duty["id"]): (0, 0) for duty in entry["duties"]}
        elif entry["kind"] == "done":
            late = entry["at"] > due[entry["refers"], entry["duty"]]
            counted = {("duty late" if late else "duty done", entry["duty"]): (0, 0)}
        for cell, more in counted.items():
            sums[cell] = [a + b for a, b in zip(sums[cell], (1, *more), strict=True)]
    return {cell: (count, cost, micros) for cell, (count, cost, micros) in sums.items()}


@pytest.mark.parametrize("month", [None, "2026-05", "2026-06"])
def test_it_is_what_the_entries_say(month: str | None, desk: Desk, kept_in: str) -> None:
    with desk.book.reading() as page:
        shown = made(page, span_said(month, None, None))
    found = {(row.by, row.value): (row.count, row.cost, row.micros) for row in shown.handled or ()}
    assert {cell: sums for cell, sums in found.items() if any(sums)} == by_hand(entries_of(kept_in), month)
    kinds: dict[str, Any] = {by: [row.value for row in shown.handled_by(by)] for by, _ in found}
    assert kinds["levels"] == sorted(kinds["levels"], key=int)
    assert {"cause", "contact", "satisfied", *(("duty owed",) if month is None else ())} <= kinds.keys()


def test_the_cost_of_all_incidents_is_the_cost_of_all_gestures(desk: Desk) -> None:
    """Every gesture at the shop that was decided there is for an incident: the two ways of adding up meet to the cent."""
    with desk.book.reading() as page:
        shown = made(page, span_said(None, None, None))
    cost = shown.total.cost - shown.outcome("imported").cost
    assert sum([row.cost for row in shown.handled_by("all")]) == cost > 0
    for by in ("levels", "contact", "recovery"):
        assert sum([row.cost for row in shown.handled_by(by)]) == cost


def apart(entries: list[Entry], month: str | None) -> tuple[int, int, int]:
    """What its incidents cost, what of the month is of other incidents or of none, and what of its own was given outside it."""

    def within(day: int) -> bool:
        return month is None or date.fromordinal(day).isoformat()[:7] == month

    own = {entry["incident"] for entry in entries if entry["kind"] == "opened" and within(entry["day"])}
    whole = elsewhere = later = 0
    for entry in entries:
        if entry["kind"] not in ("posting", "import", "reversal"):
            continue
        cost = sum([part["cost"] or 0 for part in entry["parts"]]) * (-1 if entry["kind"] == "reversal" else 1)
        whole += cost * (entry.get("incident") in own)
        elsewhere += cost * (within(entry["day"]) and entry.get("incident") not in own)
        later += cost * (not within(entry["day"]) and entry.get("incident") in own)
    return whole, elsewhere, later


@pytest.mark.parametrize("month", [None, "2026-05", "2026-06"])
def test_it_says_by_how_much_incidents_add_up_otherwise(month: str | None, desk: Desk, kept_in: str) -> None:
    with desk.book.reading() as page:
        shown, names = made(page, span_said(month, None, None)), Names(page.rulebook)
    entries = entries_of(kept_in)
    whole, elsewhere, later = apart(entries, month)
    assert shown.total.cost == whole + elsewhere - later
    less = elsewhere - later
    assert bool(less) is (month != "2026-06")
    told = (
        f"The incidents come to {whole / 100:.2f} EUR, {abs(less) / 100:.2f} EUR {'less' if less > 0 else 'more'} than "
    )
    left = " ".join(left_out(shown, names))
    assert told in left if less else "The incidents come to" not in left
    cells = by_hand(entries, month)
    closed = sum([cost for (by, _), (_, cost, _) in cells.items() if by == "cause"])
    assert whole > closed
    assert (
        f"{(whole - closed) / 100:.2f} EUR of the cost of incidents stands in no line of the table of root causes"
        in left
    )
    assert "the table of levels" not in left
    of = "Of all incidents" if month is None else "Of incidents opened in these days"
    blocks = [block for block in handled_blocks(shown, names) if block.id != "duties"]
    assert [block.id for block in blocks] == ["response", "recovery", "levels", "causes", "enough"]
    assert all([block.says[0].startswith(of) for block in blocks])
