"""Exceptions that lift nothing, and exceptions that lift the same rule in the same situation."""

from __future__ import annotations

from itertools import combinations

from empower.domain.conditions import Test
from empower.rules.analysis.lint.reachable import can_pass
from empower.rules.analysis.lint.shown import witness_of
from empower.rules.analysis.lint.telling import note, warning
from empower.rules.analysis.regions import joined, regions
from empower.rules.answer import answered
from empower.rules.rulebook import Entitlement, Exemption, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.conditions import Box
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.found import Found, Witness
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.regions import Region
    from empower.rules.analysis.sheet import Standing
    from empower.rules.analysis.walk import Walk

    Pair = tuple[str, str, str]
    """Two exceptions, and a rule that both lift."""

__all__ = ["exceptions_lifting"]


def exceptions_lifting(space: Space) -> Iterator[Found]:
    """A finding for each exception that holds and lifts nothing, and for each two that lift the same rule at once."""
    if not space.rulebook.exceptions:
        return
    lifting: set[tuple[str, str]] = set()
    holding: set[str] = set()
    both: dict[Pair, list[tuple[Region, Witness | None]]] = {}
    for remedy in space.rulebook.remedies:
        walk = space.walk(remedy)
        if walk is None:
            lifting |= {(one.id, name) for one in space.rulebook.exceptions for name in one.lifts}
            continue
        marks: dict[Pair, list[int]] = {}
        for leaf, (mask,) in enumerate(walk.masks):
            if mask is not None:
                _look(space, walk, leaf, mask, lifting, holding, marks)
        for pair, marked in marks.items():
            both.setdefault(pair, []).extend(
                [(region, _witness(space, walk, leaf, pair)) for region, leaf in regions(walk, marked, space.roles)]
            )
    for number, exemption in enumerate(space.rulebook.exceptions):
        for name in exemption.lifts:
            if exemption.id in holding and (exemption.id, name) not in lifting:
                yield warning(
                    "lifts-nothing",
                    ("exceptions", number, "lifts"),
                    f"`{exemption.id}` never lifts `{name}`: the rule holds in no situation in which the exception does",
                    "widen the exception to where the rule holds, name the rule that was meant, or take it out",
                )
    numbers = {exemption.id: number for number, exemption in enumerate(space.rulebook.exceptions)}
    for (first, second, name), where in both.items():
        parts = joined(where)
        yield note(
            "exceptions-overlap",
            ("exceptions", numbers[second], "lifts"),
            f"`{second}` lifts `{name}` in situations in which `{first}` lifts it already",
            "keep one of them there, so that it is told which one was made use of",
            tuple([region for region, _ in parts]),
            next((one for _, one in parts if one is not None), None),
        )


def _look(
    space: Space,
    walk: Walk,
    leaf: int,
    mask: int,
    lifting: set[tuple[str, str]],
    holding: set[str],
    marks: dict[Pair, list[int]],
) -> None:
    """Marks what is lifted where these bits are set."""
    standing = walk.sheets[0].standing(mask)
    exempting = [one for one in standing if isinstance(one[0], Exemption)]
    if not exempting:
        return
    rules = {one[0].id: one for one in standing if isinstance(one[0], Rule) and one[0].may_be_lifted}
    loose = any([isinstance(line, Entitlement) for line, _, _ in standing])
    place = next(space.places(walk, leaf), None)
    if place is None:
        return
    for one in exempting:
        if one[0].id not in holding and _together(space, walk, place, (one,), loose=loose):
            holding.add(one[0].id)
        for name in _lifts(one):
            wanted = name in rules and (one[0].id, name) not in lifting
            if wanted and _together(space, walk, place, (one, rules[name]), loose=loose):
                lifting.add((one[0].id, name))
    for one, other in combinations(exempting, 2):
        for name in [name for name in _lifts(one) if name in _lifts(other) and name in rules]:
            roles = [
                number
                for number in range(len(space.roles))
                if _together(space, walk, place, (one, other, rules[name]), loose=loose, role=number)
            ]
            if roles:
                marked = marks.setdefault((one[0].id, other[0].id, name), [0] * len(walk.masks))
                marked[leaf] = sum([1 << number for number in roles])


def _lifts(one: Standing) -> tuple[str, ...]:
    return one[0].lifts if isinstance(one[0], Exemption) else ()


def _together(
    space: Space, walk: Walk, place: Concrete, lines: tuple[Standing, ...], *, loose: bool, role: int | None = None
) -> bool:
    """Whether somebody, or somebody in one role, can ask so that all of these lines hold."""
    ways: list[Box] = [() if role is None else (Test(axis="role", spans=((role, role + 1),)),)]
    for _, when, _ in lines:
        ways = [(*way, *box) for way in ways for box in when]
    barring = [box for _, _, unless in lines for box in unless]
    remedy, roles = walk.sheets[0].remedy, len(space.roles)
    return any([can_pass(remedy, roles, place, way, barring, loose=loose) for way in ways])


def _witness(space: Space, walk: Walk, leaf: int, pair: Pair) -> Witness | None:
    """A request in which both are made use of, as the engine says; `None` where it takes more than one gesture."""
    (mask,) = walk.masks[leaf]
    place = next(space.places(walk, leaf), None)
    if mask is None or place is None:
        return None
    asking = space.asking(walk.sheets[0], mask, place)
    first, second, name = pair
    for role in space.roles:
        for face in sorted(asking.faces((role,))):
            decision = answered(asking.situation(role).asking(asking.gesture(face)))
            made_use_of = {one.line for one in decision.reasons if one.code == "exception" and one.lifted == name}
            if {first, second} <= made_use_of:
                return witness_of(asking, role, face, decision.outcome or "").at(place)
    return None
