"""A change as somebody sees it: a request that shows it, and what that came to and comes to, with its very facts."""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.balances import NOTHING_SPENT
from empower.rules.analysis.asking import BARE, NOTHING, Asking, Totals
from empower.rules.analysis.compared import compared
from empower.rules.analysis.concrete import Concrete
from empower.rules.analysis.counters_within import counters_alike, counters_within
from empower.rules.analysis.difference import Change
from empower.rules.analysis.effects import EFFECTS, effects_of, ways_of
from empower.rules.analysis.found import Earlier, Witness
from empower.rules.analysis.histories import ask_of, reaching
from empower.rules.analysis.levels import base_of
from empower.rules.analysis.made_from import possible
from empower.rules.analysis.pair import Stretch, alike_in
from empower.rules.analysis.results import Shown
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.terms import LOOSER, TIGHTER
from empower.rules.answer import Comes, comes_to
from empower.rules.index import amounts_of, index_of
from empower.rules.rulebook import IN_MONEY, Counter, Line, Remedy, Rulebook
from empower.rules.situation import Situation
from empower.services.figures_tried import human_faces, human_facts, human_in
from empower.services.plainer import plainer
from empower.services.shown import comes_after, histories, witness_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from empower.domain.facts import FactValue
    from empower.rules.analysis.asking import State

    Books = tuple[Rulebook, Rulebook]
    Answers = tuple[Comes | None, Comes | None]
    Facts = tuple[tuple[str, FactValue], ...]

__all__ = ["Showing"]

_MUCH = (100, 1_000)
"""Of what amounts are made from, where plenty is not needed; in whole money."""


