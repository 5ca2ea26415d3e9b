"""A witness with no more in it than it takes: nobody types ten facts where two decide."""

from __future__ import annotations

from empower.domain.people import Person
from empower.rules.analysis.concrete import AMPLE
from empower.rules.analysis.found import Witness
from empower.rules.analysis.levels import base_of
from empower.rules.analysis.regions import Region
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.services.shown import comes_after

__all__ = ["plainer"]

_ROUND = 1_000
"""An amount, or a number, that is plenty and can be read."""


def plainer(
    witness: Witness,
    books: tuple[Rulebook, ...],
    regions: tuple[Region, ...],
    people: tuple[Person, ...] | None = None,
) -> Witness:
    """The same request without the facts that nobody asks for and those that are as they are when nothing is said.

    It comes to the very same in each of the policies. What the regions speak of stays, for that is what is to be shown; and so
    does everything where something was given before, as it must be there to be counted.
    """
    known = [
        book for book in books if witness.remedy in index_of(book).remedies and witness.role in index_of(book).roles
    ]
    said = [comes_after(book, witness, people) for book in known]

    def same(other: Witness) -> bool:
        return [comes_after(book, other, people) for book in known] == said

    if not known or None in said or witness.person:
        return witness
    kept = _spoken_of(regions, known)
    for name, value in witness.facts:
        facts = [index_of(book).facts[name] for book in known if name in index_of(book).facts]
        said_anyway = any([fact.optional or fact.default not in (None, value) for fact in facts])
        fewer = witness.but(facts=tuple([one for one in witness.facts if one[0] not in (name, f"{name}.day")]))
        if not (witness.given or name in kept or said_anyway) and same(fewer):
            witness = fewer
        elif value == AMPLE and facts:
            rounder = _ROUND * 10 ** facts[0].digits
            other = witness.but(facts=tuple([(one, rounder if one == name else had) for one, had in witness.facts]))
            witness = other if name not in kept and same(other) else witness
    return witness


def _spoken_of(regions: tuple[Region, ...], books: list[Rulebook]) -> set[str]:
    """The facts that regions name, and those that such a fact is derived from."""
    names = {base_of(within.axis) for region in regions for within in region.within}
    derived = [fact.derived[1] for book in books for fact in book.facts if fact.derived and fact.name in names]
    return names | {name for several in derived for name in several}
