"""Declared names that no line uses."""

from __future__ import annotations

from empower.rules.analysis.lint.telling import warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.found import Found
    from empower.rules.analysis.usage import Usage
    from empower.rules.rulebook import Rulebook

__all__ = ["unused"]

_NEED = "name it in a rule's `needs`, or take it out"
_MUST = "name it in a rule's `must`, or take it out"
_TEST = "test it in a `when`, count `per` it or make an amount of it; or take it out"


def unused(rulebook: Rulebook, usage: Usage) -> Iterator[Found]:
    """A finding for each paper, duty and fact that is declared for nothing."""
    for paper in rulebook.papers:
        if paper.id not in usage.papers:
            yield warning("unused-paper", ("papers", paper.id), f"no line needs the paper `{paper.id}`", _NEED)
    for duty in rulebook.duties:
        if duty.id not in usage.duties:
            yield warning("unused-duty", ("duties", duty.id), f"no line asks for the duty `{duty.id}`", _MUST)
    for fact in rulebook.facts:
        if fact.name not in usage.facts:
            section = "derive" if fact.derived else "facts"
            yield warning("unused-fact", (section, fact.name), f"no line speaks of the fact `{fact.name}`", _TEST)
