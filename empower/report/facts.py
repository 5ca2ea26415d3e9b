"""Facts in words, as they were stated."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import FactValue
    from empower.report.wording import Names

__all__ = ["facts_words"]

_ELSEWHERE = ("incident", "customer", "employee")


def facts_words(facts: dict[str, FactValue], names: Names) -> list[str]:
    """Each fact with its value (`severity: minor`), in the vocabulary's order, without those that have a place of their own."""
    return [
        f"{names.fact(fact.name)}: {names.value(fact.name, facts[fact.name])}"
        for fact in names.rulebook.facts
        if fact.name in facts and fact.name not in _ELSEWHERE and not fact.derived
    ]
