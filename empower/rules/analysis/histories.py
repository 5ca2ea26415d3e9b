"""What may have been given before, so that the counters stand where an analysis found them.

Each counter is filled from the lowest: by gestures of the same incident, then of others that share fewer and fewer of its keys
and facts, on the same day and on days before. No counter is filled beyond where it is to stand. What is found is to be tried,
not believed: whoever shows it puts the request again.
"""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.balances import NOTHING_SPENT, Balances
from empower.domain.errors import AbsentFactError
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.money import LARGEST
from empower.domain.windows import window
from empower.rules.analysis.asking import BARE
from empower.rules.analysis.concrete import Concrete
from empower.rules.analysis.found import Earlier
from empower.rules.answer import approved
from empower.rules.charges import charged
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY
from empower.rules.situation import Situation
from empower.rules.steps.owed import cost_of
from empower.rules.touched import touched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.facts import FactValue
    from empower.rules.analysis.asking import State
    from empower.rules.analysis.found import Witness
    from empower.rules.rulebook import Counter, Remedy, Rulebook

    Facts = tuple[tuple[str, FactValue], ...]
    Elsewhere = tuple[Facts | None, int]
    """The facts of an earlier gesture, where they are another incident's, and its day."""

__all__ = ["ask_of", "costing", "earlier_ask", "gesture_of", "reaching", "standing"]

MOST = 12
"""So many earlier gestures, and no more."""

_SMALL = (10, 1)  # in whole money, for what is only counted
_DAYS_BEFORE = (1, 7, 31, 92, 366)
_OTHER = "another"


def gesture_of(rulebook: Rulebook, remedy: str, face: int) -> Gesture:
    """The remedy with its face value, which is an amount or a number; or `BARE`."""
    if face == BARE:
        return Gesture(remedy=remedy)
    in_money = index_of(rulebook).remedies[remedy].kind in IN_MONEY
    return Gesture(remedy=remedy, amount=face) if in_money else Gesture(remedy=remedy, quantity=face)


def ask_of(rulebook: Rulebook, witness: Witness) -> Ask:
    """The request of a witness."""
    where = Concrete(day=witness.day, hour=witness.hour, facts=witness.facts)
    return _ask(rulebook, where, witness.remedy, witness.face, Actor(role=witness.role, id=witness.person))


def earlier_ask(rulebook: Rulebook, witness: Witness, one: Earlier) -> Ask:
    """A gesture that was given before it; of another incident with the facts that it says, else with those of the request."""
    facts = witness.facts if one.facts is None else one.facts
    where = Concrete(day=one.day or witness.day, hour=witness.hour, facts=facts)
    return _ask(rulebook, where, one.remedy, one.face, Actor(role=one.role or witness.role, id=witness.person))


def standing(rulebook: Rulebook, witness: Witness) -> Balances | None:
    """What stands on the counters when a witness is put; `None` where what was given before cannot have been."""
    balances: Balances = NOTHING_SPENT
    try:
        for one in witness.given:
            if one.remedy not in index_of(rulebook).remedies:
                return None
            balances = balances.plus(charged(rulebook, earlier_ask(rulebook, witness, one), balances))
    except AbsentFactError:
        return None
    return balances


def reaching(
    books: tuple[Rulebook, ...], witness: Witness, state: State, apart: str = "all", *, over: bool = False
) -> tuple[Earlier, ...] | None:
    """What may have been given before the request so that the counters of these policies stand so; `None` if none is found.

    Nothing stands on the others that the request would touch: on `all` of them, those of its own `incident`, or "" on any.
    With `over` more may stand on the counters, as where what is given costs what it costs.
    """
    return _Reaching(books, witness, dict(state), apart, over=over).found()


def costing(rulebook: Rulebook, where: Concrete, remedy: Remedy, cost: int) -> int:
    """The least face value that costs so much; none, which is 0, where that turns on facts that are not stated."""
    if remedy.cost == ("fact", "amount"):
        return cost
    ask = _ask(rulebook, where, remedy.id, BARE, Actor(role=rulebook.roles[0].id))
    situation = Situation(rulebook, ask, Balances(), None)
    if not amount_facts(remedy.cost) <= situation.facts.keys() | {"amount", "quantity"}:
        return 0
    low, high = 0, LARGEST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if cost_of(situation, remedy, middle) >= cost else (middle, high)
    return high


