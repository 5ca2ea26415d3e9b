"""The words that name an incident and state facts of it."""

from __future__ import annotations

from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.stated import Statement

__all__ = ["said_of"]


def said_of(page: WordsPage) -> tuple[str, tuple[Statement, ...]]:
    """The id, where one is said, and the facts. Raises `CannotAskError` where a word is neither."""
    bare = [number for number, word in enumerate(page.words) if "=" not in word]
    said = []
    for number, word in enumerate(page.words):
        name, sign, value = word.partition("=")
        if sign:
            said.append(Statement(name=name.strip(), text=value, page=page, path=(number,)))
    if len(bare) > 1:
        message = f"`{page.words[bare[1]]}` is neither the id nor a fact"
        problem = Problem(code="stray-word", message=message, hint="a fact is written `FACT=VALUE`", path=(bare[1],))
        raise CannotAskError(page.placed([problem]))
    return (page.words[bare[0]] if bare else ""), tuple(said)
