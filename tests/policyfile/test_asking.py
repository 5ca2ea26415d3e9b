"""Remedies and amounts in words, and every word that will not do."""

from __future__ import annotations

import pytest

from empower.domain.gesture import Actor, Gesture
from empower.policyfile.said.asking import Figure, Wish, ask_at, gesture, not_in_force, papers
from empower.policyfile.said.page import WordsPage
from tests.policyfile.small_house import AT, HOUSE, MAY, told


def asked(remedy: str, figure: str | None = None, meant: str = "") -> Gesture | list[tuple[str, str]]:
    """The gesture, or code and hint of each problem."""
    page = WordsPage((remedy, *([figure] if figure is not None else [])))
    said = Figure(text=figure, path=(1,), meant=meant) if figure is not None else None
    found = gesture(HOUSE, Wish(remedy=remedy, page=page, path=(0,), figure=said))
    return found if isinstance(found, Gesture) else [(one.code, one.hint) for one in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("refund", "60"), Gesture(remedy="refund", amount=6000)),
        (("refund", "60.5"), Gesture(remedy="refund", amount=6050)),
        (("refund", "60 EUR"), Gesture(remedy="refund", amount=6000)),
        (("refund", "0"), Gesture(remedy="refund", amount=0)),
        (("refund",), Gesture(remedy="refund")),
        (("credit", "60", "amount"), Gesture(remedy="credit", amount=6000)),
        (("apology",), Gesture(remedy="apology")),
        (("cookies",), Gesture(remedy="cookies")),
        (("room_move",), Gesture(remedy="room_move")),
        (("room_move", "2"), Gesture(remedy="room_move", quantity=2)),
        (("free_night", "2"), Gesture(remedy="free_night", quantity=2)),
        (("free_night", "2", "quantity"), Gesture(remedy="free_night", quantity=2)),
        (("points", "5000"), Gesture(remedy="points", quantity=5000)),
    ],
)
def test_what_may_be_asked(words: tuple[str, ...], found: Gesture) -> None:
    assert asked(*words) == found


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (
            ("refnd", "60"),
            "unknown-remedy",
            "did you mean `refund`? what is not in the catalogue is asked for as `other`",
        ),
        (("refund", "-5"), "negative", "an amount is zero or more"),
        (("refund", "−5"), "negative", "an amount is zero or more"),
        (("refund", "60.005"), "too-precise", "EUR is counted to 2 decimal places, such as `25.10`"),
        (("refund", "NaN"), "not-an-amount", "write digits, with a point for decimals: `25.10`"),
        (("refund", "1,000"), "not-an-amount", "did you mean `1000`? write digits, with a point for decimals"),
        (("refund", "1 000"), "not-an-amount", "did you mean `1000`? write digits, with a point for decimals"),
        (
            ("refund", "1.000"),
            "too-precise",
            "write it with at most 2 decimals: `1.00`; or, if thousands are meant, `1000`",
        ),
        (
            ("refund", "1.000 EUR"),
            "too-precise",
            "write it with at most 2 decimals: `1.00`; or, if thousands are meant, `1000`",
        ),
        (("refund", "1.000 USD"), "other-currency", "write the amount in EUR, such as `25.10`"),
        (("refund", ""), "not-an-amount", "write digits, with a point for decimals: `25.10`"),
        (("refund", "60 USD"), "other-currency", "write the amount in EUR, such as `25.10`"),
        (("refund", "3 nights"), "number-for-money", "say how much in EUR, such as `25`"),
        (("refund", "3", "quantity"), "number-for-money", "say how much in EUR, such as `25`"),
        (("refund", "99999999999999999"), "too-large", "check the number of digits"),
        (("apology", "60"), "nothing-to-state", "leave `60` out"),
        (("cookies", "2"), "nothing-to-state", "leave `2` out"),
        (("free_night", "190 EUR"), "money-for-a-number", "say how many, as a whole number such as `2`"),
        (("free_night", "2", "amount"), "money-for-a-number", "say how many, as a whole number such as `2`"),
        (("free_night", "2.5"), "too-precise", "`free_night` is counted whole, such as `25`"),
        (("free_night", "-2"), "negative", "a number is zero or more"),
    ],
)
def test_what_will_not_do(words: tuple[str, ...], code: str, hint: str) -> None:
    assert asked(*words) == [(code, hint)]


def test_what_resembles_nothing_is_told_the_catalogue() -> None:
    found = asked("xyz")
    assert isinstance(found, list)
    problem = found[0]
    assert problem[1].startswith("the remedies are `apology`, `room_move`")
    assert problem[1].endswith("; what is not among them is asked for as `other`")


def test_without_other_nothing_is_said_of_it() -> None:
    house = HOUSE.but(remedies=HOUSE.remedies[:-1])
    found = gesture(house, Wish(remedy="refnd", page=WordsPage(("refnd",)), path=(0,)))
    assert isinstance(found, tuple)
    assert found[0].hint == "did you mean `refund`?"


def test_the_problem_points_at_the_word() -> None:
    page = WordsPage(("refund", "60 USD", "failure=noise"), "empower check")
    figure = Figure(text="60 USD", path=(1,))
    found = gesture(HOUSE, Wish(remedy="refund", page=page, path=(0,), figure=figure))
    assert isinstance(found, tuple)
    assert told(found) == [("other-currency", 1, "'60 USD'")]
    assert found[0].source == "empower check refund '60 USD' failure=noise"


def test_papers_at_hand() -> None:
    page = WordsPage(("guest_statement=G-1", "note", "note"))
    found, problems = papers(HOUSE, [(word, (number,)) for number, word in enumerate(page.words)], page)
    assert (found, problems) == (("guest_statement", "note"), ())


def test_a_paper_nobody_knows() -> None:
    page = WordsPage(("guest_statment",))
    found, problems = papers(HOUSE, [("guest_statment", (0,))], page)
    assert found == ()
    assert [(one.code, one.hint) for one in problems] == [("unknown-paper", "did you mean `guest_statement`?")]


def test_the_ask_has_the_local_day_and_hour() -> None:
    ask = ask_at(HOUSE, (Gesture(remedy="apology"),), Actor(role="associate"), (("failure", 0),), AT, ("note",))
    assert (ask.day, ask.hour, ask.at, ask.papers) == (MAY, 22, AT, ("note",))


@pytest.mark.parametrize(
    ("at", "when"),
    [
        (1_767_239_999_000_000, "on 2025-12-31: it begins on 2026-01-01"),  # 03:59:59 on New Year's Day
        (1_767_240_000_000_000, None),
        (1_830_312_000_000_000, "on 2028-01-01: it ended before 2028-01-01"),
        (1_830_311_999_000_000, None),
    ],
)
def test_a_policy_is_in_force_from_its_first_local_day_until_the_day_after_its_last(at: int, when: str | None) -> None:
    problem = not_in_force(HOUSE, at)
    assert (problem and problem.message) == (when and f"policy `small-house` is not in force {when}")
