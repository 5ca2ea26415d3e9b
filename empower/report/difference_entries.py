"""Changes that say the same drawn together, so that a person reads each thing once: the weightiest first."""

from __future__ import annotations

from empower.domain.money import LARGEST
from empower.domain.value import Value
from empower.rules.analysis.asking import BARE
from empower.rules.analysis.effects import EFFECTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.rules.analysis.pair import Stretch
    from empower.rules.analysis.regions import Region
    from empower.rules.analysis.results import Shown
    from empower.rules.answer import Comes

__all__ = ["Entry", "entries", "joined_alike"]


class Entry(Value):
    """Regions in which two policies differ alike, but for the amounts perhaps."""

    first: Shown  # whose amounts and request are shown
    regions: tuple[Region, ...]
    same: bool  # whether the amounts are the same in all of them

    @property
    def at_once(self) -> bool:
        """Whether it shows with nothing given before."""
        return not self.first.change.where.state


def entries(shown: Iterable[Shown]) -> list[Entry]:
    """The entries: what shows at once before what takes something given before, and of each the weightiest first."""
    alike: dict[object, list[Shown]] = {}
    for one in shown:
        key = (
            one.ways,
            one.change.may,
            one.change.where.state == (),
            one.witness is None,
            tuple(dict.fromkeys([_shape(stretch) for stretch in _stretches(one)])),
        )
        alike.setdefault(key, []).append(one)
    found = []
    for several in alike.values():
        several.sort(key=_worth, reverse=True)
        regions = joined_alike([one.change.region for one in several])
        same = len({one.stretches for one in several}) == 1
        found.append(Entry(first=several[0], regions=regions, same=same))
    return sorted(found, key=lambda one: (not one.at_once, *[-part for part in _worth(one.first)], -len(one.regions)))


def _stretches(one: Shown) -> tuple[Stretch, ...]:
    """Those by which it is told apart from others: with plenty of what amounts are made from, where it shows so."""
    return one.change.stretches if one.ways == one.change.ways and one.change.stretches else one.stretches


def _shape(stretch: Stretch) -> object:
    """What it says, whatever the amounts."""
    return _said(stretch.old), _said(stretch.new)


def _said(one: Comes | None) -> object:
    return one and (one.outcome, one.approvers, one.needs, one.duties, bool(one.owed))


def _worth(one: Shown) -> tuple[int, int]:
    """How much it weighs: what it means to somebody, then over how many amounts."""
    rank = len(EFFECTS) - EFFECTS.index(one.effects[0]) if one.effects else 0
    widths = [
        (LARGEST if stretch.below is None else stretch.below) - stretch.face
        for stretch in one.stretches
        if stretch.face != BARE
    ]
    return rank, max(widths, default=0)


def joined_alike(regions: Iterable[Region]) -> tuple[Region, ...]:
    """The regions, with those drawn together that differ in their remedies alone, or in their roles alone."""
    by_place: dict[object, Region] = {}
    for one in regions:
        key = one.roles, one.within
        known = by_place.get(key)
        remedies = dict.fromkeys([*(known.remedies if known else ()), *one.remedies])
        by_place[key] = one.but(remedies=tuple(remedies))
    by_remedy: dict[object, Region] = {}
    for one in by_place.values():
        key = one.remedies, one.within
        known = by_remedy.get(key)
        every = not one.roles or (known is not None and not known.roles)
        roles = dict.fromkeys([*(known.roles if known else ()), *one.roles])
        by_remedy[key] = one.but(roles=() if every else tuple(roles))
    return tuple(by_remedy.values())
