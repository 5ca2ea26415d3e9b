"""The same question put to two policies: of every face value, and as far as it takes in every state of the counters."""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.analysis.asking import BARE, NOTHING
from empower.rules.analysis.compared import compared
from empower.rules.analysis.concrete import AMPLE
from empower.rules.analysis.quiet import Quiet
from empower.rules.analysis.search import Search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.asking import Asking, State
    from empower.rules.analysis.mattering import Mattering
    from empower.rules.analysis.search import Effort
    from empower.rules.answer import Comes

__all__ = ["Pair", "Seen", "Stretch"]


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
    weight: int = AMPLE


class Pair:
    """One remedy in one situation of two policies, with one weight for the facts that weigh in amounts."""

    def __init__(
        self,
        sides: tuple[Asking | None, Asking | None],
        weight: int,
        within: tuple[tuple[str, str], ...],
        mattering: Mattering,
        effort: Effort,
    ) -> None:
        self.sides = sides
        self.weight = weight
        self._within = within
        self._mattering = mattering
        self._effort = effort
        self._above = {role.id: role.above for one in sides if one for role in one.rulebook.roles}

    def look(self, role: str, known: list[bool], wanted: set[str]) -> tuple[set[str], Seen, bool]:
        """The ways in which the answers differ, how that is first seen, and whether all was tried that had to be."""
        sides = [one if can else None for one, can in zip(self.sides, known, strict=True)]
        old_one, new_one = sides
        faces = sorted({face for one in sides if one for face in one.faces([role], nothing=True)})
        ways: set[str] = set()
        stretches: list[Stretch] = []
        quiet = [Quiet(one, self._mattering.lines) for one in sides if one] if None not in sides else []
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
        first = None
        if stretches:
            first = Seen(stretches=tuple(stretches), face=stretches[0].face, weight=self.weight)
        if (first is not None and wanted <= ways) or old_one is None or new_one is None:
            return ways, first or Seen(), True
        if self._effort.left <= 0:
            return ways, first or Seen(), False
        search = Search(old_one, new_one, role, self._within, wanted - ways, self._mattering, self._effort, quiet)
        for face in faces:
            for state, way in search.at(face):
                ways |= way
                first = first or Seen(face=face, state=state, weight=self.weight)
                if wanted <= ways:
                    return ways, first, True
        return ways, first or Seen(), not search.given_up


def _apart_in(one: Comes | None, other: Comes | None) -> Comes | None:
    """An answer without what another says too, but for the outcome and whose call it is."""
    if one is None or other is None:
        return one
    same = {name: () for name in ("owed", "needs", "duties") if getattr(one, name) == getattr(other, name)}
    return one.but(**same, say=(), warnings=())
