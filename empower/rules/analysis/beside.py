"""Two policies side by side in one situation: in which ways, and for which roles, they answer otherwise.

Where their terms are the same they answer alike, and nothing needs to be asked. Where the terms differ, both are asked at every
face value and, as far as it takes, in every state at which either could change its mind, until each way in which the terms can
lean is seen or ruled out.
"""

from __future__ import annotations

from empower.rules.analysis.asking import Asking
from empower.rules.analysis.concrete import Concrete, weighing_facts
from empower.rules.analysis.counters_within import counters_alike
from empower.rules.analysis.mattering import Mattering
from empower.rules.analysis.pair import Pair, Seen
from empower.rules.analysis.search import Effort
from empower.rules.analysis.settling import parts_held
from empower.rules.analysis.terms import LOOSER, TIGHTER, leaning, refused, terms_of
from empower.rules.analysis.weighing import certain, most_of, tried
from empower.rules.index import index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.rules.analysis.sheet import Sheet
    from empower.rules.analysis.terms import Term
    from empower.rules.rulebook import Rulebook

    Masks = tuple[int | None, int | None]
    """What stands on each side; `None` where that policy cannot be asked."""

    Weights = dict[str, int]
    """For each fact that amounts hang on, how much of it there is; as near to it as may be."""

    Place = Callable[[int, Weights], Concrete | None]
    """The situation as one side sees it; `None` where there is none."""

    Askings = dict[tuple[Sheet, int, tuple[int, ...]], Asking]
    _Terms = list[frozenset[Term] | None]

__all__ = ["Beside"]

_FEW = 6
"""So many values of what amounts hang on are tried in any case."""

_A_YES = 2


