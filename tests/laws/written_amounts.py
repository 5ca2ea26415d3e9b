"""Amounts as an author writes them, every form of the algebra among them, seldom above 300 minor units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.laws.draws import Draws
from tests.laws.world import MONTHS, FactSpec, World, stepped

__all__ = ["cost_amount", "money_amount", "things_amount"]

Tree = dict[str, Any]
Written = Any

SHARES = ("50%", "1/3", "12.5%", "150%", "100%", "2/7")


def money_amount(d: Draws, world: World, *, also: Sequence[str] = (), cap: int = 300, dated: bool = True) -> Written:
    """An amount of money; `also` names built-in amounts it may be made from (`owed`)."""
    return _outermost(d, world, _money(d, world, tuple(also), cap, 2, dated), cap)


def things_amount(d: Draws, world: World, cap: int = 4, *, dated: bool = True) -> Written:
    """A number of things."""
    number = world.sure("number")
    form = d.number(0, 5)
    if form == 3 and number:
        fact = d.pick(number)
        return {"each": 1, "of": fact.name, "at_most": cap}
    if form == 4 and number:
        return _steps(d, d.pick(number), lambda: d.number(0, cap))
    if form == 5 and dated:
        return _dated(d, world, lambda: d.number(1, cap))
    return d.number(1, cap)


def cost_amount(d: Draws, world: World, figure: str) -> Written:
    """What a remedy costs the house: it never falls as the amount or quantity grows."""
    if not figure:
        return world.money(d.number(0, 60))
    form = d.number(0, 5)
    if figure == "amount":
        share = {"share": d.pick(SHARES[:3]), "of": "amount"}
        if form == 0:
            return share
        if form == 1:
            return {"sum": [share, world.money(d.number(0, 20))]}
        if form == 2:
            return {**share, "at_least": world.money(d.number(1, 40)), "round": d.pick(["up", "down", "half_up"])}
        if form == 3:
            return {"greatest": [share, world.money(d.number(1, 50))]}
        if form == 4:
            start = d.number(10, 200)
            rise = {0: 0, world.money(start): world.money(start), world.money(start + 60): world.money(start + 90)}
            return {"by": "amount", "steps": rise}
        return {"difference": ["amount", world.money(d.number(1, 60))]}
    each: Tree = {"each": world.money(d.number(1, 40)), "of": "quantity"}
    if form == 1:
        return {**each, "every": d.number(2, 3), "rounded": d.pick(["down", "up"])}
    if form == 2:
        return {**each, "after": 1}
    if form == 3:
        return {**each, "at_most": world.money(d.number(40, 120))}
    return each


def _outermost(d: Draws, world: World, written: Written, cap: int) -> Written:
    """The amount with a floor, a cap or a way of rounding, where it is a mapping that takes one."""
    if not isinstance(written, dict) or set(written) & {"at_least", "at_most", "nothing_below"} or _is_dated(written):
        return written
    bound = d.number(0, 9)
    if bound == 7:
        written = {**written, "at_least": world.money(d.number(1, 60))}
    elif bound == 8:
        written = {**written, "nothing_below": world.money(d.number(2, 60))}
    elif bound == 9:
        written = {**written, "at_least": world.money(d.number(1, 60)), "nothing_below": world.money(d.number(2, 60))}
    if bound == 6 or d.chance(60):
        written = {**written, "at_most": world.money(d.number(min(60, cap), cap))}
    if d.chance(35):
        written = {**written, "round": d.pick(["half_up", "up", "down"])}
    return written


def _money(d: Draws, world: World, also: tuple[str, ...], cap: int, depth: int, dated: bool) -> Written:
    def part() -> Written:
        return _money(d, world, also, cap, depth - 1, dated=False)

    def plain() -> Written:
        return world.money(d.number(min(20, cap), cap))

    named = (*also, *(fact.name for fact in world.sure("money")))
    form = d.number(0, 19) if depth else d.number(0, 7)
    if form <= 5:
        return plain()
    if form <= 7:
        return d.pick(named) if named else plain()
    if form <= 9 and (also or named):
        return {"share": d.pick(SHARES), "of": part() if depth > 1 and d.chance(30) else d.pick(named)}
    if form <= 11 and world.sure("number"):
        return _each(d, world, d.pick(world.sure("number")), part)
    if form <= 13 and world.sure("number"):
        return _steps(d, d.pick(world.sure("number")), part)
    if form <= 15 and world.sure("one_of", "ordered", "yes_no"):
        return _is(d, d.pick(world.sure("one_of", "ordered", "yes_no")), part)
    if form in (16, 17) and dated:
        return _dated(d, world, plain)
    if form >= 16:
        name = d.pick(["greatest", "least", "sum", "difference"])
        return {name: [part(), part()]}
    return plain()


def _each(d: Draws, world: World, fact: FactSpec, part: Any) -> Tree:
    tree: Tree = {"each": part() if d.chance(15) else world.money(d.number(1, 60)), "of": fact.name}
    if d.chance(35):
        tree["every"] = d.number(2, 3)
        if d.chance(75):
            tree["rounded"] = d.pick(["down", "up", "up"])
    if d.chance(30):
        tree["after"] = 1
    return tree


def _steps(d: Draws, fact: FactSpec, part: Any) -> Tree:
    way = "over" if d.chance(40) else "steps"
    most = fact.most - 1 if way == "over" else fact.most
    starts = sorted({fact.least, *(d.number(fact.least, most) for _ in range(2))})
    if d.chance(30):
        starts = starts[1:] or starts
    return {"by": fact.name, way: {stepped(start, fact.digits): part() for start in starts}}


def _is(d: Draws, fact: FactSpec, part: Any) -> Tree:
    values: list[Any] = [False, True] if fact.kind == "yes_no" else list(fact.values)
    if d.chance(40):
        return {"by": fact.name, "is": {**{value: part() for value in values[1:]}, "otherwise": part()}}
    return {"by": fact.name, "is": {value: part() for value in values}}


def _dated(d: Draws, world: World, plain: Any) -> Tree:
    dates = d.some(MONTHS, 2, 3)
    tree: Tree = {date: plain() for date in dates}
    when = world.sure("date")
    if when:
        tree["as_of"] = d.pick(when).name
    return tree


def _is_dated(written: Tree) -> bool:
    return any(str(key)[:3] in ("202", "201") for key in written)
