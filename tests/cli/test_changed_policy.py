"""A policy that is changed while the book is in use: what waits is still told as it was asked, and somebody can end it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SMALL = Path(__file__).parent / "small-hotel" / "policy.yaml"
"""The policy of the night shift with fewer lines: each test puts another one in force, for which the two are compared."""


@pytest.fixture
def house(night: Path, run: Run) -> Path:
    """A house where two requests wait: 4 for the supervisor, 6 of the supervisor's for the general manager."""
    shutil.copy(SMALL, night)
    assert run("init", "--as", "ines").code == 0
    loud = ("failure=noise", "severity=minor", "customer=C-88", "bill=480")
    assert run("record", "refund", "60", *loud, "--as", "ana").code == 0
    assert run("record", "refund", "95", "incident=INC-2", "--as", "ana").code == 3
    hurt = ("failure=injury", "severity=major", "customer=C-96", "bill=500")
    assert run("record", "credit", "150", *hurt, "--as", "rui").code == 3
    return night


def rewritten(house: Path, *changes: tuple[str, str], file: str = "policy.yaml") -> None:
    """The file with each text replaced wherever it stands."""
    text = (house / file).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (house / file).write_text(text, encoding="utf-8")


def adopted(run: Run) -> str:
    ran = run("ledger", "adopt", "--because", "as agreed", "--as", "ines", "--yes")
    assert ran.code == 0, ran.err
    return ran.out


def test_a_request_is_told_in_the_words_of_the_policy_it_was_made_under(house: Path, run: Run) -> None:
    before = run("inbox", "6", "--as", "eva").out
    why = next(line for line in before.splitlines() if line.startswith("why: "))
    assert "failure is injury, and remedy is credit" in why
    rewritten(house, ("  call_back:     {kind: courtesy}\n", ""), ("call_back, ", ""), (", call_back", ""))
    rewritten(house, ("allergen, injury", "allergen"), ("[injury, allergen]", "allergen"))
    assert why in run("inbox", "6", "--as", "eva").out.splitlines()
    adopted(run)
    assert why in run("inbox", "6", "--as", "eva").out.splitlines()
    shown = run("inbox", "6", "--as", "eva", "--json").json["requests"][0]
    assert shown["reasons"][0]["message"] in why


def test_what_the_policy_knows_no_more_is_seen_and_declined(house: Path, run: Run) -> None:
    rewritten(house, ("  refund:   ", "  cashback: "), ("[refund", "[cashback"))
    adopted(run)
    assert "the policy in force knows no `refund` any more" in run("approve", "4", "--as", "rui").err
    shown = run("inbox", "--as", "rui").out.splitlines()
    gone = "the policy in force knows no `refund` any more"
    assert f"waits: {gone}; it can only be declined, and asked for again" in shown
    assert "answer: no: `empower decline 4 --because …`" in shown
    assert "answer: yes: `empower approve 4`" not in shown
    assert run("inbox", "--as", "rui", "--json").json["requests"][0]["outlived"] == gone
    assert run("decline", "4", "--because", "again, please", "--as", "tome").code == 4
    assert run("decline", "4", "--because", "again, please", "--as", "rui").code == 0
    assert run("ledger", "verify", "--rebuild").code == 0
    assert run("ledger", "replay").code == 0


def test_a_role_that_is_gone_takes_no_yes_that_leads_nowhere(house: Path, run: Run) -> None:
    rewritten(house, ("supervisor", "shift_lead"))
    rewritten(house, ("supervisor", "shift_lead"), file="roster.yaml")
    adopted(run)
    for person, request in (("rui", "4"), ("eva", "6")):
        refused = run("approve", request, "--as", person)
        assert (refused.code, "knows no `supervisor` any more" in refused.err) == (2, True)
        assert f"REQUEST {request}" in run("inbox", "--as", person).out
        assert run("decline", request, "--because", "again, please", "--as", person).code == 0


