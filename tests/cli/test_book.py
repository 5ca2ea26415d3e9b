"""The commands of a house with a book, from the first word to the proof; what a script gets, and with which code."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main

from empower.cli.app import app
from tests.cli.conftest import Run

KEYGEN = shutil.which("ssh-keygen") or ""
NOISE = ("failure=noise", "severity=minor", "customer=C-1", "bill=480")


@pytest.fixture
def house(night: Path, run: Run) -> Path:
    """A house with an empty book, where commands are run."""
    assert run("init", "--as", "ines").code == 0
    return night


def test_record_exits_as_check_does(house: Path, run: Run) -> None:
    assert run("record", "refund", "60", *NOISE, "--as", "ana").code == 0
    assert run("record", "refund", "200", *NOISE, "--as", "ana").code == 3
    assert run("record", "refund", "20", "failure=noise", "severity=minor", "bill=90", "--as", "ana").code == 2
    denied = run("record", "gift_card", "20", "failure=billing", *NOISE[1:], "--as", "ana")
    assert denied.code == 4
    assert run("record", "refund", "60", *NOISE, "--as", "ana").code == 2  # the same again
    assert run("record", "refund", "60", *NOISE, "--as", "ana", "--again", "--exit-zero").code == 0


def test_a_script_gets_one_object_in_the_shape_of_a_check(house: Path, run: Run) -> None:
    checked = run("check", "refund", "60", *NOISE, "--as", "ana", "--json").json
    recorded = run("record", "refund", "60", *NOISE, "--as", "ana", "--json").json
    assert set(recorded) == {*checked, "incident", "opened", "expires_at", "word"}
    assert (checked["entry"], checked["policy"]["in_force"]) == (None, True)
    assert (recorded["entry"], recorded["request"], recorded["replayed"]) == (3, None, False)
    assert recorded["incident"] == "INC-2"
    asked = run("record", "refund", "200", *NOISE, "--as", "ana", "--request-id", "r", "--json").json
    assert (asked["outcome"], asked["request"]) == ("escalate", asked["entry"])
    again = run("record", "refund", "200", *NOISE, "--as", "ana", "--request-id", "r", "--json").json
    assert (again["entry"], again["replayed"]) == (asked["entry"], True)


def test_a_check_counts_what_the_book_holds(house: Path, run: Run) -> None:
    run("incident", "open", "INC-7", *NOISE, "--as", "ana")
    run("record", "refund", "100", "incident=INC-7", "--as", "ana")
    found = run("check", "refund", "60", "incident=INC-7", "--as", "ana", "--json").json
    assert found["outcome"] == "escalate"
    rule = next(limit for limit in found["limits"] if limit["id"] == "minor-noise")
    assert (rule["spent"], rule["left"]) == ("100.00", "50.00")
    assert "nothing given before is counted" not in run("check", "refund", "5", "incident=INC-7", "--as", "ana").out


def test_a_draft_may_be_asked_and_says_that_it_is_one(house: Path, run: Run) -> None:
    (house / "draft").mkdir()
    text = (house / "policy.yaml").read_text(encoding="utf-8")
    (house / "draft" / "policy.yaml").write_text(f"{text}# a draft\n", encoding="utf-8")
    found = run("check", "refund", "5", *NOISE, "--as", "ana", "--policy", "draft", "--json").json
    assert found["policy"]["in_force"] is False
    assert [one["code"] for one in found["warnings"]] == ["not-in-force"]
    refused = run("record", "refund", "5", *NOISE, "--as", "ana", "--policy", "draft")
    assert (refused.code, "other-policy" in refused.err) == (5, True)
    assert run("ledger", "adopt", "draft", "--because", "agreed", "--as", "ana", "--yes").code == 4
    adopted = run("ledger", "adopt", "draft", "--because", "agreed", "--as", "ines", "--yes")
    assert adopted.code == 0
    assert "+# a draft" in adopted.out
    assert run("record", "refund", "5", *NOISE, "--as", "ana", "--policy", "draft").code == 0


def test_an_adoption_says_which_limits_begin_at_nothing(house: Path, run: Run) -> None:
    assert run("record", "refund", "60", *NOISE, "room=12", "--as", "ana").code == 2  # no such fact yet
    policy = house / "policy.yaml"
    text = policy.read_text(encoding="utf-8").replace(
        "  property:  {text: true}", "  property:  {text: true}\n  room: {text: true}"
    )
    policy.write_text(text, encoding="utf-8")
    adopt = ("ledger", "adopt", "--because", "rooms", "--as", "ines", "--yes")
    assert "begin at nothing" not in run(*adopt).out
    assert run("record", "refund", "60", *NOISE, "room=12", "--as", "ana").code == 0
    budget = "  - {id: room-year, amount: 100, per: room, every: year, beyond: deny}\n"
    policy.write_text(text.replace("  - {id: property-month", f"{budget}  - {{id: property-month"), encoding="utf-8")
    assert "limits per `room` begin at nothing: until now nothing counted by it" in run(*adopt).out
    assert "begin at nothing" not in run(*adopt).out


OBJECTS = (
    ("inbox", "--as", "rui"),
    ("inbox", "4", "--as", "rui"),
    ("mine", "--as", "ana"),
    ("budget",),
    ("incident open", "INC-9", "failure=noise", "--as", "ana"),
    ("incident list",),
    ("incident show", "INC-2"),
    ("incident amend", "INC-2", "severity=major", "--because", "the whole floor was up", "--as", "ana"),
    ("incident close", "INC-2", "--satisfied", "yes", "--as", "ana"),
    ("incident reopen", "INC-5", "--because", "it happened again", "--as", "ana"),
    ("approve", "4", "--as", "rui"),
    ("decline", "4", "--because", "no", "--as", "rui"),
    ("withdraw", "4", "--as", "ana"),
    ("reverse", "3", "--because", "twice", "--as", "rui", "--yes"),
    ("delegate", "rui", "--until", "2999-01-01", "--as", "eva"),
    ("delegate", "revoke", "7", "--as", "eva"),
    ("duty done", "9-tell_gm", "--as", "ana"),
    ("import", "past.csv", "--as", "ines", "--yes"),
    ("ledger list", "failure=noise"),
    ("ledger show", "9"),
    ("ledger verify", "--rebuild"),
    ("ledger verify", "--receipt", "r.json"),
    ("ledger receipt", "3", "--out", "another.json"),
    ("ledger replay",),
    ("ledger replay", "--policy", "draft", "--rows"),
    ("ledger adopt", "draft", "--because", "as agreed", "--as", "ines", "--yes"),
    ("report", "--by", "failure"),
    ("period close", "2026-04", "--soft", "--as", "ines"),
    ("period list",),
    ("ledger archive", "copy.db"),
    ("ledger upgrade",),
    ("ledger forget", "C-1", "--because", "asked", "--as", "ines", "--yes"),
    ("where",),
)
FINDINGS = {f"findings {name}" for name in ("list", "show", "explain", "confirm")}
ELSEWHERE = {"init", "check", "record", "suggest", "card", *FINDINGS} | {
    f"policy {name}" for name in ("new", "list", "diff", "explain", "matrix", "schema", "fmt")
}
"""What the tests beside this one, and those of the policy's commands, hold to its object."""


