"""What a shell may complete: the words of the policy in use. Whatever goes wrong here, the shell is simply told nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from empower.rules.rulebook import Rulebook
    from empower.services.house import House

__all__ = ["also", "asking", "explainable", "facts", "packs", "papers", "people", "roles"]

Words = list[tuple[str, str]]


def packs(incomplete: str) -> Words:
    """The shipped packs."""
    from empower.policyfile.packs import pack_names

    return _beginning(incomplete, [(name, "shipped pack") for name in pack_names()])


def roles(context: typer.Context, incomplete: str) -> Words:
    """The roles of the policy in use."""
    return _of_house(context, incomplete, lambda house: [(role.id, role.title) for role in house.rulebook.roles])


def people(context: typer.Context, incomplete: str) -> Words:
    """The people of the roster in use."""
    return _of_house(context, incomplete, lambda house: [(one.id, one.name) for one in house.people or ()])


def papers(context: typer.Context, incomplete: str) -> Words:
    """The papers of the policy in use."""
    return _of_house(context, incomplete, lambda house: [(paper.id, paper.title) for paper in house.rulebook.papers])


def explainable(context: typer.Context, incomplete: str) -> Words:
    """Everything in the policy in use that has a name."""
    from empower.services.explain import explainable as named

    return _of_house(
        context,
        incomplete,
        lambda house: [(name, section.replace("_", " ")) for section, name in named(house.rulebook)],
    )


def also(context: typer.Context, incomplete: str) -> Words:
    """The remedies of the policy in use."""
    return _of_house(context, incomplete, lambda house: _remedies(house.rulebook))


def asking(context: typer.Context, incomplete: str) -> Words:
    """The remedies until one is named, then facts."""
    named = [word for word in _said(context) if "=" not in word]
    return facts(context, incomplete) if named or "=" in incomplete else also(context, incomplete)


def facts(context: typer.Context, incomplete: str) -> Words:
    """`FACT=` for what is not stated yet; after the sign the values that the fact may have."""
    said = _said(context)
    if incomplete == "=" and said:  # bash hands over `failure`, `=` and the value as three words
        return _of_house(
            context, "", lambda house: [(f"={value}", told) for value, told in _values(house.rulebook, said[-1])]
        )
    if len(said) > 1 and said[-1] == "=":
        return _of_house(context, incomplete, lambda house: _values(house.rulebook, said[-2]))
    name, sign, _ = incomplete.partition("=")
    if sign:
        return _of_house(
            context,
            incomplete,
            lambda house: [(f"{name}={value}", title) for value, title in _values(house.rulebook, name)],
        )
    stated = {word.partition("=")[0] for word in said}
    return _of_house(
        context, incomplete, lambda house: [one for one in _facts(house.rulebook) if one[0][:-1] not in stated]
    )


def _said(context: typer.Context) -> list[str]:
    """The words before the one that is being written."""
    return list(context.params.get("words") or ())


def _remedies(rulebook: Rulebook) -> Words:
    return [(remedy.id, remedy.title or remedy.kind.replace("_", " ")) for remedy in rulebook.remedies]


def _facts(rulebook: Rulebook) -> Words:
    own = [(f"{fact.name}=", fact.title or fact.kind.replace("_", " ")) for fact in rulebook.facts if not fact.derived]
    return [*own, ("incident=", "which incident"), ("customer=", "which customer")]


def _values(rulebook: Rulebook, name: str) -> Words:
    for fact in rulebook.facts:
        if fact.name == name:
            if fact.kind == "yes_no":
                return [("yes", ""), ("no", "")]
            titles = fact.value_titles or ("",) * len(fact.values)
            return list(zip(fact.values, titles, strict=True))
    return []


def _of_house(context: typer.Context, incomplete: str, words: Callable[[House], Iterable[tuple[str, str]]]) -> Words:
    with suppress(Exception):  # a shell that waits for a completion has no use for our troubles
        from empower.cli.wiring import opened

        said = context.params
        desk = opened(said.get("policy"), said.get("roster"), quiet=True)
        return _beginning(incomplete, words(desk.house))
    return []


def _beginning(incomplete: str, words: Iterable[tuple[str, str]]) -> Words:
    return [(word, title) for word, title in words if word.startswith(incomplete)]
