"""Roles whose requests end with nobody to ask, though another role may give the very same on its own."""

from __future__ import annotations

from empower.rules.analysis.lint.shown import witness_of
from empower.rules.analysis.lint.telling import warning
from empower.rules.analysis.regions import joined, regions
from empower.rules.answer import answered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.asking import Asking
    from empower.rules.analysis.found import Found, Witness
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.regions import Region

__all__ = ["dead_ends"]


def dead_ends(space: Space) -> Iterator[Found]:
    """A finding for each role that may give something, and is stuck where another role is not."""
    giving = _giving(space)
    by_role: dict[str, list[tuple[Region, Witness | None]]] = {}
    able: dict[str, set[str]] = {}
    for remedy in space.rulebook.remedies:
        walk = space.walk(remedy)
        if walk is None:
            continue
        marks: dict[str, list[int]] = {}
        shown: dict[tuple[str, int], Witness] = {}
        known: dict[int, dict[str, tuple[int, str]]] = {}
        for leaf, (mask,) in enumerate(walk.masks):
            place = next(space.places(walk, leaf), None) if mask is not None else None
            if mask is None or place is None:
                continue
            asking = space.asking(walk.sheets[0], mask, place)
            if id(asking) not in known:
                known[id(asking)] = _stuck(space, asking, giving)
            for role, (face, other) in known[id(asking)].items():
                marks.setdefault(role, [0] * len(walk.masks))[leaf] = 1 << space.roles.index(role)
                able.setdefault(role, set()).add(other)
                shown[role, leaf] = witness_of(asking, role, face, "deny").at(place)
        for role, marked in marks.items():
            found = [(region, shown.get((role, leaf))) for region, leaf in regions(walk, marked, space.roles)]
            by_role.setdefault(role, []).extend(found)
    for role in [role for role in space.roles if role in by_role]:
        parts = joined(by_role[role])
        others = "` or `".join([other for other in space.roles if other in able[role]])
        yield warning(
            "dead-end",
            ("roles", role),
            f"`{role}` is refused what `{others}` may give, for want of anybody to ask",
            f"let `{role}` report to somebody who may give it (`reports_to`), or say with a rule that it is refused",
            tuple([region for region, _ in parts]),
            next((one for _, one in parts if one is not None), None),
        )


def _giving(space: Space) -> list[str]:
    """The roles that give something on their own authority, or ask somebody who does."""
    granted = {role for grant in space.rulebook.grants for role in grant.roles}
    return [role.id for role in space.rulebook.roles if role.above or role.final or role.id in granted]


def _stuck(space: Space, asking: Asking, giving: list[str]) -> dict[str, tuple[int, str]]:
    """The roles that nobody can say yes to, each with a face value and a role that may give as much."""
    found: dict[str, tuple[int, str]] = {}
    for face in sorted(asking.faces(tuple(giving))):
        approved = [role for role in space.roles if asking.comes(role, face).outcome == "approve"]
        for role in giving if approved else ():
            if role in found or asking.comes(role, face).outcome != "deny":
                continue
            decision = answered(asking.situation(role).asking(asking.gesture(face)))
            if [one.code for one in decision.reasons if one.code in ("nobody-can", "forbidden", "remedy-maximum")] == [
                "nobody-can"
            ]:
                found[role] = face, approved[0]
    return found
