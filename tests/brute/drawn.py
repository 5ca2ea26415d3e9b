"""Policies drawn from a seed that are small enough to put every request to, with every construct among them."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from random import Random
from typing import Any

from empower.policyfile.load import read_policy
from tests.brute.asked import Put
from tests.brute.drawn_lines import bars, budgets, entitlements, exceptions, grants, promises, rules
from tests.brute.drawn_parts import Names, most_of
from tests.brute.linked import still_of, within_of
from tests.brute.space import space_of
from tests.brute.states import Choosing, every_state
from tests.laws.yaml_text import yaml_text

__all__ = ["SIZE", "drawn", "loads", "size_of"]

Tree = dict[str, Any]

SIZE = 8_000  # requests times states that are still put in a second or two
_FACTS: dict[str, Tree] = {
    "failure": {"one_of": ["late", "broken"]},
    "severity": {"ordered": ["minor", "middling", "major"]},
    "nights": {"number": {"at_least": 0, "at_most": 2}},
    "vip": {"yes_no": True},
    "bill": {"money": True},
    "bought_on": {"date": True},
}
_DERIVED: dict[str, tuple[Tree, Tree]] = {
    "known": ({"reason": {"text": True}}, {"listed": ["reason", ["damaged", "lost"]]}),
    "own": ({"requester": {"text": True}}, {"same": ["requester", "employee"]}),
    "items": ({name: {"number": {"at_least": 0, "at_most": 1}} for name in ("item_a", "item_b")},
              {"total": ["item_a", "item_b"]}),
    "left": ({name: {"number": {"at_least": 0, "at_most": 1}} for name in ("paid", "returned")},
             {"difference": ["paid", "returned"]}),
    "notice": ({name: {"date": True} for name in ("said_on", "due_on")}, {"days_between": ["said_on", "due_on"]}),
}  # fmt: skip
_TIMED: dict[str, Tree] = {
    "told_at": {"moment": True},
    "came_at": {"time": True},
    "score": {"number": {"at_least": 0, "at_most": Decimal("0.4"), "decimals": 1}},
    "sold_on": {"date": True},
}
_REMEDIES: dict[str, Tree] = {
    "sorry": {"kind": "courtesy"},
    "gift": {"kind": "in_kind", "cost": 1},
    "night": {"kind": "in_kind", "unit": "night", "cost": {"each": 1, "of": "quantity"}},
    "refund": {"kind": "cash"},
    "credit": {"kind": "credit", "cost": {"share": "50%", "of": "amount"}},
}


def drawn(seed: int | str, size: int = SIZE, *, timed: bool = False) -> Tree:
    """A policy without a problem, of no more than about `size` requests and states; the same for the same seed.

    `timed` is for one whose facts are moments, times of day, dates some months back, days between two dates, and decimals.
    """
    d = Random(seed)
    while True:
        tree = _policy(d, timed=timed)
        if loads(tree) and size_of(tree, size) <= size:
            return tree


def loads(tree: Tree) -> bool:
    """Whether the policy has no problem."""
    return not read_policy(yaml_text(tree).encode(), "policy.yaml").problems


def size_of(tree: Tree, most: int) -> int:
    """About how many requests and states there are, told from a few; more than `most` is not counted out."""
    tree = {"facts": {}, **tree}
    space, book = space_of(tree), read_policy(yaml_text(tree).encode(), "policy.yaml").rulebook
    assert book is not None
    put = Put(book)
    requests = list(islice(space.requests(), most + 1))
    if len(requests) > most:
        return most + 1
    within, still = within_of((put,), space), still_of(tree)
    some = requests[:: max(1, len(requests) // 24)]
    states = 0
    for request in some:
        ask = put.ask(request)
        choosing = Choosing(space.top, within, still)
        for _ in every_state(choosing, lambda balances, ask=ask: put.decision(ask, balances)):  # type: ignore[misc]
            states += 1
            if states * len(requests) > most * len(some):
                return most + 1
    return states * len(requests) // len(some)


def _policy(d: Random, *, timed: bool) -> Tree:
    names = Names(d)
    names.timed = timed
    span = d.choice([1, 1, 2] if timed else [1, 1, 2, 3, 4])
    tree: Tree = {"empower": 1, "policy": "drawn", "title": "A drawn policy", "currency": "JPY", "timezone": "UTC"}
    tree["effective"] = {"from": "2026-05-01", "until": f"2026-05-0{1 + span}"}
    names.days = [f"2026-05-0{1 + number}" for number in range(span)]
    tree["facts"] = _timed_facts(d, names) if timed else _facts(d, names, span)
    if names.derived:
        tree["derive"] = {name: how for name, (parts, how) in _DERIVED.items() if name in names.derived}
    tree["papers"] = {"receipt": "The receipt"}
    tree["duties"] = {"report": {"title": "File a report", "within": "24 hours"}}
    names.remedies = {
        name: dict(spec) for name, spec in _REMEDIES.items() if name in d.sample(list(_REMEDIES), d.choice([1, 2, 2]))
    } or {"refund": {"kind": "cash"}}
    if d.random() < 0.3:
        name = d.choice(list(names.remedies))
        most = most_of(d, names, name)
        if most is not None:
            names.remedies[name]["most"] = most
    tree["remedies"] = names.remedies
    if len(names.remedies) > 1 and d.random() < 0.2:
        tree["groups"] = {"both": list(names.remedies)}
        names.groups = ["both"]
    tree["roles"] = _roles(d, names)
    owed, ruled = entitlements(d, names), rules(d, names)
    sections = {
        "grants": grants(d, names),
        "budgets": budgets(d, names),
        "rules": ruled,
        "owed": owed,
        "not_owed": bars(d, names, owed),
        "exceptions": exceptions(d, names, ruled),
        "promises": promises(d, names),
    }
    return tree | {name: lines for name, lines in sections.items() if lines}


def _facts(d: Random, names: Names, span: int) -> Tree:
    pool = [name for name in _FACTS if name != "bought_on" or span <= 2]
    weights = [{"bill": 1, "bought_on": 2}.get(name, 3) for name in pool]
    facts: Tree = {}
    for name in d.choices(pool, weights, k=d.choice([1, 1, 2])):
        facts[name] = dict(_FACTS[name])
        if d.random() < 0.15:
            facts[name]["optional"] = True
        elif name == "severity" and d.random() < 0.3:
            facts[name]["default"] = "minor"
    names.facts = dict(facts)
    if d.random() < 0.2 and len(facts) < 2:
        name = d.choice([name for name in _DERIVED if name != "notice"])
        parts, how = _DERIVED[name]
        facts |= {part: dict(spec) for part, spec in parts.items()}
        names.derived = {name: "yes_no" if "listed" in how or "same" in how else "number"}
    return facts


def _timed_facts(d: Random, names: Names) -> Tree:
    name = d.choice([*_TIMED, "notice"])
    if name == "notice":
        names.derived = {"notice": "number"}
        parts, _ = _DERIVED["notice"]
        return {part: dict(spec) for part, spec in parts.items()}
    facts: Tree = {name: dict(_TIMED[name])}
    if d.random() < 0.15:
        facts[name]["optional"] = True
    if d.random() < 0.3:
        facts["vip"] = {"yes_no": True}
    names.facts = dict(facts)
    return facts


def _roles(d: Random, names: Names) -> Tree:
    chain = ["clerk", "senior", "boss"][: d.choice([1, 2, 2, 3])]
    roles: Tree = {
        role: {"reports_to": chain[place + 1]} if place + 1 < len(chain) else {} for place, role in enumerate(chain)
    }
    if len(chain) > 1 and d.random() < 0.25:
        roles[chain[-1]]["final"] = True
    names.chain = list(chain)
    names.roles = list(chain)
    if len(chain) < 3 and d.random() < 0.3:
        roles["finance"] = {"reports_to": chain[-1]} if d.random() < 0.5 else {}
        names.roles.append("finance")
    return roles
