"""The workspace: `empower.yaml`, which says once what a house works with, so that nobody has to type it."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, ClassVar

from pydantic import Field

from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.page import FilePage, read_page
from empower.policyfile.said.words import nearest
from empower.policyfile.shape import Shape, shaped
from empower.rules.compile.wording import kind_of

__all__ = ["NAME", "Workspace", "find_workspace", "load_workspace"]

NAME = "empower.yaml"
IDENTITIES = ("claimed", "login")


class Workspace(Value):
    """What the file says; empty where it says nothing. Names of files are as written: they count from the file's folder."""

    file: FilePath
    policy: str = ""
    ledger: str = ""
    roster: str = ""
    identity: str = ""  # claimed | login
    person: str = ""

    def at(self, name: str) -> FilePath:
        """The file that a name in the workspace stands for."""
        return self.file.parent / FilePath(name).expanduser()


class _Workspace(Shape):
    what: ClassVar[str] = "a workspace"
    example: ClassVar[str] = "policy: policies/harbour-hotel"
    policy: Any = None
    ledger: Any = None
    roster: Any = None
    identity: Any = None
    person: Any = Field(default=None, alias="as")


def find_workspace(start: FilePath) -> FilePath | None:
    """The nearest `empower.yaml` in a folder or one above it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    return None


def load_workspace(path: FilePath) -> Workspace | tuple[PlacedProblem, ...]:
    """What the workspace file says, or what is wrong with it."""
    page = read_page(path)
    if isinstance(page, tuple):
        return page
    whole = shaped(_Workspace, page.data)
    if isinstance(whole, tuple):
        return page.placed(whole)
    problems: list[Problem] = []
    words = {name: _word(page, name, problems) for name in page.data}
    identity = words.get("identity", "")
    if identity and identity not in IDENTITIES:
        hint = nearest(identity, IDENTITIES, "ways to know a person")
        message = f"`{identity}` is no way to know who somebody is"
        problems.append(Problem(code="unknown-value", message=message, path=("identity",), hint=hint))
    if identity == "login" and words.get("as"):
        message = "with `identity: login` the person is whoever is logged in"
        problems.append(
            Problem(code="login-decides", message=message, path=("as",), hint="leave `as` out", at_key=True)
        )
    if problems:
        return page.placed(problems)
    return Workspace(file=path, person=words.pop("as", ""), **words)


def _word(page: FilePage, name: str, problems: list[Problem]) -> str:
    text = page.text((name,))
    if not text:
        message = f"`{name}` is one word, not {kind_of(page.data[name])}"
        example = {"ledger": "book.db", "roster": "roster.yaml", "identity": "login", "as": "ana"}.get(name)
        hint = f"write it like this: `{f'{name}: {example}' if example else _Workspace.example}`, or leave it out"
        problems.append(Problem(code="wrong-kind", message=message, path=(name,), hint=hint))
    return text or ""
