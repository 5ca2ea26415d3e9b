"""A JSON Schema of a policy file with this policy's own vocabulary, so that an editor completes values and remedy names too.

Draft 7, which editors' YAML servers handle best. The loader stays the judge: a schema knows nothing of ids that occur twice,
of chains that go round, of dates that do not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.domain.currencies import DIGITS
from empower.domain.facts import BUILT_IN, TEXT_KEYS
from empower.policyfile.schema.amounts import DATE, DURATION, amount_definitions, limit_definitions, limit_keys, ref
from empower.policyfile.schema.conditions import condition_definitions
from empower.policyfile.schema.lines import line_sections
from empower.policyfile.schema.stated import stated_names
from empower.policyfile.schema.words import NAME, Words, any_of, listed, mapping, text, words_of
from empower.rules.rulebook import KINDS

if TYPE_CHECKING:
    from empower.rules.rulebook import Rulebook

__all__ = ["schema_for"]

Schema = dict[str, Any]


def schema_for(rulebook: Rulebook | None) -> Schema:
    """The schema of a policy file that speaks of what this policy declares; of any policy file when there is none."""
    words = words_of(rulebook)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"The policy {rulebook.ref.name}" if rulebook else "A policy",
        **mapping(_head() | _vocabulary(words) | line_sections(words), _REQUIRED),
        "definitions": {
            **amount_definitions(words),
            **limit_definitions(words),
            **condition_definitions(words),
            **_ages(),
            "date": DATE,
            "effective": mapping(
                {"from": DATE, "until": DATE}, description="`until` is the first day it no longer holds"
            ),
        },
    }


_REQUIRED = ("empower", "policy", "currency", "timezone", "remedies", "roles", "grants")


def _head() -> Schema:
    return {
        "empower": {"const": 1, "description": "format of this file"},
        "policy": NAME | {"description": "the policy's name"},
        "title": text(),
        "currency": {"enum": sorted(DIGITS), "description": "ISO 4217"},
        "timezone": text("an IANA name, such as Europe/Lisbon"),
        "day_starts": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$", "description": "when a working day begins"},
        "year_starts": {
            "type": "string",
            "pattern": "^[0-9]{2}-[0-9]{2}$",
            "description": "month and day, such as 04-01",
        },
        "effective": ref("effective"),
    }


def _vocabulary(words: Words) -> Schema:
    remedies = _each(_remedy(words))
    titled = any_of(text(), mapping({"title": text()}))
    duty = any_of(text(), mapping({"title": text(), "within": DURATION}))
    role = mapping(
        {
            "title": text(),
            "reports_to": words.role | {"description": "who is next up the chain"},
            "final": {"type": "boolean", "description": "the last word"},
            "covered_by": listed(words.role) | {"description": "who answers when everybody in this role is away"},
        }
    )
    return {
        "facts": _each(_fact()) | {"propertyNames": NAME | {"not": {"enum": list(BUILT_IN)}}},
        "derive": _each(_derived(words)),
        "papers": _each(titled),
        "duties": _each(duty),
        "remedies": remedies | {"description": "the catalogue, and what each gesture costs the house"},
        "groups": _each(listed(words.remedy)),
        "roles": _each(any_of(role, {"type": "null"})),
        "causes": _each(titled),
        "clocks": _each(DURATION),
        "requests": mapping({"moves_up_after": DURATION, "expires_after": DURATION, "on_word": DURATION}),
        "adopts": listed(words.role) | {"description": "who may put another policy or roster in force"},
    }


def _each(schema: Schema) -> Schema:
    """A mapping from names that the author chooses."""
    return {"type": "object", "propertyNames": NAME, "additionalProperties": schema}


def _remedy(words: Words) -> Schema:
    most = mapping(limit_keys(words), ("per",))
    schema = mapping(
        {
            "kind": {"enum": list(KINDS)},
            "title": text(),
            "unit": text("what is counted: night, dessert"),
            "cost": ref("cost") | {"description": "what one gesture costs the house"},
            "most": any_of(ref("amount"), most, {"type": "array", "items": most, "minItems": 1}),
        },
        ("kind",),
    )

    def is_one_of(*kinds: str) -> Schema:
        return {"properties": {"kind": {"enum": list(kinds)}}, "required": ["kind"]}

    return schema | {
        "allOf": [
            {"if": is_one_of("in_kind", "points"), "then": {"required": ["cost"]}},
            {"if": is_one_of("courtesy"), "then": {"not": any_of({"required": ["cost"]}, {"required": ["unit"]})}},
            {"if": is_one_of("credit", "cash"), "then": {"not": {"required": ["unit"]}}},
        ]
    }


def _fact() -> Schema:
    value = any_of(NAME, {"type": "object", "propertyNames": NAME, "additionalProperties": text(), "maxProperties": 1})
    values: Schema = {"type": "array", "items": value, "minItems": 1}
    number: Schema = {"type": "number"}
    bounds = mapping({"at_least": number, "at_most": number, "decimals": {"type": "integer", "minimum": 0}})
    kinds: Schema = {
        "one_of": values | {"description": "one of these names"},
        "ordered": values | {"description": "one of these names, lowest first"},
        "number": any_of({"const": True}, bounds),
        **{kind: {"const": True} for kind in ("money", "yes_no", "date", "moment", "time", "text")},
    }
    more: Schema = {
        "default": {"type": ["string", "number", "boolean"]},
        "optional": {"type": "boolean"},
        "title": text(),
        "help": text(),
    }
    settled: Schema = {"required": ["default", "optional"], "properties": {"optional": {"const": True}}}
    return mapping(kinds | more) | {"oneOf": [{"required": [kind]} for kind in kinds], "not": settled}


def _derived(words: Words) -> Schema:
    def pair(fact: Schema) -> Schema:
        return {"type": "array", "items": fact, "minItems": 2, "maxItems": 2}

    numbers = stated_names(words, "number money")
    texts: Schema = {"type": "array", "items": text(), "minItems": 1}
    ways: Schema = {
        "days_between": pair(stated_names(words, "date moment")) | {"description": "from the first to the second"},
        "same": pair(stated_names(words, "", TEXT_KEYS)) | {"description": "whether two facts are equal"},
        "difference": pair(numbers) | {"description": "the first less the second, and never below zero"},
        "total": {"type": "array", "items": numbers, "minItems": 1, "description": "the sum of several facts"},
        "listed": {
            "type": "array",
            "items": [stated_names(words, "text", TEXT_KEYS), texts],
            "minItems": 2,
            "maxItems": 2,
        }
        | {"description": "whether a text is one of these"},
    }
    return mapping(ways | {"title": text(), "help": text()}) | {"oneOf": [{"required": [way]} for way in ways]}


def _ages() -> Schema:
    def age(units: str) -> Schema:
        written = {"type": "string", "pattern": f"^[0-9]+ ({units})$", "examples": ["28 days"]}
        return mapping(dict.fromkeys(("over", "under", "at_least", "at_most"), written)) | {"minProperties": 1}

    days = "days?|weeks?|months?|years?"
    return {"age": age(days), "age_in_hours": age(f"hours?|{days}")}
