"""A check from words to decision: who may ask, what they may say, and what was given before."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.services.check import check
from tests.services.hotel import LOUD, asks, codes, hotel, without_people


def test_within_authority() -> None:
    decision = check(hotel(), asks("refund", "60", *LOUD, person="ana"))
    assert decision.outcome == "approve"
    assert decision.ask.actor == Actor(role="associate", id="ana")
    assert dict(decision.ask.facts)["property"] == "lisbon"


def test_somebody_elses_call() -> None:
    decision = check(hotel(), asks("refund", "160", *LOUD, person="ana"))
    assert decision.outcome == "escalate"
    assert [(one.role, [person.id for person in one.people]) for one in decision.approvers] == [("supervisor", ["rui"])]


def test_in_another_of_ones_roles() -> None:
    decision = check(hotel(), asks("refund", "5000", *LOUD, "severity=minor", person="rui", role="duty_manager"))
    assert decision.ask.actor == Actor(role="duty_manager", id="rui")


def test_a_role_will_do_without_a_roster() -> None:
    decision = check(without_people(), asks("refund", "60", *LOUD, role="associate"))
    assert decision.outcome == "approve"
    assert decision.ask.actor == Actor(role="associate")


def test_the_person_may_be_whoever_is_logged_in() -> None:
    decision = check(hotel(), asks("refund", "60", *LOUD, login="areis"))
    assert decision.ask.actor == Actor(role="associate", id="ana", vouched="login")


def test_a_bundle_with_a_paper_at_hand() -> None:
    facts = ("failure=noise", "severity=major", "bill=480")
    question = asks("refund", "210", *facts, also=("cookies",), papers=("guest_statement=1",), person="ana")
    decision = check(hotel(), question)
    assert [part.gesture.remedy for part in decision.parts] == ["refund", "cookies"]
    assert [(need.id, need.given) for need in decision.needs] == [("guest_statement", True)]


def test_nothing_is_counted_without_a_book_and_it_says_so_once() -> None:
    decision = check(hotel(), asks("refund", "60", *LOUD, person="ana"))
    assert [warned.code for warned in decision.warnings] == ["nothing-counted"]


def test_what_an_incident_file_lists_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "incident.yaml"
    facts = "{failure: noise, severity: minor, customer: C-88, bill: 480}"
    file.write_text(
        f"incident: INC-7\nfacts: {facts}\ngiven: [{{remedy: credit, amount: 167, by: ana}}]\n", encoding="utf-8"
    )
    decision = check(hotel(), asks("refund", "60", person="ana", incident=file))
    assert decision.outcome == "escalate"
    assert [warned.code for warned in decision.warnings] == []
    minor = next(reading for reading in decision.limits if reading.line == "minor-noise")
    assert (minor.spent, minor.left, minor.asked) == (10020, 4980, 6000)


def test_what_was_given_is_counted_for_an_incident_without_a_name_too(tmp_path: Path) -> None:
    file = tmp_path / "loud.yaml"
    facts = "{failure: noise, severity: minor, customer: C-88, bill: 480}"
    file.write_text(f"facts: {facts}\ngiven: [{{remedy: refund, amount: 100, by: ana}}]\n", encoding="utf-8")
    decision = check(hotel(), asks("refund", "60", person="ana", incident=file))
    assert dict(decision.ask.facts)["incident"] == "loud"
    assert decision.outcome == "escalate"


def test_what_was_given_cannot_be_counted_without_its_facts(tmp_path: Path) -> None:
    file = tmp_path / "loud.yaml"
    given = "{remedy: refund, amount: 100, by: ana, facts: {failure: overbooked}}"
    file.write_text(f"facts: {{failure: noise, severity: minor, bill: 480}}\ngiven: [{given}]\n", encoding="utf-8")
    assert check(hotel(), asks("refund", "60", person="ana", incident=file)).outcome == "approve"


def test_what_was_given_cannot_be_counted_when_how_much_is_not_said(tmp_path: Path) -> None:
    file = tmp_path / "incident.yaml"
    file.write_text(
        "facts: {failure: noise, severity: minor, bill: 480}\ngiven: [{remedy: credit, by: ana}]\n", encoding="utf-8"
    )
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks("refund", "60", incident=file, person="ana"))
    assert [code for code, _ in codes(raised.value)] == ["missing-fact"]


def test_where_something_was_owed_no_amount_means_that(tmp_path: Path) -> None:
    file = tmp_path / "incident.yaml"
    facts = "{failure: overbooked, severity: minor, bill: 480, nights: 2}"
    file.write_text(f"facts: {facts}\ngiven: [{{remedy: credit, by: ana}}]\n", encoding="utf-8")
    decision = check(hotel(), asks("refund", "60", incident=file, person="ana"))
    assert (decision.outcome, decision.owed) == ("approve", ())


def test_an_earlier_gesture_may_name_the_incident_among_its_facts(tmp_path: Path) -> None:
    file = tmp_path / "incident.yaml"
    facts = "{failure: noise, severity: minor, bill: 480}"
    given = "{remedy: credit, amount: 167, by: ana, facts: {incident: INC-7}}"
    file.write_text(f"incident: INC-7\nfacts: {facts}\ngiven: [{given}]\n", encoding="utf-8")
    decision = check(hotel(), asks("refund", "60", incident=file, person="ana"))
    assert decision.outcome == "escalate"


def test_an_incident_file_without_earlier_gestures_counts_nothing(tmp_path: Path) -> None:
    file = tmp_path / "incident.yaml"
    file.write_text("facts: {failure: noise, severity: minor, bill: 480}\n", encoding="utf-8")
    decision = check(hotel(), asks("refund", "60", person="ana", incident=file))
    assert [warned.code for warned in decision.warnings] == ["nothing-counted"]


def test_an_empty_list_of_earlier_gestures_says_that_there_were_none(tmp_path: Path) -> None:
    file = tmp_path / "incident.yaml"
    file.write_text("facts: {failure: noise, severity: minor, bill: 480}\ngiven: []\n", encoding="utf-8")
    assert check(hotel(), asks("refund", "60", person="ana", incident=file)).warnings == ()


def test_a_fact_that_decides_is_asked_for() -> None:
    decision = check(hotel(), asks("refund", "160", "failure=noise", "bill=480", person="ana"))
    assert decision.outcome is None
    assert [fact.fact for fact in decision.asks] == ["severity"]
    more = asks("refund", "160", "failure=noise", "bill=480", person="ana").stating("severity", "minor")
    assert check(hotel(), more).outcome == "escalate"


def test_a_moment_may_be_said() -> None:
    question = asks("refund", "2400", *LOUD[2:3], "failure=cleanliness", "severity=major", "bill=9000", person="ana")
    assert check(hotel(), question).outcome == "escalate"
    assert check(hotel(), question.but(at="2026-10-01")).outcome == "approve"


@pytest.mark.parametrize(
    ("words", "who", "code", "hint"),
    [
        (("refnd", "60"), {"person": "ana"}, "unknown-remedy", "did you mean `refund`?"),
        (("refund", "60", "faliure=noise"), {"person": "ana"}, "unknown-fact", "did you mean `failure`?"),
        (("refund", "60", "failure=nois"), {"person": "ana"}, "unknown-value", "did you mean `noise`?"),
        (
            ("refund", "60", "failure=noise", "failure=injury"),
            {"person": "ana"},
            "contradiction",
            "state it once, as it was",
        ),
        (
            ("refund", "60", "property=porto"),
            {"person": "ana"},
            "contradiction",
            "leave it out, or let somebody else ask",
        ),
        (("refund", "-5"), {"person": "ana"}, "negative", "an amount is zero or more"),
        (("refund", "60.001"), {"person": "ana"}, "too-precise", "EUR is counted to 2 decimal places, such as `25.10`"),
        (("refund", "nan"), {"person": "ana"}, "not-an-amount", "write digits, with a point for decimals: `25.10`"),
        (("refund", "60 GBP"), {"person": "ana"}, "other-currency", "write the amount in EUR, such as `25.10`"),
        (("refund", "2 nights"), {"person": "ana"}, "number-for-money", "say how much in EUR, such as `25`"),
        (
            ("free_night", "190 EUR"),
            {"person": "ana"},
            "money-for-a-number",
            "say how many, as a whole number such as `2`",
        ),
        (("refund", "60", "today"), {"person": "ana"}, "unexpected-word", "a fact is written `FACT=VALUE`"),
        (("refund", "60"), {"person": "anna"}, "unknown-person", "did you mean `ana`?"),
        (
            ("refund", "60"),
            {"person": "ana", "role": "supervisor"},
            "not-their-role",
            "Ana Reis may act as `associate`",
        ),
        (("refund", "60"), {"role": "supervisr"}, "unknown-role", "did you mean `supervisor`?"),
        (
            ("refund", "60"),
            {"login": "root"},
            "unknown-person",
            "write `login: root` on that person's line of the roster",
        ),
        (("refund", "60"), {}, "nobody-asks", "name a person of the roster, such as `--as ana`"),
        ((), {"person": "ana"}, "unknown-remedy", "the remedies are `apology`"),
    ],
)
def test_what_cannot_be_asked(words: tuple[str, ...], who: dict[str, str], code: str, hint: str) -> None:
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks(*words, **who))  # type: ignore[arg-type]
    assert raised.value.exit_code == 2
    found = codes(raised.value)
    assert [one for one, _ in found] == [code]
    assert found[0][1].startswith(hint)


def test_everything_wrong_is_told_at_once_in_the_order_of_the_words() -> None:
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks("refnd", "60", "failure=nois", also=("cookis",), papers=("pass",), person="anna"))
    assert [one for one, _ in codes(raised.value)] == [
        "unknown-remedy",
        "unknown-value",
        "unknown-remedy",
        "unknown-paper",
        "unknown-person",
    ]


@pytest.mark.parametrize(
    ("at", "person", "code", "hint"),
    [
        ("2026-08-05", "rui", "not-in-service", "Rui Melo is away, back on 2026-08-15; `eva` stands in"),
        ("2027-01-01", "rui", "not-in-service", "Rui Melo left on 2027-01-01"),
        (
            "2025-12-31",
            "ana",
            "not-in-force",
            "name the policy of that day with `--policy`, or another moment with `--at`",
        ),
        (
            "2026-05-01T22:15:00",
            "ana",
            "no-offset",
            "by the clocks of Europe/Lisbon that is `2026-05-01T22:15:00+01:00`",
        ),
        ("2026-12-01 22:15", "ana", "no-offset", "by the clocks of Europe/Lisbon that is `2026-12-01T22:15:00+00:00`"),
        ("2026-12-01T25:15", "ana", "no-offset", "write date, time and offset"),
        ("tomorrow", "ana", "not-a-moment", "write date, time and offset"),
    ],
)
def test_not_then(at: str, person: str, code: str, hint: str) -> None:
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks("refund", "60", *LOUD, person=person, at=at))
    ((found, told),) = codes(raised.value)
    assert found == code
    assert told.startswith(hint)


def test_a_person_needs_a_roster_and_is_told_of_the_examples_beside_the_policy() -> None:
    with pytest.raises(CannotAskError) as raised:
        check(without_people(), asks("refund", "60", person="ana"))
    ((code, hint),) = codes(raised.value)
    assert code == "no-roster"
    assert "roster.yaml" in hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("facts: {failure: noise}\ngiven: [{remedy: refnd, amount: 1}]\n", "unknown-remedy"),
        ("facts: {failure: nois}\n", "unknown-value"),
        ("fact: {}\n", "unknown-key"),
    ],
)
def test_a_mistake_in_an_incident_file_has_its_place_there(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "incident.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks("refund", "60", person="ana", incident=file))
    assert [(one.code, one.file) for one in raised.value.problems] == [(code, str(file))]