class Beside:
    """Two policies, of which `within` are pairs of counters: the first never stands above the second.

    `each` is the effort for each situation, where there is little for any. `first` keeps what was asked of the first policy,
    for whoever sets it beside others.
    """

    def __init__(
        self,
        books: tuple[Rulebook, Rulebook],
        within: tuple[tuple[str, str], ...],
        effort: Effort,
        each: int | None = None,
        first: Askings | None = None,
    ) -> None:
        self.books = books
        self.roles = tuple(dict.fromkeys([role.id for book in books for role in book.roles]))
        self._alike = counters_alike(within)
        self._within = _among_first(within, self._alike)
        self._effort = effort
        self._each = each
        self._first = first
        self._same_chain = _chains(books[0]) == _chains(books[1])
        weighing = {fact.name: fact for book in books for fact in weighing_facts(book)}
        self._weighing = tuple(weighing.values())
        self._seen: dict[object, Seen | None] = {}

    def terms(self, sheet: Sheet, mask: int, place: Place) -> frozenset[Term] | None:
        """What the lines of the first policy say in a situation; `None` where none was found."""
        where = place(0, most_of(self._weighing))
        return None if where is None else terms_of(sheet, mask, where, self._alike)

    def seen(self, sheets: tuple[Sheet, Sheet], masks: Masks, place: Place) -> dict[Seen, int]:
        """For each thing seen in a situation, the roles for which it is so, as bits."""
        plenty = most_of(self._weighing)
        places = [place(side, plenty) if masks[side] is not None else None for side in (0, 1)]
        terms: _Terms = [
            terms_of(sheet, mask, where, self._alike) if mask is not None and where is not None else None
            for sheet, mask, where in zip(sheets, masks, places, strict=True)
        ]
        if terms[0] == terms[1] is not None and self._same_chain:
            return {}
        same = None not in terms and {one.same() for one in terms[0] or ()} == {one.same() for one in terms[1] or ()}
        if any([mask is not None and where is None for mask, where in zip(masks, places, strict=True)]):
            return self._unfound(sheets, masks)
        if (same and self._same_chain) or all([one is not None and refused(one) for one in terms]):
            return {}
        parts = [parts_held(sheet, mask or 0) for sheet, mask in zip(sheets, masks, strict=True)]
        mattering = Mattering(terms[0], terms[1], self._alike, same_chain=self._same_chain)
        key = _named_in(sheets[0], terms), terms[0], terms[1], *parts, self._reach(masks, place, mattering)
        found: dict[Seen, int] = {}
        pairs: list[Pair] = []
        for number, role in enumerate(self.roles):
            if (key, role) not in self._seen:
                pairs = pairs or [
                    self._pair(sheets, masks, place, weights, mattering)
                    for weights in self._weights(sheets, masks, places, mattering)
                ]
                self._seen[key, role] = self._look(pairs, role, terms, mattering)
            seen = self._seen[key, role]
            if seen is not None:
                found[seen] = found.get(seen, 0) | 1 << number
        return found

    def _unfound(self, sheets: tuple[Sheet, Sheet], masks: Masks) -> dict[Seen, int]:
        """What may be seen where facts hang together so that no situation was found, though there may be one."""
        nowhere = Concrete(day=0, hour=0, facts=())
        told = [
            {one.same() for one in terms_of(sheet, mask, nowhere, self._alike)} if mask is not None else None
            for sheet, mask in zip(sheets, masks, strict=True)
        ]
        return {} if told[0] == told[1] else {Seen(may=True): (1 << len(self.roles)) - 1}

    def _reach(self, masks: Masks, place: Place, mattering: Mattering) -> object:
        """How little and how much there may be of each fact that amounts hang on."""
        if not mattering.hangs:
            return None
        names = {fact.name for fact in self._weighing}
        ends = most_of(self._weighing), dict.fromkeys(names, 0)
        places = [place(side, end) for side in (0, 1) if masks[side] is not None for end in ends]
        return tuple([tuple([part for part in where.facts if part[0] in names]) for where in places if where])

    def _pair(
        self, sheets: tuple[Sheet, Sheet], masks: Masks, place: Place, weights: Weights, mattering: Mattering
    ) -> Pair:
        effort = self._effort if self._each is None else Effort(self._each)
        sides = [self._asking(side, sheets[side], masks[side], place, weights) for side in (0, 1)]
        return Pair((sides[0], sides[1]), weights, self._within, mattering, effort)

    def _asking(self, side: int, sheet: Sheet, mask: int | None, place: Place, weights: Weights) -> Asking | None:
        if mask is None:
            return None
        kept = self._first if side == 0 else None
        key = sheet, mask, tuple(weights.values())
        if kept is not None and key in kept:
            return kept[key]
        where = place(side, weights)
        if where is None:
            return None
        asking = Asking(sheet, mask, where, alike=self._alike)
        if kept is not None:
            kept[key] = asking
        return asking

    def _weights(
        self, sheets: tuple[Sheet, Sheet], masks: Masks, places: list[Concrete | None], mattering: Mattering
    ) -> list[Weights]:
        """Values to try for the facts that amounts hang on."""
        if not mattering.hangs:
            return [most_of(self._weighing)]
        constants: set[int] = set()
        day = 0
        for sheet, mask, where in zip(sheets, masks, places, strict=True):
            if mask is not None and where is not None:
                constants |= Asking(sheet, mask, where).constants()
                day = where.day
        return tried(mattering.amounts, constants, self._weighing, day)

    def _look(self, pairs: list[Pair], role: str, terms: _Terms, mattering: Mattering) -> Seen | None:
        """What differs for one role; `None` where nothing does."""
        lean = {LOOSER, TIGHTER}
        if self._same_chain and terms[0] is not None and terms[1] is not None:
            lean = leaning(terms[0], terms[1], self._within)
        exact = certain(mattering.amounts, self._weighing)
        known = [role in index_of(book).roles for book in self.books]
        best: Seen | None = None
        ways: set[str] = set()
        complete = True
        for number, pair in enumerate(pairs):
            if lean <= ways and (number > _FEW or (best is not None and _shows(best) == _A_YES)):
                break  # all is seen, and plainly enough
            if number > _FEW and self._effort.left <= 0:
                complete = False
                break
            found, first = pair.at_once(role, known)
            ways |= found
            if first is not None and (best is None or _shows(first) > _shows(best)):
                best = first
        for pair in pairs:
            if lean <= ways:
                break
            found, first, all_tried = pair.later(role, known, lean - ways)
            complete = complete and all_tried
            ways |= found
            best = best or first
        if best is None:
            return None if exact and complete else Seen(may=True)
        may = not (exact and complete) and not lean <= ways and not ways >= {LOOSER, TIGHTER}
        return best.but(ways=tuple(sorted(ways)), may=may)


def _named_in(sheet: Sheet, terms: _Terms) -> str:
    """The remedy, where an answer may name it: in what is owed."""
    owing = any([term.kind in ("Entitlement", "Bar") for side in terms if side for term in side])
    return sheet.remedy.id if owing or None in terms else ""


def _shows(seen: Seen) -> int:
    """How much is seen: whether a yes comes or goes, whether a no does, or neither."""
    outcomes = [{one.outcome for one in (stretch.old, stretch.new) if one} for stretch in seen.stretches]
    apart = [one for one in outcomes if len(one) > 1]
    return _A_YES if any(["approve" in one for one in apart]) else int(bool(apart))


def _among_first(within: tuple[tuple[str, str], ...], alike: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The pairs among the counters that stand for those that are alike."""
    pairs = [(alike.get(low, low), alike.get(high, high)) for low, high in within]
    return tuple(dict.fromkeys([pair for pair in pairs if pair[0] != pair[1]]))


def _chains(book: Rulebook) -> object:
    return {role.id: (role.above, role.final, role.covered_by) for role in book.roles}
