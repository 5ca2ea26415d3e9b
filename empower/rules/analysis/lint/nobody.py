"""What nobody may ever give, though no line says so: it is in no grant, beyond every limit, or nobody is left to ask."""

from __future__ import annotations

from empower.rules.analysis.found import Witness
from empower.rules.analysis.lint.shown import witness_of
from empower.rules.analysis.lint.telling import warning
from empower.rules.analysis.regions import joined, regions
from empower.rules.answer import answered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.decision import Decision
    from empower.rules.analysis.asking import Asking
    from empower.rules.analysis.found import Found
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.regions import Region
    from empower.rules.analysis.walk import Walk
    from empower.rules.rulebook import Remedy

__all__ = ["nobody_giving"]


def nobody_giving(space: Space) -> Iterator[Found]:
    """A finding for each set of remedies that nobody may give in the same situations."""
    found: list[tuple[Region, Witness]] = []
    for remedy in space.rulebook.remedies:
        may = _may_give(space, remedy)
        walk = space.walk(remedy) if may else None
        if walk is None:
            continue
        marks = [0] * len(walk.masks)
        shown: dict[int, Witness] = {}
        known: dict[Asking, Witness | None] = {}
        for leaf, (mask,) in enumerate(walk.masks):
            witness = _nobody(space, walk, leaf, mask, may, known) if mask is not None else None
            if witness is not None:
                marks[leaf] = (1 << len(space.roles)) - 1
                shown[leaf] = witness
        found += [(region, shown[leaf]) for region, leaf in regions(walk, marks, space.roles)]
    by_remedies: dict[tuple[str, ...], list[tuple[Region, Witness]]] = {}
    for region, shown_by in joined(found):
        by_remedies.setdefault(region.remedies, []).append((region, shown_by))
    for names, parts in by_remedies.items():
        message = f"there are situations in which nobody may give `{'` or `'.join(names)}`, and no line says so"
        hint = "grant it to somebody there, name who is to decide, or say so with a rule: `deny: true`"
        where = tuple([region for region, _ in parts])
        yield warning("nobody-may-give", ("remedies", names[0]), message, hint, where, parts[0][1])


def _may_give(space: Space, remedy: Remedy) -> list[str]:
    """The roles that may give it somewhere, the highest first; none for what nobody gives but as what is owed."""
    granted = {role for grant in space.rulebook.grants if remedy.id in grant.remedies for role in grant.roles}
    final = {role.id for role in space.rulebook.roles if role.final}
    below = {
        role.id: len([one for one in space.rulebook.roles if role.id in one.above]) for role in space.rulebook.roles
    }
    if not granted and (not final or any([remedy.id in line.remedies for line in space.rulebook.owed])):
        return []
    found = [role for role in space.rulebook.roles if {role.id} & (granted | final) or granted & _under(space, role.id)]
    return [role.id for role in sorted(found, key=lambda role: -below[role.id])]


def _under(space: Space, role: str) -> set[str]:
    return {one.id for one in space.rulebook.roles if role in one.above}


def _nobody(
    space: Space, walk: Walk, leaf: int, mask: int, may: list[str], known: dict[Asking, Witness | None]
) -> Witness | None:
    """A request that is refused, where every request is, by no line's word; `None` where somebody may give something."""
    sheet = walk.sheets[0]
    others = [role for role in space.roles if role not in may]
    if space.unsettled(sheet, mask):
        return None
    shown = None
    for place in space.places(walk, leaf):
        asking = space.asking(sheet, mask, place)
        if asking not in known:
            known[asking] = _silent(asking, may, others)
        witness = known[asking]
        if witness is None:
            return None
        shown = shown or witness.at(place)
    return shown


def _silent(asking: Asking, may: list[str], others: list[str]) -> Witness | None:
    """A request that is refused by no line's word, where every request is refused."""
    least = min(asking.faces((may[0],)))
    if asking.comes(may[0], least).outcome != "deny":
        return None
    silent = next((role for role in may if not _said_so(_decision(asking, role, least))), None)
    for role in (*may, *others) if silent else ():
        if any([asking.comes(role, face).outcome != "deny" for face in asking.kindest_faces(role)]):
            return None
    return witness_of(asking, silent, least, "deny") if silent else None


def _decision(asking: Asking, role: str, face: int) -> Decision:
    return answered(asking.situation(role).asking(asking.gesture(face)))


def _said_so(decision: Decision) -> bool:
    """Whether a line says in so many words that it may not be given: a `deny`, a `most`, a limit of nothing."""
    for reason in decision.reasons:
        if reason.code in ("forbidden", "remedy-maximum"):
            return True
        if reason.code in ("limit", "budget") and reason.reading is not None and not reason.reading.limit:
            return True
    return False
