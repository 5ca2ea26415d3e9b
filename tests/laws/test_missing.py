"""A fact is asked for when it is decisive, and only then."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import given, note

from empower.domain.decision import Decision
from tests.laws.asks import Asking
from tests.laws.draws import Draws
from tests.laws.situations import Drawn, drawn_cases, tried
from tests.laws.world import FactSpec

COMBINATIONS = 260


def test_a_fact_is_asked_for_when_it_is_decisive_and_only_then() -> None:
    asked_for: list[int] = []
    left_alone: list[int] = []

    @tried(120)
    @given(drawn_cases(known=True))
    def run(drawn: tuple[Drawn, Draws]) -> None:
        case, d = drawn
        note(case)
        without = _without_some(case, d)
        if without is not None:
            (asked_for if _asked_rightly(case, *without) else left_alone).append(1)

    run()
    sys.stdout.write(f"{len(asked_for)} asked for facts, {len(left_alone)} did not\n")
    assert min(len(asked_for), len(left_alone)) > 0.2 * (len(asked_for) + len(left_alone))


def _without_some(drawn: Drawn, d: Draws) -> tuple[Asking, dict[str, list[Any]]] | None:
    """The question with one or two facts left out, and every value that each of them may have."""
    world, asking = drawn.policy.world, drawn.asking
    known = [fact for fact in world.facts.values() if fact.name in asking.facts and fact.kind != "text"]
    plain = [fact for fact in known if not fact.optional and fact.default is None]
    if not plain:
        return None
    values: dict[str, list[Any]] = {}
    size = 1
    for fact in d.some(plain, 1, 2):
        every = _every_value(fact, asking)
        if size * len(every) <= COMBINATIONS or not values:
            values[fact.name] = every
            size *= len(every)
    facts = {name: value for name, value in asking.facts.items() if name not in values}
    return asking.but(facts=facts), values


def _every_value(fact: FactSpec, asking: Asking) -> list[Any]:
    """Every value; for days and instants, those on both sides of whatever a drawn policy may compare them with."""
    if fact.values:
        return list(fact.values)
    if fact.kind == "yes_no":
        return [False, True]
    if fact.kind == "number":
        return list(range(fact.least, fact.most + 1))
    if fact.kind == "money":
        return [*range(420), 10_000, 10**7, 10**12]
    if fact.kind == "time":
        return [
            0,
            8 * 60 - 1,
            8 * 60,
            8 * 60 + 1,
            16 * 60 - 1,
            16 * 60,
            16 * 60 + 1,
            23 * 60 + 29,
            23 * 60 + 30,
            23 * 60 + 31,
        ]
    today = asking.at.date()
    days = [
        today - timedelta(days=n)
        for n in (-40, -2, -1, 0, 1, 2, 6, 7, 8, 9, 13, 14, 15, 16, 88, 90, 91, 92, 93, 94, 364, 365, 366, 367)
    ]
    fixed = [
        date(2025, 5, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 4, 20),
        date(2026, 5, 1),
        date(2026, 5, 2),
    ]
    days += [day + timedelta(days=step) for day in fixed for step in (-1, 0, 1)]
    if fact.feeds:  # days between it and another
        others = [value for value in asking.facts.values() if type(value) is date]
        days += [day + timedelta(days=step) for day in others for step in range(-12, 13)]
    if fact.kind == "date":
        return sorted(set(days))
    near = [asking.at - timedelta(minutes=minutes) for minutes in (-1, 0, 1, 239, 240, 241, 1799, 1800, 1801)]
    return near + [asking.at.replace(year=day.year, month=day.month, day=day.day) for day in sorted(set(days))]


def _asked_rightly(drawn: Drawn, without: Asking, values: dict[str, list[Any]]) -> bool:
    asked_for = {one.fact for one in drawn.of(drawn.rulebook, drawn.policy.tree, without).decide().asks}
    assert asked_for <= set(values)
    names = list(values)
    answers = {}
    for chosen in product(*values.values()):
        filled = without.but(facts={**without.facts, **dict(zip(names, chosen, strict=True))})
        answers[chosen] = _answer(drawn.of(drawn.rulebook, drawn.policy.tree, filled).decide())
    for place, name in enumerate(names):
        apart: dict[Any, set[Any]] = {}
        for chosen, answer in answers.items():
            apart.setdefault(chosen[:place] + chosen[place + 1 :], set()).add(answer)
        decisive = any(len(found) > 1 for found in apart.values())
        assert decisive == (name in asked_for), (name, "decisive" if decisive else "asked for", asked_for)
    return bool(asked_for)


def _answer(decision: Decision) -> tuple[Any, ...]:
    """What a missing fact must not be able to change."""
    return (
        decision.outcome,
        tuple((one.role, one.others, one.count) for one in decision.approvers),
        decision.owed,
        tuple((one.id, one.given) for one in decision.needs),
        tuple((one.id, one.due) for one in decision.duties),
    )
