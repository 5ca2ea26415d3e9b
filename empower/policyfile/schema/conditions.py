"""What a line may test, as JSON Schema: every fact with its values, and amounts in the directions that are lawful there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.domain.calendar import WEEKDAYS
from empower.domain.facts import AMOUNT_FACTS
from empower.policyfile.schema.amounts import DATE, MONEY, ref
from empower.policyfile.schema.words import NAME, Words, any_of, listed, mapping, named, said_of
from empower.rules.rulebook import KINDS

if TYPE_CHECKING:
    from empower.domain.facts import Fact

__all__ = ["bounded", "condition_definitions", "values_of"]

Schema = dict[str, Any]

_RISING = ("over", "at_least")
_FALLING = ("under", "at_most")
_MOMENT: Schema = {"type": "string", "description": "an instant with its offset, such as 2026-05-01T22:15:00+01:00"}
_TIME: Schema = {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$", "description": "a time of day, such as 16:00"}


def condition_definitions(words: Words) -> Schema:
    """Four sorts of condition, by which way a test of an amount may point; each is one mapping, or a list of them."""
    role = {"role": _names(words.role) | {"description": "the role of whoever asks"}}
    return {
        "plain": _condition(words, ()),
        "rising": _condition(words, _RISING),
        "falling": _condition(words, _FALLING),
        "rising_by_role": _condition(words, _RISING, role),
        "falling_by_role": _condition(words, _FALLING, role),
        "free": _condition(words, (*_RISING, *_FALLING, "not"), role),
    }


def _condition(words: Words, ways: tuple[str, ...], more: Schema | None = None) -> Schema:
    built_in: Schema = {
        "remedy": _names(words.remedy) | {"description": "what is asked for"},
        "remedy_kind": _names({"enum": list(KINDS)}),
        "weekday": _names({"enum": list(WEEKDAYS)}),
        "hour": _numbers({"type": "integer", "minimum": 0, "maximum": 23}),
        **(more or {}),
    }
    if ways:
        built_in |= {name: _amounts(name, ways) for name in AMOUNT_FACTS}
    if words.facts is None:
        box: Schema = {"type": "object", "properties": built_in, "minProperties": 1}
    else:
        feed = {name for fact in words.facts if fact.derived for name in fact.derived[1]}
        tested = {fact.name: _tests(fact) for fact in words.facts if fact.kind != "text" and fact.name not in feed}
        box = mapping(built_in | tested) | {"minProperties": 1}
    return any_of(box, {"type": "array", "items": box, "minItems": 1})


def _amounts(name: str, ways: tuple[str, ...]) -> Schema:
    figure: Schema = {"type": "number", "minimum": 0} if name == "quantity" else MONEY
    operators = mapping(dict.fromkeys(ways, figure)) | {"minProperties": 1}
    return any_of(operators, listed(figure)) if "not" in ways else operators


def _names(names: Schema) -> Schema:
    several = listed(names)
    return any_of(several, mapping({"not": several}, ("not",)))


def _numbers(number: Schema) -> Schema:
    keys = dict.fromkeys((*_RISING, *_FALLING), number) | {"not": listed(number)}
    return any_of(listed(number), mapping(keys) | {"minProperties": 1})


def _tests(fact: Fact) -> Schema:
    """How a line may test this fact, with what the policy says about it."""
    given = mapping({"given": {"type": "boolean", "description": "whether it is stated at all"}}, ("given",))
    schema = any_of(_of_kind(fact), given) if fact.optional else _of_kind(fact)
    described = said_of(fact)
    return schema | ({"description": described} if described else {})


def _of_kind(fact: Fact) -> Schema:
    if fact.kind == "yes_no":
        return {"type": "boolean"}
    if fact.kind in ("one_of", "ordered"):
        values = values_of(fact)
        if fact.kind == "one_of":
            return _names(values)
        return any_of(
            listed(values),
            mapping({"not": listed(values)} | dict.fromkeys((*_RISING, *_FALLING), values)) | {"minProperties": 1},
        )
    if fact.kind in ("number", "money"):
        return _numbers(MONEY if fact.kind == "money" else bounded(fact))
    point = {"date": DATE, "moment": _MOMENT, "time": _TIME}[fact.kind]
    keys: Schema = dict.fromkeys((*_RISING, *_FALLING, "from", "before"), point)
    if fact.kind != "time":
        keys["age"] = ref("age_in_hours" if fact.kind == "moment" else "age")
    return mapping(keys) | {"minProperties": 1}


def values_of(fact: Fact) -> Schema:
    """The names that this fact may be, each with its title."""
    titles = fact.value_titles or ("",) * len(fact.values)
    return named(zip(fact.values, titles, strict=True)) if fact.values else NAME


def bounded(fact: Fact) -> Schema:
    """A number between what the fact is declared to be."""
    schema: Schema = {"type": "number"}
    if fact.least is not None and not fact.derived:
        schema["minimum"] = fact.least / 10**fact.digits
    if fact.most is not None and not fact.derived:
        schema["maximum"] = fact.most / 10**fact.digits
    return schema
