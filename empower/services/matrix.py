"""Role × remedy: the most that each may give alone, in one situation or over all that are still possible."""

from __future__ import annotations

from empower.domain.balances import NOTHING_SPENT
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor, Ask
from empower.domain.results import Cell, Extreme, MatrixResult
from empower.policyfile.said.asking import ask_at
from empower.policyfile.said.stated import Facts, stated
from empower.policyfile.said.zone import local
from empower.rules.alternatives import most_of
from empower.rules.analysis.extremes import Situations, extremes
from empower.rules.index import index_of
from empower.rules.most import most
from empower.rules.rulebook import Remedy, Rulebook
from empower.rules.situation import Situation
from empower.services.figures_tried import far_off, ladder
from empower.services.house import House
from empower.services.moment import instant
from empower.services.open_facts import open_facts
from empower.services.question import Question
from empower.services.stray import stray_words

__all__ = ["matrix"]

_SOMEBODY = "asker"


def matrix(house: House, question: Question, *, over_all: bool = False) -> MatrixResult:
    """The table for the facts of a question. Raises `CannotAskError` when they are not facts of the policy.

    With `over_all` each cell has the least and the most over every situation that the facts leave open.
    """
    rulebook = house.rulebook
    at = instant(rulebook, question)
    facts, problems = stated(rulebook, question.statements)
    problems = question.page.placed(stray_words(rulebook, question)) + problems
    if problems:
        raise CannotAskError(problems)
    cells, left_out = _over_all(house, facts, at) if over_all else (_here(house, facts, at), ())
    return MatrixResult(
        roles=tuple([role.id for role in rulebook.roles]),
        remedies=tuple([remedy.id for remedy in rulebook.remedies]),
        cells=cells,
        facts=tuple([(one.name, one.text or "") for one in question.statements]),
        day=local(at, rulebook.timezone, rulebook.day_starts).day,
        at=at,
        over_all=over_all,
        left_out=left_out,
    )


def _here(house: House, facts: Facts, at: int) -> tuple[Cell, ...]:
    """What each role may give as far as the facts tell."""
    rulebook = house.rulebook
    cells = []
    for role in rulebook.roles:
        ask = ask_at(rulebook, (), Actor(role=role.id), facts, at)
        for remedy in rulebook.remedies:
            most = most_of(rulebook, ask, remedy.id, NOTHING_SPENT, house.people)
            missing = open_facts(rulebook, ask, remedy, most, NOTHING_SPENT, house.people)
            cells.append(Cell(role=role.id, remedy=remedy.id, most=most, asks=tuple([fact.fact for fact in missing])))
    return tuple(cells)


def _over_all(house: House, facts: Facts, at: int) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """How little and how much each role may give, over all that the facts leave open; and what could not be looked at whole."""
    rulebook = house.rulebook
    cells = []
    left_out = []

    def local_day(moment: int) -> int:
        return local(moment, rulebook.timezone, rulebook.day_starts).day

    for remedy in rulebook.remedies:
        ask = ask_at(rulebook, (), Actor(role=rulebook.roles[0].id, id=_SOMEBODY), facts, at)
        situations = Situations(rulebook, remedy, ask, local_day)
        if not situations.whole:
            left_out.append(remedy.id)
        for role in rulebook.roles:
            actor = Actor(role=role.id, id=_SOMEBODY)
            least, most_of_all = [
                _nearer(rulebook, one, ask.but(actor=actor), remedy) for one in extremes(situations, actor)
            ]
            found = least, most_of_all
            cells.append(Cell(role=role.id, remedy=remedy.id, most=found[1].most, range=found))
    return tuple(cells), tuple(left_out)


def _nearer(rulebook: Rulebook, found: Extreme, ask: Ask, remedy: Remedy) -> Extreme:
    """The same figure with facts that a person would have in mind, for those that nobody stated."""
    stated = dict(ask.facts)
    for name, value in found.facts:
        fact = index_of(rulebook).facts.get(name)
        if fact is None or name in stated or not far_off(fact, value, ask.day):
            continue
        for one in ladder(fact, ask.day):
            facts = tuple([(known, one if known == name else had) for known, had in found.facts])
            if most(Situation(rulebook, ask.but(facts=facts), NOTHING_SPENT, None), remedy.id) == found.most:
                found = found.but(facts=facts)
                break
    return found
