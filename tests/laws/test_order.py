"""Moving lines around never changes a decision."""

from __future__ import annotations

import json
from typing import Any

from empower.domain.decision import Decision
from empower.report.as_json import decision_json
from tests.laws.compiling import moved
from tests.laws.draws import Draws
from tests.laws.shuffling import shuffled
from tests.laws.situations import Drawn, holds


def test_order_never_matters() -> None:
    shares = holds(_order_never_matters, 300)
    shares.show()
    assert not shares.rarer_than(5)


def _order_never_matters(drawn: Drawn, d: Draws) -> None:
    tree, origins = shuffled(d, drawn.policy.tree)
    people = drawn.asking.people
    asking = drawn.asking if people is None else drawn.asking.but(people=tuple(shuffled(d, list(people))[0]))
    other = moved(drawn.loaded, tree, origins)
    before, after = drawn.case.decide(), drawn.of(other, tree, asking).decide()
    assert told(before, drawn.rulebook) == told(after, other)


def told(decision: Decision, rulebook: Any) -> str:
    """The decision's JSON, alternatives of equal rank being in the order of their names."""
    whole = decision_json(decision, rulebook, file="policy.yaml", in_force=True)
    asked = {gesture.remedy for gesture in decision.ask.gestures}
    courtesies = {remedy.id for remedy in rulebook.remedies if remedy.kind == "courtesy"}
    whole["alternatives"].sort(
        key=lambda one: (one["remedy"] not in asked, one["remedy"] not in courtesies, one["remedy"])
    )
    return json.dumps(whole, sort_keys=True, indent=1)
