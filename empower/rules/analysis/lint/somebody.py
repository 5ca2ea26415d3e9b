"""Whether there is a living person to say yes, for everybody of the roster and everything they may have to ask for."""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.acting import serving
from empower.rules.analysis.asking import Asking
from empower.rules.analysis.lint.shown import witness_of
from empower.rules.analysis.lint.telling import note, warning
from empower.rules.analysis.regions import joined, regions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.people import Person
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.found import Found, Witness
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.regions import Region
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.rulebook import Remedy

    Wanted = tuple[tuple[str, tuple[str, ...], int], ...]
    """Who is to say yes: a role, others that will do, how many persons."""

__all__ = ["somebody_to_say_yes"]

_ENOUGH = 4
"""Of so many in one role, one more or less is not missed, beside the places that have to be filled."""


class _Band(Value):
    """What a role has to ask for in one combination, with the least face value for each who is wanted."""

    leaf: int
    role: str
    faces: tuple[tuple[Wanted, int], ...]


def somebody_to_say_yes(space: Space, people: tuple[Person, ...], day: int) -> Iterator[Found]:
    """A warning where nobody is there to say yes, and a note where nobody would be with one person away."""
    bands = {remedy.id: _bands(space, remedy) for remedy in space.rulebook.remedies}
    places = max([_many(wanted) for found in bands.values() for band in found for wanted, _ in band.faces], default=0)
    few = _few(space, people, day, _ENOUGH + places)
    there = _Roster(space, few, day)
    held = {role for role in space.roles if there.held(role)}
    today = _stuck(space, bands, there, held)
    for (role, wanted), (asker, where) in today.items():
        message = f"nobody is there to say yes to `{asker}` (`{role}`) for what {_in_words(wanted)} would decide"
        hint = f"give `{wanted[0][0]}` to somebody else too, name a `deputy`, or write who covers it (`covered_by`)"
        parts = joined(where)
        shown = next((one for _, one in parts if one is not None), None)
        yield warning(
            "nobody-to-say-yes",
            ("roles", role),
            message,
            hint,
            tuple([region for region, _ in parts]),
            shown,
        )
    told = set(today)
    for person in few:
        if not _missed(space, few, person, day, places):
            continue
        without = tuple([one.but(service=(0, 0)) if one.id == person.id else one for one in few])
        missing: dict[Wanted, list[tuple[str, list[tuple[Region, Witness | None]]]]] = {}
        for (role, wanted), (_, where) in _stuck(space, bands, _Roster(space, without, day), held).items():
            if (role, wanted) not in told:
                missing.setdefault(wanted, []).append((role, where))
        for wanted, asking in missing.items():
            yield _with_one_away(person, wanted, asking)


def _with_one_away(
    person: Person, wanted: Wanted, asking: list[tuple[str, list[tuple[Region, Witness | None]]]]
) -> Found:
    roles = "` or `".join([role for role, _ in asking])
    regions_of = [region for _, where in asking for region, _ in joined(where)]
    return note(
        "one-away-and-nobody",
        ("roles", wanted[0][0]),
        f"with `{person.id}` away, nobody is there to say yes to `{roles}` for what {_in_words(wanted)} would decide",
        f"name a `deputy` for `{person.id}`, or write who covers the role (`covered_by`)",
        tuple(regions_of),
    )


class _Roster:
    """Who is there on a day, and whom it makes a difference to ask as."""

    def __init__(self, space: Space, people: tuple[Person, ...], day: int) -> None:
        self.people = people
        self._serving = {
            role.id: {(one.id, employee) for one, employee, _ in serving(people, role, day)}
            for role in space.rulebook.roles
        }
        self._askers: dict[str, list[str]] = {}
        for role in space.roles:
            alike: dict[object, str] = {}
            for person in people:
                if role in person.roles and person.in_service(day):
                    alike.setdefault(tuple([len(self.left(name, person.id)) for name in space.roles]), person.id)
            self._askers[role] = list(alike.values())

    def askers(self, role: str) -> list[str]:
        """One of each kind of person who may ask in a role."""
        return self._askers[role]

    def left(self, role: str, asker: str) -> set[str]:
        """The persons who may act in a role when somebody asks."""
        return {one for one, employee in self._serving[role] if asker not in (one, employee)}

    def held(self, role: str) -> bool:
        """Whether anybody acts in the role."""
        return bool(self._serving[role])

    def plenty(self, wanted: Wanted, asker: str) -> bool:
        """Whether each place that is wanted has more persons than there are places, so that all can be filled."""
        places = _many(wanted)
        return all([len(self.left(role, asker)) >= places for role, _, _ in wanted])


