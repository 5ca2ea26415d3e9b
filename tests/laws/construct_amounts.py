"""Which forms the limits and amounts of a compiled policy have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empower.rules.rulebook import Limit, Rulebook

__all__ = ["amount_constructs", "limits_of", "names_in"]


def amount_constructs(rulebook: Rulebook) -> Iterator[str]:
    """Every form of amount and of limit that occurs."""
    for amount in _amounts(rulebook):
        yield from (f"amount {form}" for form in _forms(amount))
    for limit in limits_of(rulebook):
        yield from _limit(limit, rulebook)


def _limit(limit: Limit, rulebook: Rulebook) -> Iterator[str]:
    yield "limit count" if limit.measure == "count" else "limit under" if limit.under else "limit amount"
    texts = {fact.name for fact in rulebook.facts if fact.kind == "text"}
    key = (
        "all" if not limit.per else "list" if len(limit.per) > 1 else "text" if limit.per[0] in texts else limit.per[0]
    )
    yield f"per {key}"
    if key != "gesture":
        yield f"every {limit.every[0] if limit.every else 'for ever'}"
    yield f"counts {limit.counts}"


def limits_of(rulebook: Rulebook) -> list[Limit]:
    """Every limit of the policy."""
    found = [limit for remedy in rulebook.remedies for limit in remedy.most]
    found += [limit for grant in rulebook.grants for limit in grant.limits]
    found += [budget.limit for budget in rulebook.budgets]
    found += [limit for rule in rulebook.rules for limit in (rule.limit, rule.at_least) if limit]
    return found


def _amounts(rulebook: Rulebook) -> list[Any]:
    found = [remedy.cost for remedy in rulebook.remedies] + [limit.most for limit in limits_of(rulebook)]
    for line in rulebook.owed:
        found += [line.amount, *[one.amount for one in line.settles_from]]
        found += [bound for one in line.instead for bound in (one.at_least, one.at_most)]
    return found


def _forms(amount: Any) -> Iterator[str]:
    form = amount[0]
    yield f"round {amount[1]}" if form == "round" else form
    more = {
        "dated as_of": form == "dated" and amount[2],
        "each every": form == "each" and amount[4],
        "each after": form == "each" and amount[5],
        f"each {amount[6] if form == 'each' else ''}": form == "each" and amount[6],
        "steps over": form == "steps" and amount[2],
        "is otherwise": form == "is" and amount[3],
    }
    yield from (name for name, there in more.items() if there)
    yield from (name for part in _inner(amount[1:]) for name in _forms(part))


def _inner(parts: tuple[Any, ...]) -> Iterator[Any]:
    for part in parts:
        if isinstance(part, tuple) and part:
            if isinstance(part[0], str):
                yield part
            else:
                yield from _inner(part)


def names_in(amount: Any) -> Iterator[str]:
    at = {"fact": 1, "steps": 1, "each": 2}.get(amount[0])
    if at:
        yield amount[at]
    for part in _inner(amount[1:]):
        yield from names_in(part)
