"""How things stand is what the tables of the book say at that moment; it goes into plain JSON and comes back the same."""

from __future__ import annotations

import json

from empower.domain.report_results import FindingCount
from empower.services.reporting.standing import standing_now
from empower.services.reporting.standing_body import standing_body, standing_of
from tests.ledger.shop_house import HOUR, Desk
from tests.services.reporting.by_hand import entries_of


def test_what_waits_is_what_nobody_answered(desk: Desk, kept_in: str) -> None:
    entries = entries_of(kept_in)
    at = entries[-1]["at"]
    ended = {entry["refers"] for entry in entries if entry["kind"] in ("posting", "release") and entry.get("refers")}
    open_holds = [
        one for one in entries if one["kind"] == "hold" and one["seq"] not in ended and one["expires_at"] > at
    ]
    said = {entry["refers"] for entry in entries if entry["kind"] == "confirmation"}
    words = [one for one in entries if one["kind"] == "posting" and one.get("word") and one["seq"] not in said]
    with desk.book.reading() as page:
        found = standing_now(page, at, budgets_at=at, findings=None)
    assert found.waiting_count == len(open_holds) + len(words)
    assert {one.seq for one in found.waiting if one.state == "open"} == {one["seq"] for one in open_holds}
    assert len(open_holds) >= 2
    assert found.waiting_cost == sum([part["cost"] for one in open_holds for part in one["parts"]])
    for one in found.waiting:
        held = entries[one.seq - 1]
        assert (one.asker, one.at, one.role) == (held["asker"], held["at"], held["asker_role"])
        if one.state == "open":
            assert one.moved_up == (at - held["at"]) // (4 * HOUR)
            assert "manager" in " ".join(one.waits_for)


def test_duties_are_overdue_once_their_time_is_up(desk: Desk, kept_in: str) -> None:
    entries = entries_of(kept_in)
    at = entries[-1]["at"]
    done = {(entry["refers"], entry["duty"]) for entry in entries if entry["kind"] == "done"}
    late = {
        (entry["seq"], duty["id"])
        for entry in entries
        if entry["kind"] == "posting"
        for duty in entry["duties"]
        if duty["due_at"] < at and (entry["seq"], duty["id"]) not in done
    }
    with desk.book.reading() as page:
        found = standing_now(page, at, budgets_at=at, findings=None)
    assert {(one.seq, one.duty) for one in found.overdue} == late
    assert found.overdue_count == len(late) > 0


def test_a_budget_is_used_by_what_was_charged_to_it(desk: Desk, kept_in: str) -> None:
    entries = entries_of(kept_in)
    at = entries[-1]["at"]
    with desk.book.reading() as page:
        found = standing_now(page, at, budgets_at=at, findings=None)
        counter = next(one.limit.counter for one in page.rulebook.budgets if one.id == "shop-year")
        name = page.rulebook.counters[counter].id
    spent = sum([charge[3] for entry in entries for charge in entry.get("charges", ()) if charge[0] == name])
    year = next(pot for pot in found.pots if pot.budget == "shop-year")
    assert year.spent == spent > 0
    assert [pot.budget for pot in found.pots].count("branch-month") == 2


def test_it_goes_into_json_and_comes_back(desk: Desk) -> None:
    with desk.book.reading() as page:
        at = page.head.at
        findings = (FindingCount(kind="split", state="open", count=2),)
        found = standing_now(page, at, budgets_at=at, findings=findings)
    assert found.waiting
    assert found.pots
    assert found.overdue
    for one in (found, found.but(findings=None)):
        body = json.loads(json.dumps(standing_body(one)))
        assert standing_of(body) == one
        assert body == standing_body(one)


def test_incidents_that_are_not_recovered_in_time_are_counted(desk: Desk, kept_in: str) -> None:
    entries = entries_of(kept_in)
    with desk.book.reading() as page:
        at = page.head.at + 30 * 24 * HOUR
        found = standing_now(page, at, budgets_at=at, findings=None)
    ended = {entry["incident"]: entry["kind"] for entry in entries if entry["kind"] in ("closed", "reopened")}
    given = {entry["incident"] for entry in entries if entry["kind"] == "posting"}
    due = [
        entry["recovery_due"]
        for entry in entries
        if entry["kind"] == "opened"
        and entry.get("recovery_due") is not None
        and ended.get(entry["incident"]) != "closed"
        and entry["incident"] not in given
    ]
    assert (found.late_count, found.late_longest) == (len(due), at - min(due))
    assert len(due) > 0