class _Reaching:
    """The counters of a request on their way to where they are to stand."""

    def __init__(
        self, books: tuple[Rulebook, ...], witness: Witness, state: dict[str, int], apart: str, *, over: bool
    ) -> None:
        self.books = books
        self.witness = witness
        self.where = Concrete(day=witness.day, hour=witness.hour, facts=witness.facts)
        self.wanted = state
        self._over = over
        self._read = [self._counters(book, apart) for book in books]

    def found(self) -> tuple[Earlier, ...] | None:
        """The gestures, by day."""
        given: tuple[Earlier, ...] = ()
        got: dict[str, int] = {}
        while left := {
            name: total - got.get(name, 0) for name, total in self.wanted.items() if total > got.get(name, 0)
        }:
            if len(given) == MOST:
                return None
            step = None
            for name in sorted(left, key=lambda one: (left[one], one)):
                step = self._step(given, name, left)
                if step is not None:
                    break
            if step is None:
                return None
            given = tuple(sorted([*given, step], key=lambda one: one.day))
            got = self._totals(given) or {}
        return given

    def _counters(self, book: Rulebook, apart: str) -> dict[str, tuple[Counter, tuple[str, ...]]]:
        """The counters to look at, each with the key that the request has."""
        asked = ask_of(book, self.witness) if self.witness.remedy in index_of(book).remedies else None
        if asked is None:
            return {}
        situation = Situation(book, asked, NOTHING_SPENT, None)
        known = index_of(book).counters
        inside = any(["incident" in known[name].per for name, total in self.wanted.items() if total and name in known])
        found = {
            one.id: (one, key)
            for one, key in touched(book, asked)
            if (apart and not (inside and one.per == ("incident",) and len(one.remedies) == len(book.remedies)))
            and (apart == "all" or "incident" in one.per)
        }
        for name in self.wanted:
            counter = index_of(book).counters.get(name)
            key = situation.key(counter.per, asked.actor.id) if counter is not None else None
            if counter is not None and key is not None:
                found[name] = counter, key
        return found

    def _totals(self, given: tuple[Earlier, ...]) -> dict[str, int] | None:
        """Where the counters stand after that; `None` where it cannot be given, or one stands higher than it is to."""
        totals: dict[str, int] = {}
        for book, counters in zip(self.books, self._read, strict=True):
            balances = standing(book, self.witness.but(given=given))
            if balances is None:
                return None
            for name, (counter, key) in counters.items():
                span = window(counter.every, self.witness.day, book.year_starts)
                totals[name] = sum(balances.read(name, key, span))
                wanted = self.wanted.get(name, 0)
                if totals[name] > wanted and not (self._over and wanted):
                    return None
        return totals

    def _step(self, given: tuple[Earlier, ...], name: str, left: dict[str, int]) -> Earlier | None:
        """One more gesture that adds to a counter as near as can be to what is left."""
        start = (self._totals(given) or {}).get(name, 0)
        for elsewhere in self._elsewhere(len(given)):
            best: tuple[int, Earlier] | None = None  # by how far it is from filling it
            for one in self._gestures(name, left, elsewhere):
                totals = self._totals((*given, one))
                added = totals.get(name, 0) - start if totals else 0
                away = abs(left[name] - added)
                if added <= 0 or (best is not None and best[0] <= away and away):
                    continue
                who = self._by_whom(given, one) if not away else None
                if who is not None:
                    return who
                best = best if best is not None and best[0] <= away else (away, one)
            if best is not None:
                return self._by_whom(given, best[1]) or best[1]
        return None

    def _elsewhere(self, number: int) -> Iterator[Elsewhere]:
        """The same incident today, then others that have ever less in common with it, and days before."""
        today = self.where.day
        other = tuple((dict(self.where.facts) | {"incident": f"earlier-{number + 1}"}).items())
        book = self.books[-1]
        yield None, today
        yield other, today
        counted_by = {name for one in self.books for name in index_of(one).keys} - {"incident"}
        keys = [name for name, _ in other if name in counted_by]
        for count in range(1, 1 << len(keys)):
            changed = {name: _OTHER for bit, name in enumerate(keys) if count >> bit & 1}
            yield tuple((dict(other) | changed).items()), today
        for ago in _DAYS_BEFORE:
            yield None, today - ago
            yield other, today - ago
        for fact in book.facts:
            for value in range(len(fact.values) or (2 if fact.kind == "yes_no" else 0)):
                if not fact.derived and dict(other).get(fact.name) != value:
                    yield tuple((dict(other) | {fact.name: value}).items()), today

    def _gestures(self, name: str, left: dict[str, int], elsewhere: Elsewhere) -> Iterator[Earlier]:
        """Gestures that the counter counts, first of the remedy that is asked for."""
        facts, day = elsewhere
        book = next((book for book, read in zip(self.books, self._read, strict=True) if name in read), None)
        if book is None:
            return
        known = index_of(book).counters[name]
        counts = known.measure == "count"
        for remedy in sorted(book.remedies, key=lambda one: one.id != self.witness.remedy):
            if known.measure != "settled" and remedy.id not in known.remedies:
                continue
            for face in self._faces(book, remedy, left, counts=counts):
                yield Earlier(remedy=remedy.id, face=face, role=self.witness.role, day=day, facts=facts)

    def _faces(self, book: Rulebook, remedy: Remedy, left: dict[str, int], *, counts: bool) -> list[int]:
        if remedy.kind not in IN_MONEY and not remedy.unit and remedy.kind != "service":
            return [BARE]
        wished = sorted(set(left.values()), reverse=True)
        faces = [face for total in wished for face in (costing(book, self.where, remedy, total), total)]
        small = [1]
        if remedy.kind in IN_MONEY:
            small = [*[one * 10**book.digits for one in _SMALL], 1]
        elif not remedy.unit:
            small, faces = [BARE, 1], []
        found = [*small, *faces] if counts else [*faces, *small]
        return list(dict.fromkeys([face for face in found if face == BARE or 0 < face < LARGEST]))

    def _by_whom(self, given: tuple[Earlier, ...], one: Earlier) -> Earlier | None:
        """The gesture by the lowest who may give it, when it counts the same; `None` where that is nobody."""
        book = self.books[-1]
        known = index_of(book)
        balances = standing(book, self.witness.but(given=given))
        if balances is None or one.remedy not in known.remedies or self.witness.role not in known.roles:
            return None
        totals = self._totals((*given, one))
        for role in (self.witness.role, *known.roles[self.witness.role].above):
            other = one.but(role=role)
            ask = earlier_ask(book, self.witness, other)
            if approved(Situation(book, ask, balances, None)) and self._totals((*given, other)) == totals:
                return other
        return None


def _ask(rulebook: Rulebook, where: Concrete, remedy: str, face: int, actor: Actor) -> Ask:
    return Ask(
        gestures=(gesture_of(rulebook, remedy, face),),
        actor=actor,
        facts=where.facts,
        at=where.at,
        day=where.day,
        hour=where.hour,
    )
