"""The parts that drawn lines are made of: tests in the directions that are lawful, amounts in every form, limits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

__all__ = ["FREE", "LOOSENS", "PLAIN", "TIGHTENS", "Names", "amount", "condition", "limit", "most_of", "remedies"]

Tree = dict[str, Any]

TIGHTENS, LOOSENS, FREE, PLAIN = "tightens", "loosens", "free", "plain"
_VALUES: dict[str, list[Any]] = {
    "failure": ["late", "broken"],
    "severity": ["minor", "middling", "major"],
    "nights": [0, 1, 2],
    "bill": [0, 1, 2, 3],
    "score": [Decimal(0), Decimal("0.1"), Decimal("0.3"), Decimal("0.4")],
    "notice": [-1, 0, 2],
}
_TOTALS = ("amount", "cost", "incident_goodwill", "incident_cost")


class Names:
    """What the lines of one policy may speak of."""

    def __init__(self, d: Random) -> None:
        self.facts: Tree = {}
        self.derived: dict[str, str] = {}
        self.remedies: Tree = {}
        self.groups: list[str] = []
        self.roles: list[str] = []
        self.chain: list[str] = []
        self.days: list[str] = []
        self.timed = False
        self.counted = 0  # limits that need a counter of their own; few, for each multiplies the states
        self.totals = d.choice(["", "", "incident_goodwill", "incident_cost"])

    def sure(self, *names: str) -> list[str]:
        """Of these facts, those that an amount may be made from."""
        return [name for name in names if name in self.facts and not self.facts[name].get("optional")]


def condition(d: Random, names: Names, way: str, *, remedy: bool = True, role: bool = False, always: float) -> Tree:
    """`when` and `unless` of a line; `always` is the share without `when`."""
    tree: Tree = {}
    if d.random() >= always:
        boxes = [box for box in (_box(d, names, way, remedy, role) for _ in range(d.choice([1, 1, 1, 2]))) if box]
        if boxes:
            tree["when"] = boxes if len(boxes) > 1 else boxes[0]
    if d.random() < 0.2:
        box = _box(d, names, {TIGHTENS: LOOSENS, LOOSENS: TIGHTENS}.get(way, way), remedy, role)
        if box:
            tree["unless"] = box
    return tree


def _box(d: Random, names: Names, way: str, remedy: bool, role: bool) -> Tree:
    makers: list[Callable[[Random, Names, str], Tree]] = [_of_fact] * 4
    makers += [_of_total] * (2 if way != PLAIN else 0) + [_of_remedy] * remedy + [_of_role] * role
    if len(names.days) > 2:
        makers.append(_of_week)
    if names.timed:
        makers += [_of_week, _of_hour]
    box: Tree = {}
    for _ in range(d.choice([1, 1, 2])):
        box |= d.choice(makers)(d, names, way)
    return box


def _of_fact(d: Random, names: Names, way: str) -> Tree:
    name = d.choice([*names.facts, *names.derived])
    if name in names.facts and names.facts[name].get("optional") and d.random() < 0.4:
        return {name: {"given": d.random() < 0.6}}
    if name == "vip" or names.derived.get(name) == "yes_no":
        return {name: d.random() < 0.5}
    if name == "bought_on":
        if d.random() < 0.6:
            return {name: {"age": {d.choice(["over", "at_least", "at_most", "under"]): f"{d.choice([1, 2, 3])} days"}}}
        return {name: {d.choice(["from", "before"]): d.choice(names.days)}}
    if name in ("told_at", "came_at", "sold_on"):
        return {name: _timed_test(d, names, name)}
    values = _VALUES.get(name, [0, 1])
    value = d.choice(values)
    if name == "failure" or d.random() < 0.4:
        return {name: d.choice([value, value, {"not": value}, [value]])}
    if value == values[0]:
        return {name: {d.choice(["over", "at_most"]): value}}
    if value == values[-1]:
        return {name: {d.choice(["under", "at_least"]): value}}
    return {name: {d.choice(["over", "under", "at_least", "at_most"]): value}}


def _timed_test(d: Random, names: Names, name: str) -> Tree:
    """Of a moment, a time of day or a date: from when, until when, or how long ago."""
    way = d.choice(["over", "at_least", "at_most", "under"])
    if name == "came_at":
        return {d.choice([way, "from", "before"]): d.choice(["15:59", "16:00", "17:30"])}
    if d.random() < 0.4:
        day = d.choice(names.days)
        return {d.choice(["from", "before"]): f"{day}T11:30:00+00:00" if name == "told_at" else day}
    hours = ["1 hours", "2 hours", "24 hours", "1 days"]
    return {"age": {way: d.choice(hours if name == "told_at" else ["1 months", "1 years", "2 months", "1 weeks"])}}


def _of_hour(d: Random, names: Names, way: str) -> Tree:
    return {"hour": d.choice([12, {"at_least": 12}, {"under": 12}, {"not": 11}, {"at_least": 11, "under": 13}])}


def _of_total(d: Random, names: Names, way: str) -> Tree:
    pool = ["amount", "cost"] + [names.totals] * 2 * bool(names.totals)
    if any("unit" in spec for spec in names.remedies.values()):
        pool.append("quantity")
    bound = d.choice([1, 1, 2, 3])
    up, down = d.choice([("over", "under"), ("at_least", "at_most")])
    if way == FREE and d.random() < 0.3:
        return {d.choice(pool): {"over": bound - 1, "at_most": bound + 1}}
    turned = {TIGHTENS: up, LOOSENS: down}.get(way) or d.choice([up, down])
    return {d.choice(pool): {turned: bound}}


def _of_remedy(d: Random, names: Names, way: str) -> Tree:
    if len(names.remedies) < 2:
        return {}
    name = d.choice(list(names.remedies))
    kinds = {spec["kind"] for spec in names.remedies.values()}
    if len(kinds) > 1 and d.random() < 0.3:
        return {"remedy_kind": names.remedies[name]["kind"]}
    return {"remedy": d.choice([name, name, {"not": name}])}


def _of_role(d: Random, names: Names, way: str) -> Tree:
    return {"role": d.choice(names.roles)} if len(names.roles) > 1 else {}


def _of_week(d: Random, names: Names, way: str) -> Tree:
    return {"weekday": d.choice(["friday", "saturday", {"not": "sunday"}])}


def amount(d: Random, names: Names, *, dated: bool = True) -> Any:
    """An amount of 1 to 3 or so, seldom made from facts or dates."""
    form = d.random()
    nights, kinds = names.sure("nights"), names.sure("failure", "severity")
    if form < 0.08 and nights:
        return {"each": 1, "of": "nights"} | ({"at_least": 1} if d.random() < 0.5 else {})
    if form < 0.16 and nights:
        return {"by": "nights", d.choice(["steps"]): {0: 1, d.choice([1, 2]): 2}}
    if form < 0.24 and kinds:
        return {"by": kinds[0], "is": {_VALUES[kinds[0]][0]: 1, "otherwise": d.choice([1, 2])}}
    if form < 0.32 and names.sure("bill"):
        return d.choice(["bill", {"share": "50%", "of": "bill"}, {"least": ["bill", 2]}])
    if form < 0.42 and dated and len(names.days) > 1:
        first, then = sorted(d.sample(names.days, 2))
        return {first: d.choice([1, 2]), then: d.choice([1, 2, 3])}
    if form < 0.46:
        return {"greatest": [1, d.choice([1, 2])]}
    return d.choice([1, 1, 2, 2, 3])


def limit(d: Random, names: Names, *, counts: bool = True) -> Tree:
    """A limit; a counter of its own only while there are few."""
    form = d.random()
    tree: Tree = {"count": d.choice([1, 2])} if form < 0.15 else {}
    if not tree:
        tree = {"under" if form < 0.3 else "amount": amount(d, names)}
    if names.counted >= 2 or d.random() < 0.35:
        tree["per"] = "gesture"
        return tree
    names.counted += 1
    tree["per"] = d.choice(["incident", "incident", "customer", "employee", "all"])
    if tree["per"] in ("customer", "employee", "all") and d.random() < 0.5:
        tree["every"] = d.choice(["month", "7 days"])
    if counts and d.random() < 0.2:
        tree["counts"] = d.choice(["owed", "all"])
    return tree


def most_of(d: Random, names: Names, remedy: str) -> Any:
    """A remedy's most, where it has a face value."""
    spec = names.remedies[remedy]
    if "unit" in spec or spec["kind"] in ("cash", "credit"):
        if names.counted < 2 and d.random() < 0.3:
            names.counted += 1
            return {"amount": d.choice([2, 3]), "per": "incident"}
        return d.choice([1, 2, 3])
    return None


def remedies(d: Random, names: Names) -> Any:
    """What a grant or budget covers; None for all."""
    every = list(names.remedies)
    form = d.random()
    if form < 0.5:
        return None
    if form < 0.6 and names.groups:
        return names.groups[0]
    if form < 0.7 and len(every) > 1:
        return {"not": d.choice(every)}
    return d.choice(every)
