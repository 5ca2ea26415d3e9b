"""The words of one policy for its JSON Schema: an editor completes its names and says what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empower.domain.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.domain.facts import Fact
    from empower.rules.rulebook import Rulebook

__all__ = ["NAME", "NONE", "Words", "any_of", "listed", "mapping", "named", "said_of", "text", "words_of"]

Schema = dict[str, Any]

NAME: Schema = {"type": "string", "pattern": "^[a-z0-9_-]+$"}
"""Any name, where no policy says which there are."""


NONE: Schema = {"not": {}, "description": "this policy declares none"}
"""No name at all."""


class Words(Value):
    """One schema per sort of name, and the facts that a line may speak of."""

    role: Schema = NAME
    remedy: Schema = NAME  # a remedy, or a group of them
    one_remedy: Schema = NAME  # a remedy itself
    paper: Schema = NAME
    duty: Schema = NAME
    rule: Schema = NAME  # one that may be lifted
    entitlement: Schema = NAME
    line: Schema = NAME  # any line, or a remedy, whose `most` is a reason too
    key: Schema = NAME  # what a limit may count by
    key_of_several: Schema = NAME  # the same in a list
    facts: tuple[Fact, ...] | None = None


def words_of(rulebook: Rulebook | None) -> Words:
    """The words of this policy; of any policy when there is none."""
    if rulebook is None:
        return Words()
    remedies = [(remedy.id, remedy.title or remedy.kind.replace("_", " ")) for remedy in rulebook.remedies]
    groups = [(name, f"all of {', '.join(members)}") for name, members in rulebook.groups]
    texts = [(fact.name, said_of(fact)) for fact in rulebook.facts if fact.kind == "text"]
    lines = (
        *(*rulebook.grants, *rulebook.budgets, *rulebook.rules),
        *(*rulebook.owed, *rulebook.not_owed, *rulebook.exceptions),
    )
    keys = [("incident", ""), ("customer", ""), ("employee", "whose authority is used"), *texts]
    return Words(
        role=named((role.id, role.title) for role in rulebook.roles),
        remedy=named(remedies + groups),
        one_remedy=named(remedies),
        paper=named([("note", "a note in words"), *((paper.id, paper.title) for paper in rulebook.papers)]),
        duty=named((duty.id, duty.title) for duty in rulebook.duties),
        rule=named((rule.id, rule.because) for rule in rulebook.rules if rule.may_be_lifted),
        entitlement=named((line.id, line.because) for line in rulebook.owed),
        line=named([*[(line.id, line.because) for line in lines], *remedies]),
        key=named([("gesture", "each by itself"), *keys, ("all", "all together")]),
        key_of_several=named(keys),
        facts=rulebook.facts,
    )


def said_of(fact: Fact) -> str:
    """What the policy says about a fact: its title and its help."""
    return ". ".join(part for part in (fact.title, fact.help) if part)


def named(names: Iterable[tuple[str, str]]) -> Schema:
    """Exactly these names, each with what it stands for; nothing when there are none."""
    known = list(names)
    if not known:
        return NONE
    return {"enum": [name for name, _ in known], "enumDescriptions": [title or name for name, title in known]}


def any_of(*schemas: Schema) -> Schema:
    """One of several forms."""
    return {"anyOf": list(schemas)}


def listed(schema: Schema, *, each_once: bool = True) -> Schema:
    """A single one, or a list."""
    return any_of(schema, {"type": "array", "items": schema, "minItems": 1, "uniqueItems": each_once})


def text(description: str = "") -> Schema:
    """Some words."""
    return {"type": "string", "minLength": 1} | ({"description": description} if description else {})


def mapping(properties: Schema, required: tuple[str, ...] = (), description: str = "") -> Schema:
    """A mapping with these keys and no others."""
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        schema["required"] = list(required)
    if description:
        schema["description"] = description
    return schema
