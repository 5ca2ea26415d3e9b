"""Owed? What is due by rule for a gesture, and how much of the gesture that covers."""

from __future__ import annotations

from empower.domain.amounts import units
from empower.domain.decision import Part, Warned
from empower.domain.value import Value
from empower.rules.rulebook import IN_MONEY, Entitlement, Instead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.gesture import Gesture
    from empower.rules.rulebook import Bar, Remedy
    from empower.rules.situation import Situation

__all__ = ["Due", "Share", "barred_by", "cost_of", "dues", "face_of", "shared_out"]

_FACE = ("fact", "amount")
_SHARING = ("cash", "credit", "points", "in_kind", "service", "courtesy")


class Due(Value):
    """What is still due under one group of entitlements, for one remedy."""

    line: Entitlement
    left: int
    least: int  # the least that settles anything; above 0 only for what is given instead
    most: int  # beyond it is goodwill
    settles: int  # so much settles the whole
    instead: Instead | None = None


class Share(Value):
    """One gesture as understood, with what of it is due by rule."""

    part: Part
    face: int
    taken: tuple[tuple[Due, int, int], ...] = ()  # due, face taken, settled of the group
    warnings: tuple[Warned, ...] = ()
    unsaid: bool = False  # no amount asked, and nothing owed

    @property
    def goodwill_face(self) -> int:
        """What goes beyond what is owed, face value."""
        return self.face - self.part.owed

    @property
    def wholly_owed(self) -> bool:
        """Whether it is no more than what is due by rule, which nothing at all is too."""
        return self.part.owed == self.face and bool(self.taken)


def shared_out(situation: Situation, gestures: tuple[Gesture, ...], role: str) -> tuple[Share, ...]:
    """Each gesture with its share of what is owed, in the order asked.

    What is owed is given out by kind (cash first), by name, and the larger first, so that no order of writing decides
    anything; a gesture of which no amount is said takes what is left of it.
    """
    remedies = situation.index.remedies

    def turn(number: int) -> tuple[int, str, int, int]:
        gesture = gestures[number]
        asked = gesture.amount or gesture.quantity or 0
        return _SHARING.index(remedies[gesture.remedy].kind), gesture.remedy, -asked, number

    in_turn = sorted(range(len(gestures)), key=turn)
    settled: dict[int, int] = {}
    shares: dict[int, Share] = {}
    for number in in_turn:
        gesture = gestures[number]
        shares[number] = share = _share(situation, gesture, remedies[gesture.remedy], role, settled)
        for due, _, settling in share.taken:
            settled[due.line.counter] = settled.get(due.line.counter, 0) + settling
    return tuple([shares[number] for number in range(len(gestures))])


def barred_by(line: Entitlement, bars: tuple[Bar, ...]) -> Bar | None:
    """The line that says nothing is owed here, if one does."""
    for bar in bars:
        if not bar.of or line.id in bar.of:
            return bar
    return None


def dues(situation: Situation, remedy: str, role: str | None, settled: dict[int, int]) -> tuple[Due, ...]:
    """What is due for a remedy to somebody in `role` (`None`: whoever gives it), one per group, in the groups' order."""
    static = situation.static(remedy)
    if not static.entitlements:
        return ()
    best: dict[tuple[str, bool], tuple[int, Entitlement]] = {}
    for line in static.entitlements:
        if barred_by(line, static.bars):
            continue
        if role is not None and line.roles and not any([situation.index.holds(role, named) for named in line.roles]):
            continue
        amount = units(line.amount, situation.facts, situation.ask.day)
        way = line.group, remedy in line.remedies
        if way not in best or amount > best[way][0]:
            best[way] = amount, line
    found = []
    for group in sorted({group for group, _ in best}):
        ways = []
        for way in ((group, True), (group, False)):  # what is owed in this remedy goes before what it stands in for
            if way in best:
                amount, line = best[way]
                before = sum(situation.balance(line.counter, "")) + settled.get(line.counter, 0)
                ways.append(_due(situation, remedy, line, max(0, amount - before)))
        due = next((due for due in ways if due and due.left), ways[0])
        if due is not None:
            found.append(due)
    return tuple(found)


