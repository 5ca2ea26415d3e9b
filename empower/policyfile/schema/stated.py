"""Facts as people state them (in a roster, an incident, a case), as JSON Schema: every fact with its values and its help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.policyfile.schema.amounts import DATE
from empower.policyfile.schema.conditions import bounded, values_of
from empower.policyfile.schema.words import NAME, Words, any_of, mapping, named, said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.domain.facts import Fact

__all__ = ["FIGURE", "MOMENT", "WORD", "facts_schema", "stated_names", "value_schema"]

Schema = dict[str, Any]

WORD: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
"""One word or sentence; a number is read as it is written."""

MOMENT: Schema = {
    "type": "string",
    "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]+([Zz]|[+-][0-9]{2}:?[0-9]{2})\s*$",
    "description": "a moment with its offset from UTC, such as 2026-05-01T22:15:00+01:00",
}
FIGURE: Schema = any_of({"type": "number", "minimum": 0}, {"type": "string", "pattern": "[0-9]"})
"""An amount, or a number of things; with its currency it is text."""

_TIME = any_of(
    {"type": "string", "pattern": "^[0-9]{1,2}(:[0-9]{2})?$", "description": "a time of day, such as 16:00"},
    {"type": "integer", "minimum": 0, "maximum": 23},
)
_YES_NO: Schema = {"enum": [True, False, "yes", "no"]}
_EVERYWHERE = ("incident", "customer")


def facts_schema(words: Words) -> Schema:
    """A mapping of facts, as far as they can be stated: one that is computed cannot."""
    if words.facts is None:
        return {"type": "object", "additionalProperties": WORD}
    own = {fact.name: value_schema(fact) for fact in words.facts if not fact.derived}
    return mapping(dict.fromkeys(_EVERYWHERE, WORD) | own)


def value_schema(fact: Fact) -> Schema:
    """What may be stated of this fact, with what the policy says about it."""
    described = said_of(fact)
    return _of_kind(fact) | ({"description": described} if described else {})


def _of_kind(fact: Fact) -> Schema:
    if fact.kind in ("one_of", "ordered"):
        return values_of(fact)
    if fact.kind == "number":
        return any_of(bounded(fact), {"type": "string", "pattern": "^[-−]?[0-9.]+$"})
    kinds: dict[str, Schema] = {"money": FIGURE, "yes_no": _YES_NO, "date": DATE, "moment": MOMENT, "time": _TIME}
    return kinds.get(fact.kind, WORD)


def stated_names(words: Words, kinds: str, also: Iterable[str] = ()) -> Schema:
    """The names of the facts of these kinds (of all where none is named) that people state; and of `also`."""
    if words.facts is None:
        return NAME
    facts = [fact for fact in words.facts if not fact.derived and (not kinds or fact.kind in kinds.split())]
    return named([*[(fact.name, said_of(fact)) for fact in facts], *[(name, "") for name in also]])
