"""Role × remedy: the most that each may give alone."""

from __future__ import annotations

from empower.domain.balances import NOTHING_SPENT
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.domain.results import Cell, MatrixResult
from empower.policyfile.said.asking import ask_at
from empower.policyfile.said.stated import stated
from empower.rules.alternatives import most_of
from empower.services.house import House
from empower.services.moment import instant
from empower.services.open_facts import open_facts
from empower.services.question import Question
from empower.services.stray import stray_words

__all__ = ["matrix"]


def matrix(house: House, question: Question) -> MatrixResult:
    """The table for the facts of a question. Raises `CannotAskError` when they are not facts of the policy."""
    rulebook = house.rulebook
    at = instant(rulebook, question)
    facts, problems = stated(rulebook, question.statements)
    problems = question.page.placed(stray_words(rulebook, question)) + problems
    if problems:
        raise CannotAskError(problems)
    cells = []
    for role in rulebook.roles:
        ask = ask_at(rulebook, (), Actor(role=role.id), facts, at)
        for remedy in rulebook.remedies:
            most = most_of(rulebook, ask, remedy.id, NOTHING_SPENT, house.people)
            missing = open_facts(rulebook, ask, remedy, most, NOTHING_SPENT, house.people)
            cells.append(Cell(role=role.id, remedy=remedy.id, most=most, asks=tuple([fact.fact for fact in missing])))
    return MatrixResult(
        roles=tuple([role.id for role in rulebook.roles]),
        remedies=tuple([remedy.id for remedy in rulebook.remedies]),
        cells=tuple(cells),
        facts=tuple([(one.name, one.text or "") for one in question.statements]),
    )
