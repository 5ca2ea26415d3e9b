"""`policy diff`: what a change does to everybody, as people, reviews and scripts see it, and every request it prints runs."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SHOP = """\
empower: 1
policy: shop
currency: EUR
timezone: Europe/Lisbon
facts:
  failure: {one_of: [late, broken]}
remedies:
  apology: {kind: courtesy}
  refund: {kind: cash, most: 500}
roles:
  clerk: {reports_to: manager}
  manager: {}
grants:
  - {id: words, roles: clerk, remedies: apology, limit: none}
  - {id: small, roles: clerk, remedies: refund, limit: {amount: {2026-01-01: 50, 2026-10-01: 60}, per: incident}}
  - {id: large, roles: manager, remedies: refund, limit: {amount: 300, per: incident}}
rules:
  - {id: broken-first, when: {failure: broken, amount: {over: 20}}, escalate: manager}
"""
AT = ("--at", "2026-05-01")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(SHOP, encoding="utf-8")
    return tmp_path


def changed(shop: Path, *changes: tuple[str, str]) -> None:
    text = SHOP
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (shop / "new.yaml").write_text(text, encoding="utf-8")


def test_one_number_changes_what_a_clerk_may_give(shop: Path, run: Run) -> None:
    changed(shop, ("2026-01-01: 50", "2026-01-01: 80"))
    ran = run("policy", "diff", "old.yaml", "new.yaml", *AT)
    assert ran.code == 0
    assert ran.out.startswith("Only looser: some may give more, and nobody less.\n")
    assert "+ clerk · refund · on 2026-01-01 to 2026-09-30, failure late" in ran.out
    assert "    50.01 to 80.00: was a yes from manager; now yes" in ran.out
    tried = [
        line.strip().removeprefix("try: ") for line in ran.out.splitlines() if line.strip().startswith("try: empower")
    ]
    assert tried
    for command in tried:
        words = shlex.split(command)[1:]
        assert run(*words).code == 0
        assert run(*[word.replace("new.yaml", "old.yaml") for word in words]).code == 3


def test_each_way_has_its_verdict_and_its_exit_code(shop: Path, run: Run) -> None:
    for change, verdict, code in (
        (("failure: broken, amount: {over: 20}", "failure: broken, amount: {over: 10}"), "only tighter", 0),
        (("2026-01-01: 50", "2026-01-01: 70"), "only looser", 5),
        (("id: broken-first", "id: another-name"), "equivalent", 0),
    ):
        changed(shop, change)
        ran = run("policy", "diff", "old.yaml", "new.yaml", "--fail-on", "looser", *AT, "--json")
        assert (ran.json["verdict"], ran.code) == (verdict, code)
    changed(shop, ("over: 20", "over: 10"), ("2026-10-01: 60", "2026-10-01: 90"))
    found = run("policy", "diff", "old.yaml", "new.yaml", "--fail-on", "any", *AT, "--json")
    assert (found.json["verdict"], found.code) == ("mixed", 5)
    assert found.json["schema"] == "empower/policy-diff/1"
    assert {way for change in found.json["changes"] for way in change["ways"]} == {"looser", "tighter"}


def test_what_shows_only_after_something_was_given_says_so_and_runs(shop: Path, run: Run) -> None:
    changed(
        shop,
        (
            "remedies: refund, limit: {amount: 300, per: incident}",
            "remedies: refund, limit: {amount: 300, per: gesture}",
        ),
    )
    found = run("policy", "diff", "old.yaml", "new.yaml", *AT)
    assert "once something was given before; with nothing given before it is the same" in found.out
    told = run("policy", "diff", "old.yaml", "new.yaml", *AT, "--json").json["changes"]
    tried = [change["try"].split("\n") for change in told if change["try"]]
    for before, command in tried:
        program, _, given, _, file = shlex.split(before)
        assert program == "printf"
        (shop / file).write_text(f"{given}\n", encoding="utf-8")
        words = shlex.split(command)[1:]
        answers = [
            run(*[word.replace("new.yaml", policy) for word in words]).code for policy in ("old.yaml", "new.yaml")
        ]
        assert answers[0] != answers[1]
    assert tried


TRAVEL = """\
empower: 1
policy: travel
currency: EUR
timezone: America/New_York
facts: {told: {moment: true}}
remedies: {refund: {kind: cash}}
roles: {clerk: {reports_to: manager}, manager: {final: true}}
grants: [{id: small, roles: clerk, limit: {amount: 50, per: incident}}]
rules:
  - {id: too-late, when: {told: {age: {over: 4 hours}}}, deny: true}
  - {id: yesterday, when: {told: {age: {over: 0 days}}}, deny: true}
