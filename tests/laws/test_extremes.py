"""No situation gives less than the least or more than the most; and each is given in the situation that is named for it."""

from __future__ import annotations

import pytest

from empower.domain.balances import NOTHING_SPENT
from empower.domain.decision import Alternative
from empower.domain.gesture import Actor, Ask, Gesture
from empower.policyfile.said.zone import local
from empower.rules.analysis import extremes as module
from empower.rules.analysis.extremes import Situations, extremes
from empower.rules.missing import asked_facts
from empower.rules.most import most
from empower.rules.rulebook import IN_MONEY, Remedy, Rulebook
from empower.rules.situation import Situation
from tests.laws.draws import Draws
from tests.laws.packs import PACKS, cases_of, pack_rulebook
from tests.laws.situations import Drawn, holds


def test_of_a_drawn_policy() -> None:
    holds(_within, 12, known=True)


@pytest.mark.parametrize("pack", [pack for pack in PACKS if "rail" not in pack])
def test_of_a_pack(pack: str) -> None:
    rulebook = pack_rulebook(pack)
    asks = {case.ask.facts: case.ask.but(gestures=()) for case in cases_of(pack)}
    _judge(rulebook, list(asks.values()))


def _within(drawn: Drawn, _: Draws) -> None:
    _judge(drawn.rulebook, [drawn.case.ask.but(gestures=())])


def _judge(rulebook: Rulebook, asks: list[Ask]) -> None:
    """Each ask lies between the ends that its moment has, whatever its facts; of a pack the first moments are tried."""
    for remedy in rulebook.remedies:
        hours = {ask.at: ask for ask in asks}
        for ask in list(hours.values())[:3]:
            nothing_said = ask.but(facts=())
            situations = Situations(rulebook, remedy, nothing_said, lambda at: _day(rulebook, at))
            for role in rulebook.roles:
                actor = Actor(role=role.id, id=ask.actor.id)
                ends = extremes(situations, actor)
                sizes = [_size(end.most) for end in ends]
                for end, size in zip(ends, sizes, strict=True):
                    again = nothing_said.but(facts=end.facts, actor=actor)
                    assert _size(_most(rulebook, again, remedy)) == size
                for other in [one for one in asks if one.at == ask.at]:
                    known = Situation(rulebook, other.but(actor=actor), NOTHING_SPENT, None)
                    if asked_facts(known.asking(_some(remedy)))[0]:
                        continue  # a case that leaves a fact open says nothing of how much that is
                    here = _size(most(known, remedy.id))
                    assert sizes[0] <= here <= sizes[1], (remedy.id, role.id, ends, other.facts)


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook = pack_rulebook(next(pack for pack in PACKS if "harbour" in pack))
    ask = cases_of(next(pack for pack in PACKS if "harbour" in pack))[0].ask.but(gestures=(), facts=())
    remedy = next(one for one in rulebook.remedies if one.id == "refund")
    assert Situations(rulebook, remedy, ask, lambda at: _day(rulebook, at)).whole
    monkeypatch.setattr(module, "CEILING", 3)
    assert not Situations(rulebook, remedy, ask, lambda at: _day(rulebook, at)).whole


def _some(remedy: Remedy) -> Gesture:
    if remedy.kind in IN_MONEY:
        return Gesture(remedy=remedy.id, amount=1)
    return Gesture(remedy=remedy.id, quantity=1 if remedy.unit else None)


def _most(rulebook: Rulebook, ask: Ask, remedy: Remedy) -> Alternative | None:
    return most(Situation(rulebook, ask, NOTHING_SPENT, None), remedy.id)


def _size(found: Alternative | None) -> tuple[int, int]:
    if found is None:
        return 0, 0
    figure = found.amount if found.amount is not None else found.quantity
    return (2, 0) if figure is None else (1, figure)


def _day(rulebook: Rulebook, at: int) -> int:
    return local(at, rulebook.timezone, rulebook.day_starts).day
