"""Whether lines can act on a request at all: where none of those that differ can, two policies answer it alike.

More on a counter and a larger face value make every line that may deny or call somebody the likelier to act. So what is quiet
in the harshest of several states is quiet in all of them.
"""

from __future__ import annotations

from empower.domain.conditions import contains
from empower.rules.analysis.asking import BARE
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY, INCIDENT_COST, INCIDENT_GOODWILL, Budget, Entitlement, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from empower.domain.conditions import Box
    from empower.rules.analysis.asking import Asking, State
    from empower.rules.rulebook import Limit

__all__ = ["Quiet"]


class Quiet:
    """Some lines, by kind and name, in one situation. `names` of `None` are lines of which it cannot be told."""

    def __init__(self, asking: Asking, names: Collection[tuple[str, str]] | None) -> None:
        self._asking = asking
        self._told = names is not None and not index_of(asking.rulebook).by_employee
        self._lines: list[tuple[Rule | Budget, frozenset[Box]]] = []
        for line, when, _ in asking.standing:
            if names is None or (type(line).__name__, line.id) not in names:
                continue
            if isinstance(line, Rule | Budget):
                self._lines.append((line, when))
            else:
                self._told = False
        self._owing = any([isinstance(line, Entitlement) for line in asking.lines])
        self._worth: dict[int, tuple[int, int]] = {}

    def at(self, face: int, state: State) -> bool:
        """Whether none of the lines can act on a request of this face value in this state, whoever asks or answers it."""
        if not self._told or (self._owing and face == BARE):
            return False
        if not self._lines:
            return True
        worth = self._worth.get(face)
        if worth is None:
            worth = self._worth[face] = self._asking.worth(face)
        face_value, cost = worth
        in_money = self._asking.remedy.kind in IN_MONEY
        values = {
            "amount": face_value if in_money else 0,
            "quantity": 0 if in_money else face_value,
            "cost": cost,
            "incident_cost": cost + self._asking.total(INCIDENT_COST, state),
            "incident_goodwill": cost + self._asking.total(INCIDENT_GOODWILL, state),
        }
        return not any([self._acts(line, when, values, worth, state) for line, when in self._lines])

    def _acts(
        self, line: Rule | Budget, when: frozenset[Box], values: dict[str, int], worth: tuple[int, int], state: State
    ) -> bool:
        matches = [
            all([test.axis == "role" or contains(test.spans, values[test.axis]) for test in box]) for box in when
        ]
        if not any(matches):
            return False
        if isinstance(line, Rule) and (line.deny or line.signatures):
            return True
        return line.limit is not None and self._beyond(line.limit, worth, state)

    def _beyond(self, limit: Limit, worth: tuple[int, int], state: State) -> bool:
        asking = self._asking
        face_value, cost = worth
        own = {"cost": cost, "face": face_value, "count": 1}[limit.measure]
        before = 0 if limit.counter < 0 else asking.total(limit.counter, state)
        return before + own > asking.most(limit)
