"""Facts in words, as they were stated, and as they would be."""

from __future__ import annotations

from empower.domain.calendar import written_date, written_instant
from empower.domain.money import written_number
from empower.report.phrases import clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import Fact, FactValue
    from empower.report.wording import Names

__all__ = ["customer_words", "facts_json", "facts_words", "typed_fact"]

_ELSEWHERE = ("incident", "customer", "employee")
_COMMITMENT = 64  # hexadecimal digits, all that is left of somebody who was forgotten, or of what they said
_ERASED = "erased"


def customer_words(customer: FactValue) -> str:
    """Whom it is about; what only stands for somebody who was forgotten tells nobody anything."""
    text = str(customer)
    return "a customer who was forgotten" if _gone(text) else f"customer {text}"


def facts_words(facts: dict[str, FactValue], names: Names) -> list[str]:
    """Each fact with its value (`severity: minor`), in the vocabulary's order, without those that have a place of their own."""
    return [
        f"{names.fact(fact.name)}: {_words(fact, facts[fact.name], names)}"
        for fact in names.rulebook.facts
        if fact.name in facts and fact.name not in _ELSEWHERE and not fact.derived
    ]


def facts_json(facts: dict[str, FactValue], names: Names) -> dict[str, FactValue | bool]:
    """The same for a script: the policy's own words, never their titles, money as text, yes and no as true and false."""
    return {
        fact.name: _json(fact, facts[fact.name], names)
        for fact in names.rulebook.facts
        if fact.name in facts and fact.name not in _ELSEWHERE and not fact.derived
    }


def typed_fact(fact: Fact, value: FactValue) -> str:
    """The value as it is typed in a question or written in a case (`noise`, `true`, `480.00`)."""
    if isinstance(value, str):
        return value
    if fact.values:
        return fact.values[value]
    if fact.kind == "yes_no":
        return "true" if value else "false"
    if fact.kind == "date":
        return written_date(value)
    if fact.kind == "time":
        return clock(value)
    return written_instant(value) if fact.kind == "moment" else written_number(value, fact.digits)


def _words(fact: Fact, value: FactValue, names: Names) -> str:
    gone = fact.kind == "text" and _gone(str(value))
    return _ERASED if gone else names.value(fact.name, value)


def _gone(text: str) -> bool:
    """Whether this only stands for a text that is no more."""
    return len(text) == _COMMITMENT and not text.strip("0123456789abcdef")


def _json(fact: Fact, value: FactValue, names: Names) -> FactValue | bool:
    if isinstance(value, str):
        return value
    if fact.kind in ("one_of", "ordered"):
        return fact.values[value]
    if fact.kind == "yes_no":
        return bool(value)
    return written_instant(value) if fact.kind == "moment" else names.value(fact.name, value)
