"""The same question put to two policies: of every face value, and as far as it takes in every state of the counters."""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.value import Value
from empower.rules.analysis.asking import BARE, NOTHING
from empower.rules.analysis.compared import compared
from empower.rules.analysis.quiet import Quiet
from empower.rules.analysis.search import Search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.asking import Asking, State
    from empower.rules.analysis.mattering import Mattering
    from empower.rules.analysis.search import Effort
    from empower.rules.answer import Comes

__all__ = ["Pair", "Seen", "Stretch", "alike_in"]


class Stretch(Value):
    """A stretch of face values, and what it came to before and comes to now, as far as that differs."""

    face: int  # the least of them
    below: int | None  # the first beyond; `None` where there is no end
    old: Comes | None  # `None` where it could not be asked
    new: Comes | None


class Seen(Value):
    """What was seen for one pair of terms and one role."""

    ways: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    face: int = BARE
    state: State = NOTHING
    may: bool = False
    weighed: tuple[tuple[str, int], ...] = ()  # the facts that the amounts in question hang on, in their own steps
    weights: tuple[tuple[str, int], ...] = ()  # every fact that any amount hangs on


class Pair:
    """One remedy in one situation of two policies, with one weight for the facts that weigh in amounts."""

    def __init__(
        self,
        sides: tuple[Asking | None, Asking | None],
        weights: dict[str, int],
        within: tuple[tuple[str, str], ...],
        mattering: Mattering,
        effort: Effort,
    ) -> None:
        self.sides = sides
        self._weights = tuple(weights.items())
        names = {name for own in mattering.amounts for amount in own for name in amount_facts(amount)}
        facts = next((one.where.facts for one in sides if one), ())
        self._weighed = tuple([(name, value) for name, value in facts if name in names and isinstance(value, int)])
        self._within = within
        self._mattering = mattering
        self._effort = effort
        self._above = {role.id: role.above for one in sides if one for role in one.rulebook.roles}

    def at_once(self, role: str, known: list[bool]) -> tuple[set[str], Seen | None]:
        """The ways in which the answers differ with nothing given before, and how."""
        sides = self._sides(known)
        faces = self._faces(role, sides)
        quiet = self._quiet(sides)
        self._effort.left -= len(faces)
        ways: set[str] = set()
        stretches: list[Stretch] = []
        for number, face in enumerate(faces):
            if quiet and all([one.at(face, NOTHING) for one in quiet]):
                continue
            old, new = [one.comes(role, face) if one else None for one in sides]
            way = compared(old, new, self._above)
            ways |= way
            if not way:
                continue
            below = faces[number + 1] if number + 1 < len(faces) else None
            old, new = _apart_in(old, new), _apart_in(new, old)
            last = stretches[-1] if stretches else None
            if last and last.below == face and (last.old, last.new) == (old, new):
                stretches[-1] = last.but(below=below)
            else:
                stretches.append(Stretch(face=face, below=below, old=old, new=new))
        return ways, self._seen(stretches[0].face, NOTHING, tuple(stretches)) if stretches else None

    def later(self, role: str, known: list[bool], wanted: set[str]) -> tuple[set[str], Seen | None, bool]:
        """The wanted ways in which they differ once something was given, how that is first seen, and whether all was tried."""
        sides = self._sides(known)
        old, new = sides
        if old is None or new is None:
            return set(), None, True
        if self._effort.left <= 0:
            return set(), None, False
        ways: set[str] = set()
        first = None
        search = Search(old, new, role, self._within, wanted, self._mattering, self._effort, self._quiet(sides))
        for face in self._faces(role, sides):
            for state, way in search.at(face):
                ways |= way
                first = first or self._seen(face, state)
                if wanted <= ways:
                    return ways, first, True
        return ways, first, not search.given_up

    def _sides(self, known: list[bool]) -> list[Asking | None]:
        return [one if can else None for one, can in zip(self.sides, known, strict=True)]

    def _faces(self, role: str, sides: list[Asking | None]) -> list[int]:
        return sorted({face for one in sides if one for face in one.faces([role], nothing=True)})

    def _quiet(self, sides: list[Asking | None]) -> list[Quiet]:
        """What tells of both where nothing can differ; none where one of them cannot be asked."""
        both = [one for one in sides if one]
        return [Quiet(one, self._mattering.lines) for one in both] if len(both) == len(sides) else []

    def _seen(self, face: int, state: State, stretches: tuple[Stretch, ...] = ()) -> Seen:
        return Seen(face=face, state=state, stretches=stretches, weighed=self._weighed, weights=self._weights)


def alike_in(one: Comes, other: Comes) -> list[str]:
    """What need not be told of two answers, since both say it; nor what is settled where more is owed by one."""
    found = [name for name in ("owed", "settled", "needs", "duties") if getattr(one, name) == getattr(other, name)]
    return found if "owed" in found or "settled" in found else [*found, "settled"]


def _apart_in(one: Comes | None, other: Comes | None) -> Comes | None:
    """An answer without what another says too, but for the outcome and whose call it is."""
    if one is None or other is None:
        return one
    return one.but(**dict.fromkeys(alike_in(one, other), ()), say=(), warnings=())
