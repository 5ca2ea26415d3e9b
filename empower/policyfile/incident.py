"""An incident file: the facts of one incident and what was given for it, stated once."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, ClassVar

from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.page import FilePage, read_page
from empower.policyfile.said.stated import Statement, statements_of
from empower.policyfile.shape import Shape, shaped

__all__ = ["Incident", "load_incident"]


class Incident(Value):
    """What the file says, still in words: a policy gives them their meaning."""

    page: FilePage
    statements: tuple[Statement, ...]
    given: Any = None  # at ("given",) of the page


class _Incident(Shape):
    what: ClassVar[str] = "an incident file"
    example: ClassVar[str] = "facts: {failure: noise, customer: C-88}"
    incident: Any = None
    facts: dict[Any, Any] = {}  # noqa: RUF012  # pydantic copies it
    given: Any = None


def _in_facts(problem: Problem) -> Problem:
    """A key that means nothing here is probably a fact."""
    if problem.code != "unknown-key" or problem.hint.startswith("did you mean"):
        return problem
    return problem.but(hint=f"facts stand behind `facts`: `facts: {{{problem.path[-1]}: …}}`; else {problem.hint}")


def load_incident(path: FilePath) -> Incident | tuple[PlacedProblem, ...]:
    """The incident in a file, or what is wrong with the file's shape."""
    page = read_page(path)
    if isinstance(page, tuple):
        return page
    whole = shaped(_Incident, page.data)
    if isinstance(whole, tuple):
        return page.placed([_in_facts(problem) for problem in whole])
    origin = f" in {page.name}"
    named: tuple[Statement, ...] = ()
    if whole.incident is not None:
        path_of = ("incident",)
        named = (Statement(name="incident", text=page.text(path_of), page=page, path=path_of, origin=origin),)
    return Incident(
        page=page, statements=named + statements_of(whole.facts, page, ("facts",), origin), given=whole.given
    )
