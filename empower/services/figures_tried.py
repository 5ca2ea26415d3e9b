"""Figures as people have them in mind: 100 for a bill, today for a date; tried until one shows what is to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from empower.domain.facts import Fact, FactValue
from empower.rules.analysis.found import Witness
from empower.rules.analysis.pair import Stretch
from empower.rules.analysis.regions import Region
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY, Rulebook

__all__ = ["far_off", "human_faces", "human_facts", "human_in", "ladder"]

_LADDER = (100, 50, 20, 10, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
_COUNTS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1_000)
_FACES = (10, 5, 1, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000)
_AGES = (0, 1, 7, 30, 60, 100, 200, 400, 800, -1, -7, -30)
_FAR = 1_000  # days
_MUCH = 10_000  # whole money, or things


def ladder(fact: Fact, day: int) -> tuple[int, ...]:
    """The values to try for a fact, in the order in which people would think of them; none for names and texts."""
    scale: int = 10**fact.digits
    tried: tuple[int, ...] = ()
    if fact.kind == "money":
        tried = tuple([one * scale for one in _LADDER])
    elif fact.kind == "number":
        tried = tuple([one * scale for one in _COUNTS])
    elif fact.kind == "date":
        tried = tuple([day - one for one in _AGES])
    least, most = fact.least, fact.most
    return tuple([one for one in tried if (least is None or one >= least) and (most is None or one <= most)])


def far_off(fact: Fact, value: object, day: int) -> bool:
    """Whether nobody would have such a figure in mind."""
    if not isinstance(value, int) or fact.derived:
        return False
    if fact.kind == "date":
        return abs(value - day) > _FAR
    much: int = _MUCH * 10**fact.digits
    return fact.kind in ("money", "number") and value > much


def human_facts(
    rulebook: Rulebook,
    witness: Witness,
    region: Region,
    weighing: set[str],
    shows: Callable[[Witness], bool],
    *,
    another: bool = False,
) -> Witness:
    """The witness with the first figures with which it still shows what it is to; or, to show `another` thing, other ones."""
    for name, value in witness.facts:
        fact = index_of(rulebook).facts.get(name)
        if fact is None or fact.derived or not isinstance(value, int):
            continue
        for one in _wished(fact, value, region, witness.day, weighs=name in weighing):
            if one == value and another:
                continue
            if one == value:
                break
            other = _with(witness, name, value, one)
            if shows(other):
                witness = other
                break
    return witness


def human_in(rulebook: Rulebook, remedy: str, stretch: Stretch) -> int:
    """A face value within a stretch: its first, unless that is nothing at all."""
    known = index_of(rulebook).remedies.get(remedy)
    if stretch.face != 0 or known is None:
        return stretch.face
    faces = [*human_faces(rulebook, remedy), 1]
    return next((one for one in faces if stretch.below is None or one < stretch.below), stretch.face)


def human_faces(rulebook: Rulebook, remedy: str) -> list[int]:
    """Face values in the order in which people would think of them."""
    known = index_of(rulebook).remedies.get(remedy)
    scale = 10**rulebook.digits if known is not None and known.kind in IN_MONEY else 1
    return [one * scale for one in _FACES]


def _with(witness: Witness, name: str, value: int, other: int) -> Witness:
    """The witness with another value of a fact, also where it was the same for what was given before."""

    def changed(facts: tuple[tuple[str, FactValue], ...]) -> tuple[tuple[str, FactValue], ...]:
        return tuple([(known, other if (known, had) == (name, value) else had) for known, had in facts])

    given = [one if one.facts is None else one.but(facts=changed(one.facts)) for one in witness.given]
    return witness.but(facts=changed(witness.facts), given=tuple(given))


def _wished(fact: Fact, value: int, region: Region, day: int, *, weighs: bool) -> Iterator[int]:
    """What to try; within what the region says of the fact, and nothing at all where that is only a date's age."""
    within = [one for one in region.within if one.axis.partition("#")[0].removesuffix(".day") == fact.name]
    spans = [span for one in within if one.axis == fact.name for span in one.spans]
    if (within and not spans) or not (weighs or within or _odd(fact, value, day)):
        return
    for one in ladder(fact, day):
        fits = [(low is None or one >= low) and (below is None or one < below) for low, below in spans]
        if not spans or any(fits):
            yield one


def _odd(fact: Fact, value: int, day: int) -> bool:
    return far_off(fact, value, day) or (fact.kind in ("money", "number") and value not in ladder(fact, day))
