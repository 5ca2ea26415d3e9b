"""What is owed and cannot be given whole: in every remedy of the entitlement it is more than the remedy's `most`."""

from __future__ import annotations

from empower.rules.analysis.asking import BARE
from empower.rules.analysis.concrete import Concrete, completed
from empower.rules.analysis.found import Witness
from empower.rules.analysis.lint.space import Space
from empower.rules.analysis.lint.telling import warning
from empower.rules.analysis.regions import regions
from empower.rules.analysis.sheet import Sheet
from empower.rules.steps.owed import dues

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.found import Found
    from empower.rules.analysis.walk import Walk
    from empower.rules.rulebook import Entitlement, Rulebook

__all__ = ["owed_not_carried"]


def owed_not_carried(space: Space) -> Iterator[Found]:
    """A finding for each entitlement of which there are situations in which no one gesture gives all that is owed.

    What is wholly owed is held back by nothing but a remedy's `most`, so only what is owed and not owed is walked.
    """
    owing = Space(_only_owed(space.rulebook), space.today)
    for number, line in enumerate(owing.rulebook.owed):
        names = dict.fromkeys([*line.remedies, *[other.remedy for other in line.instead]])
        remedies = [remedy for remedy in owing.rulebook.remedies if remedy.id in names]
        if all([not remedy.most for remedy in remedies]):
            continue
        walk = owing.walked(tuple([Sheet(owing.rulebook, remedy, also=owing.beside) for remedy in remedies]))
        if walk is None:
            space.left_out += [name for name in names if name not in space.left_out]
            continue
        marks = [0] * len(walk.masks)
        shown: dict[int, Witness] = {}
        for leaf in range(len(walk.masks)):
            witness = _not_carried(owing, walk, leaf, line)
            if witness is not None:
                stated = Concrete(day=witness.day, hour=witness.hour, facts=witness.facts)
                witness = witness.but(facts=completed(space.rulebook, stated).facts)
            if witness is not None:
                shown[leaf] = witness
                marks[leaf] = (1 << len(owing.roles)) - 1
        found = [(region.but(remedies=tuple(names)), shown[leaf]) for region, leaf in regions(walk, marks, owing.roles)]
        if found:
            called = "` and `".join(names)
            message = f"more can be owed by `{line.id}` than one gesture may give of `{called}`"
            hint = "raise the `most` of a remedy, name another remedy, or cap what is owed (`at_most`)"
            where = tuple([region for region, _ in found])
            yield warning("owed-not-carried", ("owed", number), message, hint, where, found[0][1])


def _only_owed(rulebook: Rulebook) -> Rulebook:
    return rulebook.but(rules=(), grants=(), budgets=(), exceptions=(), promises=())


def _not_carried(owing: Space, walk: Walk, leaf: int, line: Entitlement) -> Witness | None:
    """A request for all that is owed in the first remedy, where none of them carries it."""
    places = {place: None for side in range(len(walk.sheets)) for place in owing.places(walk, leaf, side, fine=True)}
    for place in sorted(places, key=lambda one: sum([value for _, value in one.facts if isinstance(value, int)])):
        witness = _refused(owing, walk, leaf, line, place)
        if witness is not None:
            return witness
    return None


def _refused(owing: Space, walk: Walk, leaf: int, line: Entitlement, place: Concrete) -> Witness | None:
    role = next((name for name in owing.roles if not line.roles or name in line.roles), owing.roles[0])
    witness = None
    for sheet, mask in zip(walk.sheets, walk.masks[leaf], strict=True):
        if mask is None:
            return None
        asking = owing.asking(sheet, mask, place)
        remedy = sheet.remedy.id
        due = next((due for due in dues(asking.situation(role), remedy, role, {}) if due.line.id == line.id), None)
        if due is None or not due.left:
            continue
        face = (due.least if due.instead else due.left) if asking.counts_faces() else BARE
        comes = asking.comes(role, face).outcome
        if comes == "approve":
            return None
        witness = witness or Witness(
            remedy=remedy, role=role, face=face, day=place.day, hour=place.hour, facts=place.facts, comes=comes
        )
    return witness