def test_a_value_that_is_gone_is_named(house: Path, run: Run) -> None:
    rewritten(house, ("allergen, injury", "allergen"), ("[injury, allergen]", "allergen"))
    adopted(run)
    assert "knows no `injury` any more as a value of `failure`" in run("approve", "6", "--as", "eva").err
    assert run("decline", "6", "--because", "again, please", "--as", "eva").code == 0


def test_a_book_keeps_its_currency(house: Path, run: Run) -> None:
    rewritten(house, ("currency: EUR", "currency: JPY"))
    refused = run("ledger", "adopt", "--because", "abroad", "--as", "ines", "--yes")
    assert (refused.code, refused.out) == (2, "")
    assert "this book counts in EUR, and `policy.yaml` is in JPY" in refused.err
    rewritten(house, ("currency: JPY", "currency: EUR"))
    assert run("where").out.count("obeys this policy and roster") == 1


def test_a_policy_that_does_not_hold_today_is_not_put_in_force(house: Path, run: Run) -> None:
    rewritten(house, ("day_starts:", "effective: {from: 2999-01-01}\nday_starts:"))
    refused = run("ledger", "adopt", "--because", "next year", "--as", "ines", "--yes")
    assert (refused.code, refused.out) == (2, "")
    assert "is not in force" in refused.err
    assert "it begins on 2999-01-01" in refused.err
    assert "adopt it once it holds" in refused.err


def test_whoever_reads_the_book_with_another_policy_is_told(house: Path, run: Run) -> None:
    """The figures are those of the policy in force, and the next command is named."""
    left = [line for line in run("mine", "--as", "ana").out.splitlines() if line.startswith("left: ")]
    rewritten(
        house,
        ("8000, per: employee", "1, per: employee"),
        ("remedies: [refund, credit]", "remedies: credit"),
    )
    way_out = "`empower ledger adopt --because …`"
    for words in (("inbox", "--as", "rui"), ("mine", "--as", "ana"), ("budget",)):
        ran = run(*words)
        assert ran.code == 0
        assert "note: the book obeys policy sha256:" in ran.err
        assert way_out in ran.err
    assert [line for line in run("mine", "--as", "ana").out.splitlines() if line.startswith("left: ")] == left
    assert way_out in run("check", "cookies", "failure=noise", "severity=minor", "--as", "ana").out
    assert f"obeys another policy: {way_out} puts this one in force" in run("where").out
    adopted(run)
    assert run("inbox", "--as", "rui").err == run("mine", "--as", "ana").err == run("budget").err == ""


def test_what_changes_in_the_roster_is_shown_and_kept_in_no_entry(house: Path, run: Run) -> None:
    rewritten(house, ("contact: +351 555 0199", "contact: +351 555 0177"), file="roster.yaml")
    shown = adopted(run)
    assert "--- roster before" in shown
    assert "--- policy before" not in shown
    assert "+  - {id: eva, " in shown
    rewritten(house, ("contact: +351 555 0177", "contact: +351 555 0166"), file="roster.yaml")
    found = run("ledger", "adopt", "--because", "as agreed", "--as", "ines", "--yes", "--json").json
    assert found["difference"] == ""
    assert run("ledger", "verify", "--rebuild").code == 0


def test_what_lines_are_read_by_is_part_of_the_meaning_that_is_kept(house: Path, run: Run) -> None:
    rewritten(house, ("timezone: Europe/Lisbon", "timezone: Europe/Madrid"))
    found = run("ledger", "adopt", "--because", "we moved", "--as", "ines", "--yes", "--json").json
    assert found["meaning"] == "may differ"


def used(run: Run) -> list[tuple[str, str]]:
    return [(one["spent"], one["held"]) for one in run("budget", "--json").json["budgets"]]


