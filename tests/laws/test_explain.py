"""Every line, of the packs and of drawn policies, is explained with all it holds; lines seen together are said to meet."""

from __future__ import annotations

from typing import Any

import pytest

from empower.domain.amounts import parts
from empower.domain.explained import Explained, ExplainResult
from empower.report.explain import explain_json, explain_text
from empower.report.wording import Names
from empower.rules.analysis.bearing import beaten_by, beats
from empower.rules.analysis.meeting import meet
from empower.rules.analysis.speaking import every_line, spoken_of_by
from empower.rules.index import amounts_of, index_of
from empower.rules.rulebook import IN_MONEY, Entitlement, Grant, Line, Remedy, Rulebook
from empower.rules.situation import Situation
from tests.laws.draws import Draws
from tests.laws.packs import PACKS, pack_rulebook
from tests.laws.situations import Drawn, holds

DAY = 739_371  # a day in 2025


@pytest.mark.parametrize("pack", PACKS)
def test_every_line_of_a_pack_names_all_it_holds(pack: str) -> None:
    rulebook = pack_rulebook(pack)
    assert every_line(rulebook)
    _all_explained(rulebook, DAY)


def test_every_line_of_a_drawn_policy_names_all_it_holds() -> None:
    holds(lambda drawn, _: _all_explained(drawn.rulebook, drawn.case.ask.day), 40)


def test_lines_that_matched_together_are_said_to_meet() -> None:
    holds(_seen_together, 60, known=True)


def _all_explained(rulebook: Rulebook, day: int) -> None:
    names = Names(rulebook)
    for line in every_line(rulebook):
        one = Explained(
            section=line.section,
            id=line.id,
            place=line.place,
            beaten_by=beaten_by(rulebook, line, day),
            beats=beats(rulebook, line, day),
        )
        told = _told(rulebook, one, day)
        says = told["found"][0]["says"]
        words = " ".join(says)
        missing = [wanted for wanted in _held(line, names) if wanted not in words]
        assert not missing, (line.id, missing, says)
    for section, found in _vocabulary(rulebook).items():
        for name in found:
            spoken = spoken_of_by(rulebook, section, name)
            _told(rulebook, Explained(section=section, id=name, place=(1, 1), spoken_of_by=spoken), day)


def _told(rulebook: Rulebook, one: Explained, day: int) -> dict[str, Any]:
    result = ExplainResult(name=one.id, day=day, found=(one,))
    shown = explain_text(result, rulebook, colour=False, width=None)
    told = explain_json(result, rulebook, file="policy.yaml")
    assert one.id in shown
    assert told["found"][0]["says"]
    assert all([sentence in shown.replace("\n", " ") for sentence in told["found"][0]["says"]])
    return told


def _held(line: Line, names: Names) -> list[str]:
    """The remedies, the roles asked and the figures of a line, as they are written anywhere in the program."""
    found = []
    index = names.index
    for field in ("remedies", "prefer"):
        found += [names.remedy(remedy) for remedy in getattr(line, field, ())]
    signatures = [*getattr(line, "signatures", ()), *getattr(getattr(line, "beyond", None), "signatures", ())]
    found += [names.role(role) for place in signatures for role in place]
    found += [names.remedy(other.remedy) for other in getattr(line, "instead", ())]
    for paper in getattr(line, "needs", ()):
        found.append(index.papers[paper].title if paper in index.papers and index.papers[paper].title else paper)
    things = isinstance(line, Entitlement) and line.of_things
    measures = {id(limit.most): limit.measure for limit in _limits(line)}
    for amount in amounts_of(line):
        count = things or measures.get(id(amount)) == "count"
        if count or isinstance(line, Entitlement):
            continue  # a count has a noun of its own; an entitlement's bounds are told once where they agree
        found += [names.money(part[1]) for part in parts(amount) if part[0] == "units"]
    return found


def _limits(line: Line) -> list[Any]:
    one = [limit for limit in (getattr(line, "limit", None), getattr(line, "at_least", None)) if limit]
    return [*getattr(line, "limits", ()), *one]


def _vocabulary(rulebook: Rulebook) -> dict[str, list[str]]:
    return {
        "roles": [role.id for role in rulebook.roles],
        "remedies": [remedy.id for remedy in rulebook.remedies],
        "groups": [name for name, _ in rulebook.groups],
        "facts": [fact.name for fact in rulebook.facts],
        "papers": [paper.id for paper in rulebook.papers],
        "duties": [duty.id for duty in rulebook.duties],
    }


def _seen_together(drawn: Drawn, d: Draws) -> None:
    case = drawn.case
    rulebook, index = case.rulebook, index_of(case.rulebook)
    situation = Situation(rulebook, case.ask, case.balances, case.people)
    for remedy in rulebook.remedies:
        for role in rulebook.roles:
            values = _values(remedy, d) | {"role": index.role_numbers[role.id]}
            table = index.table(remedy.id)
            matched = table.matched(table.moved(situation.holding(remedy.id), values))
            grants: list[Grant] = [
                one for one in matched.grants if any([index.holds(role.id, named) for named in one.roles])
            ]
            for line in (*matched.rules, *matched.lifted, *matched.budgets):
                for grant in grants:
                    assert meet(rulebook, (line, grant), remedy, (role.id,), case.ask.day)
                    assert meet(rulebook, (grant, line), remedy, (role.id,), None)


def _values(remedy: Remedy, d: Draws) -> dict[str, int]:
    face = d.number(0, 400)
    in_money = remedy.kind in IN_MONEY
    cost = remedy.cost[1] if remedy.cost[0] == "units" else face
    total = cost + d.number(0, 400)
    return {
        "amount": face if in_money else 0,
        "quantity": 0 if in_money else face,
        "cost": cost,
        "incident_cost": total,
        "incident_goodwill": total,
    }