def leaves() -> set[str]:
    """Every command that does something."""
    found = set()

    def below(name: str, command: Any) -> None:
        for word, one in getattr(command, "commands", {}).items():
            below(f"{name} {word}".strip(), one)
        if not hasattr(command, "commands"):
            found.add(name)

    below("", typer.main.get_command(app))
    return found


def test_every_command_is_tried_for_its_object() -> None:
    assert {words[0] for words in OBJECTS} | ELSEWHERE == leaves() - {"policy lint", "policy test"}


@pytest.mark.parametrize("words", OBJECTS, ids=" ".join)
def test_every_command_has_one_object_for_a_script(words: tuple[str, ...], house: Path, run: Run) -> None:
    run("record", "refund", "60", *NOISE, "--as", "ana")
    run("record", "refund", "140", "incident=INC-2", "--as", "ana")
    run("incident", "open", "INC-5", "failure=noise", "--as", "ana")
    run("incident", "close", "INC-5", "--as", "ana")
    run("delegate", "rui", "--until", "2999-01-01", "--as", "eva")
    dear = (
        "credit",
        "400",
        "failure=billing",
        "severity=major",
        "customer=C-90",
        "bill=500",
        "--with",
        "guest_statement",
    )
    run("record", *dear, "--as", "ana")
    run("ledger", "receipt", "3", "--out", "r.json")
    (house / "past.csv").write_text("on,by,remedy,amount\n2026-01-10,ana,refund,12.50\n", encoding="utf-8")
    (house / "draft").mkdir()
    text = (house / "policy.yaml").read_text(encoding="utf-8")
    (house / "draft" / "policy.yaml").write_text(f"{text}# a draft\n", encoding="utf-8")
    ran = run(*words[0].split(), *words[1:], "--json")
    assert (ran.code, ran.err) == (0, "")
    command = words[0].replace(" ", "-")
    command = "ledger-verify-receipt" if "--receipt" in words else command
    command = "ledger-replay-policy" if "--policy" in words else command
    assert ran.json["schema"] == f"empower/{command}/1"


