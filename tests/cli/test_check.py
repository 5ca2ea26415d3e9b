"""`empower check`: answers, codes, and mistakes that are told with a way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Seen = Callable[[str, str], None]
LOUD = ("failure=noise", "severity=minor", "customer=C-88", "bill=480", "incident=INC-7")
THEN = ("--at", "2026-05-01T22:15:00+01:00")

ANSWERS = {
    "approve": (0, ("refund", "60", *LOUD, "--as", "ana")),
    "escalate": (3, ("refund", "160", *LOUD, "--as", "ana")),
    "deny": (4, ("gift_card", "30", "failure=billing", "severity=minor", "bill=480", "--as", "ana")),
    "owed": (0, ("refund", "failure=overbooked", "severity=major", "bill=480", "nights=2", "--as", "ana")),
    "bundle": (0, ("refund", "60", *LOUD, "--also", "cookies", "--also", "apology", "--as", "ana")),
    "two-consents": (3, ("refund", "5000.01", "failure=conduct", "severity=major", "bill=9000", "--as", "ana")),
    "missing": (2, ("refund", "160", "failure=noise", "bill=480", "--as", "ana")),
    "nobody-there": (4, ("refund", "160", *LOUD, "--role", "associate", "--roster", "nobody.yaml")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_in_a_pipe(name: str, desk: Path, run: Run, seen: Seen) -> None:
    (desk / "nobody.yaml").write_text("people: []\n", encoding="utf-8")
    code, words = ANSWERS[name]
    ran = run("check", *words, *THEN)
    assert (ran.code, ran.err) == (code, "")
    seen(f"check-{name}.txt", ran.out)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_for_a_script(name: str, desk: Path, run: Run) -> None:
    (desk / "nobody.yaml").write_text("people: []\n", encoding="utf-8")
    code, words = ANSWERS[name]
    ran = run("check", *words, *THEN, "--json")
    assert (ran.code, ran.err) == (code, "")
    assert ran.out.count("\n") == 1
    assert ran.json["schema"] == "empower/decision/1"
    assert ran.json["outcome"] == {0: "approve", 2: None, 3: "escalate", 4: "deny"}[code]
    assert ran.json["at"] == "2026-05-01T21:15:00Z"


def test_the_example_of_the_contract(desk: Path, run: Run) -> None:
    incident = "facts: {failure: noise, severity: minor, customer: C-88, bill: 480}\n"
    given = "given: [{remedy: credit, amount: 167, by: ana}]\n"
    (desk / "loud.yaml").write_text(f"incident: loud\n{incident}{given}", encoding="utf-8")
    shown = run("check", "refund", "60", "--incident-file", "loud.yaml", "--as", "ana", *THEN, "--json").json
    assert shown["outcome"] == "escalate"
    assert (shown["goodwill"], shown["headroom"], shown["local_date"]) == ("60.00", "1899.80", "2026-05-01")
    assert shown["actor"] == {"id": "ana", "role": "associate", "vouched": "claimed"}
    assert [(one["role"], [person["id"] for person in one["people"]]) for one in shown["approvers"]] == [
        ("supervisor", ["rui"])
    ]
    (limit,) = [one for one in shown["limits"] if one["id"] == "two-thousand" and one["per"] == {"incident": "loud"}]
    assert {key: limit[key] for key in ("every", "limit", "spent", "held", "left")} == {
        "every": None,
        "limit": "2000.00",
        "spent": "100.20",
        "held": "0.00",
        "left": "1899.80",
    }
    assert {"remedy": "refund", "amount": "49.80", "quantity": None, "outcome": "approve"} in shown["alternatives"]
    assert shown["policy"]["name"] == "harbour-hotel"


def test_a_report_that_only_wants_the_text(desk: Path, run: Run) -> None:
    assert run("check", *ANSWERS["deny"][1], *THEN, "--exit-zero").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("refnd", "60"), "unknown-remedy"),
        (("refund", "60", "faliure=noise"), "unknown-fact"),
        (("refund", "60", "failure=nois"), "unknown-value"),
        (("refund", "-5"), "negative"),
        (("refund", "60.001"), "too-precise"),
        (("refund", "NaN"), "not-an-amount"),
        (("refund", "60 USD"), "other-currency"),
        (("refund", "60", "USD"), "other-currency"),
        (("refund", "2", "nights"), "unexpected-word"),
        (("refund", "60", "noise"), "unexpected-word"),
        (("refund", "2 nights"), "number-for-money"),
        (("free_night", "190 EUR"), "money-for-a-number"),
        (("refund", "60", "failure=noise", "failure=billing"), "contradiction"),
        (("refund", "60", "--as", "anna"), "unknown-person"),
        (("refund", "60", "--as", "Ana Reis"), "unknown-person"),
        (("refund", "60", "--role", "ana", "--as", ""), "unknown-role"),
        (("refund", "25,50"), "not-an-amount"),
        (("refund", "60", "--as", "rui", "--at", "2026-08-05"), "not-in-service"),
        (("refund", "60", "--role", "bos", "--as", ""), "unknown-role"),
        (("refund", "60", "--at", "2025-05-05"), "not-in-force"),
        (("refund", "60", "--at", "noon"), "not-a-moment"),
        (("refund", "60", "--with", "pass"), "unknown-paper"),
        (("refund", "60", "--also", "cake"), "unknown-remedy"),
        (("refund", "60", "--incident-file", "nowhere.yaml"), "missing-file"),
        (("refund", "60", "--policy", "resturant"), "unknown-policy"),
        (("refund", "60", "--roster", "nowhere.yaml"), "missing-file"),
        ((), "unknown-remedy"),
        (("--rool", "x"), "usage"),
    ],
)
def test_bad_input_is_told_with_a_way_out(words: tuple[str, ...], code: str, desk: Path, run: Run, seen: Seen) -> None:
    who = () if "--as" in words else ("--as", "ana")
    ran = run("check", *words, *who)
    assert (ran.code, ran.out) == (2, "")
    assert f": {code}: " in ran.err
    assert "= help: " in ran.err
    assert ran.err.endswith("1 problem\n")
    script = run("check", *words, *who, "--json")
    assert (script.code, script.err) == (2, ran.err) or code == "usage"
    assert script.json["schema"] == "empower/error/1"
    assert [one["code"] for one in script.json["problems"]] == [code]
    assert script.json["problems"][0]["hint"]
    if code != "usage":
        name = "-".join(word.strip("-").replace(" ", "_").replace("=", "_") for word in words) or "nothing"
        seen(f"bad-{name}.txt", ran.err)


def test_a_policy_with_a_problem(desk: Path, run: Run) -> None:
    file = desk / "hotel" / "policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("prefer: [refund]", "prefer: [refunds]"), encoding="utf-8")
    ran = run("check", "refund", "60", *LOUD, "--as", "ana")
    assert (ran.code, ran.out) == (5, "")
    assert "hotel/policy.yaml:" in ran.err
    assert "did you mean `refund`?" in ran.err


def test_nothing_says_which_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("check", "refund", "60", "--role", "agent")
    assert ran.code == 2
    assert "no-policy: nothing says which policy to go by" in ran.err
    assert "`restaurant`" in ran.err
    assert "`empower policy new corner-cafe`" in ran.err
    (tmp_path / "policy.yaml").write_text("empower: 1\n", encoding="utf-8")
    assert "say `--policy .`" in run("check", "refund", "60", "--role", "agent").err


def test_an_amount_forgotten(desk: Path, run: Run) -> None:
    ran = run("check", "gift_card", "failure=noise", "severity=minor", "bill=480", "--as", "ana", *THEN)
    assert (ran.code, ran.err) == (4, "")
    assert ran.out.startswith("NO — how much was not said, and gift_card is not owed\n")
    assert "note: to give it although it is not owed, say how much, such as `gift_card 25`\n" in ran.out


def test_nobody_on_the_roster(desk: Path, run: Run) -> None:
    (desk / "nobody.yaml").write_text("people: []\n", encoding="utf-8")
    ran = run("check", "apology", "--roster", "nobody.yaml")
    assert ran.code == 2
    assert "say in which role, such as `--role associate`; or add people to `nobody.yaml`" in ran.err


def test_names_and_facts_are_data(desk: Path, run: Run) -> None:
    evil = "\x1b[31mC-88\u202e"
    ran = run("check", "refund", "160", *LOUD[:2], f"customer={evil}", "bill=480", "--as", "ana", *THEN)
    assert ran.code == 3
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
