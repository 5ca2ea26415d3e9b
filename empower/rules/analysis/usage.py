"""Which declared names a policy's lines use."""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.conditions import Condition
from empower.domain.value import Value
from empower.rules.rulebook import Beyond, Entitlement, Limit, Remedy, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Line, Rulebook

__all__ = ["Usage", "used", "used_in"]


class Usage:
    """The names that lines use."""

    def __init__(self) -> None:
        self.facts: set[str] = set()
        self.papers: set[str] = set()
        self.duties: set[str] = set()
        self.roles: set[str] = set()  # called on to sign


def used(rulebook: Rulebook) -> Usage:
    """Every name that a line of the policy uses."""
    usage = Usage()
    lines = (*rulebook.grants, *rulebook.budgets, *rulebook.rules, *rulebook.owed, *rulebook.not_owed)
    for line in (*lines, *rulebook.exceptions, *rulebook.promises):
        _value(line, usage)
    for remedy in rulebook.remedies:
        _remedy(remedy, usage)
    for fact in rulebook.facts:
        if fact.derived and fact.name in usage.facts:
            usage.facts.update(fact.derived[1])
    return usage


def used_in(one: Line | Remedy) -> Usage:
    """Every name that one line or remedy uses; what a derived fact is made from is not among them."""
    usage = Usage()
    if isinstance(one, Remedy):
        _remedy(one, usage)
    else:
        _value(one, usage)
    return usage


def _remedy(remedy: Remedy, usage: Usage) -> None:
    _value(remedy, usage)
    usage.facts.update(amount_facts(remedy.cost))


def _value(value: Value, usage: Usage) -> None:
    if isinstance(value, Condition):
        usage.facts.update([test.axis.partition("#")[0] for box in value.when + value.unless for test in box])
    elif isinstance(value, Limit):
        usage.facts.update(value.per)
        usage.facts.update(amount_facts(value.most))
    elif isinstance(value, Beyond):
        usage.duties.update(value.must)
    elif isinstance(value, Rule | Entitlement):
        usage.papers.update(value.needs)
        usage.duties.update(value.must)
    if isinstance(value, Entitlement):
        usage.facts.update(value.per)
        usage.facts.update(amount_facts(value.amount))
        for option in value.settles_from:
            usage.facts.update(amount_facts(option.amount))
        for other in value.instead:
            usage.facts.update(amount_facts(other.at_least) | amount_facts(other.at_most))
            usage.papers.update(other.needs)
    if isinstance(value, Rule | Beyond):
        usage.roles.update([name for place in value.signatures for name in place])
    for part in value.plain():
        for item in part if isinstance(part, tuple) else (part,):
            if isinstance(item, Value):
                _value(item, usage)
