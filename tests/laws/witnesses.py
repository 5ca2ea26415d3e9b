"""Requests that an analysis would show, drawn from the combinations, roles and face values of a policy."""

from __future__ import annotations

from functools import cache

from empower.domain.calendar import day_of
from empower.rules.analysis.asking import Asking
from empower.rules.analysis.concrete import AMPLE, concrete, weighing_facts
from empower.rules.analysis.found import Witness
from empower.rules.analysis.sheet import Sheet
from empower.rules.analysis.walk import Walk
from empower.rules.answer import Comes
from empower.rules.rulebook import Remedy
from empower.services.shown import witness_at
from tests.laws.draws import Draws
from tests.laws.packs import pack_rulebook

__all__ = ["drawn_witness"]

TODAY = day_of(2026, 5, 1)


def drawn_witness(pack: str, remedy: Remedy, d: Draws) -> tuple[Witness, Comes] | None:
    """A request for the remedy, and what the analysis says that it comes to; `None` where the combination cannot be had."""
    rulebook = pack_rulebook(pack)
    sheet, walk = _walked(pack, remedy)
    leaf = d.number(0, len(walk.masks) - 1)
    weight = d.pick((AMPLE, 100_00, 0))
    weights = dict.fromkeys([fact.name for fact in weighing_facts(rulebook)], weight)
    where = concrete(rulebook, walk.chosen(leaf), 0, TODAY, weights)
    if where is None:
        return None
    mask = walk.masks[leaf][0]
    assert mask is not None
    asking = Asking(sheet, mask, where)
    role = d.pick([role.id for role in rulebook.roles])
    face = d.pick(sorted(asking.faces([role])))
    return witness_at(rulebook, where, remedy.id, role, face), asking.comes(role, face)


@cache
def _walked(pack: str, remedy: Remedy) -> tuple[Sheet, Walk]:
    sheet = Sheet(pack_rulebook(pack), remedy)
    return sheet, Walk((sheet,), TODAY, (pack_rulebook(pack).effective,))
