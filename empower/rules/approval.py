"""Who may fill which place of a request, and whose yeses fill them all.

The first place may be the approver's, whose authority is used; the others are consents. Within one request a person fills
one place, in their own name or another's, and nobody's authority is used twice.
"""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.acting import acting
from empower.rules.approvers import may_approve
from empower.rules.situation import Situation
from empower.rules.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.domain.balances import Balances
    from empower.domain.decision import Approver, Decision, Reading
    from empower.domain.gesture import Ask
    from empower.domain.people import Person
    from empower.rules.rulebook import Rulebook

__all__ = ["Filler", "Place", "filled", "places_of", "readings_of"]


class Filler(Value):
    """Somebody who may say yes for a place."""

    person: str
    employee: str  # whose authority it is: their own, or whom they stand in for
    role: str
    stands_in_for: str = ""  # a person, or a role that is covered


class Place(Value):
    """One yes that is needed, and who may give it."""

    role: str
    others: tuple[str, ...] = ()
    decides: bool = False
    fillers: tuple[Filler, ...] = ()


def places_of(
    rulebook: Rulebook, ask: Ask, balances: Balances, people: tuple[Person, ...], decision: Decision, moved_up: int = 0
) -> tuple[Place, ...]:
    """The places that a decision leaves open; `moved_up` is how many roles further up the chain may decide by now."""
    situation = Situation(rulebook, ask, balances, people)
    found: list[Place] = []
    for approver in decision.approvers:
        fillers = (
            _deciding(situation, decision, approver, moved_up) if approver.decides else _consenting(situation, approver)
        )
        one = Place(role=approver.role, others=approver.others, decides=approver.decides, fillers=fillers)
        found += [one] * approver.count
    return tuple(found)


def filled(places: tuple[Place, ...], votes: Iterable[tuple[str, str]]) -> dict[int, Filler] | None:
    """Which place each vote (a person, and whose authority) fills; `None` where they cannot all have one of their own."""
    wanted = list(votes)
    fitting = [
        [
            number
            for number, place in enumerate(places)
            if any([(one.person, one.employee) == vote for one in place.fillers])
        ]
        for vote in wanted
    ]
    owner: dict[int, int] = {}

    def placed(vote: int, seen: set[int]) -> bool:
        for number in fitting[vote]:
            if number in seen:
                continue
            seen.add(number)
            if number not in owner or placed(owner[number], seen):
                owner[number] = vote
                return True
        return False

    if not all([placed(vote, set()) for vote in range(len(wanted))]):
        return None
    return {number: _filler(places[number], wanted[vote]) for number, vote in owner.items()}


def readings_of(
    rulebook: Rulebook, ask: Ask, balances: Balances, people: tuple[Person, ...], filler: Filler
) -> tuple[Reading, ...]:
    """The limits as they stand for whoever decides."""
    return tuple(judged(Situation(rulebook, ask, balances, people), filler.role, filler.employee).readings)


def _filler(place: Place, vote: tuple[str, str]) -> Filler:
    return next(one for one in place.fillers if (one.person, one.employee) == vote)


def _deciding(situation: Situation, decision: Decision, approver: Approver, moved_up: int) -> tuple[Filler, ...]:
    """Those who could approve it: in the role that is named, and in as many above it as it has moved up to."""
    chain = situation.index.roles[situation.ask.actor.role].above
    start = chain.index(approver.role)
    rest = tuple([(one.role, *one.others) for one in decision.approvers if not one.decides for _ in range(one.count)])
    found: list[Filler] = []
    for role in chain[start : start + 1 + moved_up]:
        found += [one for one in _acting(situation, role) if may_approve(situation, role, one.employee, rest)]
    return tuple(found)


def _consenting(situation: Situation, approver: Approver) -> tuple[Filler, ...]:
    index = situation.index
    named = (approver.role, *approver.others)
    found: list[Filler] = []
    for role in index.roles:
        if any([index.holds(role, one) for one in named]):
            found += _acting(situation, role)
    return tuple(found)


def _acting(situation: Situation, role: str) -> list[Filler]:
    return [
        Filler(person=person.id, employee=employee, role=role, stands_in_for=stands_in)
        for person, employee, stands_in in acting(situation, role)
        if employee != situation.ask.actor.id
    ]
