"""Words that stand where no word is read are told with what they were meant for."""

from __future__ import annotations

import pytest

from empower.domain.errors import CannotAskError
from empower.services.check import check
from empower.services.matrix import matrix
from empower.services.suggest import suggest
from tests.services.hotel import asks, codes, hotel

WRITTEN = "a fact is written `FACT=VALUE`; put quotes round a value of several words"
ALONE = "only facts are said here, and written `FACT=VALUE`"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("refund", "60", "cookies"), "several gestures are one question: `--also cookies`"),
        (("refund", "cookies"), "several gestures are one question: `--also cookies`"),
        (("refund", "60", "noise"), "did you mean `failure=noise`?"),
        (("refund", "noise"), "did you mean `failure=noise`?"),
        (("apology", "noise"), "did you mean `failure=noise`?"),
        (("refund", "60", "bill:480"), "did you mean `bill=480`?"),
        (("refund", "60", "customer:C-88"), "did you mean `customer=C-88`?"),
        (("refund", "60", "bill"), "say what it is: `bill=…`"),
        (("free_night", "2", "nights"), "the number is enough: `free_night 2`"),
        (("free_night", "2", "noise"), "did you mean `failure=noise`?"),
        (("refund", "2", "nights"), "say what it is: `nights=…`"),
        (("refund", "60", "please"), WRITTEN),
        (("refund", "60", "nobody:knows"), WRITTEN),
        (("refund", "60", "bill:"), WRITTEN),
    ],
)
def test_in_a_question_for_a_remedy(words: tuple[str, ...], hint: str) -> None:
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks(*words, person="ana"))
    assert codes(raised.value) == [("unexpected-word", hint)]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("refund", "only facts are said here; one remedy is asked for with `empower check refund`"),
        ("noise", "did you mean `failure=noise`?"),
        ("60", ALONE),
        ("associate", ALONE),
    ],
)
def test_where_only_facts_are_said(word: str, hint: str) -> None:
    with pytest.raises(CannotAskError) as raised:
        suggest(hotel(), asks(word, person="ana", command="suggest"))
    assert codes(raised.value) == [("unexpected-word", hint)]
    with pytest.raises(CannotAskError) as raised:
        matrix(hotel(), asks(word, command="policy matrix"))
    assert codes(raised.value) == [("unexpected-word", hint)]
    assert raised.value.problems[0].source == f"empower policy matrix {word}"


def test_how_much_before_the_remedy() -> None:
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks("60", "refund", person="ana"))
    assert ("unexpected-word", "the remedy stands first: `refund 60`") in codes(raised.value)


def test_a_remedy_written_as_a_fact_is_told_once() -> None:
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks("refund=60", person="ana"))
    assert codes(raised.value) == [("unknown-fact", "how much of it stands after it: `refund 60`")]


@pytest.mark.parametrize("written", [("bill", "=", "480"), ("bill", "=480"), ("bill = 480",), ("bill=480",)])
def test_spaces_round_the_sign_do_not_matter(written: tuple[str, ...]) -> None:
    decision = check(hotel(), asks("refund", "60", "EUR", *written, "failure=noise", "severity=minor", person="ana"))
    assert dict(decision.ask.facts)["bill"] == 48000
    assert decision.ask.gestures[0].amount == 6000


def test_a_sign_without_a_fact() -> None:
    with pytest.raises(CannotAskError) as raised:
        check(hotel(), asks("=noise", "refund", "60", person="ana"))
    assert codes(raised.value) == [("unknown-fact", "a fact is written `FACT=VALUE`")]
