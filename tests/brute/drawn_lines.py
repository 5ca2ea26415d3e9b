"""The lines of a drawn policy, in every form."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.brute.drawn_parts import FREE, LOOSENS, PLAIN, TIGHTENS, Names, amount, condition, limit, remedies

__all__ = ["bars", "budgets", "entitlements", "exceptions", "grants", "promises", "rules"]

Tree = dict[str, Any]


def grants(d: Random, names: Names) -> list[Tree]:
    """What roles may give."""
    made = []
    for place in range(d.choice([1, 2, 2, 3])):
        line: Tree = {"id": f"g{place}", "roles": d.choice([names.chain[0], *names.roles, "all"])}
        covered = remedies(d, names)
        if covered is not None:
            line["remedies"] = covered
        line |= condition(d, names, LOOSENS, remedy=False, always=0.65)
        form = d.random()
        several = [limit(d, names) for _ in range(0 if form < 0.2 else 2 if form > 0.8 else 1)]
        line["limit"] = several[0] if len(several) == 1 else several or "none"
        made.append(_dated(d, names, line))
    return made


def budgets(d: Random, names: Names) -> list[Tree]:
    """Pots of money."""
    if d.random() > 0.25 or names.counted >= 2:
        return []
    names.counted += 1
    line: Tree = {"id": "b0", "amount": amount(d, names)}
    if d.random() < 0.4:
        line["every"] = "month"
    covered = remedies(d, names)
    if covered is not None:
        line["remedies"] = covered
    line |= condition(d, names, PLAIN, remedy=False, always=0.6)
    if d.random() < 0.6:
        line["beyond"] = _beyond(d, names)
    if d.random() < 0.3:
        line["warn_at"] = "50%"
    return [_dated(d, names, line)]


def rules(d: Random, names: Names) -> list[Tree]:
    """What takes away, or asks for something."""
    made = []
    for place in range(d.choice([0, 1, 2, 2, 3])):
        line: Tree = {"id": f"r{place}"}
        form = d.random()
        if form < 0.25:
            line |= condition(d, names, TIGHTENS, role=True, always=0.05) | {"escalate": _signatures(d, names)}
        elif form < 0.45:
            line |= condition(d, names, TIGHTENS, role=True, always=0.0) | {"deny": True}
        elif form < 0.75:
            line |= condition(d, names, TIGHTENS, role=True, always=0.3) | {"limit": limit(d, names)}
            if d.random() < 0.65:
                line["beyond"] = _beyond(d, names)
        elif form < 0.92:
            line |= condition(d, names, FREE, role=True, always=0.15) | _asks(d)
        else:
            line |= condition(d, names, PLAIN, role=True, always=0.4) | {"at_least": {"amount": 2, "per": "gesture"}}
        if d.random() < 0.15:
            line |= _asks(d)
        if d.random() < 0.15:
            line["prefer"] = [d.choice(list(names.remedies))]
        if d.random() < 0.1:
            line["may_be_lifted"] = False
        made.append(_dated(d, names, line))
    return made


def entitlements(d: Random, names: Names) -> list[Tree]:
    """What is owed by rule."""
    moneys = [name for name, spec in names.remedies.items() if spec["kind"] in ("cash", "credit")]
    if not moneys or d.random() > 0.35:
        return []
    made = []
    for place in range(d.choice([1, 1, 2])):
        line: Tree = {"id": f"o{place}"} | condition(d, names, PLAIN, remedy=False, always=0.3)
        line |= {"remedies": d.sample(moneys, d.randint(1, len(moneys))), "amount": amount(d, names)}
        others = [name for name in moneys if name not in line["remedies"]]
        if others and d.random() < 0.3:
            line["instead"] = {"remedy": others[0], "at_least": {"share": "100%", "of": "owed"}}
        if d.random() < 0.2:
            line["settles_from"] = {"amount": {"share": "50%", "of": "owed"}}
        if len(names.chain) > 1 and d.random() < 0.2:
            line["roles"] = names.chain[1]
        if d.random() < 0.2:
            line["group"] = d.choice(["delay", "care"])
        if d.random() < 0.2:
            line |= _asks(d)
        made.append(_dated(d, names, line))
    return made


def bars(d: Random, names: Names, owed: list[Tree]) -> list[Tree]:
    """When nothing is owed."""
    if not owed or d.random() > 0.4:
        return []
    line: Tree = {"id": "n0"} | condition(d, names, PLAIN, remedy=False, always=0)
    if d.random() < 0.5:
        line["of"] = [owed[0]["id"]]
    return [line] if "when" in line else []


def exceptions(d: Random, names: Names, ruled: list[Tree]) -> list[Tree]:
    """Labelled, dated liftings of rules."""
    lifted = [rule["id"] for rule in ruled if rule.get("may_be_lifted", True)]
    made = []
    for place in range(d.choice([0, 0, 1, 2]) if lifted else 0):
        line: Tree = {"id": f"x{place}", "lifts": [d.choice(lifted)]} | condition(d, names, LOOSENS, always=0.4)
        line["effective"] = {"from": "2026-04-01", "until": d.choice([*names.days[1:], "2026-06-01"])}
        made.append(line | {"approved_by": names.chain[-1], "ticket": "OPS-1"})
    return made


def promises(d: Random, names: Names) -> list[Tree]:
    """What must hold for every request."""
    made = []
    for place in range(d.choice([0, 1, 1, 2])):
        outcome = d.choice(["approve", "approve", "deny", "escalate"])
        made.append(
            {"id": f"p{place}"}
            | condition(d, names, FREE, role=True, always=0)
            | {d.choice(["never", "never", "always"]): outcome}
        )
    return [line for line in made if "when" in line]


def _asks(d: Random) -> Tree:
    forms: list[Tree] = [{"needs": ["receipt"]}, {"must": ["report"]}, {"say": "I am sorry"}, {"needs": ["note"]}]
    return d.choice(forms)


def _signatures(d: Random, names: Names) -> Any:
    form = d.random()
    if len(names.roles) > 2 and form < 0.2:
        return d.sample(names.roles[1:], 2)
    if len(names.roles) > 2 and form < 0.4:
        return {"any_of": d.sample(names.roles[1:], 2)}
    if form < 0.5:
        return {"to": names.roles[-1], "count": 2}
    return d.choice(names.roles[1:] or names.roles)


def _beyond(d: Random, names: Names) -> Any:
    return d.choice(["deny", "warn", {"must": ["report"]}, *[{"escalate": _signatures(d, names)}] * 2])


def _dated(d: Random, names: Names, line: Tree) -> Tree:
    if len(names.days) > 1 and d.random() < 0.25:
        line["effective"] = {d.choice(["from", "until"]): d.choice(names.days[1:])}
    return line
