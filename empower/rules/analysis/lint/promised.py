"""A promise in one situation: which requests it speaks of, by whom and how much, and what stands on the counters for them."""

from __future__ import annotations

from empower.domain.conditions import contains, passes
from empower.rules.rulebook import IN_MONEY, Entitlement
from empower.rules.steps.owed import shared_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.asking import Asking, State
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.rulebook import Promise
    from empower.rules.steps.owed import Share

__all__ = ["Promised"]


class Promised:
    """What a promise says in one situation. It speaks of what goes beyond what is owed."""

    def __init__(self, promise: Promise, asking: Asking, sheet: Sheet, mask: int) -> None:
        self.promise = promise
        self.asking = asking
        self._numbers = {role.id: number for number, role in enumerate(asking.rulebook.roles)}
        self._settled = {one.id for one in asking.rulebook.counters if one.measure == "settled"}
        self._shares: dict[tuple[str, int, State], Share] = {}
        self._when, self._unless = next(
            (when, unless) for line, when, unless in sheet.standing(mask) if line is promise
        )

    def may_be_asked_by(self, role: str) -> bool:
        """Whether it speaks of requests by this role at all."""
        number = self._numbers[role]
        return any([all([contains(test.spans, number) for test in box if test.axis == "role"]) for box in self._when])

    def holds(self, role: str, face: int, state: State) -> bool:
        """Whether it speaks of a request of this face value, in this state."""
        share = self._share(role, face, state)
        if share.wholly_owed or share.unsaid:
            return False
        totals = dict(state)
        counters = self.asking.rulebook.counters
        values = self._values(role, share)
        values["incident_cost"] += totals.get(counters[0].id, 0)
        values["incident_goodwill"] += totals.get(counters[1].id, 0)
        return any([passes(box, values) for box in self._when]) and not any(
            [passes(box, values) for box in self._unless]
        )

    def stands_in(self) -> bool:
        """Whether it may stand in for what is owed, so that enough of it leaves less goodwill than a little."""
        return any(
            [
                other.remedy == self.asking.remedy.id
                for line in self.asking.lines
                if isinstance(line, Entitlement)
                for other in line.instead
            ]
        )

    def _share(self, role: str, face: int, state: State) -> Share:
        settled = tuple([part for part in state if part[0] in self._settled])
        key = role, face, settled
        found = self._shares.get(key)
        if found is None:
            found = self._shares[key] = self._shared(role, face, settled)
        return found

    def _shared(self, role: str, face: int, state: State) -> Share:
        situation = self.asking.situation(role, state).asking(self.asking.gesture(face))
        return shared_out(situation, situation.ask.gestures, role)[0]

    def _values(self, role: str, share: Share) -> dict[str, int]:
        in_money = self.asking.remedy.kind in IN_MONEY
        goodwill = share.part.cost - share.part.owed_cost
        return {
            "role": self._numbers[role],
            "amount": share.goodwill_face if in_money else 0,
            "quantity": 0 if in_money else share.goodwill_face,
            "cost": goodwill,
            "incident_cost": share.part.cost,
            "incident_goodwill": goodwill,
        }
