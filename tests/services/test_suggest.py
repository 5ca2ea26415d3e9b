"""What may be given here and now, a card, and the table of all roles."""

from __future__ import annotations

import pytest

from empower.domain.errors import CannotAskError
from empower.services.card import card
from empower.services.check import check
from empower.services.matrix import matrix
from empower.services.suggest import suggest
from tests.services.hotel import LOUD, asks, codes, hotel, without_people

WHOLE = (*LOUD, "tier=gold", "at_fault=house")


def test_suggestions_are_courtesies_first_and_each_is_a_yes() -> None:
    found = suggest(hotel(), asks(*WHOLE, person="ana", command="suggest"))
    assert found.asks == ()
    assert [one.remedy for one in found.alternatives][:2] == ["apology", "call_back"]
    assert {one.remedy: one.amount for one in found.alternatives}["refund"] == 15000
    for one in found.alternatives:
        figure = one.amount if one.amount is not None else one.quantity
        words = [one.remedy] + (
            [f"{figure / 100:.2f}" if one.amount is not None else str(figure)] if figure is not None else []
        )
        assert check(hotel(), asks(*words, *WHOLE, person="ana")).outcome == "approve"


def test_what_is_owed_is_told() -> None:
    facts = ("failure=overbooked", "severity=major", "bill=480", "nights=2", "customer=C-1")
    found = suggest(hotel(), asks(*facts, person="ana", command="suggest"))
    assert {(line.line, line.remedy, line.amount) for line in found.owed} == {
        ("walked", "refund", 40000),
        ("walked", "credit", 40000),
    }


def test_facts_that_could_change_it_are_named() -> None:
    found = suggest(hotel(), asks("bill=480", person="ana", command="suggest"))
    assert "failure" in [fact.fact for fact in found.asks]
    lines = next(fact.lines for fact in found.asks if fact.fact == "failure")
    assert "injury-needs-gm" in lines


def test_a_card_has_the_grants_of_those_below() -> None:
    found = card(hotel(), asks(person="rui", role="duty_manager", command="card"))
    assert (found.role, found.person, found.name) == ("duty_manager", "rui", "Rui Melo")
    assert found.grants == ("courtesy", "two-thousand", "duty", "late-checkout-once")
    assert [(one.role, [person.id for person in one.people]) for one in found.asks] == [
        ("general_manager", ["eva"]),
        ("owner", ["ines"]),
    ]


def test_a_card_of_a_role() -> None:
    found = card(without_people(), asks(role="associate", command="card"))
    assert (found.person, found.grants) == ("", ("courtesy", "two-thousand", "late-checkout-once"))
    assert [one.role for one in found.asks] == ["supervisor", "duty_manager", "general_manager", "owner"]


def test_a_card_needs_somebody() -> None:
    with pytest.raises(CannotAskError) as raised:
        card(without_people(), asks(command="card"))
    assert [code for code, _ in codes(raised.value)] == ["nobody-asks"]


def test_the_matrix_has_a_cell_for_each_pair() -> None:
    found = matrix(hotel(), asks(*WHOLE, command="suggest"))
    cells = {(cell.role, cell.remedy): cell for cell in found.cells}
    assert len(cells) == len(found.roles) * len(found.remedies) == 60
    refund = cells["associate", "refund"].most
    assert refund is not None
    assert refund.amount == 15000
    assert cells["associate", "other"].most is None
    assert found.facts[0] == ("failure", "noise")


def test_the_matrix_names_the_facts_that_a_figure_turns_on() -> None:
    found = matrix(hotel(), asks("bill=480", "severity=minor", command="suggest"))
    cells = {(cell.role, cell.remedy): cell for cell in found.cells}
    assert cells["associate", "refund"].asks == ("failure",)
    assert cells["associate", "apology"].asks == ()


def test_the_matrix_knows_its_words() -> None:
    with pytest.raises(CannotAskError) as raised:
        matrix(hotel(), asks("failure=nois", "refund", command="suggest"))
    assert sorted(code for code, _ in codes(raised.value)) == ["unexpected-word", "unknown-value"]
