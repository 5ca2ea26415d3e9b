"""Every reason and every warning is one plain sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from empower.domain.decision import REASON_CODES, WARNING_CODES, Reason
from empower.report.conditions import matched, wanted
from empower.report.phrases import in_a_row, several
from empower.report.sentences import reason_sentence, warning_sentence
from empower.report.wording import Names
from tests.report.hotel import HOTEL, INCIDENT, NOW, ONCE, REASONS, WARNINGS, a_test, asking

NAMES = Names(HOTEL, asking())
HOURS = 3_600_000_000


def test_there_is_one_for_every_code() -> None:
    assert set(REASONS) == set(REASON_CODES)
    assert set(WARNINGS) == set(WARNING_CODES)


@pytest.mark.parametrize("code", REASON_CODES)
def test_a_reason(code: str, seen: Callable[[str, str], None]) -> None:
    seen(f"reason-{code}.txt", reason_sentence(REASONS[code], NAMES) + "\n")


@pytest.mark.parametrize("code", WARNING_CODES)
def test_a_warning(code: str, seen: Callable[[str, str], None]) -> None:
    seen(f"warning-{code}.txt", warning_sentence(WARNINGS[code], NAMES) + "\n")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (REASONS["within-authority"].but(reading=None, line="courtesy"), "`courtesy` allows it without a limit"),
        (
            REASONS["within-authority"].but(reading=INCIDENT.but(per=(("gesture", ""),))),
            "`two-thousand` allows it: 150.00 per gesture",
        ),
        (Reason(code="not-owed", remedy="refund"), "nothing in this policy makes refund owed here"),
        (Reason(code="not-owed", line="walked", section="owed", amount=0), "nothing more is due under `walked`"),
        (
            Reason(
                code="not-owed",
                line="walked",
                section="owed",
                tests=(a_test(axis="failure", said=(("is", (1,)),), actual=0),),
            ),
            "`walked` would be owed if failure were injury; it is Noise at night",
        ),
        (
            Reason(code="not-granted", remedy="gift_card", roles=("finance",)),
            "no grant lets Finance give gift_card",
        ),
        (
            Reason(code="owed", line="walked-nights", remedy="free_night", amount=2),
            "2 nights is due under `walked-nights`",
        ),
        (
            REASONS["limit"].but(remedy="credit", because=""),
            "`minor-noise` allows 150.00 per incident: 100.20 spent, 49.80 left, this costs 60.00",
        ),
    ],
)
def test_its_other_forms(reason: Reason, sentence: str) -> None:
    assert reason_sentence(reason, NAMES) == sentence


@pytest.mark.parametrize(
    ("axis", "said", "actual", "held", "wish"),
    [
        ("failure", ("is", (0, 1)), 1, "failure is injury", "failure were injury or Noise at night; it is injury"),
        (
            "failure",
            ("not", (0,)),
            1,
            "failure is injury, not Noise at night",
            "failure were not Noise at night; it is injury",
        ),
        ("tier", ("over", (0,)), 1, "tier is silver, above standard", "tier were above standard; it is silver"),
        ("tier", ("under", (2,)), 1, "tier is silver, below gold", "tier were below gold; it is silver"),
        ("tier", ("at_most", (1,)), 1, "tier is silver, silver or below", "tier were silver or below; it is silver"),
        ("member", ("is", (1,)), 1, "member is yes", "member were yes; it is yes"),
        ("nights", ("at_least", (3,)), 4, "nights 4, at least 3", "nights were at least 3; it is 4"),
        ("bill", ("under", (5000,)), 4999, "bill 49.99, under 50.00", "bill were under 50.00; it is 49.99"),
        ("quantity", ("over", (2,)), 3, "quantity 3, over 2", "quantity were over 2; it is 3"),
        ("stayed_on", ("before", (739617,)), 739616, "stayed on 2025-12-31, before 2026-01-01", None),
        ("stayed_on", ("from", (739617,)), 739617, "stayed on 2026-01-01, on or after 2026-01-01", None),
        ("arrives", ("at_least", (960,)), 970, "arrives 16:10, at least 16:00", None),
        ("hour", ("at_least", (22,)), 23, "hour 23:00, at least 22:00", None),
        ("weekday", ("is", (5, 6)), 6, "weekday is sunday", "weekday were saturday or sunday; it is sunday"),
        ("remedy", ("not", (0, 1)), 4, "remedy is refund, not apology or Late check-out", None),
        ("role", ("is", (0,)), 0, "role is Any employee", None),
        (
            "told_at",
            ("before", (NOW,)),
            NOW - 1,
            "told at 2026-05-01T21:14:59.999999Z, before 2026-05-01T21:15:00Z",
            None,
        ),
        ("stayed_on", ("given", (1,)), None, "stayed on is not said", "stayed on were given; it is not said"),
        ("stayed_on", ("given", (0,)), 739617, "stayed on is 2026-01-01", "stayed on were not given; it is 2026-01-01"),
        ("stayed_on#days", ("at_most", (365,)), 483, "stayed on 2025-01-03, 483 days ago, at most 365 days", None),
        (
            "stayed_on#months",
            ("over", (24,)),
            31,
            "stayed on 2025-01-03, 15 months and some days ago, over 1 year",
            None,
        ),
        ("told_at#hours", ("over", (24 * HOURS,)), 26 * HOURS, "told at 2026-04-30, 26 hours ago, over 24 hours", None),
        (
            "told_at#hours",
            ("over", (24 * HOURS,)),
            26 * HOURS + HOURS // 2,
            "told at 2026-04-30, 26 hours 30 minutes ago, over 24 hours",
            None,
        ),
    ],
)
def test_a_test_in_words(
    axis: str, said: tuple[str, tuple[int, ...]], actual: int | None, held: str, wish: str | None
) -> None:
    test = a_test(axis=axis, said=(said,), actual=actual)
    assert matched(test, NAMES) == held
    if wish:
        assert wanted(test, NAMES) == wish


def test_several_operators_all_hold() -> None:
    test = a_test(axis="nights", said=(("at_least", (2,)), ("under", (5,))), actual=3)
    assert matched(test, NAMES) == "nights 3, at least 2 and under 5"


@pytest.mark.parametrize(("age", "words"), [(0, "today"), (1, "1 day ago"), (-1, "in 1 day"), (-3, "in 3 days")])
def test_how_long_ago(age: int, words: str) -> None:
    test = a_test(axis="stayed_on#days", said=(("under", (10,)),), actual=age)
    assert matched(test, Names(HOTEL)) == f"stayed on {words}, under 10 days"


def test_of_very_many_values_the_first_are_named() -> None:
    assert NAMES.values("nights", tuple(range(1, 7))) == "1, 2, 3, 4, 5 or 6"
    assert NAMES.values("nights", tuple(range(1, 9))) == "1, 2, 3, 4, 5 or 3 more"


def test_what_is_held_is_told_apart() -> None:
    held = REASONS["limit"].but(reading=INCIDENT.but(held=2000), because="")
    assert "100.20 spent, 20.00 held, 29.80 left" in reason_sentence(held, NAMES)


def test_a_count_is_of_gestures() -> None:
    reason = REASONS["above-authority"].but(reading=ONCE.but(limit=3, spent=3))
    assert "allows 3 gestures per customer in 90 days: 3 given, 0 left, this asks 1" in reason_sentence(reason, NAMES)


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("night", "2 nights"),
        ("delivery", "2 deliveries"),
        ("day", "2 days"),
        ("box", "2 boxes"),
        ("points", "2 points"),
    ],
)
def test_more_than_one(noun: str, many: str) -> None:
    assert several(1, noun) == f"1 {noun}"
    assert several(2, noun) == many


def test_a_row() -> None:
    assert [in_a_row("a"), in_a_row("ab"), in_a_row("abc", "or"), in_a_row("")] == ["a", "a and b", "a, b or c", ""]
