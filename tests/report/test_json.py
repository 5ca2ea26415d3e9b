"""What a script reads: every key always there, amounts as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from empower.domain.decision import Alternative, OwedLine
from empower.domain.gesture import Gesture
from empower.domain.problem import PlacedProblem
from empower.domain.results import SuggestResult
from empower.report.as_json import decision_json, error_json, suggest_json
from tests.report.hotel import DECISIONS, DIGEST, HOTEL, SIXTY, WARNINGS, asking, decided

Seen = Callable[[str, str], None]
KEYS = (
    "schema currency outcome gesture bundle actor owed goodwill headroom approvers reasons needs must alternatives unblock say"
    " warnings asks limits policy at local_date entry request replayed"
)


def object_of(name: str) -> dict[str, Any]:
    return decision_json(DECISIONS[name], HOTEL, file="policy.yaml", in_force=True)


def written(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision(name: str, seen: Seen) -> None:
    seen(f"{name}.json", written(object_of(name)))


@pytest.mark.parametrize("name", DECISIONS)
def test_the_shape_is_always_whole(name: str) -> None:
    found = object_of(name)
    assert " ".join(found) == KEYS
    assert found["schema"] == "empower/decision/1"
    assert json.loads(json.dumps(found)) == found  # nothing that JSON would change on the way
    assert numbers_in(found) <= {"quantity", "count", "line", "column"}


def numbers_in(value: object, key: str = "") -> set[str]:
    """The keys under which a number stands."""
    if isinstance(value, dict):
        return set().union(*[numbers_in(inner, name) for name, inner in value.items()])
    if isinstance(value, list):
        return set().union(*[numbers_in(inner, key) for inner in value])
    return {key} if isinstance(value, int) and not isinstance(value, bool) else set()


def test_a_bundle_begins_with_its_first_gesture() -> None:
    found = object_of("bundle")
    assert [part["remedy"] for part in found["bundle"]] == ["late_checkout", "free_night", "credit"]
    assert found["gesture"] == found["bundle"][0]
    assert object_of("escalate")["bundle"] == []


def test_what_two_remedies_settle_is_owed_once() -> None:
    lines = (
        OwedLine(line="walked", remedy="refund", amount=40000),
        OwedLine(line="walked", remedy="credit", amount=40000),
        OwedLine(line="elsewhere", remedy="refund", amount=1),
        OwedLine(line="walked-nights", remedy="free_night", amount=2, of_things=True),
    )
    found = decision_json(DECISIONS["owed"].but(owed=lines), HOTEL, file="policy.yaml", in_force=True)
    assert found["owed"]["amount"] == "400.01"
    assert found["owed"]["lines"][3] == {"id": "walked-nights", "remedy": "free_night", "quantity": 2, "source": None}


def test_nobody_known_is_null() -> None:
    ask = asking(SIXTY.gesture, person="")
    found = decision_json(DECISIONS["escalate"].but(ask=ask), HOTEL, file="policy.yaml", in_force=False)
    assert found["actor"] == {"id": None, "role": "associate", "vouched": "claimed"}
    assert found["policy"] == {"name": "small-hotel", "digest": DIGEST, "in_force": False}


def test_a_gesture_that_was_not_weighed_has_no_cost() -> None:
    decision = DECISIONS["missing"].but(parts=())
    found = decision_json(decision, HOTEL, file="policy.yaml", in_force=True)
    assert found["gesture"] == {"remedy": "refund", "amount": "60.00", "quantity": None, "cost": None}


def test_a_currency_without_decimals() -> None:
    yen = HOTEL.but(currency="JPY", digits=0)
    found = decision_json(DECISIONS["escalate"], yen, file="policy.yaml", in_force=True)
    assert (found["currency"], found["goodwill"], found["alternatives"][0]["amount"]) == ("JPY", "6000", "4980")


def test_what_people_wrote_is_not_changed() -> None:
    hostile = 'one\n"two" \x1b[31m\u202e'
    found = decision_json(DECISIONS["deny"].but(say=(hostile,)), HOTEL, file="policy.yaml", in_force=True)
    assert json.loads(json.dumps(found))["say"] == [hostile]


def test_what_is_suggested_has_the_same_shape(seen: Seen) -> None:
    result = SuggestResult(
        ask=asking(),
        alternatives=(Alternative(remedy="refund", amount=40000, owed=True), Alternative(remedy="apology")),
        owed=DECISIONS["owed"].owed,
        asks=DECISIONS["missing"].asks[:1],
        warnings=(WARNINGS["nothing-counted"],),
    )
    found = suggest_json(result, HOTEL, in_force=True)
    assert " ".join(found) == KEYS
    seen("suggest.json", written(found))


def test_an_error() -> None:
    problem = PlacedProblem(
        code="unknown-remedy",
        message="`refnd` is not a remedy of this policy",
        hint="did you mean `refund`?",
        level="problem",
        file="command line",
        line=1,
        column=15,
        end_column=20,
        source="empower check refnd",
    )
    assert error_json((problem, problem.but(file="", line=0, column=0))) == {
        "schema": "empower/error/1",
        "problems": [
            {
                "code": "unknown-remedy",
                "message": "`refnd` is not a remedy of this policy",
                "file": "command line",
                "line": 1,
                "column": 15,
                "hint": "did you mean `refund`?",
            },
            {
                "code": "unknown-remedy",
                "message": "`refnd` is not a remedy of this policy",
                "file": None,
                "line": None,
                "column": None,
                "hint": "did you mean `refund`?",
            },
        ],
    }


def test_another_command_has_a_schema_of_its_own() -> None:
    decision = decided(
        "approve", SIXTY.but(gesture=Gesture(remedy="apology"), cost=0), reasons=DECISIONS["approve"].reasons
    )
    assert decision_json(decision, HOTEL, file="", in_force=True, command="record")["schema"] == "empower/decision/1"
    assert decision_json(decision, HOTEL, file="", in_force=True, command="approve")["schema"] == "empower/approve/1"
