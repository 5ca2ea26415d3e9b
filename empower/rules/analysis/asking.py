"""Asking the engine, for an analysis: one remedy in one situation, by any role, of any face value, in any state of counters.

Every answer is `decide`'s own; nothing is judged here. What is here is only which face values and which states are worth
asking: between two of them nothing changes its mind.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts, units
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.money import LARGEST
from empower.rules.answer import comes_to
from empower.rules.counting import added
from empower.rules.rulebook import IN_MONEY, INCIDENT_COST, INCIDENT_GOODWILL, Budget, Entitlement, Grant, Rule
from empower.rules.situation import Situation
from empower.rules.steps.owed import cost_of, dues, shared_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from empower.domain.people import Person
    from empower.domain.windows import Window
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.answer import Comes
    from empower.rules.rulebook import Counter, Limit, Line

    State = tuple[tuple[str, int], ...]
    """What stands on the counters, by name; nothing on those not named."""

__all__ = ["ASKER", "BARE", "NOTHING", "Asking", "Totals"]

ASKER = "asker"
BARE = -1
"""In place of a face value, for what has none to state."""

NOTHING: State = ()
_NONE: dict[str, str] = {}


class Totals:
    """Balances that read the same under every key: one total for each counter, and for those that always stand alike."""

    __slots__ = ("_alike", "_totals")

    def __init__(self, state: State, alike: Mapping[str, str] = _NONE) -> None:
        self._totals = dict(state)
        self._alike = alike

    def read(self, counter: str, _key: tuple[str, ...], _window: Window) -> tuple[int, int]:
        """What is spent; nothing is held."""
        return self._totals.get(self._alike.get(counter, counter), 0), 0


class Asking:
    """One remedy in one situation of one policy."""

    def __init__(
        self,
        sheet: Sheet,
        mask: int,
        where: Concrete,
        people: tuple[Person, ...] | None = None,
        asker: str = ASKER,
        alike: Mapping[str, str] = _NONE,
    ) -> None:
        self._alike = alike
        self.rulebook = sheet.rulebook
        self.remedy = sheet.remedy
        self.where = where
        self.standing = sheet.standing(mask)
        self.lines: list[Line | Counter] = [line for line, _, _ in self.standing]
        self._cuts = [
            (test.axis, end)
            for _, when, unless in self.standing
            for box in (*when, *unless)
            for test in box
            if test.axis != "role"
            for span in test.spans
            for end in span
            if end is not None
        ]
        self._people = people
        self._asker = asker
        self._situations: dict[tuple[str, State], Situation] = {}
        self._comes: dict[tuple[str, int, State], Comes] = {}
        self._faces: dict[tuple[str, ...], set[int]] = {}
        self._costs: dict[int, int] = {}

    def comes(self, role: str, face: int, state: State = NOTHING) -> Comes:
        """What it comes to when somebody in `role` asks."""
        key = role, face, state
        found = self._comes.get(key)
        if found is None:
            found = self._comes[key] = comes_to(self.situation(role, state).asking(self.gesture(face)))
        return found

    def situation(self, role: str, state: State = NOTHING) -> Situation:
        """The situation that is asked in; with the bare gesture."""
        found = self._situations.get((role, state))
        if found is None:
            ask = Ask(
                gestures=(Gesture(remedy=self.remedy.id),),
                actor=Actor(role=role, id=self._asker),
                facts=self.where.facts,
                at=self.where.at,
                day=self.where.day,
                hour=self.where.hour,
            )
            totals: Any = Totals(state, self._alike)
            found = self._situations[role, state] = Situation(self.rulebook, ask, totals, self._people)
        return found

    def counts_faces(self) -> bool:
        """Whether an amount or a number is stated."""
        return self.remedy.kind in IN_MONEY or bool(self.remedy.unit) or self.remedy.kind == "service"

    def faces(self, roles: Iterable[str], *, nothing: bool = False) -> set[int]:
        """The face values at which an answer may change while nothing stands on the counters; the least of each stretch.

        With `nothing` also 0, which may be asked and is no gesture.
        """
        asked = tuple(dict.fromkeys(roles))
        if asked not in self._faces:
            self._faces[asked] = self._faces_for(asked)
        return self._faces[asked] | ({0} if nothing and self.counts_faces() else set())

    def kindest_faces(self, role: str) -> list[int]:
        """The face values of which one is judged the most kindly: the least, for more never is; all where something is owed."""
        faces = sorted(self.faces((role,)))
        return faces if any([isinstance(line, Entitlement) for line in self.lines]) else faces[:1]

    def states(self, role: str, face: int, within: Iterable[tuple[str, str]]) -> dict[str, set[int]]:
        """For each counter that may bear on the answer, the totals at which it changes; the least of each stretch.

        `within` are pairs of counters of which the first never stands above the second.
        """
        situation = self.situation(role).asking(self.gesture(face))
        share = shared_out(situation, situation.ask.gestures, role)[0]
        part, counters = share.part, self.rulebook.counters
        found: dict[str, set[int]] = {}
        for limit in self.limits():
            if limit.counter < 0:
                continue
            counter = counters[limit.counter]
            own = added(counter, part)
            most = units(limit.most, situation.facts, self.where.day) - limit.under
            marks = found.setdefault(self._alike.get(counter.id, counter.id), {0})
            if own:
                marks |= {mark for mark in (most - own + 1,) if mark > 0}
            for line in self.lines:
                if isinstance(line, Budget | Rule) and line.warn_at and line.limit == limit:
                    marks |= {max(0, -(-most * line.warn_at[0] // line.warn_at[1]) - own)}
                if isinstance(line, Rule) and line.at_least == limit:
                    marks |= {max(0, most - own)}
        for number, axis in ((INCIDENT_COST, "incident_cost"), (INCIDENT_GOODWILL, "incident_goodwill")):
            own = part.cost if number == INCIDENT_COST else part.cost - part.owed_cost
            cuts = {cut - own for name, cut in self._cuts if name == axis and cut > own}
            if cuts or any([name == axis for name, _ in self._cuts]):
                name = self._alike.get(counters[number].id, counters[number].id)
                found.setdefault(name, {0}).update(cuts)
        for line in self.lines:
            if isinstance(line, Entitlement):
                amount = units(line.amount, situation.facts, self.where.day)
                marks = {amount, amount - 1, amount - part.face, amount - part.face + 1}
                found.setdefault(counters[line.counter].id, {0}).update([mark for mark in marks if mark > 0])
        for low, high in within:
            if low in found and high in found:
                found[high] |= found[low]
        return found

    def constants(self) -> set[int]:
        """What amounts are compared with: every limit and test that hangs on no fact, and what is owed, also added up."""
        known = self.where
        limits = [(limit.most, limit.under) for limit in self.limits() if not amount_facts(limit.most)]
        found = {units(most, {}, known.day) - under for most, under in limits}
        found |= {cut for _, cut in self._cuts}
        owing = [line for line in self.lines if isinstance(line, Entitlement)]
        owed = {units(line.amount, {}, known.day) for line in owing if not amount_facts(line.amount)}
        if owing:
            found |= owed | {
                abs(one + sign * other) for one in found | owed for other in found | owed for sign in (1, -1)
            }
        return found

    def limits(self) -> Iterator[Limit]:
        """Every limit that may be read here."""
        yield from self.remedy.most
        for line in self.lines:
            if isinstance(line, Grant):
                yield from line.limits
            elif isinstance(line, Budget):
                yield line.limit
            elif isinstance(line, Rule):
                yield from [limit for limit in (line.limit, line.at_least) if limit]

    def most(self, limit: Limit) -> int:
        """What a limit leaves in all."""
        return units(limit.most, self.situation(next(iter(self._roles()))).facts, self.where.day) - limit.under

    def total(self, counter: int, state: State) -> int:
        """What stands on a counter, by its number."""
        name = self.rulebook.counters[counter].id
        return dict(state).get(self._alike.get(name, name), 0)

    def worth(self, face: int) -> tuple[int, int]:
        """The face value, and what it costs in minor units, of what is asked."""
        role = next(iter(self._roles()))
        situation = self.situation(role).asking(self.gesture(face))
        share = shared_out(situation, situation.ask.gestures, role)[0]
        return share.face, share.part.cost

    def gesture(self, face: int) -> Gesture:
        """What is asked, of a face value or `BARE`."""
        if face == BARE:
            return Gesture(remedy=self.remedy.id)
        if self.remedy.kind in IN_MONEY:
            return Gesture(remedy=self.remedy.id, amount=face)
        return Gesture(remedy=self.remedy.id, quantity=face)

    def _faces_for(self, roles: tuple[str, ...]) -> set[int]:
        if not self.counts_faces():
            return {BARE}
        known = self.situation(next(iter(self._roles())))
        marks = {1}
        for limit in self.limits():
            most = units(limit.most, known.facts, self.where.day) - limit.under
            if limit.measure == "face":
                marks |= {most, most + 1}
            elif limit.measure == "cost":
                marks |= {self._costing(known, most + 1)}
        for line in self.lines:
            if isinstance(line, Budget | Rule) and line.warn_at and line.limit:
                most = units(line.limit.most, known.facts, self.where.day) - line.limit.under
                marks |= {self._costing(known, -(-most * line.warn_at[0] // line.warn_at[1]))}
        for axis, cut in self._cuts:
            marks |= {cut} if axis in ("amount", "quantity") else {self._costing(known, cut)}
        owed = {0}
        for role in roles:
            for due in dues(self.situation(role), self.remedy.id, role, {}):
                owed |= {due.left, due.least, due.most, due.settles}
        marks |= owed | {mark + due + more for mark in marks for due in owed for more in (0, 1)}
        found = {mark for mark in marks if 0 < mark <= LARGEST} | {LARGEST}
        return found | {BARE} if self.remedy.kind == "service" and not self.remedy.unit else found

    def _roles(self) -> list[str]:
        return [role.id for role in self.rulebook.roles]

    def _costing(self, known: Situation, cost: int) -> int:
        """The least face value that costs so much; beyond every one where none does."""
        if cost not in self._costs:
            self._costs[cost] = self._least_costing(known, cost)
        return self._costs[cost]

    def _least_costing(self, known: Situation, cost: int) -> int:
        if self.remedy.cost == ("fact", "amount"):
            return cost
        if cost <= 0:
            return 0
        low, high = 0, LARGEST
        if cost_of(known, self.remedy, high) < cost:
            return LARGEST + 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if cost_of(known, self.remedy, middle) >= cost else (middle, high)
        return high
