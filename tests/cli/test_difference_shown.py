"""What a difference says to people: once, the weightiest first, for each role, and with requests that show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.tried import answers_of

POLICIES = Path(__file__).resolve().parents[2] / "policies"
AT = ("--at", "2026-05-01")
CHANGES = {
    "ladder": ("hotel-ladder", "limit: {amount: 30, per: incident}", "limit: {amount: 40, per: incident}"),
    "count": ("restaurant", "limit: {count: 2, per: customer", "limit: {count: 3, per: customer"),
    "budget": ("restaurant", "amount: 1500", "amount: 3000"),
    "duties": ("restaurant", "    must: [allergen_log, call_guest]\n", ""),
    "approver": ("restaurant", "    beyond: {escalate: manager}\n", "    beyond: {escalate: owner}\n"),
    "late": ("rail-delay", "over: 28 days", "over: 14 days"),
    "most": ("restaurant", "most: {amount: bill, per: incident}", "most: {amount: 40, per: incident}"),
}


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> tuple[str, str]:
    """A pack, and the same with one change."""
    monkeypatch.chdir(tmp_path)
    pack, before, after = CHANGES[request.param]
    text = (POLICIES / pack / "policy.yaml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "new.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")
    return str(POLICIES / pack), "new.yaml"


@pytest.mark.parametrize("names", sorted(CHANGES.keys() - {"late"}), indirect=True)
def test_every_request_shows_its_change_under_both_policies(names: tuple[str, str], run: Run) -> None:
    changes = run("policy", "diff", *names, *AT, "--json").json["changes"]
    assert changes
    for change in changes:
        assert change["try"], change["words"]
        old, new = answers_of(run, change["try"], names)
        assert old is not None
        assert new is not None
        told = [[one[what] for what in ("outcome", "approvers", "needs", "must", "owed")] for one in (old, new)]
        assert told[0] != told[1], change["try"]
        said = [{one[side]["outcome"] for one in change["stretches"]} for side in ("old", "new")]
        assert [old["outcome"] in said[0], new["outcome"] in said[1]] == [True, True]


@pytest.mark.parametrize("names", ["ladder"], indirect=True)
def test_what_shows_only_after_another_remedy_says_which_and_what_it_comes_to(names: tuple[str, str], run: Run) -> None:
    shown = run("policy", "diff", *names, *AT).out.splitlines()
    assert shown[:2] == [
        "Only looser: some may give more, and nobody less.",
        "front_line, shift_supervisor and duty_manager: may give more (comp)",
    ]
    after = shown.index("Only once something was given before; with nothing given before it is the same:")
    assert shown.index("+ front_line · comp · always") < after
    assert shown[after + 2 : after + 5] == [
        "+ shift_supervisor or duty_manager · comp · always",
        "    once 150.00 of fnb_credit (by shift_supervisor) was given: 30.01 was a yes from duty_manager; now yes",
        "    try: printf '%s\\n' 'given: [{remedy: fnb_credit, amount: 150.00, role: shift_supervisor}]' > try-2.yaml",
    ]


@pytest.mark.parametrize("names", ["count"], indirect=True)
def test_other_incidents_of_the_same_customer_are_thought_of(names: tuple[str, str], run: Run) -> None:
    shown = run("policy", "diff", *names, *AT).out
    assert (
        "once 10.00 of gift_card (2 times, by crew, for other incidents) was given: 10.00 was a yes from manager"
        in shown
    )
    assert "facts: {customer: customer}" in shown


@pytest.mark.parametrize("names", ["budget"], indirect=True)
def test_a_budget_is_used_up_by_another_incident(names: tuple[str, str], run: Run) -> None:
    shown = run("policy", "diff", *names, *AT).out
    assert "(by owner, for another incident) was given: 10.00 was a yes from manager; now yes" in shown
    assert "(by owner, for another incident) was given: 10.00 was a yes from manager; now yes" in shown
    assert "facts: {restaurant: restaurant}}]' > try-1.yaml" in shown
    assert shown.count("try: ") == 1  # four regions that say the same


@pytest.mark.parametrize("names", ["duties"], indirect=True)
def test_where_only_papers_and_duties_change_nobody_is_said_to_give_more(names: tuple[str, str], run: Run) -> None:
    head, roles = run("policy", "diff", *names, *AT).out.splitlines()[:2]
    assert head == "Only looser: less is asked of some; nothing is stricter."
    assert roles.startswith("crew, shift_leader, manager and owner: fewer papers or duties (remake, ")


@pytest.mark.parametrize("names", ["approver"], indirect=True)
def test_where_only_the_approver_changes_it_says_so(names: tuple[str, str], run: Run) -> None:
    head, roles = run("policy", "diff", *names, *AT).out.splitlines()[:2]
    assert head == "Only tighter: some need a yes from further up; nothing is less strict."
    assert roles.startswith("crew, shift_leader and manager: needs a yes from further up (")


@pytest.mark.parametrize("names", ["most"], indirect=True)
def test_both_ways_are_shown_with_figures_of_their_own(names: tuple[str, str], run: Run) -> None:
    changes = run("policy", "diff", *names, *AT, "--json").json["changes"]
    assert {way for change in changes for way in change["ways"]} == {"looser", "tighter"}
    for change in changes:
        assert (change["with"]["bill"] == "10.00") or float(change["with"]["bill"]) > 40 or change["ways"] == ["looser"]
        gives = {one for one in change["effects"] if one.startswith("gives")}
        assert ("gives_more" in gives) == ("looser" in change["ways"]) or not gives


@pytest.mark.parametrize("names", ["late"], indirect=True)
def test_regions_that_say_the_same_are_one_entry(names: tuple[str, str], run: Run) -> None:
    shown = run("policy", "diff", *names, *AT).out
    assert shown.count("\n") < 60
    assert "    in the first of these, with price=100.00:" in shown
    assert "more like it: --json has them all" in shown
    every = run("policy", "diff", *names, *AT, "--all").out
    assert every.count("\n") > shown.count("\n")
    assert "more like it" not in every
