"""What a gesture costs otherwise: it moves counters that other remedies are judged by too, once it was given."""

from __future__ import annotations

from empower.rules.analysis.around.note import MAY, Note
from empower.rules.analysis.around.read_by import reading_costs_with
from empower.rules.analysis.normal import never_above, normal
from empower.rules.analysis.terms import LOOSER, TIGHTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.rulebook import Rulebook

__all__ = ["costs_otherwise"]


def costs_otherwise(old: Rulebook, new: Rulebook) -> Iterator[Note]:
    """A note for each remedy that costs more, less or otherwise, and the lines by which others turn on it."""
    before = {remedy.id: remedy.cost for remedy in old.remedies}
    for remedy in new.remedies:
        was = before.get(remedy.id, remedy.cost)
        if was == remedy.cost:
            continue
        lines = reading_costs_with(new, remedy.id)
        if lines:
            cost, now = normal(was, {}, 0), normal(remedy.cost, {}, 0)
            ordered = MAY if not never_above(cost, now) else TIGHTER
            way = LOOSER if ordered == MAY and never_above(now, cost) else ordered
            yield Note(what="cost", name=remedy.id, way=way, lines=lines)