def test_a_script_gets_what_the_text_says(house: Path, run: Run) -> None:
    run("record", "refund", "60", *NOISE, "--as", "ana")
    run("record", "refund", "140", "incident=INC-2", "--as", "ana", "--note", "the guest waits")
    (waits,) = run("inbox", "--as", "rui", "--json").json["requests"]
    facts = {"failure": "noise", "severity": "minor", "bill": "480.00"}
    assert (waits["note"], facts.items() <= waits["facts"].items()) == ("the guest waits", True)
    (asked,) = run("mine", "--as", "ana", "--json").json["requests"]
    assert asked["gestures"] == [{"remedy": "refund", "amount": "140.00", "quantity": None}]
    assert asked["expires_at"] == waits["expires_at"]
    (house / "one.csv").write_text("on,by,remedy,amount\n2026-01-10,ana,refund,12.50\n", encoding="utf-8")
    assert run("import", "one.csv", "--yes", "--as", "ines").out.endswith("BROUGHT IN — 1 gesture\n")
    assert run("ledger", "replay").out.endswith("not decided here, and not made again: 1 imported gesture\n")
    amend = ("incident", "amend", "INC-2", "bill=481", "--because", "a slip", "--as", "ana")
    assert run(*amend, "--json").json["changed"] == ["bill"]
    facts["bill"] = "481.00"
    shown = run("incident", "show", "INC-2", "--json").json
    assert (shown["facts"], shown["duties"]) == (facts, [])
    given = next(entry for entry in shown["entries"] if entry["kind"] == "posting")
    assert given["gestures"] == [{"remedy": "refund", "amount": "60.00", "quantity": None, "cost": "60.00"}]


def test_a_script_hears_what_happens_next(house: Path, run: Run) -> None:
    given = run("record", "refund", "60", *NOISE, "--as", "ana", "--json").json
    told = ("entry", "request", "expires_at", "word", "replayed", "incident", "opened")
    assert [given[name] for name in told] == [3, None, None, None, False, "INC-2", True]
    waits = run("record", "refund", "140", "incident=INC-2", "--as", "ana", "--json").json
    assert [waits[name] for name in told if name != "expires_at"] == [4, 4, None, False, "INC-2", False]
    assert waits["expires_at"].endswith("Z")
    words = ("record", "refund", "130", "incident=INC-2", "--with", "guest_statement", "--as", "ana", "--json")
    word = run(*words, "--on-word-of", "rui", "--note", "Rui said yes").json["word"]
    assert (word["of"], word["confirm_by"][-1:]) == ("rui", "Z")
    asks = run("record", "refund", "60", "failure=noise", "--as", "ana", "--json").json
    assert [asks[name] for name in told] == [None, None, None, None, False, None, False]


def test_an_incident_is_changed_by_its_id(house: Path, run: Run) -> None:
    refused = run("incident", "amend", "severity=major", "--because", "a slip", "--as", "ana")
    assert (refused.code, "nothing says which incident is meant" in refused.err) == (2, True)


