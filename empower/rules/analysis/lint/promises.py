"""Promises: kept for every request and every state of the counters, broken by one that is shown, or not settled.

More on a counter is never judged more kindly. So a promise that something is never approved is kept if it is kept where the
counters stand as low as the promise allows, and one that something is always approved if it is kept where they stand as high.
What was settled of entitlements is tried at every total that changes anything.
"""

from __future__ import annotations

from itertools import product

from empower.rules.analysis.asking import NOTHING
from empower.rules.analysis.counters_within import counters_within
from empower.rules.analysis.found import Earlier, Witness
from empower.rules.analysis.lint.promised import Promised
from empower.rules.analysis.lint.shown import history_for, run, witness_of
from empower.rules.analysis.lint.telling import problem, warning
from empower.rules.analysis.regions import joined, regions
from empower.rules.rulebook import INCIDENT_COST, INCIDENT_GOODWILL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.asking import State
    from empower.rules.analysis.found import Found
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.regions import Region
    from empower.rules.analysis.walk import Walk
    from empower.rules.rulebook import Promise, Remedy

__all__ = ["CEILING", "TRIES", "promises_kept"]

CEILING = 3_000
"""So many states are tried for one request before it is said that the promise could not be settled."""


def promises_kept(space: Space) -> Iterator[Found]:
    """A problem for each promise that is broken, a warning for each that could not be settled."""
    if not space.rulebook.promises:
        return
    within = counters_within(space.rulebook)
    for number, promise in enumerate(space.rulebook.promises):
        proof = _Proof(space, promise, within)
        for remedy in space.rulebook.remedies:
            proof.of(remedy)
        yield from proof.findings(number)


TRIES = 600
"""So many histories are tried for one promise, to reach states in which it would be broken."""


