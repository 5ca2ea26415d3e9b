"""All situations of one policy, shared by the analyses of the lint: each walk, and each answer, is made once.

The promises are walked with the lines, and so are the conditions under which a smaller sum, or another remedy, settles what is
owed; so that all of one combination is the same to every analysis.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts, parts, units
from empower.domain.conditions import EVERYTHING
from empower.domain.errors import ReachedCeilingError
from empower.rules.analysis.asking import Asking
from empower.rules.analysis.concrete import concrete, weighing_facts
from empower.rules.analysis.lint.telling import note
from empower.rules.analysis.settling import settling_lines
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.walk import Walk
from empower.rules.analysis.weighing import certain, hangs, most_of, tried
from empower.rules.index import amounts_of, index_of
from empower.rules.rulebook import Budget, Entitlement, Grant, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empower.domain.amounts import Amount
    from empower.rules.analysis.beside import Weights
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Counter, Line, Remedy, Rulebook

__all__ = ["Space", "left_out"]


class Space:
    """The situations of a rulebook; a witness is taken from a day near `today` where it may be."""

    def __init__(self, rulebook: Rulebook, today: int) -> None:
        self.rulebook = rulebook
        self.today = today
        self.roles = tuple([role.id for role in rulebook.roles])
        self.days = EVERYTHING if rulebook.effective == (None, None) else (rulebook.effective,)
        self.left_out: list[str] = []  # remedies with too many combinations
        self.beside: tuple[Line, ...] = (*rulebook.promises, *settling_lines(rulebook))
        self._weighing = weighing_facts(rulebook)
        self._walks: dict[str, Walk | None] = {}
        self._askings: dict[object, Asking] = {}
        self._known: dict[tuple[int, int], object] = {}
        self._kept: list[Sheet] = []  # so that no other takes the place of one

    def walk(self, remedy: Remedy) -> Walk | None:
        """Every combination for a remedy; `None` where there are too many."""
        if remedy.id not in self._walks:
            self._walks[remedy.id] = self.walked((Sheet(self.rulebook, remedy, also=self.beside),))
        return self._walks[remedy.id]

    def walked(self, sheets: tuple[Sheet, ...]) -> Walk | None:
        """These side by side, which are all of this policy; `None` where there are too many combinations."""
        try:
            return Walk(sheets, self.today, self.days)
        except ReachedCeilingError:
            self.left_out += [sheets[0].remedy.id] if sheets[0].remedy.id not in self.left_out else []
            return None

    def places(self, walk: Walk, leaf: int, side: int = 0, *, fine: bool = False) -> Iterator[Concrete]:
        """Situations of a combination: one, or where amounts hang on facts one for plenty and one for nothing.

        `fine` is for what lies between too.
        """
        seen: set[Concrete] = set()
        for weights in self._weights(walk.sheets[side], fine=fine):
            place = concrete(self.rulebook, walk.chosen(leaf), side, self.today, weights)
            if place is not None and place not in seen:
                seen.add(place)
                yield place

    def asking(self, sheet: Sheet, mask: int, place: Concrete) -> Asking:
        """The asking in a situation; the same one for situations in which the same lines stand and weigh the same."""
        weighed = index_of(self.rulebook).table(sheet.remedy.id).amount_facts
        every = any([fact.derived and fact.name in weighed for fact in self.rulebook.facts])
        key = (
            sheet.remedy.id,
            self._standing(sheet, mask),
            mask >> len(sheet.boxes),
            tuple([part for part in place.facts if every or part[0] in weighed]),
        )
        found = self._askings.get(key)
        if found is None:
            found = self._askings[key] = Asking(sheet, mask, place)
        return found

    def unsettled(self, sheet: Sheet, mask: int, *, fine: bool = False) -> bool:
        """Whether amounts hang on facts so that plenty and nothing of them are not the kindest and the harshest.

        With `fine` whether what was tried between is not all that is needed.
        """
        amounts = self._amounts(sheet, [line for line, _, _ in sheet.standing(mask)])
        hanging = frozenset(filter(hangs, amounts))
        if fine:
            return not certain((hanging,), self._weighing)
        if hangs(sheet.remedy.cost):
            return True
        return any([part[0] == "difference" for amount in hanging for part in parts(amount)])

    def _standing(self, sheet: Sheet, mask: int) -> object:
        """What stands, so that it is soon compared: lines by their places in memory, where the rulebook keeps them."""
        key = id(sheet), mask
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = frozenset(
                [(id(line), when, unless) for line, when, unless in sheet.standing(mask)]
            )
            self._kept.append(sheet)
        return found

    def _weights(self, sheet: Sheet, *, fine: bool) -> list[Weights]:
        plenty = most_of(self._weighing)
        amounts = self._amounts(sheet, sheet.lines)
        hanging = frozenset(filter(hangs, amounts))
        if not hanging:
            return [plenty]
        if not fine:
            return [plenty, dict.fromkeys(plenty, 0)]
        constants = {units(amount, {}, self.today) for amount in amounts if not amount_facts(amount)}
        constants |= {end for _, _, box in sheet.boxes for test in box for span in test.spans for end in span if end}
        return tried((hanging,), constants, self._weighing, self.today)

    def _amounts(self, sheet: Sheet, lines: Iterable[Line | Counter]) -> list[Amount]:
        known = (Grant, Budget, Rule, Entitlement)
        found = [amount for line in lines if isinstance(line, known) for amount in amounts_of(line)]
        return [*amounts_of(sheet.remedy), *found]


def left_out(space: Space) -> Iterator[Found]:
    """A note for each remedy that has so many combinations that not all of them were looked at."""
    for name in space.left_out:
        message = (
            f"`{name}` has too many distinct situations to look at all of them, so not everything was tried for it"
        )
        hint = "tell fewer facts apart in the lines that cover it"
        yield note("not-all-tried", ("remedies", name), message, hint)