def test_what_was_given_of_a_remedy_that_is_gone_still_counts(house: Path, run: Run) -> None:
    """In a budget that goes on, in one that is opened anew, and when it is undone."""
    before = used(run)
    assert before[0] == ("60.00", "185.00")
    rewritten(
        house,
        ("  refund:   ", "  cashback: "),
        ("[refund", "[cashback"),
        ("property, every: month", "property, every: week"),
    )
    rewritten(house, ("unless: {tier: platinum}", "unless: {tier: [gold, platinum]}"))
    assert "no longer there: `refund`; what was given of it counts on in budgets" in adopted(run)
    assert used(run) == before
    words = ("incident=INC-2", "customer=C-88", "--as", "ana")
    noise = next(
        one for one in run("check", "cashback", "100", *words, "--json").json["limits"] if one["id"] == "minor-noise"
    )
    assert (noise["spent"], noise["held"]) == ("60.00", "95.00")
    assert run("reverse", "3", "--because", "never left the till", "--as", "rui", "--yes").code == 0
    assert used(run) == [("0.00", "185.00")] * 2
    assert run("ledger", "verify", "--rebuild").code == 0
    assert used(run) == [("0.00", "185.00")] * 2


def test_no_more_is_given_back_than_was_counted(house: Path, run: Run) -> None:
    """By the policy of today nobody knows what `conduct` was; the limit on noise never counted it."""
    rude = ("failure=conduct", "severity=minor", "customer=C-50", "bill=480")
    given = run("record", "refund", "100", *rude, "--as", "ana", "--json").json["entry"]
    rewritten(house, ("billing, conduct,", "billing,"))
    adopted(run)
    ran = run("reverse", str(given), "--because", "never left the till", "--as", "rui", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert used(run)[0] == ("60.00", "185.00")
    assert run("ledger", "verify", "--rebuild").code == 0


def test_what_was_asked_for_as_money_is_not_given_as_a_thing(house: Path, run: Run) -> None:
    rewritten(house, ("{kind: cash, most: {amount: bill, per: incident}}", "{kind: in_kind, cost: 5}"))
    adopted(run)
    refused = run("approve", "4", "--as", "rui")
    assert (refused.code, "`refund` is of another kind, `in_kind`" in refused.err) == (2, True)
    assert "REQUEST 4" in run("inbox", "--as", "rui").out
    assert run("decline", "4", "--because", "again, please", "--as", "rui").code == 0


def test_a_fact_is_not_read_as_another_kind_of_number(house: Path, run: Run) -> None:
    rewritten(
        house,
        ("bill:      {money: true}", "bill:      {number: {at_least: 0, at_most: 90000}}"),
        ("amount: bill", "amount: 500"),
    )
    refused = run("ledger", "adopt", "--because", "rounded", "--as", "ines", "--yes")
    assert (refused.code, refused.out) == (2, "")
    assert "`bill` is kept in this book as `money`, and would be read as `number`" in refused.err
    rewritten(house, ("bill:      {number", "points:    {number"), ("at_most: 90000}", "at_most: 90000}, default: 0"))
    assert "Also: the fact `bill` is gone." in adopted(run)


def test_who_is_on_the_roster_no_more_is_named_with_what_they_asked_for(house: Path, run: Run) -> None:
    rewritten(house, ("id: ana,", "id: anna,"), file="roster.yaml")
    told = adopted(run)
    assert "no longer on the roster: `ana`; under another id they would be somebody new" in told
    assert "what they asked for waits: request 4\n" in told


def test_what_a_new_limit_forbids_by_now_is_not_offered_whole(house: Path, run: Run) -> None:
    tight = "  - {id: tight, amount: 180, per: property, every: month, beyond: deny}\n  - {id: property-month"
    rewritten(house, ("  - {id: property-month", tight))
    adopted(run)
    shown = run("inbox", "4", "--as", "rui")
    assert "waits: as things stand now, this may not be given (" in shown.out
    assert "`tight`" in shown.out
    assert "yes to less of it, where that fits: `empower approve 4 --amount …`" in shown.out
    (asked,) = [one for one in run("inbox", "--all", "--as", "rui", "--json").json["requests"] if one["request"] == 4]
    assert "`tight`" in asked["denied"]
    assert run("approve", "4", "--as", "rui").code == 4
    assert run("approve", "4", "--amount", "30", "--as", "rui").code == 0