class _Proof:
    """What is known of one promise."""

    def __init__(self, space: Space, promise: Promise, within: tuple[tuple[str, str], ...]) -> None:
        self.space = space
        self.promise = promise
        self.within = within
        self.broken: list[tuple[Region, object]] = []
        self.open: list[tuple[Region, object]] = []
        self.left_out: list[str] = []
        self._counters = {counter.id: counter for counter in space.rulebook.counters}
        self._totals = [space.rulebook.counters[number].id for number in (INCIDENT_COST, INCIDENT_GOODWILL)]
        self._tries = TRIES
        self._last: tuple[Earlier, ...] = ()  # what was given before when it was last seen broken
        self._known: dict[object, tuple[str, Witness | None]] = {}

    def of(self, remedy: Remedy) -> None:
        """Looks at one remedy."""
        walk = self.space.walk(remedy)
        if walk is None:
            self.left_out.append(remedy.id)
            return
        marks: dict[str, list[int]] = {"broken": [0] * len(walk.masks), "open": [0] * len(walk.masks)}
        shown: dict[tuple[str, int], Witness | None] = {}
        for leaf, (mask,) in enumerate(walk.masks):
            if mask is None or all([line is not self.promise for line, _, _ in walk.sheets[0].standing(mask)]):
                continue
            for number, role in enumerate(self.space.roles):
                how, witness = self._leaf(walk, leaf, mask, role)
                if how:
                    marks[how][leaf] |= 1 << number
                    shown.setdefault((how, leaf), witness)
        for how, found in (("broken", self.broken), ("open", self.open)):
            found += [(part, shown[how, leaf]) for part, leaf in regions(walk, marks[how], self.space.roles)]

    def findings(self, number: int) -> Iterator[Found]:
        """What is to be said."""
        word = f"{'always' if self.promise.always else 'never'} {self.promise.outcome}"
        path = ("promises", number)
        if self.broken:
            parts = joined(self.broken)
            witness = next((one for _, one in parts if isinstance(one, Witness)), None)
            comes = witness.comes if witness else ""
            message = f"`{self.promise.id}` is broken: it says `{word}`, and a request comes to `{comes}`"
            hint = "change the line that answers it, or narrow the promise"
            where = tuple([part for part, _ in parts])
            yield problem("broken-promise", path, message, hint, where, witness)
        elif self.open or self.left_out:
            parts = joined(self.open)
            left = f" (`{'`, `'.join(self.left_out)}` was left out: too many combinations)" if self.left_out else ""
            message = f"it could not be settled whether `{self.promise.id}` is kept{left}"
            hint = "narrow the promise, or make the amounts that it hangs on constants"
            yield warning("promise-not-proven", path, message, hint, tuple([part for part, _ in parts]))

    def _leaf(self, walk: Walk, leaf: int, mask: int, role: str) -> tuple[str, Witness | None]:
        """Whether it is `broken` or `open` in a combination for a role; "" where it is kept."""
        sheet = walk.sheets[0]
        how = ""
        fine = self.promise.outcome == "escalate"  # which shows between the kindest and the harshest
        places = list(self.space.places(walk, leaf, fine=fine))
        if not places:  # facts hang together, and none that are had together were found
            return "open", None
        for place in places:
            asking = self.space.asking(sheet, mask, place)
            promised = Promised(self.promise, asking, sheet, mask)
            if not promised.may_be_asked_by(role):
                continue
            how = how or ("open" if self.space.unsettled(sheet, mask, fine=fine) else "")
            key = asking, role
            if key not in self._known:
                self._known[key] = self._look(promised, role)
            found, witness = self._known[key]
            if found == "broken" and witness is not None:
                return found, witness.but(day=place.day, hour=place.hour, facts=place.facts)
            how = found or how
        return how, None

    def _look(self, promised: Promised, role: str) -> tuple[str, Witness | None]:
        how = ""
        for face in sorted(promised.asking.faces((role,))):  # with nothing given before, which is soonest seen
            witness = self._at_once(promised, role, face)
            if witness is not None:
                return "broken", witness
        kind, harsh = self._ends()
        passed: list[tuple[int, dict[str, int]]] = []  # where it is kept, and so beyond
        ordered = not (kind and harsh) and not promised.stands_in()
        for face in sorted(promised.asking.faces((role,)), reverse=not kind):
            states, complete = self._states(promised, role, face)
            if kind and harsh and self._same_throughout(promised, role, face, states):
                continue
            how = how if complete else "open"
            for state in states:
                if ordered and _beyond(passed, face, state, upward=kind):
                    continue
                if not promised.holds(role, face, state):
                    continue
                comes = promised.asking.comes(role, face, state).outcome
                if (comes == self.promise.outcome) == self.promise.always:
                    passed.append((face, dict(state)))
                    continue
                if self._tries:
                    told, tries = history_for(self.space.rulebook, promised, role, face, state, self._last, self._tries)
                    self._tries -= tries
                    if told is not None:
                        self._last = told.given
                        return "broken", told
                how = "open"
        return how, None

    def _at_once(self, promised: Promised, role: str, face: int) -> Witness | None:
        """A request that breaks it although nothing was given before."""
        if not promised.holds(role, face, NOTHING):
            return None
        comes = promised.asking.comes(role, face).outcome
        if (comes == self.promise.outcome) == self.promise.always:
            return None
        witness = witness_of(promised.asking, role, face, comes)
        return witness if run(self.space.rulebook, witness) == comes else None

    def _same_throughout(self, promised: Promised, role: str, face: int, states: list[State]) -> bool:
        """Whether it is kept in the kindest and in the harshest state alike, and so in all between."""
        highest: dict[str, int] = {}
        for state in states:
            for name, total in state:
                highest[name] = max(total, highest.get(name, 0))
        ends = {promised.asking.comes(role, face, end).outcome for end in ((), tuple(sorted(highest.items())))}
        return len(ends) == 1 and (self.promise.outcome in ends) == self.promise.always

    def _states(self, promised: Promised, role: str, face: int) -> tuple[list[State], bool]:
        """The states in which it shows whether the promise is kept; whether that is all of them."""
        kind, harsh = self._ends()
        tried: dict[str, list[int]] = {}
        for name, marks in promised.asking.states(role, face, self.within).items():
            values = sorted(marks)
            if name in self._totals:  # the promise may speak of any stretch of them: each from its first to its last
                tried[name] = sorted(marks | {mark - 1 for mark in marks if mark})
            elif (kind and harsh) or self._counters[name].measure == "settled":
                tried[name] = values
            else:
                tried[name] = [values[0] if kind else values[-1]]
        linked = [(low, high) for low, high in self.within if low in tried and high in tried]
        size = 1
        for own_values in tried.values():
            size *= len(own_values)
        found: list[State] = []
        for number, chosen in enumerate(product(*tried.values())):
            if number >= CEILING:
                break
            found.append(_consistent(dict(zip(tried, chosen, strict=True)), linked, upward=kind))
        found.sort(key=lambda state: sum([total for _, total in state]), reverse=not kind)
        return list(dict.fromkeys(found)), size <= CEILING

    def _ends(self) -> tuple[bool, bool]:
        """Whether it shows where the counters stand lowest, and where they stand highest; both for everywhere between."""
        if self.promise.outcome == "escalate":
            return True, True
        return self.promise.always != (self.promise.outcome == "approve"), self.promise.always == (
            self.promise.outcome == "approve"
        )


def _consistent(state: dict[str, int], linked: list[tuple[str, str]], *, upward: bool) -> State:
    """The nearest state in which no counter stands above one that counts all it counts: more of the one, or less of this."""
    moved = True
    while moved:
        moved = False
        for low, high in linked:
            if state[low] > state[high]:
                moved = True
                if upward:
                    state[high] = state[low]
                else:
                    state[low] = state[high]
    return tuple(sorted([(name, total) for name, total in state.items() if total]))


def _beyond(passed: list[tuple[int, dict[str, int]]], face: int, state: State, *, upward: bool) -> bool:
    """Whether a request lies beyond one for which the promise is kept: more of everything, or less of everything."""
    at = dict(state)
    for known, totals in passed:
        names = at.keys() | totals.keys()
        if upward and known <= face and all([totals.get(name, 0) <= at.get(name, 0) for name in names]):
            return True
        if not upward and known >= face and all([totals.get(name, 0) >= at.get(name, 0) for name in names]):
            return True
    return False
