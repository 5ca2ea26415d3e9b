"""The distinct combinations of lines that a request can match, each with a request that matches it.

A *combination* is a set of lines: the grants that the asker's role may use, the budgets, the rules that nothing lifts, what is
owed and what is not, and the exceptions. It is counted over every remedy, role, fact, day and hour, every amount, and every
total that an incident may have come to before. The walk gives what tests of facts and of the clock leave; within each, the
amounts and totals at which one of those lines changes its mind are tried.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.conditions import passes
from empower.domain.errors import ReachedCeilingError
from empower.domain.value import Value
from empower.rules.analysis.asking import BARE, Asking
from empower.rules.analysis.concrete import AMPLE, Concrete, concrete, weighing_facts
from empower.rules.analysis.made_from import possible
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.walk import Walk
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY, Exemption, Grant, Rule
from empower.rules.steps.owed import dues, shared_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.facts import Fact
    from empower.rules.analysis.sheet import Standing
    from empower.rules.rulebook import Remedy, Rulebook

__all__ = ["Combinations", "Trial", "usual_face", "walked", "weighed"]


_TEN = 10


class Trial(Value):
    """A request to try, and what its incident must have come to before."""

    remedy: str
    role: str
    face: int
    where: Concrete
    cost: int = 0
    goodwill: int = 0


class Combinations(Value):
    """Each combination with one request that matches it."""

    found: tuple[tuple[frozenset[str], Trial], ...]
    left_out: tuple[str, ...] = ()  # remedies with too many combinations to be walked


def walked(rulebook: Rulebook, today: int) -> Combinations:
    """Every combination, remedy by remedy; `today` is the day that requests are put on where it may be any."""
    found: dict[frozenset[str], Trial] = {}
    left_out = []
    for remedy in rulebook.remedies:
        try:
            walk = Walk((Sheet(rulebook, remedy),), today, (rulebook.effective,))
        except ReachedCeilingError:
            left_out.append(remedy.id)
            continue
        _Remedy(rulebook, remedy, walk, today).into(found)
    return Combinations(found=tuple(found.items()), left_out=tuple(left_out))


def weighed(fact: Fact, weight: int | None = None) -> int:
    """A value for a fact that only weighs in amounts: so much, or else what a person would call an ordinary one."""
    usual = 1000 if fact.kind == "money" else 2
    return possible(fact, usual * 10**fact.digits if weight is None else weight)


def usual_face(rulebook: Rulebook, remedy: Remedy) -> int:
    """An ordinary amount or number of a remedy; `BARE` where it has neither."""
    if remedy.kind in IN_MONEY:
        return int(_TEN * 10**rulebook.digits)
    return 1 if remedy.unit else BARE


class _Remedy:
    """One remedy, as it is walked."""

    def __init__(self, rulebook: Rulebook, remedy: Remedy, walk: Walk, today: int) -> None:
        self.rulebook = rulebook
        self.remedy = remedy
        self.walk = walk
        self.today = today
        self.sheet = walk.sheets[0]
        self._weighing = weighing_facts(rulebook)
        self._weighed = sorted(amount_facts(remedy.cost) - {"amount", "quantity"})
        self._done: set[object] = set()

    def into(self, found: dict[frozenset[str], Trial]) -> None:
        """Adds what was not found before."""
        for leaf, masks in enumerate(self.walk.masks):
            mask = masks[0]
            if mask is None:
                continue
            standing = tuple(self.sheet.standing(mask))
            tested = {test.axis for _, *sides in standing for boxes in sides for box in boxes for test in box}
            if tested <= {"role"}:
                self._still(leaf, standing, found)
            else:
                for weight in (None, AMPLE, 0):
                    self._moving(leaf, mask, standing, weight, found)

    def _place(self, leaf: int, weight: int | None = None) -> Concrete | None:
        weights = {fact.name: weighed(fact, weight) for fact in self._weighing}
        return concrete(self.rulebook, self.walk.chosen(leaf), 0, self.today, weights)

    def _still(self, leaf: int, standing: tuple[Standing, ...], found: dict[frozenset[str], Trial]) -> None:
        where: Concrete | None = None
        for number, role in enumerate(self.rulebook.roles):
            lines = _holding(self.rulebook, standing, role.id, {"role": number})
            if lines in found:
                continue
            where = where or self._place(leaf)
            if where is None:
                return
            face = usual_face(self.rulebook, self.remedy)
            found[lines] = Trial(remedy=self.remedy.id, role=role.id, face=face, where=where)

    def _moving(
        self,
        leaf: int,
        mask: int,
        standing: tuple[Standing, ...],
        weight: int | None,
        found: dict[frozenset[str], Trial],
    ) -> None:
        where = self._place(leaf, weight)
        if where is None:
            return
        asking = Asking(self.sheet, mask, where)
        cuts = {
            axis: {
                end
                for _, *sides in standing
                for boxes in sides
                for box in boxes
                for test in box
                if test.axis == axis
                for span in test.spans
                for end in span
                if end is not None
            }
            for axis in ("incident_cost", "incident_goodwill")
        }
        for number, role in enumerate(self.rulebook.roles):
            situation = asking.situation(role.id)
            owing = dues(situation, self.remedy.id, role.id, {})
            due = tuple([(one.left, one.least, one.most) for one in owing])
            key = standing, role.id, due, tuple([situation.facts.get(name) for name in self._weighed])
            if key in self._done:
                continue
            self._done.add(key)
            faces = _faces(asking.faces([role.id]), usual_face(self.rulebook, self.remedy))
            for face, earlier in [(face, earlier) for earlier in (False, True) for face in faces]:
                asked = asking.situation(role.id).asking(asking.gesture(face))
                share = shared_out(asked, asked.ask.gestures, role.id)[0]
                goodwill = share.part.cost - share.part.owed_cost
                in_money = self.remedy.kind in IN_MONEY
                values = {
                    "role": number,
                    "amount": share.goodwill_face if in_money else 0,
                    "quantity": 0 if in_money else share.goodwill_face,
                    "cost": goodwill,
                }
                totals = _totals(cuts, share.part.cost, goodwill) if earlier else [(0, 0)]
                for before in totals:
                    values |= {
                        "incident_cost": before[0] + share.part.cost,
                        "incident_goodwill": before[1] + goodwill,
                    }
                    lines = _holding(self.rulebook, standing, role.id, values)
                    if lines not in found:
                        trial = Trial(remedy=self.remedy.id, role=role.id, face=face, where=where)
                        found[lines] = trial.but(cost=before[0], goodwill=before[1])


def _faces(marks: set[int], usual: int) -> list[int]:
    """The face values in the order in which people would rather read them: an ordinary one first, nothing at all last."""
    if BARE in marks:
        return sorted(marks)
    return [usual, *sorted(marks - {usual}), 0]


def _totals(cuts: dict[str, set[int]], cost: int, goodwill: int) -> Iterator[tuple[int, int]]:
    """What an incident may have come to before so that a total changes sides; goodwill is part of the cost."""
    good = {0, *[cut - goodwill for cut in cuts["incident_goodwill"] if cut > goodwill]}
    whole = {*good, *[cut - cost for cut in cuts["incident_cost"] if cut > cost]}
    yield from [(one, other) for one in sorted(whole) for other in sorted(good) if other <= one]


def _holding(rulebook: Rulebook, standing: tuple[Standing, ...], role: str, values: dict[str, int]) -> frozenset[str]:
    """The ids of the lines that match, as `sight` tells them."""
    lines = [
        line
        for line, when, unless in standing
        if any([passes(box, values) for box in when]) and not any([passes(box, values) for box in unless])
    ]
    lifts = {name for line in lines if isinstance(line, Exemption) for name in line.lifts}
    holds = index_of(rulebook).holds
    return frozenset(
        [
            line.id
            for line in lines
            if not (isinstance(line, Rule) and line.may_be_lifted and line.id in lifts)
            and not (isinstance(line, Grant) and not any([holds(role, named) for named in line.roles]))
        ]
    )
