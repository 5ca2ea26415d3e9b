"""The most of one remedy that would be approved alone, found by asking.

More is never judged more kindly, so what may be given is everything up to some most. It lies at a mark nearly always: what a
limit leaves, or where a line begins to hold. We ask at the marks, and then between two of them. Only what is given instead of
something owed is worth nothing until it is worth enough; its bounds are where we begin.
"""

from __future__ import annotations

from empower.domain.decision import Alternative
from empower.domain.gesture import Gesture
from empower.domain.money import LARGEST
from empower.rules.answer import approved
from empower.rules.missing import asked_facts
from empower.rules.rulebook import IN_MONEY
from empower.rules.steps.owed import cost_of, dues, face_of
from empower.rules.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.rules.rulebook import Remedy
    from empower.rules.situation import Situation

__all__ = ["most", "settled_for"]


def most(situation: Situation, name: str) -> Alternative | None:
    """The most of a remedy, without a figure where there is no most; `None` where none of it would be approved."""
    remedy = situation.index.remedies[name]

    def may(face: int) -> bool:
        known = settled_for(situation.asking(_gesture(remedy, face)))
        return known is not None and approved(known)

    bare = Gesture(remedy=name)
    if face_of(bare, remedy) is not None and not remedy.unit:
        known = settled_for(situation.asking(bare))
        return Alternative(remedy=name) if known is not None and approved(known) else None
    known = settled_for(situation.asking(_gesture(remedy, 1)))
    if known is None:
        return None
    owing = [due for due in dues(known, name, known.ask.actor.role, {}) if due.left]
    owed = sum([due.most for due in owing])
    begins = {1, owed, *[due.least for due in owing], *[due.most for due in owing]}
    low = max([face for face in begins if 0 < face <= LARGEST and may(face)], default=0)
    if not low:
        return None
    if may(LARGEST):
        return Alternative(remedy=name)
    face = _highest(low, _marks(known, remedy, owed), may)
    found = _gesture(remedy, face)
    return Alternative(remedy=name, amount=found.amount, quantity=found.quantity, owed=face <= owed)


def settled_for(situation: Situation) -> Situation | None:
    """The situation with a value for every missing fact that cannot matter to it, or `None` where one does."""
    asks, supposed = asked_facts(situation)
    if asks:
        return None
    return situation.supposing(situation.facts | supposed) if supposed else situation


def _highest(low: int, marks: set[int], may: Callable[[int], bool]) -> int:
    """The highest face that may be given: `low` may, and `LARGEST` may not."""
    ahead = sorted([mark for mark in marks if low < mark < LARGEST])
    first, beyond = 0, len(ahead)
    while first < beyond:
        middle = (first + beyond) // 2
        if may(ahead[middle]):
            low, first = ahead[middle], middle + 1
        else:
            beyond = middle
    high = ahead[beyond] if beyond < len(ahead) else LARGEST
    step = 1
    while low + step < high:  # rarely far from a mark
        if not may(low + step):
            high = low + step
            break
        low, step = low + step, 2 * step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if may(middle) else (low, middle)
    return low


def _marks(known: Situation, remedy: Remedy, owed: int) -> set[int]:
    """Faces at which the answer may change: what each limit leaves, and where lines begin to hold."""
    asker = known.ask.actor
    verdict = judged(known.asking(_gesture(remedy, LARGEST)), asker.role, asker.id)
    faces = [reading.left for reading in verdict.readings if reading.measure == "face"]
    costs = [reading.left for reading in verdict.readings if reading.measure == "cost"]
    before = dict(zip(("incident_cost", "incident_goodwill"), known.so_far(), strict=True))
    for axis, pieces in known.table(remedy.id).moving.items():
        if axis in ("amount", "quantity"):
            faces += [cut - side for cut in pieces.cuts for side in (0, 1)]
        elif axis != "role":
            costs += [cut - before.get(axis, 0) - side for cut in pieces.cuts for side in (0, 1)]
    whole = cost_of(known, remedy, LARGEST)
    if whole:
        faces += [cost * LARGEST // whole for cost in costs]
    return {face for mark in faces for face in (mark, mark + owed)}


def _gesture(remedy: Remedy, face: int) -> Gesture:
    if remedy.kind in IN_MONEY:
        return Gesture(remedy=remedy.id, amount=face)
    return Gesture(remedy=remedy.id, quantity=face)
