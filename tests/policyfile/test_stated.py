"""Facts as people state them, by kind; and every way of stating them that will not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.calendar import day_of
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.stated import Facts, Statement, stated, statements_of
from tests.policyfile.small_house import HOUSE, page_of, told


def typed(*words: str) -> tuple[Statement, ...]:
    """The statements of a command's words."""
    page = WordsPage(words)
    return tuple(
        Statement(name=word.partition("=")[0], text=word.partition("=")[2], page=page, path=(number,))
        for number, word in enumerate(words)
    )


def facts_of(*words: str) -> Facts:
    facts, problems = stated(HOUSE, typed(*words))
    assert problems == ()
    return facts


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("failure=noise", 0),
        ("failure=injury", 1),
        ("severity=major", 2),
        ("nights=3", 3),
        ("nights=03", 3),
        ("degrees=-3.5", -35),
        ("degrees=−3.5", -35),
        ("degrees=21", 210),
        ("bill=480", 48000),
        ("bill=480.5", 48050),
        ("bill=480.50 EUR", 48050),
        ("bill=EUR 480.50", 48050),
        ("member=yes", 1),
        ("member=True", 1),
        ("member=NO", 0),
        ("member=false", 0),
        ("stayed_on=2026-04-30", day_of(2026, 4, 30)),
        ("arrives=16:00", 960),
        ("arrives=00:00", 0),
        ("property= lisbon ", "lisbon"),
        ("incident=INC-7", "INC-7"),
        ("customer=C-88", "C-88"),
    ],
)
def test_a_value_of_each_kind(word: str, value: int | str) -> None:
    assert facts_of(word) == ((word.partition("=")[0], value),)


@pytest.mark.parametrize(
    "typed_as", ["Ana Sá", "Ana Sa\u0301", " Ana  Sá ", "Ana\u00a0Sá", "Ana Sá\u200b", "Ana \u200b Sá"]
)
def test_a_text_is_what_can_be_seen_of_it(typed_as: str) -> None:
    assert facts_of(f"customer={typed_as}") == (("customer", "Ana Sá"),)


def test_a_moment_also_says_on_which_local_day_it_fell() -> None:
    at = 1_777_600_740_000_000  # 2026-05-01T02:59+01:00, before the night audit
    assert facts_of("told_at=2026-05-01T02:59:00+01:00") == (("told_at", at), ("told_at.day", day_of(2026, 4, 30)))


@pytest.mark.parametrize(
    ("word", "code", "hint"),
    [
        ("failur=noise", "unknown-fact", "did you mean `failure`?"),
        ("failure=nois", "unknown-value", "did you mean `noise`?"),
        ("failure=x", "unknown-value", "the values of `failure` are `noise`, `injury`"),
        ("failure=", "blank-fact", "the values of `failure` are `noise`, `injury`"),
        ("nights=0", "out-of-range", "`nights` is a whole number, at least 1 and at most 90"),
        ("nights=91", "out-of-range", "`nights` is a whole number, at least 1 and at most 90"),
        ("nights=1.5", "too-precise", "`nights` is counted whole, such as `25`"),
        ("nights=-1", "negative", "a number is zero or more"),
        ("nights=three", "not-a-number", "write digits alone: `25`"),
        ("nights=99999999999999999999", "too-large", "check the number of digits"),
        ("degrees=-40.1", "out-of-range", "`degrees` is a number, at least -40.0 and at most 50.0"),
        ("bill=-1", "negative", "an amount is zero or more"),
        ("bill=1.005", "too-precise", "EUR is counted to 2 decimal places, such as `25.10`"),
        ("bill=NaN", "not-an-amount", "write digits, with a point for decimals: `25.10`"),
        ("bill=1,000", "not-an-amount", "did you mean `1000`? write digits, with a point for decimals"),
        ("bill=1.000", "too-precise", "write it with at most 2 decimals: `1.00`; or, if thousands are meant, `1000`"),
        ("nights=1.000", "too-precise", "write it without decimals: `1`; or, if thousands are meant, `1000`"),
        ("bill=1e3", "not-an-amount", "write digits, with a point for decimals: `25.10`"),
        ("bill=480 USD", "other-currency", "write the amount in EUR, such as `25.10`"),
        ("member=maybe", "not-yes-or-no", "say `yes` or `no`"),
        ("stayed_on=2026-02-30", "not-a-date", "write the date as `2026-11-22`"),
        ("stayed_on=yesterday", "not-a-date", "write the date as `2026-11-22`"),
        (
            "told_at=2026-05-01T10:00:00",
            "no-offset",
            "write date, time and offset, such as `2026-11-22T16:00:00+01:00`",
        ),
        ("told_at=10:00", "not-a-moment", "write date, time and offset, such as `2026-11-22T16:00:00+01:00`"),
        ("arrives=24:00", "not-a-time", "write the time as `16:00`"),
        ("arrives=9:5", "not-a-time", "write the time as `16:00`"),
        ("property=  ", "blank-fact", "write some text"),
        ("own=yes", "computed-fact", "state `requester` and `employee` instead"),
        ("amount=60", "built-in-fact", "the amount stands right after the remedy (in a file: `amount:`)"),
        ("role=owner", "built-in-fact", "name the role with `--role` (in a file: `role:`)"),
        ("employee=ana", "built-in-fact", "name the person with `--as` (in a file: `by:`)"),
        ("hour=12", "built-in-fact", "it follows from the moment: `--at` (in a file: `at:`)"),
    ],
)
def test_what_will_not_do(word: str, code: str, hint: str) -> None:
    facts, problems = stated(HOUSE, typed("customer=C-1", word))
    assert facts == (("customer", "C-1"),)
    assert [(one.code, one.hint) for one in problems] == [(code, hint)]
    assert problems[0].file == "command line"
    shown = problems[0].source[problems[0].column - 1 : problems[0].end_column - 1]
    assert shown.strip("'") == word