def test_what_is_said_is_not_nothing(house: Path, run: Run) -> None:
    """A script whose variable is empty would lose what the option is for: under no id a request is given twice."""
    give = ("record", "refund", "60", *NOISE, "--as", "ana")
    reopen = ("incident", "reopen", "INC-1", "--as", "ana")
    for words, option, blank in ((give, "--request-id", ""), (give, "--note", "  "), (reopen, "--because", "")):
        refused = run(*words, option, blank)
        assert (refused.code, f"`{option}` says nothing" in refused.err) == (2, True)


def test_a_checkpoint_or_receipt_that_is_not_there_is_told_of_as_any_file(house: Path, run: Run) -> None:
    for option in ("--against", "--receipt"):
        refused = run("ledger", "verify", option, "policy.yml")
        assert (refused.code, "missing-file: there is no file `policy.yml`" in refused.err) == (2, True)
        assert "did you mean `policy.yaml`?" in refused.err


def test_a_checkpoint_and_its_signature_are_both_kept_or_neither(house: Path, run: Run) -> None:
    (house / "a.checkpoint.sig").write_text("somebody's", encoding="utf-8")
    refused = run("ledger", "verify", "--checkpoint", "a.checkpoint", "--sign", "key")
    assert (refused.code, "`a.checkpoint.sig` exists already" in refused.err) == (2, True)
    assert not (house / "a.checkpoint").exists()
    assert run("ledger", "verify", "--checkpoint", "a.checkpoint", "--json").json["checkpoint"] == "a.checkpoint"


def test_a_book_that_was_changed_exits_with_6_and_says_where(house: Path, run: Run) -> None:
    run("record", "refund", "60", *NOISE, "--as", "ana")
    connection = sqlite3.connect(house / "book.db")
    connection.execute("UPDATE counter SET spent = spent - 1 WHERE counter = 'cost all per all every year'")
    connection.commit()
    assert run("ledger", "verify").code == 0  # the book itself is as it was
    found = run("ledger", "verify", "--rebuild")
    assert found.code == 6
    assert "a row of `counter` was changed" in found.out
    connection.execute("DROP TRIGGER entry_no_update")
    connection.execute("UPDATE entry SET cost = 1 WHERE seq = 3")
    connection.commit()
    connection.close()
    told = run("ledger", "verify", "--json")
    assert told.code == 6
    messages = [(flaw["entry"], flaw["message"]) for flaw in told.json["flaws"]]
    assert (3, "its column `cost` is not what its bytes say") in messages
    assert any(message == "trigger `entry_no_update` is missing" for _, message in messages)
    kept = run("ledger", "verify", "--checkpoint", "none.checkpoint")
    assert (kept.code, "not kept: none.checkpoint" in kept.out) == (6, True)
    assert run("ledger", "verify", "--checkpoint", "none.checkpoint", "--json").json["checkpoint"] is None
    assert not (house / "none.checkpoint").exists()


@pytest.mark.skipif(not KEYGEN and not os.environ.get("CI"), reason="ssh-keygen is not installed")
def test_a_checkpoint_is_signed_and_kept_apart(house: Path, run: Run) -> None:
    run("record", "refund", "60", *NOISE, "--as", "ana")
    subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", str(house / "key")], check=True)
    assert run("ledger", "verify", "--checkpoint", "may.checkpoint", "--sign", "key").code == 0
    public = (house / "key.pub").read_text(encoding="utf-8")
    (house / "signers").write_text(f"ines@hotel.example {public}", encoding="utf-8")
    with (house / "may.checkpoint").open("rb") as signed:
        checked = subprocess.run(
            [
                *(KEYGEN, "-Y", "verify", "-f", str(house / "signers"), "-I", "ines@hotel.example"),
                *("-n", "empower-checkpoint", "-s", str(house / "may.checkpoint.sig")),
            ],
            stdin=signed,
            capture_output=True,
            check=False,
        )
    assert checked.returncode == 0, checked.stderr
    run("record", "refund", "61", *NOISE, "--as", "ana")
    assert run("ledger", "verify", "--against", "may.checkpoint").code == 0
    assert run("ledger", "verify", "--checkpoint", "may.checkpoint").code == 2  # it is never overwritten
    by = ("ledger", "verify", "--against", "may.checkpoint", "--signers", "signers")
    assert "it is what the checkpoint was made of, which ines@hotel.example signed" in run(*by).out
    assert run(*by, "--json").json["against"]["signed_by"] == "ines@hotel.example"
    (house / "signers").write_text("", encoding="utf-8")
    refused = run(*by)
    assert (refused.code, "who is not among the allowed signers" in refused.err) == (6, True)
    (house / "may.checkpoint.sig").unlink()
    assert run(*by).code == 2
    assert run("ledger", "verify", "--signers", "signers").code == 2


