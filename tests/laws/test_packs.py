"""The laws, on every pack and every question of its cases."""

from __future__ import annotations

import json

import pytest

from empower.domain.facts import Fact
from empower.domain.gesture import Actor, Ask, Gesture
from empower.rules.alternatives import suggested
from empower.rules.rulebook import Rulebook
from empower.rules.stored import as_bytes, from_bytes
from tests.laws.compiling import moved, rulebook_of
from tests.laws.draws import of_seed
from tests.laws.packs import PACKS, cases_of, figures_of, pack_loaded, pack_rulebook
from tests.laws.shuffling import shuffled
from tests.laws.situations import Case
from tests.laws.test_alternatives import judge_alternatives
from tests.laws.test_monotone import KINDNESS, without_roles
from tests.laws.test_order import told

ORDERS = 3


@pytest.mark.parametrize("pack", PACKS)
def test_order_never_matters_in_a_pack(pack: str) -> None:
    loaded = pack_loaded(pack)
    rulebook = pack_rulebook(pack)
    for seed in range(ORDERS):
        other, origins = shuffled(of_seed(f"{pack} {seed}"), loaded.tree.data)
        after = moved(loaded, other, origins)
        for case in cases_of(pack):
            again = Case(after, _translated(case.ask, rulebook, after), case.balances, case.people)
            assert json.loads(told(case.decide(), rulebook)) == json.loads(told(again.decide(), after))


def _translated(ask: Ask, before: Rulebook, after: Rulebook) -> Ask:
    """The same question: a value of a `one_of` has another number where the values stand in another order."""
    old, new = ({fact.name: fact.values for fact in rulebook.facts} for rulebook in (before, after))

    def number(name: str, value: int | str) -> int | str:
        return new[name].index(old[name][int(value)]) if old.get(name) else value

    return ask.but(facts=tuple((name, number(name, value)) for name, value in ask.facts))


@pytest.mark.parametrize("pack", PACKS)
def test_more_is_never_judged_more_kindly_in_a_pack(pack: str) -> None:
    rulebook = pack_rulebook(pack)
    figures = figures_of(rulebook)
    for case in _different(pack):
        for remedy in rulebook.remedies:
            if not (remedy.unit or remedy.kind in ("credit", "cash")):
                continue
            outcomes = [
                case.outcome(Gesture(remedy=remedy.id, **{"quantity" if remedy.unit else "amount": figure}))
                for figure in (range(1, 12) if remedy.unit else figures)
            ]
            harsh = [KINDNESS.index(outcome or "") for outcome in outcomes]
            assert harsh == sorted(harsh), (remedy.id, case.ask)


@pytest.mark.parametrize("pack", PACKS)
def test_a_role_further_up_is_never_judged_more_harshly_in_a_pack(pack: str) -> None:
    tree = pack_loaded(pack).tree.data
    plain = rulebook_of({**tree, "rules": [without_roles(rule) for rule in tree.get("rules", [])]})
    for asked in _different(pack):
        case = Case(plain, asked.ask, asked.balances, asked.people)
        for role in plain.roles:
            if case.outcome(case.ask.gestures[0], actor=Actor(role=role.id, id=case.ask.actor.id)) != "approve":
                continue
            for higher in role.above:
                found = case.outcome(case.ask.gestures[0], actor=Actor(role=higher, id=case.ask.actor.id))
                assert found == "approve", (role.id, higher, case.ask)


@pytest.mark.parametrize("pack", PACKS)
def test_alternatives_are_sound_maximal_and_complete_in_a_pack(pack: str) -> None:
    rulebook = pack_rulebook(pack)
    figures = figures_of(rulebook)
    for case in _different(pack):
        decision = case.decide()
        lists = [suggested(rulebook, case.ask.but(gestures=()), case.balances, case.people)]
        if decision.outcome != "approve":
            lists.append(decision.alternatives)
        judge_alternatives(case, lists, figures)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_comes_back_from_bytes(pack: str) -> None:
    rulebook = pack_rulebook(pack)
    again = from_bytes(as_bytes(rulebook))
    assert again == rulebook
    for case in cases_of(pack):
        assert Case(again, case.ask, case.balances, case.people).decide() == case.decide()


def _different(pack: str) -> list[Case]:
    """The cases that differ in more than the figure asked for, with every fact stated that is neither optional nor a text."""
    found: dict[object, Case] = {}
    for case in cases_of(pack):
        stated = dict(case.ask.facts)
        unstated = [fact for fact in case.rulebook.facts if not (fact.optional or fact.derived or fact.kind == "text")]
        stated |= {
            fact.name: _some_value(fact, case.ask)
            for fact in unstated
            if fact.name not in stated and fact.default is None
        }
        ask = case.ask.but(facts=tuple(stated.items()))
        known = Case(case.rulebook, ask, case.balances, case.people)
        found.setdefault((ask.actor, frozenset(stated.items()), ask.at, ask.gestures[0].remedy), known)
    return list(found.values())


def _some_value(fact: Fact, ask: Ask) -> int:
    return {"number": fact.least or 1, "money": 10_000, "date": ask.day - 2, "moment": ask.at - 1, "time": 720}.get(
        fact.kind, 0
    )
