"""How amounts, limits and signatures are written, as JSON Schema: one definition each, so that all lines agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.policyfile.schema.words import NAME, Words, any_of, listed, mapping, named, said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DATE", "DURATION", "MONEY", "SHARE", "amount_definitions", "limit_definitions", "limit_keys", "ref"]

Schema = dict[str, Any]

DATE: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
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
    """`amount`, `things` (a number of them), and the same inside a remedy's cost and beside what is owed.

    Each stands twice: as it is written outermost, and as a part of another.
    """
    things: Schema = {"type": "number", "minimum": 0}
    return {
        **_amount(words, "amount", (), MONEY),
        **_amount(words, "things", (), things, money=False),
        **_amount(words, "cost", ("amount", "quantity"), MONEY),
        **_amount(words, "due", ("owed",), MONEY),
    }


def _amount(words: Words, name: str, also: tuple[str, ...], plain: Schema, *, money: bool = True) -> Schema:
    inner = ref(f"{name}_part")
    bounds: Schema = {
        "at_least": inner | {"description": "never less than this"},
        "at_most": inner | {"description": "never more than this: the last word"},
        "nothing_below": inner | {"description": "nothing at all when it comes to less than this"},
    }
    rounds: Schema = {"round": {"enum": ["half_up", "up", "down"], "description": "once, to the smallest coin"}}
    single = [plain, _facts(words, "money" if money else "number", also)]
    found: Schema = {}
    for own, more in ((name, bounds | rounds), (f"{name}_part", bounds)):
        mappings = [mapping(keys | more, required) | extra for keys, required, extra in _forms(words, also, inner)]
        by_date = {"as_of": _facts(words, "date moment", ())} | more
        mappings.append(mapping(by_date) | {"patternProperties": {_DATES: inner}, "minProperties": 1})
        found[own] = any_of(*single, *mappings)
    return found


_Form = tuple[Schema, tuple[str, ...], Schema]
"""The keys of a form, those that must be there, and what else holds for it."""


def _forms(words: Words, also: tuple[str, ...], inner: Schema) -> list[_Form]:
    counted = _facts(words, "number", tuple(name for name in also if name == "quantity"))
    stepped = _facts(words, "number money", tuple(name for name in also if name != "owed"))
    several: Schema = {"type": "array", "items": inner, "minItems": 1}
    each: Schema = {
        "each": inner,
        "of": counted,
        "every": _POSITIVE,
        "after": _NUMBER,
        "rounded": {"enum": ["down", "up"]},
    }
    return [
        (each, ("each", "of"), {"dependencies": {"rounded": ["every"]}}),
        ({"share": SHARE, "of": inner}, ("share", "of"), {}),
        ({"by": stepped, "steps": _numbered(inner)}, ("by", "steps"), {}),
        ({"by": stepped, "over": _numbered(inner)}, ("by", "over"), {}),
        *[({"by": fact, "is": cases}, ("by", "is"), {}) for fact, cases in _cases(words, inner)],
        *[({name: several}, (name,), {}) for name in ("greatest", "least", "sum")],
        ({"difference": several | {"minItems": 2, "maxItems": 2}}, ("difference",), {}),
    ]


def _cases(words: Words, inner: Schema) -> list[tuple[Schema, Schema]]:
    """Each fact that an amount may go by, and its values: all of them named, or the others by `otherwise`."""
    if words.facts is None:
        return [(NAME, {"type": "object", "additionalProperties": inner, "minProperties": 1})]
    found = []
    for fact in words.facts:
        values = ["true", "false"] if fact.kind == "yes_no" else list(fact.values)
        if values and not fact.optional:
            each = mapping(dict.fromkeys([*values, "otherwise"], inner))
            every = any_of({"required": values}, {"required": ["otherwise"]})
            found.append((named([(fact.name, said_of(fact))]), each | every))
    return found


def _numbered(inner: Schema) -> Schema:
    return {"type": "object", "patternProperties": {_NUMBERS: inner}, "additionalProperties": False, "minProperties": 1}


_NUMBER: Schema = {"type": "number", "minimum": 0}
_POSITIVE: Schema = {"type": "number", "exclusiveMinimum": 0}


_BUILT_IN = {
    "amount": "what the customer receives",
    "quantity": "how many are asked for",
    "owed": "what is due",
}


def _facts(words: Words, kinds: str, also: Iterable[str]) -> Schema:
    """The facts of these kinds that an amount may be made from."""
    if words.facts is None:
        return NAME
    facts = [fact for fact in words.facts if fact.kind in kinds.split() and not fact.optional]
    return named([*[(fact.name, said_of(fact)) for fact in facts], *[(name, _BUILT_IN[name]) for name in also]])


def limit_keys(words: Words) -> Schema:
    """What a limit is made of."""
    several = _several(words.key_of_several)
    count: Schema = {"type": "integer", "minimum": 0, "description": "so many gestures"}
    every: Schema = any_of(
        {"enum": ["day", "week", "month", "quarter", "year"]},
        {"type": "string", "pattern": "^[0-9]+ (days?|months?)$", "examples": ["365 days", "12 months"]},
    )
    return {
        "amount": ref("amount") | {"description": "no more than this"},
        "under": ref("amount") | {"description": "less than this"},
        "count": any_of(count, ref("things")),
        "per": any_of(words.key, several) | {"description": "what it counts by; a list counts each combination"},
        "every": every | {"description": "a calendar period, or the last so many days or months; for ever without it"},
        "counts": {"enum": ["goodwill", "owed", "all"], "description": "which gestures count"},
    }


_ONE_FIGURE = [{"required": ["amount"]}, {"required": ["under"]}, {"required": ["count"]}]


_WINDOW: Schema = {  # a gesture by itself has no time
    "if": {"properties": {"per": {"const": "gesture"}}, "required": ["per"]},
    "then": {"not": {"required": ["every"]}},
}


def _several(schema: Schema) -> Schema:
    return {"type": "array", "items": schema, "minItems": 1, "uniqueItems": True}


def limit_definitions(words: Words) -> Schema:
    """`limit`, `signatures` (who must say yes) and `beyond` (what happens past a limit)."""
    return {
        "limit": mapping(limit_keys(words), ("per",), "so much, or so many, per key and window")
        | {"oneOf": _ONE_FIGURE}
        | _WINDOW,
        "signatures": any_of(
            words.role,
            _several(words.role) | {"description": "different persons, all of them"},
            mapping({"any_of": _several(words.role)}, ("any_of",)),
            mapping({"to": words.role, "count": {"type": "integer", "minimum": 1}}, ("to",)),
        ),
        "beyond": any_of(
            {"enum": ["deny", "warn"]},
            mapping({"escalate": ref("signatures")}, ("escalate",)),
            mapping({"must": listed(words.duty)}, ("must",)),
        ),
    }
