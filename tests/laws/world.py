"""The small world a generated policy speaks of: its facts, remedies and roles, and what each of them may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tests.laws.draws import Draws

__all__ = ["FactSpec", "RemedySpec", "World", "drawn_world", "remedy_kinds", "stepped"]

Tree = dict[str, Any]

DIGITS = {"EUR": 2, "JPY": 0, "TND": 3}
MONTHS = ("2025-05-01", "2026-01-01", "2026-04-20", "2026-05-02")


@dataclass
class FactSpec:
    """What a fact may be, in whole numbers where it is one."""

    name: str
    kind: str
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 300
    digits: int = 0
    default: Any = None
    optional: bool = False
    derived: Tree | None = None
    feeds: bool = False  # a derived fact is made from it, so no line tests it

    @property
    def sure(self) -> bool:
        """Whether an amount may be made from it."""
        return not self.optional and self.derived is None and not self.feeds


@dataclass
class RemedySpec:
    """One remedy of the catalogue."""

    id: str
    kind: str
    unit: str = ""

    @property
    def figure(self) -> str:
        """What a gesture states of it: `amount`, `quantity` or nothing."""
        return "amount" if self.kind in ("credit", "cash") else "quantity" if self.unit else ""


@dataclass
class World:
    """All names of one policy."""

    currency: str = "EUR"
    facts: dict[str, FactSpec] = field(default_factory=dict)
    remedies: dict[str, RemedySpec] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)  # the chain, lowest first, then those who stand beside it
    reports_to: dict[str, str] = field(default_factory=dict)
    final: list[str] = field(default_factory=list)
    groups: dict[str, list[str]] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)
    duties: list[str] = field(default_factory=list)

    @property
    def digits(self) -> int:
        return DIGITS[self.currency]

    def money(self, minor: int) -> int | Decimal:
        """The amount as an author writes it."""
        amount = Decimal(minor).scaleb(-self.digits)
        return int(amount) if amount == int(amount) else amount

    def kinds(self, *kinds: str) -> list[FactSpec]:
        """The facts of these kinds, derived ones included, that a line may test."""
        return [fact for fact in self.facts.values() if fact.kind in kinds and not fact.feeds]

    def sure(self, *kinds: str) -> list[FactSpec]:
        """The facts of these kinds that an amount may be made from."""
        return [fact for fact in self.facts.values() if fact.kind in kinds and fact.sure]

    def figured(self, figure: str) -> list[str]:
        """The remedies of which a gesture states this."""
        return [remedy.id for remedy in self.remedies.values() if remedy.figure == figure]


def drawn_world(d: Draws) -> World:
    """The names of one small policy."""
    world = World(currency=d.pick(["EUR", "JPY", "TND"]))
    for fact in d.some(_PLAIN, 2, 6):
        made = FactSpec(**fact)
        world.facts[made.name] = made
        if made.kind != "text":
            _presence(d, made)
    if d.chance(60):
        for text in d.some(("property", "channel"), 1, 2):
            world.facts[text] = FactSpec(text, "text")
            world.facts[text].default = "north" if d.chance(20) else None
    for _ in range(d.number(0, 2)):
        _derive(d, world, d.pick(["days_between", "same", "total", "difference", "listed"]))
    chosen = {spec["id"] for spec in (*d.some(_MONEY, 1, 3), *d.some(_THINGS, 1, 3))}
    for spec in (*_THINGS, *_MONEY):
        if spec["id"] in chosen:
            world.remedies[spec["id"]] = RemedySpec(**spec)
    if d.chance(60):
        world.groups["touches"] = d.some(list(world.remedies), 1, 3)
    _roles(d, world)
    world.papers = d.some(["statement", "receipt"], 0)
    world.duties = d.some(["report", "tell_boss"], d.number(0, 1))
    return world


_PLAIN: list[Tree] = [
    {"name": "failure", "kind": "one_of", "values": ("noise", "dirt", "late")},
    {"name": "severity", "kind": "ordered", "values": ("minor", "moderate", "major")},
    {"name": "nights", "kind": "number", "least": 1, "most": 4},
    {"name": "weight", "kind": "number", "least": 0, "most": 30, "digits": 1},
    {"name": "bill", "kind": "money"},
    {"name": "fare", "kind": "money"},
    {"name": "vip", "kind": "yes_no"},
    {"name": "stayed_on", "kind": "date"},
    {"name": "told_at", "kind": "moment"},
    {"name": "came", "kind": "time"},
]
_THINGS: list[Tree] = [
    {"id": "sorry", "kind": "courtesy"},
    {"id": "call", "kind": "courtesy"},
    {"id": "move", "kind": "service"},
    {"id": "cookie", "kind": "in_kind"},
    {"id": "free_night", "kind": "in_kind", "unit": "night"},
    {"id": "points", "kind": "points", "unit": "point"},
    {"id": "upgrade", "kind": "service", "unit": "step"},
]
_MONEY: list[Tree] = [
    {"id": "refund", "kind": "cash"},
    {"id": "credit", "kind": "credit"},
    {"id": "other", "kind": "cash"},
]


def remedy_kinds(world: World) -> list[str]:
    """The kinds that occur, each once."""
    return sorted({remedy.kind for remedy in world.remedies.values()})


def _presence(d: Draws, fact: FactSpec) -> None:
    how = d.number(0, 9)
    if how >= 8 or (fact.kind in ("moment", "time") and how >= 6):
        fact.optional = True
    elif how >= 6 and fact.kind in ("one_of", "ordered"):
        fact.default = d.pick(fact.values)
    elif how >= 6 and fact.kind in ("number", "money"):
        fact.default = d.number(fact.least, min(fact.most, 30))
    elif how >= 6 and fact.kind == "yes_no":
        fact.default = d.chance(50)


def _derive(d: Draws, world: World, how: str) -> None:
    parts: dict[str, FactSpec] = {}
    if how == "days_between":
        parts = {name: FactSpec(name, "date") for name in ("told_on", "left_on")}
        world.facts["notice"] = FactSpec("notice", "number", least=-5, most=10, derived={how: list(parts)})
    elif how == "same":
        parts = {name: FactSpec(name, "text") for name in ("requester", "handler")}
        world.facts["own"] = FactSpec("own", "yes_no", derived={how: list(parts)})
    elif how == "listed":
        parts = {"reason": FactSpec("reason", "text")}
        world.facts["known"] = FactSpec("known", "yes_no", derived={how: ["reason", ["damaged", "lost"]]})
    elif how == "total":
        kind = d.pick(["number", "money"])
        parts = {name: FactSpec(name, kind, most=5 if kind == "number" else 200) for name in ("item_a", "item_b")}
        world.facts["items"] = FactSpec("items", kind, most=10 if kind == "number" else 400, derived={how: list(parts)})
    else:
        kind = d.pick(["money", "number"])
        parts = {name: FactSpec(name, kind, most=5 if kind == "number" else 300) for name in ("paid", "returned")}
        world.facts["left"] = FactSpec("left", kind, most=5 if kind == "number" else 300, derived={how: list(parts)})
    for part in parts.values():
        part.feeds = True
    world.facts.update(parts)


def _roles(d: Draws, world: World) -> None:
    chain = ["clerk", "senior", "manager", "owner"][: d.number(2, 4)]
    world.roles = list(chain)
    world.reports_to = dict(pairwise(chain))
    if d.chance(35):
        world.final = [chain[-1]]
    if d.chance(50):
        world.roles.append("finance")
        if d.chance(60):
            world.reports_to["finance"] = chain[-1]
    if d.chance(15):
        world.roles.append("porter")
        world.reports_to["porter"] = d.pick(chain[1:])


def stepped(value: int, digits: int) -> int | Decimal:
    """A whole number of steps of 10 to the minus `digits`, as an author writes it."""
    exact = Decimal(value).scaleb(-digits)
    return int(exact) if exact == int(exact) else exact
