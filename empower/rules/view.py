"""One gesture as one role sees it: what every step looks at, and how a limit reads from there."""

from __future__ import annotations

from empower.domain.amounts import units
from empower.domain.conditions import contains
from empower.domain.decision import Reading, Reason, Tested
from empower.rules.rulebook import IN_MONEY, KINDS, Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Box, Test
    from empower.rules.index import Matched
    from empower.rules.rulebook import Limit, Remedy
    from empower.rules.situation import Situation
    from empower.rules.steps.owed import Share

__all__ = ["View", "reason"]


class View:
    """A share of the ask, judged for a role; `shares` are all that are decided together."""

    __slots__ = ("employee", "matched", "remedy", "role", "share", "shares", "situation", "values")

    def __init__(
        self,
        situation: Situation,
        role: str,
        employee: str,
        share: Share,
        shares: tuple[Share, ...],
        so_far: tuple[int, int],
    ) -> None:
        self.situation = situation
        self.role = role
        self.employee = employee
        self.share = share
        self.shares = shares
        self.remedy: Remedy = situation.index.remedies[share.part.gesture.remedy]
        goodwill = share.part.cost - share.part.owed_cost
        in_money = self.remedy.kind in IN_MONEY
        self.values = {
            "role": situation.index.role_numbers[role],
            "amount": share.goodwill_face if in_money else 0,
            "quantity": 0 if in_money else share.goodwill_face,
            "cost": goodwill,
            "incident_cost": so_far[0] + sum([each.part.cost for each in shares]),
            "incident_goodwill": so_far[1] + sum([each.part.cost - each.part.owed_cost for each in shares]),
        }
        table = situation.table(self.remedy.id)
        self.matched: Matched = table.matched(table.moved(situation.holding(self.remedy.id), self.values))

    def read(self, limit: Limit, line: Line | Remedy, section: str) -> tuple[Reading, bool]:
        """The limit as it stands before the gesture, and whether the gesture fits it.

        What adds nothing fits. Where a limit counts what is owed too, that is taken off first and is not held back.
        """
        most = units(limit.most, self.situation.facts, self.situation.ask.day) - limit.under
        own_owed, own = self._adds(limit, self.share)
        if limit.counter < 0:
            spent, held, owed, goodwill = 0, 0, own_owed, own
        else:
            spent, held = self.situation.balance(limit.counter, self.employee)
            owed, goodwill = own_owed, own
            if len(self.shares) > 1:
                owed, goodwill = self._added_together(limit)
        reading = Reading(
            line=line.id,
            section=section,
            measure=limit.measure,
            per=tuple([(name, self._key(name)) for name in limit.per]),
            every=limit.every,
            limit=most,
            spent=spent,
            held=held,
            asked=owed + goodwill,
            unit=self.remedy.unit if limit.measure == "face" else "",
            counter="" if limit.counter < 0 else self.situation.rulebook.counters[limit.counter].id,
        )
        return reading, not own or goodwill <= max(0, most - spent - held - owed)

    def fits_face(self, limit: Limit) -> tuple[Reading, bool]:
        """The same for a remedy's most, which binds what is owed and what is not alike."""
        reading, _ = self.read(limit, self.remedy, "remedies")
        return reading, not self.share.face or reading.asked <= reading.left

    def tests(self, box: Box) -> tuple[Tested, ...]:
        """The tests of a box beside what is actually so."""
        return tuple(
            [Tested(axis=test.axis, said=test.said, actual=self.actual(test.axis)) for test in box if test.said]
        )

    def matching_box(self, line: Line) -> Box:
        """The first box of the line's `when` that holds, in an order that does not depend on how they are written."""
        for box in self.situation.index.boxes(line):
            if all(self.passes(box)):
                return box
        return ()

    def actual(self, axis: str) -> int | None:
        """The value on any axis."""
        if axis in self.values:
            return self.values[axis]
        if axis == "remedy":
            return self.remedy.position
        if axis == "remedy_kind":
            return KINDS.index(self.remedy.kind)
        return self.situation.reading(axis)

    def passes(self, box: Box) -> tuple[bool, ...]:
        """Which tests of a box hold."""
        return tuple([self._passes(test) for test in box])

    def _passes(self, test: Test) -> bool:
        value = self.actual(test.axis)
        return test.absent if value is None else contains(test.spans, value)

    def _key(self, name: str) -> str:
        value = self.employee if name == "employee" else self.situation.facts.get(name, "")
        return str(value)

    def _adds(self, limit: Limit, share: Share) -> tuple[int, int]:
        """What a share adds to the limit: of what is owed, and of goodwill."""
        if limit.measure == "cost":
            owed, goodwill = share.part.owed_cost, share.part.cost - share.part.owed_cost
        elif limit.measure == "face":
            owed, goodwill = share.part.owed, share.goodwill_face
        else:
            owed, goodwill = int(share.part.owed > 0), int(share.goodwill_face > 0)
            if limit.counts == "all" and goodwill:
                owed = 0  # one gesture counts once
        if limit.counts == "goodwill":
            owed = 0
        elif limit.counts == "owed":
            goodwill = 0
        return owed, goodwill

    def _added_together(self, limit: Limit) -> tuple[int, int]:
        owed = goodwill = 0
        counter = self.situation.rulebook.counters[limit.counter]
        for share in self.shares:
            if counter in self.situation.static(share.part.gesture.remedy).counters:
                more = self._adds(limit, share)
                owed, goodwill = owed + more[0], goodwill + more[1]
        return owed, goodwill


def reason(code: str, line: Line, view: View, **more: Any) -> Reason:
    """A reason that names its line."""
    return Reason(
        code=code,
        line=line.id,
        section=line.section,
        place=line.place,
        because=line.because,
        remedy=view.remedy.id,
        **more,
    )
