"""Who can say yes: the lowest role up the chain that could do it, and everybody whose consent is needed beside it."""

from __future__ import annotations

from itertools import islice, product

from empower.domain.decision import Approver, Contact
from empower.rules.acting import acting
from empower.rules.steps.calls import ways_open
from empower.rules.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from empower.rules.rulebook import Signatures
    from empower.rules.situation import Situation
    from empower.rules.verdict import Verdict

    Place = tuple[str, ...]

__all__ = ["approvers_for", "may_approve"]

_MOST_WAYS = 64


def approvers_for(situation: Situation, verdict: Verdict) -> tuple[Approver, ...]:
    """Everybody who must say yes, the approver up the chain first; empty when nobody can.

    Where the asker, or the approver, may fill either of two places that are equally high, it is the one that leaves a way.
    """
    asker = situation.ask.actor.role
    ways = product(*[ways_open(situation.index, signatures, asker) for signatures in verdict.signatures])
    for opened in islice(ways, _MOST_WAYS):
        found = _approvers(situation, verdict, [signatures for signatures in opened if signatures])
        if found:
            return found
    return ()


def _approvers(situation: Situation, verdict: Verdict, opened: list[Signatures]) -> tuple[Approver, ...]:
    """The same, for the places that the asker leaves open."""
    index, asker = situation.index, situation.ask.actor
    chain = index.roles[asker.role].above
    places = [place for signatures in opened for place in signatures]
    named = [_lowest(place, chain) for place in places if all([role in chain for role in place])]
    if not verdict.lacking and not named:
        return _feasible(situation, None, _merged(opened))
    for role in chain:
        if not all([index.holds(role, other) for other in named]):
            continue
        ways = product(*[ways_open(index, signatures, role) for signatures in opened])
        for rest in dict.fromkeys([_merged(list(way)) for way in islice(ways, _MOST_WAYS)]):
            able = [
                employee for employee in _employees(situation, role) if may_approve(situation, role, employee, rest)
            ]
            found = _feasible(situation, role, rest, able) if able else ()
            if found:
                return found
    return ()


def may_approve(situation: Situation, role: str, employee: str, rest: Signatures) -> bool:
    """Whether it would be approved for somebody else in `role` asking the same, or needs only those who sign anyway."""
    index, asker = situation.index, situation.ask.actor
    hypothetical = judged(situation, role, employee)
    if hypothetical.denies or hypothetical.lacking:
        return False

    def sign_anyway(signatures: Signatures) -> bool:
        left = [way for first in ways_open(index, signatures, asker.role) for way in ways_open(index, first, role)]
        return any([all([way.count(place) <= rest.count(place) for place in way]) for way in left])

    return all([sign_anyway(signatures) for signatures in hypothetical.signatures])


def _employees(situation: Situation, role: str) -> tuple[str, ...]:
    """Whose limits could count if `role` says yes; one blank name where there is no roster."""
    if situation.people is None:
        return ("",)
    return tuple(dict.fromkeys([employee for _, employee, _ in acting(situation, role)]))


def _lowest(place: Place, chain: tuple[str, ...]) -> str:
    return min(place, key=chain.index)


def _merged(several: list[Signatures]) -> Signatures:
    """The fewest places that satisfy all of these: within one they are different persons, across them one may serve twice."""
    most: dict[Place, int] = {}
    for signatures in several:
        for place in signatures:
            most[place] = max(most.get(place, 0), signatures.count(place))
    return tuple([place for place in sorted(most) for _ in range(most[place])])


def _feasible(
    situation: Situation, approver: str | None, places: Signatures, able: Sequence[str] = ()
) -> tuple[Approver, ...]:
    """The places as approvers, when different persons can fill them all; else nothing.

    `able` are the employees whose authority is enough for the approver's.
    """
    wanted = (((approver,),) if approver else ()) + places
    if situation.people is not None and not _different_persons(situation, wanted, approver, able):
        return ()
    found: list[Approver] = []
    for place in wanted:
        if found and (found[-1].role, *found[-1].others) == place and not (approver and len(found) == 1):
            found[-1] = found[-1].but(count=found[-1].count + 1)
        else:
            found.append(
                Approver(
                    role=place[0],
                    others=place[1:],
                    people=_contacts(situation, place, () if found else able),
                    decides=bool(approver and not found),
                )
            )
    return tuple(found)


def _different_persons(situation: Situation, places: Signatures, approver: str | None, able: Sequence[str]) -> bool:
    """Whether each place can have a person of its own (augmenting paths; there are few places)."""
    index = situation.index
    fitting: list[set[str]] = []
    for number, place in enumerate(places):
        if approver and number == 0:
            found = [person for person, employee, _ in acting(situation, approver) if employee in able]
        else:
            roles = [role for role in index.roles if any([index.holds(role, named) for named in place])]
            found = [person for role in roles for person, _, _ in acting(situation, role)]
        fitting.append({person.id for person in found})
    taken: dict[str, int] = {}

    def placed(number: int, seen: set[str]) -> bool:
        for person in sorted(fitting[number] - seen):
            seen.add(person)
            if person not in taken or placed(taken[person], seen):
                taken[person] = number
                return True
        return False

    return all([placed(number, set()) for number in range(len(places))])


def _contacts(situation: Situation, place: Place, able: Sequence[str] = ()) -> tuple[Contact, ...]:
    """Who may be asked for a place: those who hold one of its roles, else the nearest above who are there.

    Where `able` names employees, only those who act with the authority of one of them.
    """
    if situation.people is None:
        return ()
    index = situation.index
    roles = list(place)
    found: dict[str, Contact] = {}
    while roles and not found:
        for role in roles:
            for person, employee, stands_in_for in acting(situation, role):
                if able and employee not in able:
                    continue
                found.setdefault(
                    person.id,
                    Contact(
                        id=person.id,
                        name=person.name,
                        contact=person.contact,
                        in_service=True,
                        stands_in_for=stands_in_for,
                    ),
                )
        roles = list(dict.fromkeys([index.roles[role].above[0] for role in roles if index.roles[role].above]))
    return tuple(found.values())
