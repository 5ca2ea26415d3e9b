"""What the lines of a compiled policy are made of: outcomes, signatures, entitlements and tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from empower.domain.conditions import Condition, Test
from empower.rules.rulebook import Entitlement, Rule, Rulebook

__all__ = ["line_constructs", "test_constructs"]

_SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")


def line_constructs(rulebook: Rulebook, tree: dict[str, Any]) -> Iterator[str]:
    for grant in rulebook.grants:
        if len(grant.limits) != 1:
            yield "several limits" if grant.limits else "limit none"
    for budget in rulebook.budgets:
        yield f"budget beyond {budget.beyond.outcome}"
        if budget.warn_at:
            yield "budget warn_at"
    for rule in rulebook.rules:
        yield from _rule(rule)
    for entitlement in rulebook.owed:
        yield from _entitlement(entitlement)
    groups = Counter(line.group for line in rulebook.owed)
    if any(count > 1 for count in groups.values()):
        yield "lines of one group"
    yield from {"owed group" if "group" in line else "owed without a group" for line in tree.get("owed", [])}
    yield from {"not_owed of" if "of" in line else "not_owed" for line in tree.get("not_owed", [])}
    if rulebook.exceptions:
        yield "exception"
    for promise in rulebook.promises:
        yield "promise always" if promise.always else "promise never"
    lines = [line for section in _SECTIONS for line in tree.get(section, [])]
    if any("effective" in line and "lifts" not in line for line in lines):
        yield "line effective"
    if any(line.because for line in _all_lines(rulebook)):
        yield "because"
    if any(test.axis == "day" for condition in _conditions(rulebook) for box in condition.when for test in box):
        yield "dated line"


def _rule(rule: Rule) -> Iterator[str]:
    named = {
        "deny": rule.deny,
        "at_least advice": rule.at_least,
        "needs": rule.needs,
        "note": "note" in rule.needs,
        "must": rule.must,
        "say": rule.say,
        "prefer": rule.prefer,
        "may_be_lifted: false": not rule.may_be_lifted,
        "warn_at": rule.warn_at,
        f"beyond {rule.beyond.outcome}": rule.limit,
    }
    yield from (name for name, there in named.items() if there)
    for signatures in (rule.signatures, rule.beyond.signatures):
        if signatures:
            several = len(signatures) > 1
            same = several and len(set(signatures)) == 1
            any_of = len(signatures[0]) > 1
            yield (
                "escalate count"
                if same
                else "escalate list"
                if several
                else "escalate any_of"
                if any_of
                else "escalate role"
            )


def _entitlement(line: Entitlement) -> Iterator[str]:
    yield "owed quantity" if line.of_things else "owed amount"
    named = {
        "owed per": line.per != ("incident",),
        "owed roles": line.roles,
        "settles_from": line.settles_from,
        "several settles_from": len(line.settles_from) > 1,
        "instead": line.instead,
        "instead at_most": any(one.at_most != one.at_least for one in line.instead),
        "instead needs": any(one.needs for one in line.instead),
        "owed needs": line.needs,
        "source": line.source,
    }
    yield from (name for name, there in named.items() if there)


def test_constructs(rulebook: Rulebook) -> Iterator[str]:
    kinds = {fact.name: "derived" if fact.derived else fact.kind for fact in rulebook.facts}
    for condition in _conditions(rulebook):
        if len(condition.when) > 1:
            yield "a list of mappings"
        if condition.unless:
            yield "unless"
        for box in (*condition.when, *condition.unless):
            for test in box:
                yield from _test(test, kinds)


def _test(test: Test, kinds: dict[str, str]) -> Iterator[str]:
    name, _, unit = test.axis.partition("#")
    yield f"test of {kinds.get(name, name)}"
    if unit:
        yield f"age in {unit}"
    ways = [way for way, _ in test.said]
    yield from (f"test {way}" for way in ("is", "not", "given") if way in ways)
    if len(ways) > 1:
        yield "test band"


def _all_lines(rulebook: Rulebook) -> list[Any]:
    return [line for section in _SECTIONS for line in getattr(rulebook, section)]


def _conditions(rulebook: Rulebook) -> list[Condition]:
    own: list[Condition] = [line.condition for line in _all_lines(rulebook)]
    for line in rulebook.owed:
        own += [inner.condition for inner in line.settles_from]
        own += [inner.condition for inner in line.instead]
    return own
