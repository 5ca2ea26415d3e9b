"""A JSON Schema of a roster with a policy's own roles and facts, so that an editor completes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.policyfile.schema.amounts import DATE
from empower.policyfile.schema.stated import WORD, facts_schema
from empower.policyfile.schema.words import any_of, listed, mapping, words_of

if TYPE_CHECKING:
    from empower.rules.rulebook import Rulebook

__all__ = ["roster_schema_for"]

Schema = dict[str, Any]

_HOUR = "[0-9]{1,2}(:[0-9]{2})?"


def roster_schema_for(rulebook: Rulebook | None) -> Schema:
    """The schema of a roster of people who work by this policy; of any roster when there is none."""
    words = words_of(rulebook)
    stretch: Schema = {"from": DATE, "until": DATE | {"description": "the first day after"}}
    person = mapping(
        {
            "id": any_of({"type": "string", "pattern": r"^[\w.@+-]+$"}, {"type": "integer", "minimum": 0})
            | {"description": "what the person is called in the book"},
            "name": WORD,
            "roles": listed(words.role, each_once=False)
            | {"description": "what they act as; the first unless they say"},
            "login": WORD | {"description": "their name at the operating system"},
            "facts": facts_schema(words) | {"description": "what is always so when they ask, such as where they work"},
            "contact": WORD | {"description": "how to reach them"},
            "hours": {
                "type": "string",
                "pattern": f"^ *{_HOUR} *- *{_HOUR} *$",
                "description": "when they can be reached, such as 22-06",
            },
            **stretch,
            "away": listed(mapping(stretch), each_once=False) | {"description": "when they are not there"},
            "deputy": WORD | {"description": "who says yes in their name meanwhile: the id of another person"},
        },
        ("id", "roles"),
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"A roster for the policy {rulebook.ref.name}" if rulebook else "A roster",
        **mapping({"people": {"type": "array", "items": person}}, ("people",)),
    }
