"""Which of the terms of two policies can show where they differ, and on which counters something must stand to see it.

What both policies say alike and only takes away is left at its kindest, for there it hides the least; what both grant alike is
also tried used up, for there it hides the most.
"""

from __future__ import annotations

from empower.rules.analysis.normal import constant
from empower.rules.analysis.terms import differing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from empower.rules.analysis.terms import Term

__all__ = ["Mattering"]


class Mattering:
    """The terms of two policies in one situation, seen for what may differ. `None` where a policy cannot be asked.

    `lines` are those that differ, by kind and name, where nothing else does and they only deny, call somebody or limit.
    """

    __slots__ = ("_all", "_differing", "due", "exact", "hangs", "lines", "moved", "plain", "weighs")

    def __init__(
        self, old: frozenset[Term] | None, new: frozenset[Term] | None, alike: Mapping[str, str], *, same_chain: bool
    ) -> None:
        self._differing = [] if old is None or new is None else differing(old, new)
        self._all = list(self._differing)
        if old is not None and new is not None and (not self._all or any([_gives(term) for term in self._all])):
            self._all += [term for side in (old, new) for term in side if term.kind in ("Grant", "Entitlement")]
            if any([term.kind == "Exemption" for term in self._differing]):  # what it lifts is what differs
                self._all += [term for side in (old, new) for term in side if term.kind == "Rule"]
        # What both owe alike only moves along where a difference is seen.
        weighing = [term for term in self._all if term.kind != "Entitlement" or term in self._differing]
        amounts = [amount for term in weighing for amount in term.amounts]
        self.hangs = not all([constant(amount) for term in self._all for amount in term.amounts])
        self.weighs = not all([constant(amount) for amount in amounts])
        self.exact = all([constant(amount) or amount[0] == "fact" for amount in amounts])
        self.plain = not any([term.asks for term in self._differing])  # no paper or duty is in question
        self.due = any([term.kind in ("Entitlement", "Bar", "Remedy") for term in self._differing])
        taking = self.plain and same_chain and all([term.kind in ("Rule", "Budget") for term in self._differing])
        self.lines = frozenset([(term.kind, term.id) for term in self._differing]) if taking else None
        moved = {name for term in self._all for name in term.reads}
        if any([term.totals for term in self._all]):
            moved |= {alike.get(name, name) for name in ("incident_cost", "incident_goodwill")}
        self.moved = frozenset(moved)


def _gives(term: Term) -> bool:
    return term.gives or term.kind in ("Remedy", "Bar")
