"""Suggestions, cards, tables, problems and the results of cases, as they are shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from empower.domain.calendar import day_of, written_date
from empower.domain.decision import Alternative, Approver
from empower.domain.problem import PlacedProblem
from empower.domain.results import CardResult, CaseResult, Cell, MatrixResult, Mismatch, SuggestResult
from empower.report.amounts import amount_words
from empower.report.card import card_text
from empower.report.cases import cases_text
from empower.report.lint import lint_json
from empower.report.matrix import matrix_text
from empower.report.problems import problems_text
from empower.report.suggest import suggest_text
from empower.report.tables_json import card_json, cases_json, matrix_json
from empower.report.wording import Names
from empower.rules.analysis.results import Finding, Linted
from tests.report.hotel import DECISIONS, HOTEL, RUI, TODAY, WARNINGS, asking

Seen = Callable[[str, str], None]
WIDTHS = {"terminal": 80, "pipe": None}

SUGGESTED = SuggestResult(
    ask=asking(),
    alternatives=(
        Alternative(remedy="refund", amount=40000, owed=True),
        Alternative(remedy="apology"),
        Alternative(remedy="late_checkout"),
        Alternative(remedy="free_night", quantity=3),
        Alternative(remedy="credit"),
    ),
    owed=DECISIONS["owed"].owed,
    asks=DECISIONS["missing"].asks[:1],
    warnings=(WARNINGS["nothing-counted"],),
)
CARD = CardResult(
    role="associate",
    day=TODAY,
    grants=("courtesy", "two-thousand", "late-checkout-once"),
    asks=(Approver(role="supervisor", people=(RUI,)), Approver(role="general_manager")),
    person="ana",
    name="Ana Reis",
)
MATRIX = MatrixResult(
    roles=("associate", "owner"),
    remedies=("apology", "late_checkout", "free_night", "credit", "refund", "gift_card"),
    cells=(
        Cell(role="associate", remedy="apology", most=Alternative(remedy="apology")),
        Cell(role="associate", remedy="late_checkout"),
        Cell(role="associate", remedy="free_night", most=Alternative(remedy="free_night", quantity=3)),
        Cell(role="associate", remedy="credit", most=Alternative(remedy="credit", amount=333333)),
        Cell(role="associate", remedy="refund", asks=("bill", "severity")),
        Cell(role="associate", remedy="gift_card", most=Alternative(remedy="gift_card", amount=25000)),
        Cell(role="owner", remedy="apology", most=Alternative(remedy="apology")),
        Cell(role="owner", remedy="late_checkout", most=Alternative(remedy="late_checkout")),
        Cell(role="owner", remedy="free_night", most=Alternative(remedy="free_night")),
        Cell(role="owner", remedy="credit", most=Alternative(remedy="credit")),
        Cell(role="owner", remedy="refund", asks=("bill",)),
        Cell(role="owner", remedy="gift_card", most=Alternative(remedy="gift_card", amount=25000)),
    ),
    facts=(("failure", "noise"), ("customer", "C-88\x1b[31m")),
)
CASES = (
    CaseResult(name="small touches", file="cases.yaml", line=12),
    CaseResult(
        name="splitting does not help",
        file="cases.yaml",
        line=16,
        column=5,
        mismatches=(
            Mismatch(what="outcome", expected="escalate", actual="approve"),
            Mismatch(what="most refund", expected="49.80", actual="150.00"),
        ),
    ),
)
PROBLEM = PlacedProblem(
    code="unknown-remedy",
    message="`vouchr` is not a remedy of this policy",
    hint="did you mean `voucher`? it is declared on line 6",
    level="problem",
    file="policy.yaml",
    line=14,
    column=24,
    end_column=30,
    source="    remedies: [refund, vouchr]",
)


@pytest.mark.parametrize("where", WIDTHS)
def test_what_is_suggested(where: str, seen: Seen) -> None:
    seen(f"suggest.{where}.txt", suggest_text(SUGGESTED, HOTEL, colour=False, width=WIDTHS[where]) + "\n")


def test_nothing_to_suggest() -> None:
    shown = suggest_text(SuggestResult(ask=asking()), HOTEL, colour=False, width=None)
    assert shown == "Any employee may give nothing alone here"


@pytest.mark.parametrize("where", WIDTHS)
def test_a_card(where: str, seen: Seen) -> None:
    seen(f"card.{where}.txt", card_text(CARD, HOTEL, colour=False, width=WIDTHS[where]) + "\n")


def test_with_a_roster_a_card_says_whom_nobody_is_there_for() -> None:
    shown = card_text(CARD, HOTEL, with_roster=True, colour=False, width=None).splitlines()
    assert [line for line in shown if line.startswith("ask: ")] == [
        "ask: supervisor (Rui Melo, +351 555 0102)",
        f"ask: general manager (nobody is there on {written_date(TODAY)})",
    ]


def test_a_name_longer_than_anybody_reads_does_not_fill_the_screen() -> None:
    endless = RUI.but(name="x" * 5_000)
    card = CARD.but(name="y" * 5_000, asks=(Approver(role="supervisor", people=(endless,)),))
    shown = card_text(card, HOTEL, colour=False, width=None)
    assert max(map(len, shown.splitlines())) < 400
    assert f"ask: supervisor ({'x' * 100}…, +351 555 0102)" in shown


def test_a_card_that_grants_nothing() -> None:
    shown = card_text(CardResult(role="finance", day=TODAY, grants=()), HOTEL, colour=False, width=None).splitlines()
    assert shown[:2] == ["Finance", "may give: nothing without asking"]


def test_a_dated_figure_is_that_of_the_day() -> None:
    october = CARD.but(day=day_of(2026, 10, 1))
    assert "2500.00 per incident" in card_text(october, HOTEL, colour=False, width=None)


@pytest.mark.parametrize("width", [80, 30, None])
def test_a_matrix(width: int | None, seen: Seen) -> None:
    seen(f"matrix.{width or 'pipe'}.txt", matrix_text(MATRIX, HOTEL, colour=False, width=width) + "\n")


def test_problems_are_counted(seen: Seen) -> None:
    warning = PROBLEM.but(level="warning", code="unused-paper", message="nothing needs `photo`", hint="")
    shown = problems_text((PROBLEM, PROBLEM.but(line=15), warning))
    seen("problems.txt", shown + "\n")
    assert shown.splitlines()[-1] == "2 problems, 1 warning"
    assert problems_text(()) == "no problems"


def test_cases(seen: Seen) -> None:
    seen("cases.txt", cases_text(CASES, colour=False) + "\n")
    assert cases_text(CASES[:1], colour=False) == "1 case: 1 passed"
    assert cases_text((), colour=False) == "no cases"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("card", card_json(CARD, HOTEL, in_force=True)),
        ("matrix", matrix_json(MATRIX, HOTEL, in_force=True)),
        ("cases", cases_json(CASES)),
        ("problems", lint_json(Linted(findings=(Finding(problem=PROBLEM),)))),
    ],
)
def test_as_objects(name: str, value: object, seen: Seen) -> None:
    seen(f"{name}.json", json.dumps(value, indent=2, ensure_ascii=False) + "\n")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (("units", 2500), "25.00"),
        (("fact", "bill"), "the bill"),
        (
            ("at_most", ("each", ("units", 20000), "nights", 0, 0, 0, ""), ("units", 60000)),
            "200.00 for each of nights, at most 600.00",
        ),
        (
            ("each", ("units", 500), "nights", 0, 12, 24, "up"),
            "5.00 for every 12 of nights, begun ones included beyond 24",
        ),
        (("share", 1, 2, ("fact", "bill")), "50% of the bill"),
        (("share", 1, 464, ("fact", "bill")), "1/464 of the bill"),
        (
            ("round", "up", ("steps", "nights", False, ((0, ("units", 0)), (15, ("units", 500))))),
            "by nights: 0.00 from 0, 5.00 from 15",
        ),
        (("steps", "nights", True, ((3, ("units", 500)),)), "by nights: 5.00 over 3"),
        (
            ("is", "tier", ((0, ("units", 1)), (2, ("units", 2))), ("units", 3)),
            "by tier: 0.01 for standard, 0.02 for gold, else 0.03",
        ),
        (("is", "member", ((1, ("units", 1)), (0, ("units", 2))), None), "by member: 0.01 for yes, 0.02 for no"),
        (("greatest", (("units", 1), ("fact", "bill"))), "the greatest of 0.01 and the bill"),
        (("sum", (("units", 1), ("units", 2), ("units", 3))), "the sum of 0.01, 0.02 and 0.03"),
        (("difference", ("fact", "bill"), ("units", 1)), "the bill less 0.01"),
        (("at_least", ("fact", "bill"), ("units", 1)), "the bill, at least 0.01"),
        (("nothing_below", ("fact", "bill"), ("units", 1)), "the bill, nothing below 0.01"),
        (
            ("nothing_below", ("fact", "bill"), ("units", 1), ("at_least", ("fact", "bill"), ("units", 2))),
            "the bill, at least 0.02, nothing below 0.01",
        ),
        (("dated", ((1, ("units", 1)), (TODAY, ("units", 2)), (TODAY + 1, ("units", 3))), ""), "0.02"),
        (("dated", ((TODAY + 1, ("units", 3)),), ""), "0.03"),
        (("dated", ((TODAY, ("units", 1)),), "stayed_on"), "by stayed on: 0.01 from 2026-05-01"),
    ],
)
def test_an_amount_in_words(amount: tuple[Any, ...], words: str) -> None:
    assert amount_words(amount, Names(HOTEL), TODAY) == words
