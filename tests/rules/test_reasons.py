"""What a decision says besides its outcome: which kind of no, what was tested, who is shown, what is said first, by when."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.calendar import written_instant
from empower.domain.decision import Decision
from tests.rules.case_files import decisions_of

# File, case, and the reasons in the order they are given: code, line.
REASONS = [
    ("authority-near-miss", "but for one test", [("not-granted", "gold-stays-late")]),
    ("authority-near-miss", "both fail, which is no near miss", [("not-granted", "")]),
    ("authority-near-miss", "past the limit", [("above-authority", "small")]),
    ("authority-reaches-above", "a role below has nothing of its own", [("not-granted", "")]),
    ("conclude-lowest", "beyond everybody", [("nobody-can", ""), ("above-authority", "agents")]),
    ("owed-nothing", "the entitlement that failed by one test is named", [("not-owed", "delayed")]),
    ("owed-nothing", "by two tests, it is still a no", [("not-owed", "")]),
    ("owed-not-owed", "a line without `of` bars all, and says why", [("not-owed", "weather")]),
    ("owed-not-owed", "nothing bars it", [("owed", "taxi"), ("owed", "ticket")]),
    ("owed-partly", "once settled, nothing is due", [("not-owed", "walked")]),
    ("forbidden", "forbidden", [("forbidden", "billing-on-the-bill")]),
    ("remedy-most", "one cent more is a no", [("remedy-maximum", "gift_card")]),
    ("remedy-most", "it binds what is owed as well", [("remedy-maximum", "gift_card"), ("owed", "walked")]),
    ("limits-beyond", "deny", [("limit", "denied")]),
    ("budgets", "beyond", [("budget", "a-property")]),
    ("calls-one-role", "beyond it the lead", [("needs-approval", "lead-decides")]),
    ("conclude-final", "no budget that denies", [("budget", "pot")]),
    (
        "exceptions",
        "on its first day, and it is named",
        [("exception", "storm-week"), ("within-authority", "everything")],
    ),
    ("owed-instead", "beyond at_most the rest is goodwill", [("not-granted", ""), ("owed", "delayed")]),
]


@pytest.mark.parametrize(("file", "case", "reasons"), REASONS, ids=[f"{file}: {case}" for file, case, _ in REASONS])
def test_the_kinds_of_no_are_told_apart(file: str, case: str, reasons: list[tuple[str, str]], tmp_path: Path) -> None:
    decision = decisions_of(file, tmp_path)[case]
    assert [(why.code, why.line) for why in decision.reasons] == reasons


def test_a_near_miss_shows_the_one_test_that_failed_beside_what_is_so(tmp_path: Path) -> None:
    (why,) = decisions_of("authority-near-miss", tmp_path)["one of two tests fails"].reasons
    assert [(test.axis, test.said, test.actual) for test in why.tests] == [("nights", (("at_least", (7,)),), 1)]


def test_a_limit_shows_how_it_stands(tmp_path: Path) -> None:
    decision = decisions_of("limits-beyond", tmp_path)["escalate, with what was given before"]
    (why,) = decision.reasons
    assert why.reading is not None
    assert (why.reading.limit, why.reading.spent, why.reading.asked, why.reading.left) == (5000, 4000, 1001, 1000)


def test_a_final_role_beyond_its_grants_says_so(tmp_path: Path) -> None:
    decisions = decisions_of("conclude-final", tmp_path)
    assert [why.code for why in decisions["within its grant"].reasons] == ["within-authority"]
    assert [why.code for why in decisions["beyond its grant, and what was never granted"].reasons] == ["final"]


def test_the_strictest_line_speaks_first_and_nothing_is_said_twice(tmp_path: Path) -> None:
    decisions = decisions_of("say-order", tmp_path)
    assert decisions["all of them"].say == (
        "I am sorry, we cannot.",
        "I will ask.",
        "There is a limit.",
        "Please keep the receipt.",
    )
    assert decisions["none that forbids"].say == ("There is a limit.", "Please keep the receipt.")


def test_a_duty_is_due_from_the_moment_of_giving(tmp_path: Path) -> None:
    decision = decisions_of("say-order", tmp_path)["all of them"]
    due = {duty.id: duty.due and written_instant(duty.due) for duty in decision.duties}
    assert due == {"call_back": "2026-05-01T12:30:00Z", "report": "2026-05-08T12:00:00Z", "keep": None}


def test_papers_at_hand_are_marked(tmp_path: Path) -> None:
    decision = decisions_of("needs-must-say", tmp_path)["a paper at hand is still listed"]
    assert [(need.id, need.given) for need in decision.needs] == [("statement", True)]


def test_an_alternative_is_never_nothing_and_the_owed_part_comes_first(tmp_path: Path) -> None:
    decision = decisions_of("owed-passes-rules", tmp_path)["beyond is forbidden, and what is owed is what may be given"]
    assert [(one.remedy, one.amount) for one in decision.alternatives] == [("refund", 10500)]
    decision = decisions_of("owed-partly", tmp_path)["once settled, nothing is due"]
    assert decision.alternatives == ()


SHOWN = [
    ("conclude-hours", "at noon", [("early", ""), ("late", ""), ("night", "")]),
    ("conclude-hours", "at eleven at night", [("night", ""), ("early", ""), ("late", "")]),
    ("conclude-hours", "at five in the morning", [("night", ""), ("early", ""), ("late", "")]),
    ("conclude-hours", "two left", [("late", ""), ("early", "")]),
    ("conclude-hours", "covered", [("dan", "lead")]),
    ("conclude-people", "the only other is away, and the deputy says yes", [("ben", "lea")]),
    ("conclude-people", "the manager is away, and a lead covers", [("ana", "manager"), ("lea", "manager")]),
    ("conclude-people", "back on the day of until", [("max", "")]),
    ("conclude-nobody-left", "the lead is away, and somebody else asks", [("ben", "ana")]),
]


@pytest.mark.parametrize(("file", "case", "people"), SHOWN, ids=[f"{file}: {case}" for file, case, _ in SHOWN])
def test_who_may_be_asked_is_shown(file: str, case: str, people: list[tuple[str, str]], tmp_path: Path) -> None:
    (approver,) = decisions_of(file, tmp_path)[case].approvers
    assert [(person.id, person.stands_in_for) for person in approver.people] == people


def test_an_alternative_says_whether_all_of_it_is_due(tmp_path: Path) -> None:
    decision: Decision = decisions_of("owed-instead", tmp_path)["beyond at_most the rest is goodwill"]
    found = {one.remedy: (one.amount, one.owed) for one in decision.alternatives}
    assert found == {"travel_credit": (20000, True), "refund": (10000, True), "gift_card": (12000, True)}


def test_an_alternative_rests_on_no_fact_that_was_not_stated(tmp_path: Path) -> None:
    decision = decisions_of("facts-missing", tmp_path)["no grant could fit whatever it is"]
    found = {one.remedy for one in decision.alternatives}
    assert found >= {"free_night", "with_words", "per_house"}
    assert not found & {"refund", "gift_card", "with_paper", "both", "up_to_bill", "owed_back"}