class Showing:
    """Two policies, for which changes are to be shown."""

    def __init__(self, books: Books, days: tuple[int | None, int | None]) -> None:
        self.books = books
        self._days = days
        self._above = {role.id: role.above for book in books for role in book.roles}
        self._sheets: dict[tuple[int, str], Sheet] = {}
        self._alike: dict[str, str] | None = None

    def shown(self, change: Change) -> tuple[Shown, ...]:
        """The change, and the request that shows it, having been asked of both; another one for what that does not show."""
        witness = self._witness(change)
        if witness is None:
            return (self._supposed(change),)
        weighing = self._weighing(change, witness)
        if witness.given:
            witness = self._human_before(change, witness, weighing)
            stretches: tuple[Stretch, ...] = (_stretch(witness.face, *self._answers(change, witness)),)
            return (self._seen(change, witness, stretches, weighing, change.ways),)
        first = self._human(change, witness, weighing)
        missing = {LOOSER, TIGHTER} & set(change.ways) - set(ways_of(self._effects(first[1])))
        other = self._otherwise(change, witness, weighing, missing) if missing else None
        if other is None:
            return (self._seen(change, *first, weighing, change.ways),)
        ways = tuple([way for way in change.ways if way not in missing])
        return (
            self._seen(change, *first, weighing, ways),
            self._seen(change, *other, weighing, tuple(sorted(missing))),
        )

    def _seen(
        self,
        change: Change,
        witness: Witness,
        stretches: tuple[Stretch, ...],
        weighing: set[str],
        ways: tuple[str, ...],
    ) -> Shown:
        spoken = {base_of(one.axis) for one in change.region.within}
        hangs_on = tuple([one for one in witness.facts if one[0] in weighing and one[0] not in spoken])
        return Shown(
            change=change,
            ways=ways,
            stretches=stretches,
            effects=self._effects(stretches),
            witness=self._dated(change, self._plain(change, witness)),
            hangs_on=hangs_on,
        )

    def _witness(self, change: Change) -> Witness | None:
        """The request with all its facts."""
        where = change.where
        place, book = (where.new, self.books[1]) if where.new else (where.old, self.books[0])
        if place is None:
            return None
        other = (where.old if where.new else None) or place
        known = index_of(book).facts.keys() | index_of(book).keys
        both = {name: value for name, value in other.facts if name.removesuffix(".day") in known} | dict(place.facts)
        place = place.but(facts=tuple(sorted(both.items())))
        bare = witness_at(book, place, where.remedy, where.role, where.face)
        if not where.state:
            return bare if compared(*self._answers(change, bare), self._above) else None
        keys = {name: name for name in ("incident", *sorted(self._keys()))}
        asked = bare.but(facts=tuple(sorted((keys | dict(place.facts)).items())))
        for one in dict.fromkeys([*[self._moderate(change, book, asked, much) for much in _MUCH], asked]):
            faces = self._faces(change, one)
            less = dict(zip([value for _, value in asked.facts], [value for _, value in one.facts], strict=True))
            state = tuple(
                [(name, total if (now := less.get(total)) is None else int(now)) for name, total in where.state]
            )
            for given in self._histories(book, one, state):
                for face in faces:
                    witness = one.but(given=given, face=face)
                    if compared(*self._answers(change, witness), self._above):
                        return witness
        return None

    def _moderate(self, change: Change, book: Rulebook, witness: Witness, much: int) -> Witness:
        """The request with no more than so much of what amounts are made from, where plenty was taken."""
        spoken = {base_of(one.axis) for one in change.region.within}
        weighing = self._weighing(change, witness) - spoken
        facts = {fact.name: fact for fact in book.facts if fact.name in weighing and fact.kind in ("money", "number")}
        moderate = [
            (name, possible(facts[name], much * 10 ** facts[name].digits) if name in facts else value)
            for name, value in witness.facts
        ]
        return witness.but(facts=tuple(moderate))

    def _keys(self) -> set[str]:
        """What limits of either policy count by, as far as the request can say it."""
        known = {"customer", *[fact.name for fact in self.books[1].facts]}
        return {name for book in self.books for name in index_of(book).keys if name in known}

    def _faces(self, change: Change, asked: Witness) -> list[int]:
        """What may be asked after something was given: first what people have in mind, then where anything changes."""
        book = self.books[1] if change.where.new else self.books[0]
        found = [] if asked.face == BARE else human_faces(book, asked.remedy)
        for side in (0, 1):
            asking = self._asking(side, change, asked)
            found += sorted(asking.faces([asked.role])) if asking else []
        return list(dict.fromkeys([asked.face, *found] if asked.face == BARE else [*found, asked.face]))

    def _histories(self, book: Rulebook, asked: Witness, state: State) -> Iterator[tuple[Earlier, ...]]:
        """What may have been given before: one counter filled and none that stands lower, then all of them."""
        ordered = sorted(state, key=lambda one: one[1])
        singles = (
            [(*[(name, 0) for name, _ in ordered[:at]], one) for at, one in enumerate(ordered)] if state[1:] else []
        )
        for wanted in (*singles, state):
            for apart in ("incident", "all", ""):
                found = reaching(self.books, asked, wanted, apart)
                if found:
                    yield found
        for apart in ("incident", ""):
            found = reaching(self.books, asked, state, apart, over=True)
            if found:
                yield found
        yield from histories(book, asked.remedy, asked.role, tuple(dict.fromkeys([total for _, total in state])))

    def _plain(self, change: Change, witness: Witness) -> Witness:
        """The same with as few facts as it takes."""
        said = self._answers(change, witness)

        def shows(other: Witness) -> bool:
            return self._answers(change, other) == said

        return plainer(witness, self.books, (change.region,), shows=shows)

    def _answers(self, change: Change, witness: Witness) -> Answers:
        """What it came to and comes to; each policy is told the facts that it knows."""
        found: list[Comes | None] = []
        for book, at_home in zip(self.books, (change.where.old, change.where.new), strict=True):
            index = index_of(book)
            can = at_home is not None and witness.role in index.roles and witness.remedy in index.remedies
            found.append(comes_after(book, self._told(change, book, at_home, witness)) if can and at_home else None)
        return found[0], found[1]

    def _told(self, change: Change, book: Rulebook, at_home: Concrete, witness: Witness) -> Witness:
        """The same request in the words of one policy."""
        if book is self.books[1 if change.where.new else 0] or self.books[0].facts == self.books[1].facts:
            return witness
        said = dict(witness.facts)
        own = {name: said.get(name, value) for name, value in at_home.facts}
        return witness.but(facts=tuple(sorted(own.items())))

    def _stretches(self, change: Change, witness: Witness) -> tuple[Stretch, ...]:
        """The face values for which the answers differ, with nothing given before, and how."""
        sides = [self._asking(side, change, witness) for side in (0, 1)]
        faces = {witness.face}.union(*[one.faces([witness.role], nothing=True) for one in sides if one])
        found: list[Stretch] = []
        ordered = sorted(faces)
        for face, below in zip(ordered, [*ordered[1:], None], strict=True):
            old, new = [one.comes(witness.role, face) if one else None for one in sides]
            if not compared(old, new, self._above):
                continue
            one = _stretch(face, old, new, below)
            last = found[-1] if found else None
            if last and last.below == face and (last.old, last.new) == (one.old, one.new):
                found[-1] = last.but(below=below)
            else:
                found.append(one)
        return tuple(found)

    def _asking(self, side: int, change: Change, witness: Witness) -> Asking | None:
        book = self.books[side]
        at_home = (change.where.old, change.where.new)[side]
        if at_home is None or witness.role not in index_of(book).roles or witness.remedy not in index_of(book).remedies:
            return None
        sheet = self._sheets.get((side, witness.remedy))
        if sheet is None:
            sheet = self._sheets[side, witness.remedy] = Sheet(book, index_of(book).remedies[witness.remedy])
        told = self._told(change, book, at_home, witness)
        situation = Situation(book, ask_of(book, told), NOTHING_SPENT, None)
        mask = sheet.every
        for axis, pieces in sheet.axes.items():
            mask &= pieces.mask(situation.reading(axis))
        return Asking(sheet, mask, Concrete(day=told.day, hour=told.hour, facts=told.facts))

    def _human(self, change: Change, witness: Witness, weighing: set[str]) -> tuple[Witness, tuple[Stretch, ...]]:
        """The same with figures that a person would have in mind, where they show as much; and what it shows by amount."""
        book = self.books[1] if change.where.new else self.books[0]
        stretches = self._stretches(change, witness)
        told, wide = self._effects(stretches), self._width(book, witness, stretches)
        found = witness, stretches

        def shows(other: Witness) -> bool:
            nonlocal found
            tried = self._stretches(change, other)
            if not tried or self._effects(tried) != told or self._width(book, other, tried) < wide:
                return False
            found = other, tried
            return True

        human_facts(book, witness, change.region, weighing, shows)
        witness, stretches = found
        best = self._weightiest(stretches)
        return (witness.but(face=human_in(book, witness.remedy, best)) if best else witness), stretches

    def _otherwise(
        self, change: Change, witness: Witness, weighing: set[str], missing: set[str]
    ) -> tuple[Witness, tuple[Stretch, ...]] | None:
        """A request that shows the ways which are missing, for other figures; `None` if none is found."""
        book = self.books[1] if change.where.new else self.books[0]
        found = None

        def shows(other: Witness) -> bool:
            nonlocal found
            tried = self._stretches(change, other)
            found = (other, tried) if missing <= set(ways_of(self._effects(tried))) else None
            return found is not None

        human_facts(book, witness, change.region, weighing, shows, another=True)
        if found is None:
            return None
        witness, stretches = found
        one = next(one for one in stretches if missing & set(ways_of(self._effects((one,)))))
        return witness.but(face=human_in(book, witness.remedy, one)), stretches

    def _human_before(self, change: Change, witness: Witness, weighing: set[str]) -> Witness:
        """A request after something was given, with the facts that a person would have in mind."""
        book = self.books[1] if change.where.new else self.books[0]
        said = self._answers(change, witness)

        def shows(other: Witness) -> bool:
            return self._answers(change, other) == said

        return human_facts(book, witness, change.region, weighing, shows)

    def _weightiest(self, stretches: tuple[Stretch, ...]) -> Stretch | None:
        told = self._effects(stretches)[:1]
        return next((one for one in stretches if set(self._effects((one,))) & set(told)), None)

    def _width(self, book: Rulebook, witness: Witness, stretches: tuple[Stretch, ...]) -> int:
        """Over how many face values the weightiest shows; no more is told apart than somebody would notice."""
        best = self._weightiest(stretches)
        known = index_of(book).remedies.get(witness.remedy)
        enough = 10**book.digits if known and known.kind in IN_MONEY else 1
        return enough if best is None or best.below is None else min(enough, best.below - best.face)

    def _weighing(self, change: Change, witness: Witness) -> set[str]:
        """The facts that amounts are made from, of the lines that stand there."""
        names: set[str] = set()
        for side in (0, 1):
            asking = self._asking(side, change, witness)
            owners: list[Line | Counter | Remedy] = [asking.remedy, *asking.lines] if asking else []
            found = {name for one in owners for amount in amounts_of(one) for name in amount_facts(amount)}
            derived = [fact.derived[1] for fact in self.books[side].facts if fact.derived and fact.name in found]
            names |= found | {name for several in derived for name in several}
        return names

    def _effects(self, stretches: tuple[Stretch, ...]) -> tuple[str, ...]:
        found = {effect for one in stretches for effect in effects_of(one.old, one.new, self._above)}
        return tuple([one for one in EFFECTS if one in found])

    def _dated(self, change: Change, witness: Witness) -> Witness:
        last = self._answers(change, witness)[1 if change.where.new else 0]
        day = self._days[1 if change.where.new else 0]
        return witness.but(day=day or witness.day, comes=last.outcome if last else "")

    def _supposed(self, change: Change) -> Shown:
        """The change where no history was found: what it comes to were the counters to stand so."""
        where = change.where
        found: list[Comes | None] = []
        for side, at_home in enumerate((where.old, where.new)):
            book = self.books[side]
            index = index_of(book)
            if at_home is None or where.role not in index.roles or where.remedy not in index.remedies:
                found.append(None)
                continue
            asked = Witness(
                remedy=where.remedy,
                role=where.role,
                face=where.face,
                day=at_home.day,
                hour=at_home.hour,
                facts=at_home.facts,
                person="asker",
            )
            totals: Any = Totals(where.state, self._counted_alike())
            found.append(comes_to(Situation(book, ask_of(book, asked), totals, None)))
        stretches = change.stretches
        if where.state != NOTHING and compared(found[0], found[1], self._above):
            stretches = (_stretch(where.face, found[0], found[1]),)
        return Shown(change=change, ways=change.ways, stretches=stretches, effects=self._effects(stretches))

    def _counted_alike(self) -> dict[str, str]:
        if self._alike is None:
            self._alike = counters_alike(counters_within(*self.books))
        return self._alike


def _stretch(face: int, old: Comes | None, new: Comes | None, below: int | None = -1) -> Stretch:
    """A stretch with what its two answers do not share; of one face value, unless it is said where it ends."""
    end = face + 1 if below is not None and below < face else below
    if old is not None and new is not None:
        same: dict[str, Any] = dict.fromkeys(alike_in(old, new), ())
        old, new = (one.but(**same, say=(), warnings=()) for one in (old, new))
    return Stretch(face=face, below=end if face != BARE else None, old=old, new=new)