def test_a_receipt_needs_no_book(house: Path, run: Run) -> None:
    run("record", "refund", "60", *NOISE, "--as", "ana", "--note", "so sorry")
    run("ledger", "verify", "--checkpoint", "may.checkpoint")
    assert run("ledger", "receipt", "3", "--out", "r.json", "--with-texts").code == 0
    again = run("ledger", "receipt", "3", "--out", "r.json")
    assert (again.code, "already-there" in again.err) == (2, True)
    unheeded = run("ledger", "verify", "--receipt", "r.json", "--rebuild")
    assert (unheeded.code, "`--rebuild` is for the book" in unheeded.err) == (2, True)
    assert run("ledger", "forget", "C-1", "--because", "asked", "--as", "ines", "--yes").code == 0
    (house / "book.db").unlink()
    assert run("ledger", "verify", "--receipt", "r.json", "--against", "may.checkpoint").code == 0
    data = json.loads((house / "r.json").read_text(encoding="utf-8"))
    data["payload"] = data["payload"].replace('"cost":6000', '"cost":6001')
    (house / "r.json").write_text(json.dumps(data), encoding="utf-8")
    assert run("ledger", "verify", "--receipt", "r.json").code == 6


def test_an_archive_is_a_book_of_its_own(house: Path, run: Run) -> None:
    run("record", "refund", "60", *NOISE, "--as", "ana")
    assert run("ledger", "archive", "copy.db").code == 0
    assert sorted(file.name for file in house.glob("copy.db*")) == ["copy.db"]
    assert run("ledger", "verify", "--rebuild", "--ledger", "copy.db").code == 0
    assert run("ledger", "archive", "copy.db").code == 1


def test_what_a_customer_wrote_is_only_ever_text(house: Path, run: Run) -> None:
    hostile = "=HYPERLINK(1) <b>\x1b[31m\u202e'; DROP TABLE entry;--"
    words = ("record", "refund", "200", *NOISE[:2], f"customer={hostile}", "bill=480", "--as", "ana", "--note", hostile)
    assert run(*words).code == 3
    shown = run("inbox", "--as", "rui").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "DROP TABLE entry" in shown
    assert run("ledger", "verify", "--rebuild").code == 0


def test_where_says_which_book_and_whether_it_obeys(house: Path, run: Run) -> None:
    assert "ledger: book.db — 1 entry, obeys this policy and roster (from empower.yaml)" in run("where").out
    with (house / "roster.yaml").open("a", encoding="utf-8") as roster:
        roster.write("  - {id: new, roles: [associate], facts: {property: lisbon}}\n")
    assert "obeys another " in run("where").out
    refused = run("record", "refund", "5", *NOISE, "--as", "new")
    assert (refused.code, "other-roster" in refused.err) == (5, True)


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_reason_says_something(blank: str, house: Path, run: Run) -> None:
    run("record", "refund", "200", *NOISE, "--as", "ana")
    refused = run("decline", "3", "--because", blank, "--as", "rui")
    assert (refused.code, refused.out) == (2, "")
    assert "`--because` says nothing" in refused.err
    assert "say why, in a sentence" in refused.err
    assert run("decline", "3", "--because", "paid already", "--as", "rui").code == 0


def test_what_is_to_be_typed_next_can_be_typed(house: Path, run: Run) -> None:
    assert run("incident", "open", "room 12", *NOISE, "--as", "ana").code == 0
    wrong = run("record", "apology", "incident=room 12", "failure=billing", "--as", "ana").err
    assert "`empower incident amend 'room 12' failure=billing --because …`" in wrong
    wrong = run("record", "apology", "incident=room 13", "--as", "ana").err
    assert "did you mean `room 12`? else open it with `empower incident open 'room 13' FACT=VALUE …`, or leave" in wrong
    wrong = run("incident", "open", "room 12", *NOISE, "--as", "ana").err
    assert "`empower incident amend 'room 12' …` changes its facts" in wrong
    assert run("incident", "close", "room 12", "--as", "ana").code == 0
    assert "`empower incident reopen 'room 12' --because …`" in run("check", "apology", "incident=room 12").err