def _bands(space: Space, remedy: Remedy) -> list[_Band]:
    """Everything of a remedy that has to be asked for, with nothing given before."""
    walk = space.walk(remedy)
    found: list[_Band] = []
    for leaf, (mask,) in enumerate(walk.masks if walk is not None else ()):
        place = next(space.places(walk, leaf), None) if walk is not None and mask is not None else None
        if walk is None or mask is None or place is None:
            continue
        asking = space.asking(walk.sheets[0], mask, place)
        faces = sorted(asking.faces(space.roles))
        for role in space.roles:
            wanted: dict[Wanted, int] = {}
            for face in faces:
                comes = asking.comes(role, face)
                if comes.outcome == "escalate":
                    wanted.setdefault(comes.approvers, face)
            if wanted:
                found.append(_Band(leaf=leaf, role=role, faces=tuple(wanted.items())))
    return found


def _stuck(
    space: Space, bands: dict[str, list[_Band]], roster: _Roster, held: set[str]
) -> dict[tuple[str, Wanted], tuple[str, list[tuple[Region, Witness | None]]]]:
    """By who asks and who is wanted: a person who asks in vain, and where."""
    found: dict[tuple[str, Wanted], tuple[str, list[tuple[Region, Witness | None]]]] = {}
    for remedy in space.rulebook.remedies:
        walk = space.walk(remedy)
        if walk is None:
            continue
        marks: dict[tuple[str, Wanted], list[int]] = {}
        shown: dict[tuple[str, Wanted, int], Witness] = {}
        known: dict[object, bool] = {}
        for band in bands[remedy.id]:
            (mask,) = walk.masks[band.leaf]
            assert mask is not None
            for wanted, face in band.faces:
                key = band.role, wanted
                if not all([role in held for role, _, _ in wanted]):
                    continue  # that nobody holds the role is told by itself
                for asker in roster.askers(band.role):
                    if roster.plenty(wanted, asker):
                        continue
                    place = next(space.places(walk, band.leaf))
                    sheet = walk.sheets[0]
                    again = id(space.asking(sheet, mask, place)), band.role, asker, face
                    if again not in known:
                        known[again] = _refused(sheet, mask, place, roster, asker, band.role, face)
                    if known[again]:
                        found.setdefault(key, (asker, []))
                        marked = marks.setdefault(key, [0] * len(walk.masks))
                        marked[band.leaf] = 1 << space.roles.index(band.role)
                        asking = space.asking(sheet, mask, place)
                        witness = witness_of(asking, band.role, face, "deny").at(place)
                        shown[(*key, band.leaf)] = witness.but(person=asker)
                        break
        for key, marked in marks.items():
            where = regions(walk, marked, space.roles)
            found[key][1].extend([(region, shown.get((*key, leaf))) for region, leaf in where])
    return found


def _refused(sheet: Sheet, mask: int, place: Concrete, roster: _Roster, asker: str, role: str, face: int) -> bool:
    asking = Asking(sheet, mask, place, roster.people, asker)
    return asking.comes(role, face).outcome == "deny"


def _few(space: Space, people: tuple[Person, ...], day: int, enough: int) -> tuple[Person, ...]:
    """So many of each role that more would change nothing, with those who act for somebody, as they are on the day."""
    kept: set[str] = set()
    for role in space.rulebook.roles:
        holders = [person for person in people if role.id in person.roles]
        there = [person for person in holders if person.in_service(day)]
        kept |= {person.id for person in there[:enough]}
        if len(there) < enough:
            kept |= {name for person in holders for name in (person.id, person.deputy, *person.delegates)}
    several = {person.id for person in people if len(person.roles) > 1}
    by_kind: dict[object, int] = {}
    for person in people:
        if person.id in several:
            by_kind[person.roles] = by_kind.get(person.roles, 0) + 1
            if by_kind[person.roles] <= enough:
                kept.add(person.id)
    return tuple(
        [
            person.but(service=(None, None) if person.in_service(day) else (0, 0), away=())
            for person in people
            if person.id in kept
        ]
    )


def _missed(space: Space, people: tuple[Person, ...], person: Person, day: int, places: int) -> bool:
    """Whether there are so few beside a person that a place may stay open without them."""
    for role in space.rulebook.roles:
        acting = {one.id for one, _, _ in serving(people, role, day)}
        if person.id in acting and len(acting) <= places + 2:
            return True
    return False


def _many(wanted: Wanted) -> int:
    return sum([count for _, _, count in wanted])


def _in_words(wanted: Wanted) -> str:
    counts: dict[tuple[str, ...], int] = {}
    for role, others, count in wanted:
        counts[role, *others] = counts.get((role, *others), 0) + count
    said = [("`" + "` or `".join(roles) + "`", count) for roles, count in counts.items()]
    return " and ".join([roles if count == 1 else f"{count} persons of {roles}" for roles, count in said])
