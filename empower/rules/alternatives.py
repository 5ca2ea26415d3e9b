"""What would be approved instead, the most of each remedy, in the order in which it serves best."""

from __future__ import annotations

from empower.domain.decision import Alternative
from empower.domain.gesture import Gesture
from empower.rules.most import most, settled_for
from empower.rules.owed_told import owed_lines
from empower.rules.situation import Situation
from empower.rules.steps.owed import dues
from empower.rules.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.balances import Balances
    from empower.domain.decision import OwedLine
    from empower.domain.gesture import Ask
    from empower.domain.people import Person
    from empower.rules.rulebook import Remedy, Rulebook

__all__ = ["alternatives", "most_of", "owed_now", "suggested"]


def alternatives(stated: Situation, settled: Situation) -> tuple[Alternative, ...]:
    """The most of each remedy that would be approved alone: those asked, then courtesies, what a rule prefers, the rest.

    `settled` has a value for each fact that was not stated and does not matter to what was asked; to something else it may.
    """
    actor = settled.ask.actor
    preferred = judged(settled, actor.role, actor.id).prefer
    asked = {gesture.remedy for gesture in stated.ask.gestures}
    return _ranked(stated, asked, preferred)


def suggested(
    rulebook: Rulebook, ask: Ask, balances: Balances, people: tuple[Person, ...] | None = None
) -> tuple[Alternative, ...]:
    """What may be given here and now, with the most of each: what is owed first, then as for alternatives."""
    situation = Situation(rulebook, ask, balances, people)
    owed = {line.remedy for line in _owed_now(situation)}
    return _ranked(situation, owed, set())


def owed_now(
    rulebook: Rulebook, ask: Ask, balances: Balances, people: tuple[Person, ...] | None = None
) -> tuple[OwedLine, ...]:
    """What is due by rule, remedy by remedy, as far as the facts stated tell."""
    return _owed_now(Situation(rulebook, ask, balances, people))


def _owed_now(situation: Situation) -> tuple[OwedLine, ...]:
    found: list[OwedLine] = []
    for remedy in situation.rulebook.remedies:
        known = settled_for(situation.asking(Gesture(remedy=remedy.id)))
        if known:
            found += owed_lines(remedy.id, dues(known, remedy.id, None, {}))
    return tuple(found)


def most_of(
    rulebook: Rulebook, ask: Ask, remedy: str, balances: Balances, people: tuple[Person, ...] | None = None
) -> Alternative | None:
    """The most of one remedy that would be approved alone, without a figure where there is no most; `None` if nothing would."""
    return most(Situation(rulebook, ask, balances, people), remedy)


def _ranked(situation: Situation, first: set[str], preferred: set[str]) -> tuple[Alternative, ...]:
    def rank(remedy: Remedy) -> tuple[bool, bool, bool, int]:
        return (remedy.id not in first, remedy.kind != "courtesy", remedy.id not in preferred, remedy.position)

    found = [most(situation, remedy.id) for remedy in sorted(situation.rulebook.remedies, key=rank)]
    return tuple([alternative for alternative in found if alternative])