def test_the_same_fact_may_be_said_twice() -> None:
    assert facts_of("bill=480", "bill=480.00") == (("bill", 48000),)


def test_two_statements_that_contradict() -> None:
    _, problems = stated(HOUSE, typed("failure=noise", "nights=2", "failure=injury"))
    assert told(problems) == [("contradiction", 1, "failure=injury")]
    assert problems[0].message == "`failure` is stated twice, and differs: `noise`, `injury`"


def test_a_file_and_the_command_line_that_contradict_name_the_file(tmp_path: Path) -> None:
    page = page_of(tmp_path, "facts: {bill: 480, failure: noise}\n", "incident.yaml")
    written = statements_of(page.data["facts"], page, ("facts",), " in incident.yaml")
    _, problems = stated(HOUSE, written + typed("bill=500"))
    assert [one.message for one in problems] == ["`bill` is stated twice, and differs: `480` in incident.yaml, `500`"]


def test_what_stands_in_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    text = "facts: {bill: 480.10, member: no, stayed_on: 2026-04-30, property: 0.50, customer: +3519, nights: '2'}\n"
    page = page_of(tmp_path, text)
    facts, problems = stated(HOUSE, statements_of(page.data["facts"], page, ("facts",)))
    assert problems == ()
    assert dict(facts) == {
        "bill": 48010,
        "member": 0,
        "stayed_on": day_of(2026, 4, 30),
        "property": "0.50",
        "customer": "+3519",
        "nights": 2,
    }


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("facts: {failure: [noise]}", "blank-fact", "[noise]"),
        ("facts: {failure: {noise: 1}}", "blank-fact", "{noise: 1}"),
        ("facts:\n  failure:\n", "blank-fact", ""),
        ("facts: {failur: noise}", "unknown-fact", "failur"),
        ("facts: {12: noise}", "unknown-fact", "12"),
        ("facts: {failure: true}", "unknown-value", "true"),
    ],
)
def test_the_place_of_what_will_not_do(tmp_path: Path, text: str, code: str, words: str) -> None:
    page = page_of(tmp_path, text + "\n")
    _, problems = stated(HOUSE, statements_of(page.data["facts"], page, ("facts",)))
    assert [(found, shown) for found, _, shown in told(problems)] == [(code, words)]


def test_facts_come_in_the_order_of_the_vocabulary() -> None:
    assert [name for name, _ in facts_of("nights=2", "customer=C", "failure=noise", "incident=I")] == [
        "incident",
        "customer",
        "failure",
        "nights",
    ]
