"""Alternatives are sound (each, asked for, is approved), maximal (a little more is not) and complete (nothing is missing)."""

from __future__ import annotations

from collections.abc import Iterable

from empower.domain.decision import Alternative
from empower.domain.gesture import Gesture
from empower.rules.alternatives import suggested
from empower.rules.rulebook import Remedy
from tests.laws.draws import Draws
from tests.laws.situations import Case, Drawn, holds

TOP = 330
FAR = 10**9


def test_alternatives_are_sound_maximal_and_complete() -> None:
    shares = holds(_alternatives, 130, known=True)
    shares.show()
    assert not [name for name in shares.rarer_than(5) if name != "fact missing"]


def test_alternatives_are_sound_while_facts_are_missing() -> None:
    holds(_sound, 100)


def _alternatives(drawn: Drawn, _: Draws) -> None:
    case = drawn.case
    decision = case.decide()
    lists = [suggested(case.rulebook, case.ask.but(gestures=()), case.balances, case.people)]
    if decision.outcome != "approve":
        lists.append(decision.alternatives)
    judge_alternatives(case, lists, range(1, TOP))


def _sound(drawn: Drawn, _: Draws) -> None:
    case = drawn.case
    found = case.decide().alternatives
    for alternative in (*found, *suggested(case.rulebook, case.ask.but(gestures=()), case.balances, case.people)):
        remedy = next(remedy for remedy in case.rulebook.remedies if remedy.id == alternative.remedy)
        assert case.decide(gestures=(_of(alternative, remedy),)).outcome == "approve", alternative


def judge_alternatives(case: Case, lists: list[tuple[Alternative, ...]], figures: Iterable[int]) -> None:
    """Asks for everything, each remedy and each of the figures, and compares with each list of alternatives."""
    named = [{alternative.remedy: alternative for alternative in found} for found in lists]
    assert [len(found) for found in named] == [len(found) for found in lists]
    for remedy in case.rulebook.remedies:
        alternatives = {found.get(remedy.id) for found in named}
        if _figured(remedy):
            tries = [*(range(1, 8) if remedy.unit else figures), FAR]
            approved = [figure for figure in tries if case.outcome(_gesture(remedy, figure)) == "approve"]
            for alternative in alternatives:
                _judge_most(case, remedy, alternative, approved)
        else:
            assert {found is not None for found in alternatives} == {
                case.outcome(Gesture(remedy=remedy.id)) == "approve"
            }


def _judge_most(case: Case, remedy: Remedy, found: Alternative | None, approved: list[int]) -> None:
    most = 0 if found is None else found.quantity if remedy.unit else found.amount
    if most is None:
        assert approved[-1:] == [FAR], (remedy.id, approved[-3:])
        return
    assert max(approved, default=0) <= most, (remedy.id, found, approved[-3:])
    if most:
        assert case.outcome(_gesture(remedy, most)) == "approve", found
        assert case.outcome(_gesture(remedy, most + 1)) != "approve", found


def _figured(remedy: Remedy) -> bool:
    return bool(remedy.unit) or remedy.kind in ("credit", "cash")


def _gesture(remedy: Remedy, figure: int) -> Gesture:
    return Gesture(remedy=remedy.id, quantity=figure) if remedy.unit else Gesture(remedy=remedy.id, amount=figure)


def _of(alternative: Alternative, remedy: Remedy) -> Gesture:
    if _figured(remedy) and alternative.amount is None and alternative.quantity is None:
        return _gesture(remedy, FAR)
    return Gesture(remedy=alternative.remedy, amount=alternative.amount, quantity=alternative.quantity)
