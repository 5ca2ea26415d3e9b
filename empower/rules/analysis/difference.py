"""How two policies differ: for every request that can be put, in every state of the counters.

The two are walked side by side, and every combination is looked at. Nothing is sampled: where amounts hang on facts in a way
that is not settled so, or a ceiling is reached, the answer is that they may differ.
"""

from __future__ import annotations

from empower.domain.conditions import shared
from empower.domain.errors import ReachedCeilingError
from empower.domain.value import Value
from empower.rules.analysis.asking import BARE, NOTHING
from empower.rules.analysis.beside import Beside
from empower.rules.analysis.compared import OTHERWISE
from empower.rules.analysis.concrete import concrete
from empower.rules.analysis.counters_within import counters_within
from empower.rules.analysis.pair import Seen, Stretch
from empower.rules.analysis.regions import Region, regions
from empower.rules.analysis.search import EFFORT, Effort
from empower.rules.analysis.settling import settling_lines
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.terms import LOOSER, TIGHTER
from empower.rules.analysis.walk import Walk
from empower.rules.rulebook import Remedy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from empower.rules.analysis.asking import State
    from empower.rules.analysis.beside import Place
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.rulebook import Rulebook

__all__ = ["Change", "Difference", "Where", "difference", "verdict_of"]


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

    @property
    def is_unsettled(self) -> bool:
        """Whether there is something that may differ and was not seen to, or may differ in more ways."""
        return bool(self.unsettled or self.left_out or any([change.may for change in self.changes]))


def verdict_of(ways: Collection[str], *, unsettled: bool) -> str:
    """The verdict on all ways together in which two policies differ; `unsettled` where there may be more of them."""
    if OTHERWISE in ways or {*ways} >= {LOOSER, TIGHTER}:
        return "mixed"
    if unsettled:
        return "may differ"
    return f"only {next(iter(ways))}" if ways else "equivalent"


def difference(
    old: Rulebook, new: Rulebook, today: int, remedies: tuple[str, ...] | None = None, effort: int = EFFORT
) -> Difference:
    """How `new` differs from `old` on the days on which both are in force; `remedies` narrows it to some.

    Both are in the same currency. `today` only says which day a witness is taken from, where it may be any; past
    `effort` stretches of states it is said that they may differ.
    """
    comparing = _Comparing(old, new, today, effort)
    names = list(dict.fromkeys([remedy.id for book in (old, new) for remedy in book.remedies]))
    for name in names:
        if remedies is None or name in remedies:
            comparing.remedy(name)
    return comparing.result()


class _Comparing:
    """Two policies side by side, and what was found so far."""

    def __init__(self, old: Rulebook, new: Rulebook, today: int, effort: int) -> None:
        self.books = old, new
        self.today = today
        self.days = shared((old.effective,), (new.effective,))
        self.beside = Beside((old, new), counters_within(old, new), Effort(effort))
        self.left_out: list[str] = []
        self._found: list[tuple[Seen, Region, Where]] = []
        self._unsettled: list[Region] = []

    def remedy(self, name: str) -> None:
        """Looks at one remedy."""
        both = [next((one for one in book.remedies if one.id == name), None) for book in self.books]
        old, new = [
            Sheet(book, one or _none_of(name), also=settling_lines(book))
            for book, one in zip(self.books, both, strict=True)
        ]
        sheets = old, new
        try:
            walk = Walk(sheets, self.today, self.days)
        except ReachedCeilingError:
            self.left_out.append(name)
            return
        marks: dict[Seen, list[int]] = {}
        shown: dict[tuple[int, int], Seen] = {}
        roles_of = self.beside.roles
        for leaf, (mine, theirs) in enumerate(walk.masks):
            known = mine if both[0] else None, theirs if both[1] else None
            for seen, roles in self.beside.seen(sheets, known, self._place(walk, leaf)).items():
                alike = seen.but(state=NOTHING, face=BARE, weights=())  # whatever it was first seen by
                marks.setdefault(alike, [0] * len(walk.masks))[leaf] |= roles
                shown |= {(leaf, number): seen for number in range(len(roles_of)) if roles >> number & 1}
        for seen, marked in marks.items():
            for region, leaf in regions(walk, marked, roles_of):
                if not seen.ways:
                    self._unsettled.append(region)
                    continue
                own = region.roles or roles_of
                number = next(at for at, role in enumerate(roles_of) if marked[leaf] >> at & 1 and role in own)
                first = shown[leaf, number]
                place = self._place(walk, leaf)
                seen_as = [place(side, dict(first.weights)) for side in (0, 1)]
                where = Where(
                    remedy=name,
                    role=roles_of[number],
                    face=first.face,
                    old=seen_as[0],
                    new=seen_as[1],
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
        found = Difference(
            verdict="",
            changes=changes,
            unsettled=tuple(self._unsettled),
            left_out=tuple(self.left_out),
        )
        return found.but(verdict=verdict_of(ways, unsettled=found.is_unsettled))

    def _place(self, walk: Walk, leaf: int) -> Place:
        chosen = walk.chosen(leaf)

        def place(side: int, weights: dict[str, int]) -> Concrete | None:
            return concrete(self.books[side], chosen, side, self.today, weights)

        return place


def _sheet(book: Rulebook, remedy: Remedy) -> Sheet:
    return Sheet(book, remedy, also=settling_lines(book))


def _none_of(name: str) -> Remedy:
    return Remedy(id=name, kind="courtesy", position=-1)
