"""An incident file and the earlier gestures it lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from empower.domain.calendar import day_of
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.people import Person
from empower.policyfile.earlier import Around, earlier
from empower.policyfile.incident import Incident, load_incident
from empower.policyfile.said.stated import stated
from tests.policyfile.small_house import AT, HOUSE, MAY, page_of, told

PEOPLE = (
    Person(id="ana", roles=("associate",), facts=(("property", "lisbon"),)),
    Person(id="rui", roles=("supervisor", "associate"), facts=(("property", "porto"),), service=(None, MAY)),
)
FACTS = (("incident", "INC-7"), ("customer", "C-88"), ("failure", 0))


def given(
    folder: Path, text: str, people: tuple[Person, ...] | None = PEOPLE, **more: Any
) -> tuple[tuple[Ask, ...], list[Any]]:
    page = page_of(folder, f"given: [{text}]\n")
    around = Around(actor=Actor(role="associate", id="ana"), at=AT, facts=FACTS, people=people, **more)
    asks, problems = earlier(HOUSE, page.data["given"], page, ("given",), around)
    return asks, [(code, shown) for code, _, shown in told(problems)]


def test_an_incident_file(tmp_path: Path) -> None:
    text = (
        "incident: INC-7\nfacts: {failure: noise, customer: C-88, bill: 480}\ngiven: [{remedy: credit, amount: 100}]\n"
    )
    (tmp_path / "incident.yaml").write_text(text, encoding="utf-8")
    incident = load_incident(tmp_path / "incident.yaml")
    assert isinstance(incident, Incident)
    facts, problems = stated(HOUSE, incident.statements)
    assert (facts, problems) == ((("incident", "INC-7"), ("customer", "C-88"), ("failure", 0), ("bill", 48000)), ())
    assert incident.given == [{"remedy": "credit", "amount": 100}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fact: {failure: noise}\n", ("unknown-key", 1, "fact")),
        ("facts: noise\n", ("wrong-kind", 1, "noise")),
        ("incident: INC-7\nincident: INC-8\n", ("duplicate-key", 2, "incident")),
        ("noise\n", ("wrong-kind", 1, "noise")),
        ("# mine\nempower: 1\npolicy: mine\ncurrency: EUR\n", ("unknown-key", 2, "empower")),
    ],
)
def test_a_file_that_is_no_incident(tmp_path: Path, text: str, found: tuple[str, int, str]) -> None:
    (tmp_path / "incident.yaml").write_text(text, encoding="utf-8")
    problems = load_incident(tmp_path / "incident.yaml")
    assert isinstance(problems, tuple)
    assert told(problems) == [found]


def test_a_fact_that_stands_beside_the_facts_is_told_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "i.yaml").write_text("incident: INC-7\nfailure: noise\n", encoding="utf-8")
    problems = load_incident(tmp_path / "i.yaml")
    assert isinstance(problems, tuple)
    (only,) = problems
    assert (only.code, only.line) == ("unknown-key", 2)
    assert only.hint.startswith("facts stand behind `facts`: `facts: {failure: …}`")


def test_an_incident_that_contradicts_itself(tmp_path: Path) -> None:
    (tmp_path / "i.yaml").write_text("incident: INC-7\nfacts: {incident: INC-8}\n", encoding="utf-8")
    incident = load_incident(tmp_path / "i.yaml")
    assert isinstance(incident, Incident)
    assert told(stated(HOUSE, incident.statements)[1]) == [("contradiction", 2, "INC-8")]


def test_an_earlier_gesture_is_one_for_the_same_incident_by_the_asker_today(tmp_path: Path) -> None:
    asks, problems = given(tmp_path, "{remedy: credit, amount: 100}")
    assert problems == []
    assert asks == (
        Ask(
            gestures=(Gesture(remedy="credit", amount=10000),),
            actor=Actor(role="associate", id="ana"),
            facts=(*FACTS, ("property", "lisbon")),
            at=AT,
            day=MAY,
            hour=22,
        ),
    )


def test_who_gave_it_brings_their_own_facts_and_need_not_be_here_any_more(tmp_path: Path) -> None:
    (ask,), problems = given(tmp_path, "{remedy: free_night, quantity: 1, by: rui, on: 2026-04-30}")
    assert problems == []
    assert (ask.actor, ask.day) == (Actor(role="supervisor", id="rui"), day_of(2026, 4, 30))
    assert dict(ask.facts)["property"] == "porto"


def test_what_is_stated_beside_it_wins_over_the_roster(tmp_path: Path) -> None:
    (ask,), problems = given(tmp_path, "{remedy: credit, amount: 1, by: rui, facts: {property: faro, failure: injury}}")
    assert problems == []
    assert dict(ask.facts) == {"property": "faro", "failure": 1, "incident": "earlier-1"}


def test_without_a_roster_a_person_is_only_a_name(tmp_path: Path) -> None:
    (ask,), problems = given(tmp_path, "{remedy: credit, amount: 1, by: zoe}", people=None)
    assert (ask.actor, problems) == (Actor(role="associate", id="zoe"), [])


def test_another_incident_of_the_file(tmp_path: Path) -> None:
    incidents = {"quiet": (("incident", "quiet"), ("failure", 1))}
    (ask,), problems = given(
        tmp_path, "{remedy: credit, amount: 1, incident: quiet, facts: {bill: 5}}", incidents=incidents
    )
    assert (dict(ask.facts), problems) == ({"incident": "quiet", "failure": 1, "bill": 500, "property": "lisbon"}, [])


def test_another_incident_by_its_facts(tmp_path: Path) -> None:
    (ask,), problems = given(tmp_path, "{remedy: credit, amount: 1, incident: INC-5, facts: {failure: noise}}")
    assert (dict(ask.facts), problems) == ({"incident": "INC-5", "failure": 0, "property": "lisbon"}, [])


def test_they_are_in_the_order_of_their_days(tmp_path: Path) -> None:
    asks, _ = given(
        tmp_path,
        "{remedy: credit, amount: 1}, {remedy: credit, amount: 2, on: 2026-04-02}, {remedy: credit, amount: 3, on: 2026-04-02}",
    )
    assert [ask.gestures[0].amount for ask in asks] == [200, 300, 100]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{remedy: credti, amount: 1}", "unknown-remedy", "credti"),
        ("{remedy: credit, amount: -1}", "negative", "-1"),
        ("{remedy: credit, amount: 1, quantity: 1}", "amount-or-quantity", "quantity"),
        ("{remedy: credit, quantity: 1}", "number-for-money", "1"),
        ("{amount: 1}", "missing-key", "{amount: 1}"),
        ("{remedy: credit, amount: 1, by: rita}", "unknown-person", "rita"),
        ("{remedy: credit, amount: 1, role: manager}", "unknown-role", "manager"),
        ("{remedy: credit, amount: 1, on: yesterday}", "not-a-date", "yesterday"),
        ("{remedy: credit, amount: 1, on: 2026-05-02}", "not-earlier", "2026-05-02"),
        ("{remedy: credit, amount: 1, on: 2026-05-01T23:00:00+01:00}", "not-earlier", "2026-05-01T23:00:00+01:00"),
        ("{remedy: credit, amount: 1, incident: INC-5}", "unknown-incident", "INC-5"),
        ("{remedy: credit, amount: 1, facts: {failure: x}}", "unknown-value", "x"),
        ("credit", "wrong-kind", "credit"),
    ],
)
def test_a_mistake(tmp_path: Path, text: str, code: str, words: str) -> None:
    assert given(tmp_path, text) == ((), [(code, words)])


def test_the_name_of_an_incident_is_checked_where_the_file_lists_them(tmp_path: Path) -> None:
    _, problems = given(tmp_path, "{remedy: credit, amount: 1, incident: quite}", incidents={"quiet": ()})
    assert problems == [("unknown-incident", "quite")]