def _due(situation: Situation, remedy: str, line: Entitlement, left: int) -> Due | None:
    facts = {**situation.facts, "owed": left}
    if remedy in line.remedies:
        smaller = [
            units(option.amount, facts, situation.ask.day)
            for option in line.settles_from
            if situation.holds(option.condition)
        ]
        return Due(line=line, left=left, least=0, most=left, settles=min([left, *smaller]))
    for option in line.instead:
        if option.remedy == remedy and situation.holds(option.condition):
            least = units(option.at_least, facts, situation.ask.day)
            most = units(option.at_most, facts, situation.ask.day)
            return Due(line=line, left=left, least=least, most=max(least, most), settles=least, instead=option)
    return None


def _share(situation: Situation, gesture: Gesture, remedy: Remedy, role: str, settled: dict[int, int]) -> Share:
    owing = dues(situation, remedy.id, role, settled)
    face = face_of(gesture, remedy)
    unsaid = False
    asked = gesture.amount is not None or gesture.quantity is not None
    if face is None or (remedy.unit and not asked):
        anyone = dues(situation, remedy.id, None, settled)
        face = sum([due.least if due.instead else due.left for due in anyone if due.left]) or face or 0
        unsaid = face == 0
    remaining, taken, warnings = face, [], []
    for due in owing:
        if not due.left or (not remaining and due.instead):
            continue
        if remaining < due.least:
            warnings.append(_warned("settles-nothing", due.line, remedy, due.least, remaining))
            continue
        take = min(remaining, due.most)
        whole = take >= due.settles and take > 0  # nothing settles nothing
        if not whole and asked:
            warnings.append(_warned("less-than-owed", due.line, remedy, due.left, take))
        if take or not face:
            taken.append((due, take, due.left if whole else take))
        remaining -= take
    owed = face - remaining
    cost, owed_cost = cost_of(situation, remedy, face), cost_of(situation, remedy, owed)
    counters = situation.rulebook.counters
    settling = tuple([(counters[due.line.counter].id, settled) for due, _, settled in taken if settled])
    return Share(
        part=Part(
            gesture=_said(gesture, remedy, face),
            cost=cost,
            owed=owed,
            owed_cost=owed_cost,
            face=face,
            settled=settling,
        ),
        face=face,
        taken=tuple(taken),
        warnings=tuple(warnings),
        unsaid=unsaid,
    )


def face_of(gesture: Gesture, remedy: Remedy) -> int | None:
    """The face value: minor units, or things; 1 for a remedy that has neither; `None` where an amount was not said."""
    if remedy.kind in IN_MONEY:
        return gesture.amount
    if gesture.quantity is not None:
        return gesture.quantity
    return None if remedy.unit and remedy.kind != "service" else 1


def cost_of(situation: Situation, remedy: Remedy, face: int) -> int:
    """What a gesture of this face value costs the house, in minor units; one worth nothing costs nothing."""
    if not face:
        return 0
    if remedy.cost == _FACE:
        return face
    return units(remedy.cost, situation.facts | {"amount": face, "quantity": face}, situation.ask.day)


def _said(gesture: Gesture, remedy: Remedy, face: int) -> Gesture:
    if remedy.kind in IN_MONEY:
        return gesture if gesture.amount == face else gesture.but(amount=face)
    if remedy.unit and gesture.quantity is None:
        return gesture.but(quantity=face)
    return gesture


def _warned(code: str, line: Entitlement, remedy: Remedy, amount: int, actual: int) -> Warned:
    return Warned(
        code=code,
        line=line.id,
        section=line.section,
        place=line.place,
        because=line.because,
        remedy=remedy.id,
        amount=amount,
        actual=actual,
    )
