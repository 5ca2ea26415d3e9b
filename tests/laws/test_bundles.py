"""A bundle is judged the same in whichever order it is written, and allows nothing that its parts in a row would not."""

from __future__ import annotations

from empower.domain.gesture import Gesture
from empower.rules.answer import answered
from empower.rules.charges import charged
from empower.rules.situation import Situation
from tests.laws.draws import Draws
from tests.laws.situations import Case, Drawn, holds, outcome

IN_A_ROW = ["approve", "approve"]


def test_the_order_within_a_bundle_does_not_matter() -> None:
    holds(_in_either_order, 100, known=True)


def test_what_a_bundle_allows_is_allowed_one_after_the_other() -> None:
    holds(_one_after_the_other, 100, known=True)


def _in_either_order(drawn: Drawn, d: Draws) -> None:
    case = _of_one_incident(drawn.case)
    first, second = _gesture(case, d), _gesture(case, d)
    there, back = [
        answered(Situation(case.rulebook, case.ask.but(gestures=pair), case.balances, case.people))
        for pair in ((first, second), (second, first))
    ]
    assert there.outcome == back.outcome, (first, second)
    assert there.approvers == back.approvers, (first, second)


def _one_after_the_other(drawn: Drawn, d: Draws) -> None:
    case = _of_one_incident(drawn.case)
    first, second = _gesture(case, d), _gesture(case, d)
    if outcome(case, case.ask.but(gestures=(first, second))) == "approve":
        assert IN_A_ROW in [_in_a_row(case, first, second), _in_a_row(case, second, first)], (first, second)


def _in_a_row(case: Case, first: Gesture, second: Gesture) -> list[str | None]:
    given = charged(case.rulebook, case.ask.but(gestures=(first,)), case.balances)
    after = Case(case.rulebook, case.ask, case.balances.plus(given), case.people)
    return [case.outcome(first), after.outcome(second)]


def _of_one_incident(case: Case) -> Case:
    facts = {"incident": "I-1", **dict(case.ask.facts)}
    return Case(case.rulebook, case.ask.but(facts=tuple(facts.items())), case.balances, case.people)


def _gesture(case: Case, d: Draws) -> Gesture:
    remedy = case.rulebook.remedies[d.number(0, len(case.rulebook.remedies) - 1)]
    if remedy.kind in ("credit", "cash"):
        return Gesture(remedy=remedy.id, amount=d.number(0, 200))
    return Gesture(remedy=remedy.id, quantity=d.number(0, 4)) if remedy.unit else Gesture(remedy=remedy.id)
