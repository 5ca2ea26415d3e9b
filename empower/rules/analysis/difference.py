"""How two policies differ: for every request that can be put, in every state of the counters.

The two are walked side by side. Where their terms are the same they answer alike, and nothing needs to be asked. Where they
differ, both are asked at every face value and, as far as it takes, in every state at which either could change its mind, until
each way in which the terms can lean is seen or ruled out. Nothing is sampled: where amounts hang on facts in a way that is not
settled so, or a ceiling is reached, the answer is that they may differ.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts, units
from empower.domain.conditions import EVERYTHING, shared
from empower.domain.errors import ReachedCeilingError
from empower.domain.value import Value
from empower.rules.analysis.asking import BARE, NOTHING, Asking
from empower.rules.analysis.compared import OTHERWISE
from empower.rules.analysis.concrete import AMPLE, concrete, weighing_facts
from empower.rules.analysis.counters_within import counters_alike, counters_within
from empower.rules.analysis.mattering import Mattering
from empower.rules.analysis.pair import Pair, Seen, Stretch
from empower.rules.analysis.regions import Region, regions
from empower.rules.analysis.search import EFFORT, Effort
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.terms import LOOSER, TIGHTER, leaning, terms_of
from empower.rules.analysis.walk import Walk
from empower.rules.index import index_of
from empower.rules.rulebook import Remedy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.conditions import Spans
    from empower.rules.analysis.asking import State
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.terms import Term
    from empower.rules.rulebook import Rulebook

    _Terms = list[frozenset[Term] | None]

__all__ = ["Change", "Difference", "Where", "difference", "differs"]

_GLANCE = 200
"""So many stretches of states are looked into at first sight, in each situation."""


class Where(Value):
    """One request that shows a difference: the situation as each policy sees it, and what stands on the counters."""

    remedy: str
    role: str
    face: int
    old: Concrete | None
    new: Concrete | None
    state: State = NOTHING


class Change(Value):
    """A region in which two policies differ alike."""

    region: Region
    ways: tuple[
        str, ...
    ]  # looser, tighter, otherwise; more than one where it hangs on the amount or on what was given before
    stretches: tuple[Stretch, ...]  # by face value, with nothing given before; none where it takes that to see it
    where: Where
    may: bool = False  # whether it may differ in more ways than were seen


class Difference(Value):
    """Everything that differs."""

    verdict: str  # equivalent | only looser | only tighter | mixed | may differ
    changes: tuple[Change, ...] = ()
    unsettled: tuple[Region, ...] = ()  # where no difference was seen and none is ruled out
    left_out: tuple[str, ...] = ()  # remedies with too many combinations
    free: tuple[str, ...] = ()  # facts that were taken to be free although they are linked


def difference(
    old: Rulebook, new: Rulebook, today: int, remedies: tuple[str, ...] | None = None, effort: int = EFFORT
) -> Difference:
    """How `new` differs from `old` on the days on which both are in force; `remedies` narrows it to some.

    Both are in the same currency. `today` only says which day a witness is taken from, where it may be any; past
    `effort` stretches of states it is said that they may differ.
    """
    comparing = _Comparing(old, new, today)
    comparing.effort = Effort(effort)
    names = list(dict.fromkeys([remedy.id for book in (old, new) for remedy in book.remedies]))
    for name in names:
        if remedies is None or name in remedies:
            comparing.remedy(name)
    return comparing.result()


def differs(old: Rulebook, new: Rulebook, today: int, remedies: tuple[str, ...] | None = None) -> bool | None:
    """Whether some request is answered otherwise; `None` where it could not be settled. It stops at the first it finds."""
    names = remedies if remedies is not None else tuple([remedy.id for remedy in old.remedies])
    glance = _Comparing(old, new, today, each=_GLANCE)
    if any(_at_first_sight(glance, name) for name in names):
        return True
    comparing = _Comparing(old, new, today)
    settled = True
    for name in names:
        for seen in comparing.seen_of(name):
            if seen.ways:
                return True
            settled = False
    return False if settled and not comparing.left_out else None


def _at_first_sight(comparing: _Comparing, name: str) -> bool:
    """Whether a difference shows without looking long in any situation."""
    return any(seen.ways for seen in comparing.seen_of(name))


class _Comparing:
    """Two policies side by side."""

    def __init__(self, old: Rulebook, new: Rulebook, today: int, each: int | None = None) -> None:
        self.books = old, new
        self.today = today
        self.days: Spans = shared(
            *[EVERYTHING if book.effective == (None, None) else (book.effective,) for book in self.books]
        )
        within = counters_within(old, new)
        self.alike = counters_alike(within)
        self.within = _among_first(within, self.alike)
        self.effort = Effort()
        self.each = each  # the effort for each situation, where there is little for any
        self.roles = tuple(dict.fromkeys([role.id for book in self.books for role in book.roles]))
        self.same_chain = _chains(old) == _chains(new)
        self.weighing = [weighing_facts(book) for book in self.books]
        self._seen: dict[object, Seen | None] = {}
        self._found: list[tuple[Seen, Region, Where]] = []
        self._unsettled: list[Region] = []
        self.left_out: list[str] = []

    def seen_of(self, name: str) -> Iterator[Seen]:
        """What is seen for one remedy, as it is found."""
        walk, both = self._walk(name)
        masks_of = walk.masks if walk else []
        for leaf in sorted(
            range(len(masks_of)), key=lambda one: sum([(mask or 0).bit_count() for mask in masks_of[one]])
        ):
            masks = masks_of[leaf]
            known = tuple([mask if one else None for mask, one in zip(masks, both, strict=True)])
            yield from self._leaf(walk, leaf, known)  # type: ignore[arg-type]

    def _walk(self, name: str) -> tuple[Walk | None, list[Remedy | None]]:
        both = [next((one for one in book.remedies if one.id == name), None) for book in self.books]
        sheets = tuple([Sheet(book, one or _none_of(name)) for book, one in zip(self.books, both, strict=True)])
        try:
            return Walk(sheets, self.today, self.days), both
        except ReachedCeilingError:
            self.left_out.append(name)
            return None, both

    def remedy(self, name: str) -> None:
        """Looks at one remedy."""
        walk, both = self._walk(name)
        if walk is None:
            return
        marks: dict[Seen, list[int]] = {}
        shown: dict[tuple[int, int], Seen] = {}
        for leaf, masks in enumerate(walk.masks):
            known = tuple([mask if one else None for mask, one in zip(masks, both, strict=True)])
            for seen, roles in self._leaf(walk, leaf, known).items():
                alike = seen.but(state=NOTHING, face=BARE, weight=0)  # whatever it was first seen by
                marks.setdefault(alike, [0] * len(walk.masks))[leaf] |= roles
                shown |= {(leaf, number): seen for number in range(len(self.roles)) if roles >> number & 1}
        for seen, marked in marks.items():
            for region, leaf in regions(walk, marked, self.roles):
                if not seen.ways:
                    self._unsettled.append(region)
                    continue
                number = next(number for number in range(len(self.roles)) if marked[leaf] >> number & 1)
                first = shown[leaf, number]
                places = [self._place(walk, leaf, side, first.weight) for side in (0, 1)]
                where = Where(
                    remedy=name,
                    role=self.roles[number],
                    face=first.face,
                    old=places[0],
                    new=places[1],
                    state=first.state,
                )
                self._found.append((seen, region, where))

    def result(self) -> Difference:
        """What was found, told once."""
        alike: dict[object, tuple[Change, list[str]]] = {}
        for seen, region, where in self._found:
            change = Change(region=region, ways=seen.ways, stretches=seen.stretches, where=where, may=seen.may)
            key = seen, region.but(remedies=())
            alike.setdefault(key, (change, []))[1].extend(region.remedies)
        changes = tuple([one.but(region=one.region.but(remedies=tuple(names))) for one, names in alike.values()])
        ways = {way for change in changes for way in change.ways}
        if OTHERWISE in ways or ways >= {LOOSER, TIGHTER}:
            verdict = "mixed"
        elif self._unsettled or self.left_out or any([change.may for change in changes]):
            verdict = "may differ"
        else:
            verdict = f"only {ways.pop()}" if ways else "equivalent"
        return Difference(
            verdict=verdict,
            changes=changes,
            unsettled=tuple(self._unsettled),
            left_out=tuple(self.left_out),
            free=_linked(*self.books),
        )

    def _place(self, walk: Walk, leaf: int, side: int, weight: int) -> Concrete | None:
        weights = {fact.name: _weighed(fact.least, fact.most, weight) for fact in self.weighing[side]}
        return concrete(self.books[side], walk.chosen(leaf), side, self.today, weights)

    def _leaf(self, walk: Walk, leaf: int, masks: tuple[int | None, ...]) -> dict[Seen, int]:
        """For each thing seen in a combination, the roles for which it is so, as bits."""
        places = [self._place(walk, leaf, side, AMPLE) if masks[side] is not None else None for side in (0, 1)]
        terms: _Terms = [
            terms_of(sheet, mask, place, self.alike) if mask is not None and place is not None else None
            for sheet, mask, place in zip(walk.sheets, masks, places, strict=True)
        ]
        if terms[0] == terms[1] and self.same_chain:
            return {}
        same = None not in terms and {one.same() for one in terms[0] or ()} == {one.same() for one in terms[1] or ()}
        if same and self.same_chain:
            return {}
        key = walk.sheets[0].remedy.id, terms[0], terms[1]
        found: dict[Seen, int] = {}
        asking: list[Pair] = []
        mattering = Mattering(terms[0], terms[1], self.alike)
        for number, role in enumerate(self.roles):
            if (key, role) not in self._seen:
                if not asking:
                    asking = [
                        self._pair(walk, leaf, masks, weight, mattering)
                        for weight in self._weights(walk.sheets, masks, places, mattering)
                    ]
                self._seen[key, role] = self._look(asking, role, terms, mattering)
            seen = self._seen[key, role]
            if seen is not None:
                found[seen] = found.get(seen, 0) | 1 << number
        return found

    def _pair(self, walk: Walk, leaf: int, masks: tuple[int | None, ...], weight: int, mattering: Mattering) -> Pair:
        effort = self.effort if self.each is None else Effort(self.each)
        sides: list[Asking | None] = []
        for sheet, side, mask in zip(walk.sheets, (0, 1), masks, strict=True):
            place = None if mask is None else self._place(walk, leaf, side, weight)
            sides.append(None if mask is None or place is None else Asking(sheet, mask, place, alike=self.alike))
        return Pair((sides[0], sides[1]), weight, self.within, mattering, effort)

    def _weights(
        self,
        sheets: tuple[Sheet, ...],
        masks: tuple[int | None, ...],
        places: list[Concrete | None],
        mattering: Mattering,
    ) -> list[int]:
        """Values to try for facts that weigh in amounts: plenty; where it may matter also nothing, and around each constant."""
        if not mattering.hangs:
            return [AMPLE]
        if not mattering.weighs:
            return [AMPLE, 0]
        marks: set[int] = set()
        for sheet, mask, place in zip(sheets, masks, places, strict=True):
            if mask is None or place is None:
                continue
            for limit in Asking(sheet, mask, place).limits():
                if not amount_facts(limit.most):
                    most = units(limit.most, dict(place.facts), place.day)
                    marks |= {most, most + 1}
        found: dict[object, int] = {}
        for weight in (AMPLE, 0, 1, *sorted(marks)):
            weighed = [_weighed(fact.least, fact.most, weight) for side in self.weighing for fact in side]
            found.setdefault(tuple(weighed), weight)
        return list(found.values())

    def _look(self, pairs: list[Pair], role: str, terms: _Terms, mattering: Mattering) -> Seen | None:
        """What differs for one role; `None` where nothing does."""
        lean = {LOOSER, TIGHTER}
        if self.same_chain and terms[0] is not None and terms[1] is not None:
            lean = leaning(terms[0], terms[1], self.within)
        exact = mattering.exact
        known = [role in index_of(book).roles for book in self.books]
        best: Seen | None = None
        ways: set[str] = set()
        complete = True
        for pair in pairs:
            found, first, all_tried = pair.look(role, known, lean - ways)
            complete = complete and all_tried
            if found:
                ways |= found
                best = best or first
            if lean <= ways:
                break
        if best is None:
            return None if exact and complete else Seen(may=True)
        may = not (exact and complete) and not lean <= ways and not ways >= {LOOSER, TIGHTER}
        return best.but(ways=tuple(sorted(ways)), may=may)


def _weighed(least: int | None, most: int | None, weight: int) -> int:
    low = least or 0
    return max(low, weight if most is None else min(most, weight))


def _among_first(within: tuple[tuple[str, str], ...], alike: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The pairs among the counters that stand for those that are alike."""
    pairs = [(alike.get(low, low), alike.get(high, high)) for low, high in within]
    return tuple(dict.fromkeys([pair for pair in pairs if pair[0] != pair[1]]))


def _chains(book: Rulebook) -> object:
    return {role.id: (role.above, role.final, role.covered_by) for role in book.roles}


def _none_of(name: str) -> Remedy:
    return Remedy(id=name, kind="courtesy", position=-1)


def _linked(*books: Rulebook) -> tuple[str, ...]:
    """Derived facts, which are taken to be free of what else is made from the same facts."""
    return tuple(dict.fromkeys([fact.name for book in books for fact in book.facts if fact.derived]))
