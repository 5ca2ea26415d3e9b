"""Alternatives are sound (each, asked for, is approved), maximal (a little more is not) and complete (nothing is missing)."""

from __future__ import annotations

from empower.domain.decision import Alternative
from empower.domain.gesture import Gesture
from empower.rules.alternatives import suggested
from empower.rules.rulebook import Remedy
from tests.laws.draws import Draws
from tests.laws.situations import Case, Drawn, holds

TOP = 330
FAR = 10**9


def test_alternatives_are_sound_maximal_and_complete() -> None:
    shares = holds(_alternatives, 100, known=True)
    shares.show()
    assert not [name for name in shares.rarer_than(5) if name != "fact missing"]


def test_alternatives_are_sound_while_facts_are_missing() -> None:
    holds(_sound, 100)


def _alternatives(drawn: Drawn, _: Draws) -> None:
    case = drawn.case
    decision = case.decide()
    if decision.outcome != "approve":
        judge_alternatives(case, decision.alternatives, TOP)
    judge_alternatives(case, suggested(case.rulebook, case.ask.but(gestures=()), case.balances, case.people), TOP)


def _sound(drawn: Drawn, _: Draws) -> None:
    case = drawn.case
    found = case.decide().alternatives
    for alternative in (*found, *suggested(case.rulebook, case.ask.but(gestures=()), case.balances, case.people)):
        remedy = next(remedy for remedy in case.rulebook.remedies if remedy.id == alternative.remedy)
        assert case.decide(gestures=(_of(alternative, remedy),)).outcome == "approve", alternative


def judge_alternatives(case: Case, found: tuple[Alternative, ...], top: int, figures: tuple[int, ...] = ()) -> None:
    """Asks for everything: each remedy, each figure up to `top` (or those given)."""
    named = {alternative.remedy: alternative for alternative in found}
    assert len(named) == len(found), found
    for remedy in case.rulebook.remedies:
        alternative = named.get(remedy.id)
        if not _figured(remedy):
            approved = case.outcome(Gesture(remedy=remedy.id)) == "approve"
            assert approved == (alternative is not None), (remedy.id, alternative)
            continue
        most = 0 if alternative is None else alternative.quantity if remedy.unit else alternative.amount
        tries = [*range(1, 8 if remedy.unit else top), FAR, *figures]
        approved_figures = [figure for figure in tries if case.outcome(_gesture(remedy, figure)) == "approve"]
        if most is None:
            assert approved_figures[-1:] == tries[-1:], (remedy.id, approved_figures)
            continue
        assert max(approved_figures, default=0) <= most, (remedy.id, alternative, approved_figures[-3:])
        if most:
            assert case.outcome(_gesture(remedy, most)) == "approve", alternative
            assert case.outcome(_gesture(remedy, most + 1)) != "approve", alternative


def _figured(remedy: Remedy) -> bool:
    return bool(remedy.unit) or remedy.kind in ("credit", "cash")


def _gesture(remedy: Remedy, figure: int) -> Gesture:
    return Gesture(remedy=remedy.id, quantity=figure) if remedy.unit else Gesture(remedy=remedy.id, amount=figure)


def _of(alternative: Alternative, remedy: Remedy) -> Gesture:
    if _figured(remedy) and alternative.amount is None and alternative.quantity is None:
        return _gesture(remedy, FAR)
    return Gesture(remedy=alternative.remedy, amount=alternative.amount, quantity=alternative.quantity)
