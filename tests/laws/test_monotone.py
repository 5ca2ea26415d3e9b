"""More is never judged more kindly, and a role further up is never judged more harshly by authority."""

from __future__ import annotations

from typing import Any

from empower.domain.gesture import Actor, Gesture
from tests.laws.compiling import rulebook_of
from tests.laws.draws import Draws
from tests.laws.situations import Drawn, holds

KINDNESS = ("approve", "escalate", "deny")


def test_more_is_never_judged_more_kindly() -> None:
    shares = holds(_more_is_never_kinder, 150, known=True, bundles=False)
    shares.show()
    assert not [name for name in shares.rarer_than(5) if name not in ("bundle", "fact missing")]


def test_a_role_further_up_is_never_judged_more_harshly_by_authority() -> None:
    holds(_higher_is_never_harsher, 150, known=True, bundles=False)


def _more_is_never_kinder(drawn: Drawn, d: Draws) -> None:
    case = drawn.case
    for remedy in case.rulebook.remedies:
        if not (remedy.unit or remedy.kind in ("credit", "cash")):
            continue
        top = 4 if remedy.unit else 320
        figures = sorted({d.number(1, top) for _ in range(8)} | {1, top})
        harshest = 0
        for figure in figures:
            harsh = KINDNESS.index(case.outcome(_gesture(remedy.unit, remedy.id, figure)) or "")
            if harsh < harshest:
                assert _instead_begins(drawn, remedy.id, figure), (remedy.id, figures, figure)
            harshest = harsh


def _higher_is_never_harsher(drawn: Drawn, d: Draws) -> None:
    """Rules may speak of roles, so those tests are taken out; what is left of a difference is authority."""
    tree = {**drawn.policy.tree, "rules": [without_roles(rule) for rule in drawn.policy.tree.get("rules", [])]}
    case = drawn.of(rulebook_of(tree), tree, drawn.asking)
    for role in case.rulebook.roles:
        if case.outcome(case.ask.gestures[0], actor=Actor(role=role.id, id=case.ask.actor.id)) != "approve":
            continue
        for higher in role.above:
            found = case.outcome(case.ask.gestures[0], actor=Actor(role=higher, id=case.ask.actor.id))
            assert found == "approve", (role.id, higher)


def without_roles(rule: dict[str, Any]) -> dict[str, Any]:
    def without(written: Any) -> Any:
        if isinstance(written, list):
            return [without(box) for box in written]
        left = {name: test for name, test in written.items() if name != "role"}
        return left or {"hour": {"at_least": 0}}

    return {key: without(part) if key in ("when", "unless") else part for key, part in rule.items()}


def _gesture(unit: str, remedy: str, figure: int) -> Gesture:
    return Gesture(remedy=remedy, quantity=figure) if unit else Gesture(remedy=remedy, amount=figure)


def _stand_ins(drawn: Drawn) -> set[str]:
    return {instead.remedy for line in drawn.rulebook.owed for instead in line.instead}


def _instead_begins(drawn: Drawn, remedy: str, figure: int) -> bool:
    """Whether the figure is where the remedy begins to settle what is owed in another: below it is worth nothing."""
    return remedy in _stand_ins(drawn) and bool(
        [part for part in drawn.case.decide(gestures=(Gesture(remedy=remedy, amount=figure),)).parts if part.owed]
    )