"""


def test_an_age_in_hours_is_as_long_on_every_clock(shop: Path, run: Run) -> None:
    (shop / "old.yaml").write_text(TRAVEL, encoding="utf-8")
    (shop / "new.yaml").write_text(TRAVEL.replace("4 hours", "6 hours"), encoding="utf-8")
    found = run("policy", "diff", "old.yaml", "new.yaml", *AT, "--json")
    assert found.json["verdict"] == "only looser"
    for change in found.json["changes"]:
        words = shlex.split(change["try"])[1:]
        assert run(*words).code in (0, 3)
        assert run(*[word.replace("new.yaml", "old.yaml") for word in words]).code == 4


def test_a_policy_on_two_days(shop: Path, run: Run) -> None:
    ran = run("policy", "diff", "old.yaml", "--between", "2026-09-30", "2026-10-01")
    assert ran.out.startswith("Only looser")
    assert "As it is on 2026-09-30, and as it is on 2026-10-01." in ran.out
    assert "50.01 to 60.00: was a yes from manager; now yes" in ran.out
    assert run("policy", "diff", "old.yaml", "--between", "2026-02-01", "2026-03-01").out.startswith("Equivalent")


def test_a_review_reads_it_as_a_list(shop: Path, run: Run) -> None:
    changed(shop, ("2026-01-01: 50", "2026-01-01: 80"))
    shown = run("policy", "diff", "old.yaml", "new.yaml", "--markdown", *AT).out
    assert shown.startswith("### old.yaml → new.yaml\n\n**Only looser")
    assert "  - 50.01 to 80.00: was a yes from manager; now yes" in shown
    assert "  ```sh\n  empower check refund 50.01" in shown


def test_remedies_that_come_and_go(shop: Path, run: Run) -> None:
    changed(
        shop,
        ("  apology: {kind: courtesy}\n", ""),
        ("  - {id: words, roles: clerk, remedies: apology, limit: none}\n", ""),
    )
    gone = run("policy", "diff", "old.yaml", "new.yaml", *AT)
    assert gone.out.startswith("Only tighter")
    assert "was yes; now not known" in gone.out
    back = run("policy", "diff", "new.yaml", "old.yaml", *AT)
    assert back.out.startswith("Only looser")


def test_what_cannot_be_compared_is_told(shop: Path, run: Run) -> None:
    changed(shop, ("currency: EUR", "currency: USD"))
    refused = run("policy", "diff", "old.yaml", "new.yaml")
    assert (refused.code, "other-currency" in refused.err) == (2, True)
    for words, marked in (
        (("old.yaml",), "empower policy diff old.yaml"),
        (("old.yaml", "nowhere.yaml"), "empower policy diff nowhere.yaml"),
        (("old.yaml", "old.yaml", "--between", "2026-01-01", "2026-02-01"), "--between 2026-01-01 2027-01-01`"),
        (("old.yaml", "--between", "2026-13-01", "2026-02-01"), "diff old.yaml --between 2026-13-01 2026-02-01"),
        (("old.yaml", "old.yaml", "--at", "May"), "diff old.yaml old.yaml --at May"),
    ):
        told = run("policy", "diff", *words)
        assert (told.code, marked in told.err) == (2, True), told.err
    wrong = run("policy", "diff", "old.yaml", "old.yaml", "--fail-on", "more")
    assert (wrong.code, "say `looser`, `tighter` or `any`" in wrong.err) == (2, True)
    (shop / "new.yaml").write_text(
        SHOP.replace("remedies: refund, limit: {amount: 300", "remedies: refnd, limit: {amount: 300")
    )
    assert run("policy", "diff", "old.yaml", "new.yaml").code == 5


def test_policies_never_in_force_together_are_compared_at_the_change(shop: Path, run: Run) -> None:
    (shop / "old.yaml").write_text(SHOP.replace("facts:", "effective: {until: 2027-01-01}\nfacts:"), encoding="utf-8")
    (shop / "new.yaml").write_text(SHOP.replace("facts:", "effective: {from: 2027-01-01}\nfacts:"), encoding="utf-8")
    ran = run("policy", "diff", "old.yaml", "new.yaml")
    assert ran.out.startswith("Equivalent")
    assert (
        "They are in force on no common day: old.yaml as it is on 2026-12-31, new.yaml as it is on 2027-01-01."
        in ran.out
    )
    assert "it is newly in force were not compared, but for one, and nothing in it changes then." in ran.out
    later = "  - {id: later, roles: clerk, effective: {from: 2027-02-01}, limit: none}\nrules:"
    text = (shop / "new.yaml").read_text(encoding="utf-8").replace("rules:", later)
    (shop / "new.yaml").write_text(text, encoding="utf-8")
    assert run("policy", "diff", "old.yaml", "new.yaml", "--fail-on", "looser").code == 5
