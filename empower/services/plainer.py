"""A witness with no more in it than it takes: nobody types ten facts where two decide."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.people import Person
from empower.rules.analysis.found import Witness
from empower.rules.analysis.levels import base_of
from empower.rules.analysis.regions import Region
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.services.figures_tried import far_off, ladder
from empower.services.shown import comes_after

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import FactValue

    Facts = tuple[tuple[str, FactValue], ...]

__all__ = ["plainer"]


def plainer(
    witness: Witness,
    books: tuple[Rulebook, ...],
    regions: tuple[Region, ...],
    people: tuple[Person, ...] | None = None,
    shows: Callable[[Witness], bool] | None = None,
) -> Witness:
    """The same request without the facts that nobody asks for and those that are as they are when nothing is said.

    It comes to the very same in each of the policies, or shows what it is to as `shows` tells. What the regions speak of
    stays, for that is what is to be shown.
    """
    known = [
        book for book in books if witness.remedy in index_of(book).remedies and witness.role in index_of(book).roles
    ]
    said = [comes_after(book, witness, people) for book in known] if shows is None else []

    def same(other: Witness) -> bool:
        if shows is not None:
            return shows(other)
        return [comes_after(book, other, people) for book in known] == said

    if not known or None in said or witness.person:
        return witness
    kept = _spoken_of(regions, known)
    for name, value in witness.facts:
        facts = [index_of(book).facts[name] for book in known if name in index_of(book).facts]
        said_anyway = any([fact.optional or fact.default not in (None, value) for fact in facts])
        fewer = _without(witness, name)
        if name not in kept and (shows is not None or not said_anyway) and same(fewer):
            witness = fewer
        elif facts and name not in kept and shows is None and far_off(facts[0], value, witness.day):
            nearer = [_with(witness, name, one) for one in ladder(facts[0], witness.day)]
            witness = next((other for other in nearer if same(other)), witness)
    return _fewer_before(witness, same)


def _with(witness: Witness, name: str, value: int) -> Witness:
    return witness.but(facts=tuple([(known, value if known == name else had) for known, had in witness.facts]))


def _without(witness: Witness, name: str) -> Witness:
    return witness.but(facts=_but(witness.facts, name))


def _fewer_before(witness: Witness, same: Callable[[Witness], bool]) -> Witness:
    """The witness where what was given for other incidents has no more facts than it takes either."""
    for name in dict.fromkeys([name for one in witness.given for name, _ in one.facts or ()]):
        given = [one if one.facts is None else one.but(facts=_but(one.facts, name)) for one in witness.given]
        fewer = witness.but(given=tuple(given))
        if name != "incident" and same(fewer):
            witness = fewer
    return witness


def _but(facts: Facts, name: str) -> Facts:
    return tuple([one for one in facts if one[0] not in (name, f"{name}.day")])


def _spoken_of(regions: tuple[Region, ...], books: list[Rulebook]) -> set[str]:
    """The facts that regions name, and those that such a fact is derived from."""
    names = {base_of(within.axis) for region in regions for within in region.within}
    derived = [fact.derived[1] for book in books for fact in book.facts if fact.derived and fact.name in names]
    return names | {name for several in derived for name in several}
