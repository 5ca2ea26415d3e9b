"""How amounts, limits and signatures are written, as JSON Schema: one definition each, so that all lines agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.policyfile.schema.words import NAME, Words, any_of, listed, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DATE", "DURATION", "MONEY", "SHARE", "amount_definitions", "limit_definitions", "limit_keys", "ref"]

Schema = dict[str, Any]

DATE: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "description": "a date, such as 2026-11-22",
}
DURATION: Schema = {"type": "string", "pattern": "^[0-9]+ (minutes?|hours?|days?|weeks?)$", "examples": ["24 hours"]}
MONEY: Schema = {"type": "number", "minimum": 0, "description": "an amount in the policy's currency"}
SHARE: Schema = {
    "type": "string",
    "pattern": r"^([0-9]+(\.[0-9]+)?%|[0-9]+/[0-9]+)$",
    "description": "an exact share",
    "examples": ["50%", "1/464"],
}
_DATES = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NUMBERS = r"^[0-9]+(\.[0-9]+)?$"


def ref(name: str) -> Schema:
    """The definition of this name."""
    return {"$ref": f"#/definitions/{name}"}


def amount_definitions(words: Words) -> Schema:
    """`amount`, `things` (a number of them), and the same inside a remedy's cost and beside what is owed."""
    return {
        "amount": _amount(words, "amount", (), MONEY),
        "things": _amount(words, "things", (), {"type": "number", "minimum": 0}, money=False),
        "cost": _amount(words, "cost", ("amount", "quantity"), MONEY),
        "due": _amount(words, "due", ("owed",), MONEY),
    }


def _amount(words: Words, own: str, also: tuple[str, ...], plain: Schema, *, money: bool = True) -> Schema:
    moneys = _facts(words, "money" if money else "number", also)
    numbers = _facts(words, "number", tuple(name for name in also if name == "quantity"))
    stepped = _facts(words, "number money", tuple(name for name in also if name != "owed"))
    named = _facts(words, "one_of ordered yes_no", ())
    inner = ref(own)
    several: Schema = {"type": "array", "items": inner, "minItems": 1}
    forms = [
        ({"each": inner, "of": numbers, "every": _POSITIVE, "after": _NUMBER, "rounded": {"enum": ["down", "up"]}}, 2),
        ({"share": SHARE, "of": inner}, 2),
        ({"by": stepped, "steps": _numbered(inner)}, 2),
        ({"by": stepped, "over": _numbered(inner)}, 2),
        ({"by": named, "is": {"type": "object", "additionalProperties": inner, "minProperties": 1}}, 2),
        ({"greatest": several}, 1),
        ({"least": several}, 1),
        ({"sum": several}, 1),
        ({"difference": {"type": "array", "items": inner, "minItems": 2, "maxItems": 2}}, 1),
    ]
    bounds = {
        "at_least": inner | {"description": "never less than this"},
        "at_most": inner | {"description": "never more than this: the last word"},
        "nothing_below": inner | {"description": "nothing at all when it comes to less than this"},
        "round": {"enum": ["half_up", "up", "down"], "description": "outermost only, once"},
    }
    dated = mapping({"as_of": _facts(words, "date moment", ())} | bounds) | {
        "patternProperties": {_DATES: inner},
        "minProperties": 1,
    }
    mappings = [mapping(keys | bounds, tuple(keys)[:required]) for keys, required in forms]
    return {"anyOf": [plain, moneys, *mappings, dated]}


def _numbered(inner: Schema) -> Schema:
    return {"type": "object", "patternProperties": {_NUMBERS: inner}, "additionalProperties": False, "minProperties": 1}


_NUMBER: Schema = {"type": "number", "minimum": 0}
_POSITIVE: Schema = {"type": "number", "exclusiveMinimum": 0}


def _facts(words: Words, kinds: str, also: Iterable[str]) -> Schema:
    """The facts of these kinds that an amount may be made from."""
    if words.facts is None:
        return NAME
    names = [fact.name for fact in words.facts if fact.kind in kinds.split() and not fact.optional]
    names = [*names, *also]
    return {"enum": names} if names else {"not": {}}


def limit_keys(words: Words) -> Schema:
    """What a limit is made of."""
    count: Schema = {"type": "integer", "minimum": 0, "description": "so many gestures"}
    every: Schema = any_of(
        {"enum": ["day", "week", "month", "quarter", "year"]},
        {"type": "string", "pattern": "^[0-9]+ (days?|months?)$", "examples": ["365 days", "12 months"]},
    )
    return {
        "amount": ref("amount") | {"description": "no more than this"},
        "under": ref("amount") | {"description": "less than this"},
        "count": any_of(count, ref("things")),
        "per": listed(words.key) | {"description": "what it counts by; a list counts each combination"},
        "every": every | {"description": "a calendar period, or the last so many days or months; for ever without it"},
        "counts": {"enum": ["goodwill", "owed", "all"], "description": "which gestures count"},
    }


_ONE_FIGURE = [{"required": ["amount"]}, {"required": ["under"]}, {"required": ["count"]}]


def limit_definitions(words: Words) -> Schema:
    """`limit`, `signatures` (who must say yes) and `beyond` (what happens past a limit)."""
    return {
        "limit": mapping(limit_keys(words), ("per",), "so much, or so many, per key and window")
        | {"oneOf": _ONE_FIGURE},
        "signatures": any_of(
            words.role,
            {"type": "array", "items": words.role, "minItems": 1, "description": "different persons, all of them"},
            mapping({"any_of": {"type": "array", "items": words.role, "minItems": 1}}, ("any_of",)),
            mapping({"to": words.role, "count": {"type": "integer", "minimum": 1}}, ("to",)),
        ),
        "beyond": any_of(
            {"enum": ["deny", "warn"]},
            mapping({"escalate": ref("signatures")}, ("escalate",)),
            mapping({"must": listed(words.duty)}, ("must",)),
        ),
    }