@pytest.mark.parametrize("words", [("show",), ("close",), ("amend", "--because", "x"), ("reopen", "--because", "x")])
def test_an_incident_that_is_not_there_is_looked_for_in_the_list(words: tuple[str, ...], house: Path, run: Run) -> None:
    told = run("incident", words[0], "bathroom", *words[1:]).err
    assert "= help: `empower incident list` shows those that are open\n" in told


def test_a_yes_to_nothing_is_a_no(house: Path, run: Run) -> None:
    asked = run("record", "refund", "200", *NOISE, "--as", "ana", "--json").json["request"]
    told = run("approve", str(asked), "--amount", "0", "--as", "rui")
    assert told.code == 2
    assert (
        f"a yes is for more than nothing\n  = help: to give none of it: `empower decline {asked} --because …`"
        in told.err
    )


def test_from_when_nothing_was_given_is_said(house: Path, run: Run) -> None:
    assert "given: nothing since 2026-01-02\n" in run("mine", "--since", "2026-01-02", "--as", "ana").out
    assert re.search(r"given: nothing since \d{4}-\d\d-01\n", run("mine", "--as", "ana").out)


def test_somebody_who_was_forgotten_is_not_shown_as_a_number(house: Path, run: Run) -> None:
    assert run("record", "refund", "60", *NOISE, "--as", "ana").code == 0
    assert run("record", "refund", "95", "incident=INC-2", "--as", "ana").code == 3
    assert "opened: for customer C-1\n" in run("incident", "show", "INC-2").out
    assert run("ledger", "forget", "C-1", "--because", "asked", "--yes").code == 0
    for shown in (run("incident", "show", "INC-2").out, run("inbox", "--all").out):
        assert "for: a customer who was forgotten\n" in shown or "opened: for a customer who was forgotten\n" in shown
        assert not re.search(r"[0-9a-f]{64}", shown)


def test_who_closes_an_incident_hears_what_still_waits(house: Path, run: Run) -> None:
    run("incident", "open", "INC-7", *NOISE, "--as", "ana")
    run("record", "refund", "200", "incident=INC-7", "--as", "ana")
    told = run("incident", "close", "INC-7", "--as", "ana")
    assert (told.code, "still waits for a yes: request 3; `empower withdraw 3` takes it back" in told.out) == (0, True)
    run("withdraw", "3", "--as", "ana")
    run("incident", "reopen", "INC-7", "--because", "again", "--as", "ana")
    assert run("incident", "close", "INC-7", "--as", "ana", "--json").json["waiting"] == []


def test_a_typed_role_says_more_than_a_file_that_names_somebody(house: Path, run: Run) -> None:
    (house / "empower.yaml").write_text("policy: .\nroster: roster.yaml\nledger: book.db\nas: ines\n", encoding="utf-8")
    asked = run("check", "refund", "5", *NOISE, "property=lisbon", "--role", "associate", "--json")
    assert (asked.code, asked.json["actor"]["role"], asked.json["actor"]["id"]) == (0, "associate", None)
    assert run("check", "refund", "5", *NOISE, "--role", "owner", "--json").json["actor"]["id"] == "ines"
    assert "not-their-role" in run("check", "refund", "5", *NOISE, "--role", "associate", "--as", "ines").err
    refused = run("record", "refund", "5", *NOISE, "--role", "associate")
    assert (refused.code, "nobody-asks" in refused.err) == (2, True)


def test_who_may_not_bring_in_the_past_hears_it_before_the_preview(house: Path, run: Run) -> None:
    (house / "past.csv").write_text("on,by,remedy,amount\n2026-01-10,ana,refund,12.50\n", encoding="utf-8")
    refused = run("import", "past.csv", "--dry-run", "--as", "ana")
    assert (refused.code, refused.out) == (4, "")
    assert "`associate` may not bring in what was given before" in refused.err
