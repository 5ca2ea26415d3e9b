"""The lines of a policy as JSON Schema: grants, budgets, rules, entitlements and the rest, each with its own keys."""

from __future__ import annotations

from typing import Any

from empower.policyfile.schema.amounts import SHARE, limit_keys, ref
from empower.policyfile.schema.words import NAME, Words, any_of, listed, mapping, text

__all__ = ["line_sections"]

Schema = dict[str, Any]


def line_sections(words: Words) -> Schema:
    """Every section that holds lines."""
    return {
        "grants": _lines(_grant(words), "roles", "limit") | {"description": "who may give what, within which limits"},
        "budgets": _lines(_budget(words)) | {"description": "pots of money, whoever spends from them"},
        "rules": {"type": "array", "items": _rule(words), "description": "what takes away, or asks for something"},
        "owed": {"type": "array", "items": _entitlement(words), "description": "what is due by rule"},
        "not_owed": _lines(_conditions("plain") | {"of": listed(words.entitlement)}),
        "exceptions": _lines(_exception(words), "lifts", "effective"),
        "promises": _promises(),
        "accepted": listed(_accepted(), each_once=False)
        | {"description": "findings of the lint that are meant to be so"},
    }


def _lines(keys: Schema, *required: str) -> Schema:
    return {"type": "array", "items": _line(keys, *required)}


def _line(keys: Schema, *required: str) -> Schema:
    common: Schema = {
        "id": NAME | {"description": "its name, in messages and for ever"},
        "because": text("why, in words for whoever reads the answer"),
        "effective": ref("effective"),
    }
    return mapping(common | keys, ("id", *required))


def _conditions(when: str, unless: str = "") -> Schema:
    return {
        "when": ref(when) | {"description": "all tests of a mapping hold; of a list, any mapping"},
        "unless": ref(unless or when) | {"description": "takes away"},
    }


def _covered(words: Words) -> Schema:
    named = listed(words.remedy)
    return {"remedies": any_of({"const": "all"}, named, mapping({"not": named}, ("not",)))}


def _grant(words: Words) -> Schema:
    limits = any_of({"const": "none"}, ref("limit"), {"type": "array", "items": ref("limit"), "minItems": 1})
    roles = any_of({"const": "all"}, listed(words.role))
    return {"roles": roles, **_covered(words), **_conditions("falling", "rising"), "limit": limits}


def _budget(words: Words) -> Schema:
    return {
        **limit_keys(words),
        **_covered(words),
        **_conditions("rising", "falling"),
        "warn_at": SHARE,
        "beyond": ref("beyond"),
    }


def _asked_for(words: Words) -> Schema:
    return {
        "needs": listed(words.paper) | {"description": "handed in with the gesture"},
        "must": listed(words.duty) | {"description": "done afterwards, by its time"},
        "say": text("the words to say"),
    }


def _rule(words: Words) -> Schema:
    keys: Schema = {
        **_conditions("free"),
        "deny": {"const": True},
        "escalate": ref("signatures") | {"description": "whose call it is"},
        "limit": ref("limit"),
        "beyond": ref("beyond"),
        "warn_at": SHARE,
        "at_least": ref("limit") | {"description": "advice: less is approved with a warning"},
        **_asked_for(words),
        "prefer": listed(words.remedy),
        "may_be_lifted": {"type": "boolean"},
    }
    tightens = any_of(*({"required": [key]} for key in ("deny", "escalate", "limit")))
    directed = {"properties": {"when": ref("rising_by_role"), "unless": ref("falling_by_role")}}
    apart: Schema = {"not": {"anyOf": [{"required": ["deny", other]} for other in ("escalate", "limit")]}}
    says = any_of(*({"required": [key]} for key in ("deny", "escalate", "limit", "at_least", "needs", "must", "say")))
    of_limit = {"beyond": ["limit"], "warn_at": ["limit"]}
    return _line(keys) | {"if": tightens, "then": directed, "allOf": [apart, says], "dependencies": of_limit}


def _entitlement(words: Words) -> Schema:
    settles = mapping({"amount": ref("due"), **_conditions("plain")}, ("amount",))
    instead = mapping(
        {
            "remedy": words.one_remedy,
            "at_least": ref("due"),
            "at_most": ref("due"),
            "needs": listed(words.paper),
            **_conditions("plain"),
        },
        ("remedy", "at_least"),
    )
    keys: Schema = {
        "remedies": listed(words.remedy),
        **_conditions("plain"),
        "amount": ref("amount"),
        "quantity": ref("things"),
        "group": NAME | {"description": "lines of one group do not add up: the greatest is owed"},
        "per": listed(words.key),
        "roles": any_of({"const": "all"}, listed(words.role)),
        "settles_from": listed(settles, each_once=False)
        | {"description": "a lawful smaller sum that settles the whole"},
        "instead": listed(instead, each_once=False)
        | {"description": "another remedy that settles it when worth enough"},
        **_asked_for(words),
        "source": text("where it is written"),
    }
    return _line(keys, "remedies") | {"oneOf": [{"required": ["amount"]}, {"required": ["quantity"]}]}


def _exception(words: Words) -> Schema:
    return {
        "lifts": listed(words.rule),
        **_conditions("falling_by_role", "rising_by_role"),
        "effective": mapping({"from": ref("date"), "until": ref("date")}, ("from", "until")),
        "approved_by": words.role,
        "ticket": text(),
    }


def _promises() -> Schema:
    outcome: Schema = {"enum": ["approve", "escalate", "deny"]}
    schema = _line({**_conditions("free"), "always": outcome, "never": outcome})
    return {"type": "array", "items": schema | {"oneOf": [{"required": ["always"]}, {"required": ["never"]}]}}


def _accepted() -> Schema:
    because = {"type": "string", "pattern": "\\S", "description": "why it is meant to be so"}
    about = NAME | {"description": "the id of what it is about; wherever it is found, where this is left out"}
    code = NAME | {"description": "the code of the finding"}
    return mapping({"code": code, "line": about, "because": because}, ("code", "because"))
