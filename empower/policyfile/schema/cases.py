"""A JSON Schema of a policy's cases with its own words, so that an editor completes what is asked and what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.domain.decision import WARNING_CODES
from empower.policyfile.schema.amounts import DATE, ref
from empower.policyfile.schema.stated import FIGURE, MOMENT, WORD, facts_schema, value_schema
from empower.policyfile.schema.words import Words, any_of, listed, mapping, named, said_of, words_of

if TYPE_CHECKING:
    from empower.domain.people import Person
    from empower.rules.rulebook import Rulebook

__all__ = ["cases_schema_for"]

Schema = dict[str, Any]

_OUTCOME: Schema = {
    "enum": ["approve", "escalate", "deny"],
    "enumDescriptions": ["yes", "somebody else's yes is needed", "no"],
}
_EITHER: Schema = {"not": {"required": ["amount", "quantity"]}}


def cases_schema_for(rulebook: Rulebook | None, people: tuple[Person, ...] = ()) -> Schema:
    """The schema of cases of this policy, of any policy when there is none. People are offered, others are allowed."""
    words = words_of(rulebook)
    who = any_of(named([(person.id, person.name) for person in people]), WORD) if people else WORD
    cases: Schema = {"type": "array", "items": _case(words, who), "minItems": 1}
    incidents: Schema = {"type": "object", "additionalProperties": ref("facts")}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Cases of the policy {rulebook.ref.name}" if rulebook else "Cases of a policy",
        **mapping(
            {
                "now": MOMENT | {"description": "when the questions are asked, with the offset from UTC"},
                "people": WORD | {"description": "the file of the roster"},
                "incidents": incidents | {"description": "facts under a name, which questions may name"},
                "cases": cases,
            },
            ("cases",),
        ),
        "definitions": {"facts": facts_schema(words), "answer": _answer(words)},
    }


def _case(words: Words, who: Schema) -> Schema:
    keys: Schema = {
        "name": WORD | {"description": "what the case shows, in words"},
        "ask": _ask(words, who),
        "given": listed(_given(words, who), each_once=False) | {"description": "what was given before"},
        "expect": ref("answer"),
        "table": _table(words, who),
    }
    return mapping(keys, ("name", "ask")) | {"oneOf": [{"required": ["expect"]}, {"required": ["table"]}]}


def _figures() -> Schema:
    return {"amount": FIGURE, "quantity": FIGURE}


def _by(words: Words, who: Schema) -> Schema:
    return {
        "by": who | {"description": "a person of the roster"},
        "role": words.role,
        "incident": WORD | {"description": "one of the incidents of this file"},
        "facts": ref("facts"),
    }


def _ask(words: Words, who: Schema) -> Schema:
    more = mapping({"remedy": words.one_remedy, **_figures()}, ("remedy",)) | _EITHER
    references = [f"{paper}=" for paper in words.paper.get("enum", ())]
    paper = any_of(words.paper, {"type": "string", "pattern": f"^({'|'.join(references)})"}) if references else WORD
    keys: Schema = {
        **_by(words, who),
        "remedy": words.one_remedy,
        **_figures(),
        "also": listed(any_of(words.one_remedy, more), each_once=False) | {"description": "decided together with it"},
        "with": listed(paper, each_once=False) | {"description": "papers at hand"},
        "at": MOMENT | {"description": "another moment than `now`"},
    }
    return mapping(keys, ("remedy",)) | _EITHER


def _given(words: Words, who: Schema) -> Schema:
    on = any_of(DATE, MOMENT) | {"description": "which day; that of the question unless it says"}
    return mapping({**_by(words, who), "remedy": words.one_remedy, **_figures(), "on": on}, ("remedy",)) | _EITHER


def _names(schema: Schema, description: str = "") -> Schema:
    """One, several, or an empty list: none at all."""
    found = any_of(schema, {"type": "array", "items": schema})
    return found | ({"description": description} if description else {})


def _answer(words: Words) -> Schema:
    most = any_of({"enum": ["none", "any"], "enumDescriptions": ["not approved at all", "it has no most"]}, FIGURE)
    facts = [(fact.name, said_of(fact)) for fact in words.facts or ()]
    keys: Schema = {
        "outcome": _OUTCOME,
        "to": _names(words.role, "who has to say yes"),
        "because": _names(words.line, "lines that are among the reasons"),
        "most": _most(words, most) | {"description": "the most of each remedy that would be approved"},
        "owed": FIGURE,
        "needs": _names(words.paper),
        "must": _names(words.duty),
        "say": _names(WORD),
        "warnings": _names({"enum": list(WARNING_CODES)}),
        "asks": _names(named(facts) if words.facts is not None else WORD, "facts that are not stated and decide"),
    }
    return mapping(keys) | {"minProperties": 1}


def _most(words: Words, figure: Schema) -> Schema:
    names = words.one_remedy.get("enum")
    if names is None:
        return {"type": "object", "additionalProperties": figure}
    titles = words.one_remedy["enumDescriptions"]
    return mapping({name: figure | {"description": title} for name, title in zip(names, titles, strict=True)})


_A_ROW = "^([0-9]|[^A-Za-z].*[0-9])"
"""How much is asked: what begins with a digit, or has one and begins with no letter."""


def _table(words: Words, who: Schema) -> Schema:
    """Along the top who asks, or a fact; down the side how much; in each cell the outcome, or the whole answer."""
    heads: Schema = {"by": listed(who, each_once=False), "role": listed(words.role, each_once=False)}
    heads |= {fact.name: listed(value_schema(fact), each_once=False) for fact in words.facts or () if not fact.derived}
    row = listed(any_of(_OUTCOME, ref("answer")), each_once=False)
    table = {"type": "object", "properties": heads, "patternProperties": {_A_ROW: row}, "minProperties": 2}
    if words.facts is None:
        return table
    return table | {"additionalProperties": False, "oneOf": [{"required": [head]} for head in heads]}
