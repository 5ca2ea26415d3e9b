"""What would be approved instead: the most of each remedy, found by asking.

More is never judged more kindly, so what may be given of a remedy is everything up to some most: we look for it by asking,
ever more and then in halves. Only what is given instead of something owed is worth nothing until it is worth enough; its
bounds are where we begin.
"""

from __future__ import annotations

from empower.domain.decision import Alternative
from empower.domain.gesture import Gesture
from empower.domain.money import LARGEST
from empower.rules.answer import approved
from empower.rules.missing import asked_facts
from empower.rules.situation import Situation
from empower.rules.steps.owed import dues, face_of, owed_lines
from empower.rules.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.balances import Balances
    from empower.domain.decision import OwedLine
    from empower.domain.gesture import Ask
    from empower.domain.people import Person
    from empower.rules.rulebook import Remedy, Rulebook

__all__ = ["alternatives", "most_of", "owed_now", "suggested"]


def alternatives(situation: Situation) -> tuple[Alternative, ...]:
    """The most of each remedy that would be approved alone: those asked, then courtesies, what a rule prefers, the rest."""
    actor = situation.ask.actor
    preferred = judged(situation, actor.role, actor.id).prefer
    asked = {gesture.remedy for gesture in situation.ask.gestures}
    return _ranked(situation, asked, preferred)


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
        known = _settled(situation.asking(Gesture(remedy=remedy.id)))
        if known:
            found += owed_lines(known, remedy.id, dues(known, remedy.id, None, {}))
    return tuple(found)


def most_of(
    rulebook: Rulebook, ask: Ask, remedy: str, balances: Balances, people: tuple[Person, ...] | None = None
) -> Alternative | None:
    """The most of one remedy that would be approved alone, without a figure where there is no most; `None` if nothing would."""
    return _most(Situation(rulebook, ask, balances, people), remedy)


def _ranked(situation: Situation, first: set[str], preferred: set[str]) -> tuple[Alternative, ...]:
    def rank(remedy: Remedy) -> tuple[bool, bool, bool, int]:
        return (remedy.id not in first, remedy.kind != "courtesy", remedy.id not in preferred, remedy.position)

    found = [_most(situation, remedy.id) for remedy in sorted(situation.rulebook.remedies, key=rank)]
    return tuple([alternative for alternative in found if alternative])


def _most(situation: Situation, name: str) -> Alternative | None:
    remedy = situation.index.remedies[name]

    def may(gesture: Gesture) -> bool:
        known = _settled(situation.asking(gesture))
        return known is not None and approved(known)

    bare = Gesture(remedy=name)
    if face_of(bare, remedy) is not None and not remedy.unit:
        return Alternative(remedy=name) if may(bare) else None
    known = _settled(situation.asking(_gesture(remedy, 1)))
    if known is None:
        return None
    owing = [due for due in dues(known, name, known.ask.actor.role, {}) if due.left]
    owed = sum([due.most for due in owing])
    begins = {1, owed, *[due.least for due in owing], *[due.most for due in owing]}
    low = max([face for face in begins if 0 < face <= LARGEST and may(_gesture(remedy, face))], default=0)
    if not low:
        return None
    high = low + 1
    while high < LARGEST and may(_gesture(remedy, high)):
        low, high = high, 2 * high
    if high >= LARGEST and may(_gesture(remedy, LARGEST)):
        return Alternative(remedy=name)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if may(_gesture(remedy, middle)) else (low, middle)
    most = _gesture(remedy, low)
    return Alternative(remedy=name, amount=most.amount, quantity=most.quantity, owed=low <= owed)


def _settled(situation: Situation) -> Situation | None:
    """The situation with a value for every missing fact that cannot matter to it, or `None` where one does."""
    asks, supposed = asked_facts(situation)
    if asks:
        return None
    return situation.supposing(situation.facts | supposed) if supposed else situation


def _gesture(remedy: Remedy, face: int) -> Gesture:
    if remedy.kind in ("credit", "cash"):
        return Gesture(remedy=remedy.id, amount=face)
    return Gesture(remedy=remedy.id, quantity=face)
