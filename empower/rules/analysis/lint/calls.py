"""Calls on a role that whoever may give the remedy satisfies already, in every situation in which the call is made."""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.domain.conditions import Test
from empower.rules.analysis.lint.reachable import can_pass
from empower.rules.analysis.lint.single_lines import calls_of
from empower.rules.analysis.lint.telling import warning
from empower.rules.rulebook import Budget, Entitlement, Grant, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.found import Found
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.sheet import Standing
    from empower.rules.analysis.walk import Walk
    from empower.rules.rulebook import Remedy

    Call = tuple[str, int, str, tuple[str, ...]]
    """The line's section and place, the key that calls, and the roles any one of which will do."""

__all__ = ["called_below"]


def called_below(space: Space) -> Iterator[Found]:
    """A finding for each call that everybody with authority satisfies, though not everybody in the policy does."""
    calls = _calls(space)
    made: set[str] = set()
    needed: set[str] = set()
    for remedy in space.rulebook.remedies if calls else ():
        walk = space.walk(remedy)
        if walk is None:
            return  # what was not looked at may need the call
        for leaf, (mask,) in enumerate(walk.masks):
            if mask is not None:
                _look(space, walk, leaf, mask, calls, made, needed)
    for name, (section, number, key, roles) in calls.items():
        if name in made - needed:
            yield warning(
                "call-asked-below",
                (section, number, key),
                f"`{name}` brings it to `{'` or `'.join(roles)}`, which whoever may give it there holds or stands above",
                "name a role further up, or take the call out",
            )


def _calls(space: Space) -> dict[str, Call]:
    """The calls on one person that not everybody satisfies."""
    found: dict[str, Call] = {}
    for section, key, number, line, signatures in calls_of(space.rulebook):
        if len(signatures) == 1 and any([not _satisfies(space, role, signatures[0]) for role in space.roles]):
            found[line.id] = section, number, key, signatures[0]
    return found


def _satisfies(space: Space, role: str, wanted: tuple[str, ...]) -> bool:
    """Whether the role is one of these, or stands above one."""
    return any([role in (one.id, *one.above) for one in space.rulebook.roles if one.id in wanted])


def _look(
    space: Space, walk: Walk, leaf: int, mask: int, calls: dict[str, Call], made: set[str], needed: set[str]
) -> None:
    """Marks the calls that somebody with authority comes upon here, and those that such a one does not satisfy."""
    standing = walk.sheets[0].standing(mask)
    calling = [
        one
        for one in standing
        if isinstance(one[0], Rule | Budget)
        and one[0].id in calls
        and one[0].id not in needed
        and not (calls[one[0].id][2] == "beyond" and _adds_nothing(walk.sheets[0].remedy, one[0]))
    ]
    place = next(space.places(walk, leaf), None) if calling else None
    if place is None:
        return
    if any([isinstance(line, Entitlement) for line, _, _ in standing]):
        needed |= {one[0].id for one in calling}  # whoever it is owed through may ask for more
        return
    for one in calling:
        name = one[0].id
        for number, role in enumerate(space.roles):
            if not _passes(space, walk, place, one, number):
                continue
            final = space.rulebook.roles[number].final
            if final or any(
                [_grants(space, line, role) and _passes(space, walk, place, line, number) for line in standing]
            ):
                made.add(name)
                if not _satisfies(space, role, calls[name][3]):
                    needed.add(name)
                    break


def _adds_nothing(remedy: Remedy, line: Rule | Budget) -> bool:
    """Whether what costs nothing is asked of a limit that counts cost."""
    return remedy.cost == ZERO and line.limit is not None and line.limit.measure == "cost"


def _grants(space: Space, one: Standing, role: str) -> bool:
    return isinstance(one[0], Grant) and _satisfies(space, role, one[0].roles)


def _passes(space: Space, walk: Walk, place: Concrete, one: Standing, number: int) -> bool:
    """Whether somebody in a role can ask so that the line holds."""
    _, when, unless = one
    asked = Test(axis="role", spans=((number, number + 1),))
    remedy, roles = walk.sheets[0].remedy, len(space.roles)
    return any([can_pass(remedy, roles, place, (asked, *box), unless, loose=False) for box in when])
