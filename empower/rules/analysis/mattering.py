"""Which of the terms of two policies can show where they differ, and on which counters something must stand to see it.

What both policies say alike and only takes away is left at its kindest, for there it hides the least; what both grant alike is
also tried used up, for there it hides the most.
"""

from __future__ import annotations

from empower.rules.analysis.terms import differing
from empower.rules.analysis.weighing import hangs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from empower.domain.amounts import Amount
    from empower.rules.analysis.terms import Term

__all__ = ["Mattering"]


class Mattering:
    """The terms of two policies in one situation, seen for what may differ. `None` where a policy cannot be asked.

    `amounts` are those of each that hang on facts and may show a difference; `hangs` says whether any hangs at all.
    `lines` are those that differ, by kind and name, where nothing else does and they only deny, call somebody or limit.
    """

    __slots__ = ("_all", "_differing", "amounts", "due", "hangs", "lines", "moved", "plain")

    def __init__(
        self, old: frozenset[Term] | None, new: frozenset[Term] | None, alike: Mapping[str, str], *, same_chain: bool
    ) -> None:
        self._differing = [] if old is None or new is None else differing(old, new)
        self._all = list(self._differing)
        terms = [term for side in (old, new) if side is not None for term in side]
        if old is not None and new is not None and (not self._all or any([_gives(term) for term in self._all])):
            self._all += [term for side in (old, new) for term in side if term.kind in ("Grant", "Entitlement")]
            if any([term.kind == "Remedy" for term in self._differing]):  # all that it costs is counted otherwise
                self._all += terms
            if any([term.kind == "Exemption" for term in self._differing]):  # what it lifts is what differs
                self._all += [term for side in (old, new) for term in side if term.kind == "Rule"]
        # What both owe alike only moves along where a difference is seen; what a gesture costs moves everything.
        weighing = [term for term in self._all if term.kind != "Entitlement" or term in self._differing]
        self.amounts = tuple([frozenset(filter(hangs, _weighed(side or (), weighing))) for side in (old, new)])
        self.hangs = any([hangs(amount) for term in terms for amount in (*term.amounts, *term.beside)])
        moving = any([term.kind in ("Remedy", "Entitlement", "Bar") for term in self._differing])
        asking = terms if moving else self._differing
        self.plain = not any([term.asks for term in asking])  # no paper or duty is in question
        self.due = any([term.kind in ("Entitlement", "Bar", "Remedy") for term in self._differing])
        taking = self.plain and same_chain and all([term.kind in ("Rule", "Budget") for term in self._differing])
        self.lines = frozenset([(term.kind, term.id) for term in self._differing]) if taking else None
        moved = {name for term in self._all for name in term.reads}
        if any([term.totals for term in self._all]):
            moved |= {alike.get(name, name) for name in ("incident_cost", "incident_goodwill")}
        self.moved = frozenset(moved)


def _weighed(terms: Iterable[Term], weighing: list[Term]) -> Iterator[Amount]:
    """The amounts of the terms that weigh, and what a gesture costs in any case."""
    for term in terms:
        if term in weighing or term.kind == "Remedy":
            yield from term.beside
        if term in weighing:
            yield from term.amounts


def _gives(term: Term) -> bool:
    return term.gives or term.kind in ("Remedy", "Bar")
