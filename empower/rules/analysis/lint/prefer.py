"""A `prefer` that is offered in vain: wherever its rule holds, nobody whom it speaks to may give the preferred remedy."""

from __future__ import annotations

from empower.domain.conditions import Test
from empower.rules.analysis.found import Witness
from empower.rules.analysis.lint.reachable import can_pass
from empower.rules.analysis.lint.telling import warning
from empower.rules.analysis.regions import joined, regions
from empower.rules.analysis.sheet import Sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.found import Found
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.regions import Region
    from empower.rules.analysis.sheet import Standing
    from empower.rules.analysis.walk import Walk
    from empower.rules.rulebook import Remedy, Rule

__all__ = ["preferring_in_vain"]


def preferring_in_vain(space: Space) -> Iterator[Found]:
    """A finding for each preferred remedy that is approved in no situation in which its rule holds."""
    remedies = {remedy.id: remedy for remedy in space.rulebook.remedies}
    for number, rule in enumerate(space.rulebook.rules):
        for at, name in enumerate(rule.prefer):
            parts = _in_vain(space, rule, remedies[name])
            if not parts:
                continue
            message = f"`{rule.id}` would rather see `{name}`, which nobody may give on their own where the rule holds"
            hint = f"grant `{name}` there, or prefer a remedy that is granted"
            path = ("rules", number, "prefer", at)
            yield warning("prefer-never-approved", path, message, hint, tuple([part for part, _ in parts]), parts[0][1])


def _in_vain(space: Space, rule: Rule, preferred: Remedy) -> list[tuple[Region, Witness]]:
    """Where the rule holds, with a request for what it prefers; nothing as soon as that is approved anywhere."""
    found: list[tuple[Region, Witness]] = []
    for remedy in space.rulebook.remedies:
        own = Sheet(space.rulebook, remedy, only=rule)
        if not own.lines:
            continue
        walk = space.walked((own, Sheet(space.rulebook, preferred, also=space.beside)))
        if walk is None:
            return []
        marks = [0] * len(walk.masks)
        shown: dict[int, Witness] = {}
        for leaf, (mine, theirs) in enumerate(walk.masks):
            standing = own.standing(mine) if mine is not None else []
            if not standing or theirs is None:
                continue
            told = _told(space, walk, leaf, standing[0])
            if not told:
                continue
            witness = _refused(space, walk, leaf, theirs, told)
            if witness is None:
                return []
            shown[leaf] = witness
            marks[leaf] = sum([1 << space.roles.index(role) for role in told])
        found += [(region, shown[leaf]) for region, leaf in regions(walk, marks, space.roles)]
    return joined(found)


def _told(space: Space, walk: Walk, leaf: int, standing: Standing) -> list[str]:
    """The roles that can ask so that the rule holds."""
    _, when, unless = standing
    if not unless and frozenset() in [frozenset(box) for box in when]:
        return list(space.roles)
    place = next(space.places(walk, leaf), None)
    remedy, roles = walk.sheets[0].remedy, len(space.roles)
    owed = any(
        [remedy.id in (*line.remedies, *[other.remedy for other in line.instead]) for line in space.rulebook.owed]
    )

    def may(number: int) -> bool:
        asked = Test(axis="role", spans=((number, number + 1),))
        return any([can_pass(remedy, roles, place, (asked, *box), unless, loose=owed) for box in when])

    return [name for number, name in enumerate(space.roles) if may(number)]


def _refused(space: Space, walk: Walk, leaf: int, mask: int, told: list[str]) -> Witness | None:
    """A request for the preferred remedy, where none is approved; `None` where one is, or might be."""
    sheet = walk.sheets[1]
    witness = None
    if space.unsettled(sheet, mask):
        return None
    for place in space.places(walk, leaf, 1):
        asking = space.asking(sheet, mask, place)
        for role in told:
            for face in asking.kindest_faces(role):
                comes = asking.comes(role, face).outcome
                if comes == "approve":
                    return None
                witness = witness or Witness(
                    remedy=sheet.remedy.id,
                    role=role,
                    face=face,
                    day=place.day,
                    hour=place.hour,
                    facts=place.facts,
                    comes=comes,
                )
    return witness
